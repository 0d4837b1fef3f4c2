"""I8: the size of the software that the text states against the list of functions that makes it up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from proposal_check.budget.figures.amounts import figures
from proposal_check.budget.figures.arithmetic import compare, total
from proposal_check.budget.figures.paragraphs import body_paragraphs
from proposal_check.budget.figures.wording import SIGNS, plain
from proposal_check.budget.points.function_points import point_columns
from proposal_check.budget.tables.cells import count
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity
from proposal_check.model.document import Anchor, Document

_STATED = re.compile(
    r"(?P<noun>(?:未调整|调整后)的?功能点(?:总?数量?|规模|总计|合计)?|UF[CP]|AFP|功能点(?:总数|合计|总计))"
    r"[^。；;，,\d=+*×xX÷/]{0,8}?(?:=|为|共计?|合计|是|:)\s*(?=\d)",
    re.IGNORECASE,
)
_END = re.compile(r"[。；;，,\n]")
_ADJUSTED = re.compile(r"(?<!未)调整后|AFP", re.IGNORECASE)
_PART = re.compile(r"示例|部分|节选|举例|样例|子系统|模块|一期|二期")
_UNITS = frozenset({"", "个", "个功", "功能", "分"})


@dataclass(frozen=True, slots=True)
class _Listed:
    """A column of points with its sum."""

    work: Work
    adjusted: bool
    points: tuple[Amount, ...]


def size_identities(document: Document, works: Sequence[Work]) -> Iterator[Identity]:
    """Hold each size stated in a paragraph against the lists; one that no list gives may be a part's."""
    listed = [c for w in works if w.kind == "function_points" for c in _columns(w)]
    for index, text, flat in body_paragraphs(document) if listed else ():
        for noun, amount in _sizes(index, text, flat):
            mine = [c for c in listed if c.adjusted == bool(_ADJUSTED.search(noun))]
            if mine:
                yield _held(noun, amount, mine, part=bool(_PART.search(text)))


def _columns(work: Work) -> Iterator[_Listed]:
    items = [e for e in work.entries if e.row.kind == "item"]
    for col in point_columns(work):
        found = tuple(v for e in items if (v := count(e.line, col, "功能点")))
        if found:
            yield _Listed(work, bool(_ADJUSTED.search(work.header.texts[col - 1])), found)


def _sizes(index: int, text: str, flat: str) -> Iterator[tuple[str, Amount]]:
    """Yield the sizes a paragraph states; of a chain of equations what the last equals sign gives."""
    for match in _STATED.finditer(flat):
        end = next((m.start() for m in _END.finditer(flat, match.end())), len(flat))
        start = max(flat.rfind("=", match.end(), end) + 1, match.end())
        figure = next((f for f in figures(text) if f.end > start and f.start < end), None)
        plain_after = figure and not re.match(r"\s*[+×xX*÷/%-]", flat[figure.end :])
        if figure and plain_after and figure.scale == 1 and figure.unit in _UNITS and not figure.per:
            half = figure.half if figure.raw % 1 else figure.half * 0
            anchor = Anchor(index, figure.start, figure.end, text[figure.start : figure.end])
            value = figure.raw
            yield match["noun"], Amount(value, value - half, value + half, "功能点", anchor.quote, anchor)


def _held(noun: str, stated: Amount, lists: Sequence[_Listed], *, part: bool) -> Identity:
    sums = [(c, total(interval(p) for p in c.points)) for c in lists]
    both = total(s for _, s in sums)
    agreeing = next((x for x in sums if compare(x[1], interval(stated)) != "broken"), None)
    listed, value = agreeing or sums[0]
    if not agreeing and len(sums) > 1 and compare(both, interval(stated)) != "broken":
        value = both
    state = compare(value, interval(stated))
    sign = SIGNS[state]
    formula = f"清单各行之和{plain(value.value)} {sign} {plain(stated.value)}（功能点）"
    found = Identity(
        "I8", state, f"正文{noun}", formula, value.value, stated.value, None,
        (stated.anchor, *(p.anchor for p in listed.points[:20])), listed.work.sheet.block,
    )  # fmt: skip
    far = value.value > 2 * stated.value or stated.value > 2 * value.value
    if state == "broken" and (part or far or len(sums) > 1):
        return replace(found, state="unchecked", reason="不能确定正文所述是否为清单的全部功能点")
    return found
