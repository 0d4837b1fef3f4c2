"""Give headings their depth, whatever levels the file's styles claim."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from proposal_check.parse.heading_candidates import Candidate
from proposal_check.parse.typed_numbers import RANK

TITLE_STYLES: Final = frozenset({"title", "标题", "文档标题", "封面标题"})
DOCUMENT_NAME: Final = re.compile(
    r"(?:方案|报告|申报书|建议书|说明书|任务书|计划书?|规划|设计|[^）)]书|稿)(?:[（(].*[）)])?$"
)
# Names no chapter of a proposal has.
WHOLE_NAME: Final = re.compile(r"(?:建设方案|实施方案|报告|申报书|建议书|任务书)(?:[（(].*[）)])?$")
# Series whose rank in official writing is fixed: 第一章 > 第一节 > 一、 > （一） > 1.
RANKED: Final = frozenset({"part", "chapter", "section", "chinese", "chinese_bracket"})
# Series that keep their depth throughout.
OUTERMOST: Final = frozenset({"part", "chapter"})
LISTING: Final = frozenset({*RANKED, "digit", "digit_bare", "bracket", "circled"})


@dataclass(slots=True)
class _Open:
    """A heading still open; `level` is its depth."""

    candidate: Candidate
    level: int


def document_title(headings: Sequence[Candidate]) -> Candidate | None:
    """Find the document's own title among the headings: it stands first, and above or apart from the rest.

    Alone at its level it needs numbered chapters below it or the name of a document; beside numbered
    chapters of its own level it needs that name. A numbered one must be alone in its series and be named
    like nothing but a document.
    """
    if len(headings) < 3 or (own := _own_level(headings[0])) is None:
        return None
    first, rest = headings[0], headings[1:]
    text = first.paragraph.text.strip()
    named = bool(DOCUMENT_NAME.search(text))
    peers = [h for h in rest if h.declared is not None and h.declared <= own]
    if first.number is not None:
        alone = all(_series(h) != _series(first) for h in rest)
        is_title = alone and bool(WHOLE_NAME.search(text))
    elif peers:
        is_title = named and all(p.number is not None for p in peers)
    else:
        is_title = named or rest[0].number is not None
    return first if is_title else None


def _own_level(first: Candidate) -> int | None:
    """Tell the level the file gives the first heading; the style of a title stands above all."""
    styled = (first.paragraph.style or "").lower() in TITLE_STYLES
    return 0 if styled and first.declared is None else first.declared


def assign_levels(headings: Sequence[Candidate]) -> list[int]:
    """Give each heading its depth from 1, without skipped levels.

    1.2.1 stands under 1.2 whatever its style says; otherwise the declared level decides, and among equal
    or missing ones the series: a series met before keeps its depth, a new one nests. 第三部分 is as deep as
    第一部分 whatever stood between them.
    """
    levels: list[int] = []
    open_headings: list[_Open] = []
    depths: dict[str, int] = {}
    for heading in headings:
        deepest = depths.get(_series(heading))
        while open_headings and (
            (deepest is not None and open_headings[-1].level >= deepest)
            or not _contains(open_headings, heading)
        ):
            open_headings.pop()
        level = open_headings[-1].level + 1 if open_headings else 1
        open_headings.append(_Open(heading, level))
        if _series(heading) in OUTERMOST:
            depths.setdefault(_series(heading), level)
        levels.append(level)
    return levels


def _contains(open_headings: list[_Open], heading: Candidate) -> bool:
    """Say whether the innermost open heading holds this one."""
    outer = open_headings[-1].candidate
    for verdict in (_by_decimals(outer, heading), _by_rank(outer, heading), _by_declared(outer, heading)):
        if verdict is not None:
            return verdict
    if _series(heading) in (_series(outer), "appendix"):
        return False
    if any(_series(o.candidate) == _series(heading) != "" for o in open_headings):
        return False
    return _nests(outer, heading)


def _by_rank(outer: Candidate, heading: Candidate) -> bool | None:
    """Compare series of official writing: 二、 follows 一、 and holds （一） whatever their styles say."""
    if outer.number is None or heading.number is None or not {_series(outer), _series(heading)} <= RANKED:
        return None
    if _series(outer) != _series(heading):
        return RANK[_series(outer)] < RANK[_series(heading)]
    return False if heading.number.values > outer.number.values else None


def _by_declared(outer: Candidate, heading: Candidate) -> bool | None:
    if outer.declared is None or heading.declared is None:
        return None
    if outer.declared != heading.declared:
        return outer.declared < heading.declared
    return _ranks_above(outer, heading)


def _by_decimals(outer: Candidate, heading: Candidate) -> bool | None:
    """Compare 2 / 2.1 / 2.1.3 by their parts; None when these are not such numbers."""
    if heading.number is None or outer.number is None or heading.number.series != "decimal":
        return None
    values, other = heading.number.values, outer.number.values
    if outer.number.series not in ("decimal", "digit", "digit_bare", "chapter"):
        return None
    if len(other) >= len(values) and outer.number.series == "decimal":
        return False
    return True if values[: len(other)] == other else None


def _ranks_above(outer: Candidate, heading: Candidate) -> bool:
    """Compare headings of one declared level: 一、 holds （一） even when both are Heading 1."""
    a, b = _series(outer), _series(heading)
    return a in RANKED and b in LISTING and RANK[a] < RANK[b]


def _nests(outer: Candidate, heading: Candidate) -> bool:
    """Compare headings of which at least one is undeclared and whose series differ."""
    a, b = _series(outer), _series(heading)
    if heading.declared is not None:
        # A declared heading ends an undeclared one, unless the series says otherwise.
        return bool(a and b) and a in RANKED and RANK[a] < _rank(heading)
    if b in RANKED and a:
        return _rank(outer) < RANK[b] or (b == "chinese_bracket" and a.startswith("decimal"))
    return True


def _rank(candidate: Candidate) -> int:
    return RANK[candidate.number.series] if candidate.number else -1


def _series(candidate: Candidate) -> str:
    if candidate.number is None:
        return ""
    series = "digit" if candidate.number.series == "digit_bare" else candidate.number.series
    return f"{series}{candidate.number.depth}" if series == "decimal" else series
