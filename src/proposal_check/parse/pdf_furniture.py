"""Running headers, footers and page numbers: what stands at the same distance from the edge on many pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from proposal_check.model.document import Furniture
from proposal_check.parse.pdf_page import PageLayout, Picture, TextLine

Kind = Literal["header", "footer"]

# Share of the page's height, from the edge, where running lines stand.
ZONE: Final = 0.14
# Lines of one running header differ by less than this in distance from the edge; in points.
JITTER: Final = 8.0
FEWEST: Final = 3
LONGEST: Final = 120
SHORT_DOCUMENT: Final = 4
# A running line stands on so many of the pages between its first and its last; facing pages alternate.
COVERAGE: Final = 0.45
DIGITS: Final = re.compile(r"[0-9０-９]+")
# A line of nothing but a page number, by its digits: 12, - 12 -, 第 12 页, 12/40, 第12页 共40页, 第十二页.
PAGE_NUMBER: Final = re.compile(
    r"[-–—~·•|\s]*(?:第\s*)?(?:#|[一二三四五六七八九十百]{1,4}(?=\s*页)|[ivxlc]{1,6})\s*页?"
    r"(?:\s*(?:[/／|]|共|[，,、]\s*共)\s*#\s*页?)?[-–—~·•|\s]*",
    re.IGNORECASE,
)
HAS_NUMBER: Final = re.compile(r"第\s*#\s*页|(?:^|\s|[-–—])#(?:$|\s|[-–—/／])|#$")
# These stand at the top of a page because a table goes on there.
TABLE_LINE: Final = re.compile(r"[（(]?\s*(?:续|表\s*[#\d一二三四五六七八九十]|单位\s*[：:])")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line or picture near the edge; `key` is the same for the mirrored headers of facing pages.

    `figures` are the numbers of a line of several columns: of a running line no more than one changes.
    """

    kind: Kind
    key: str
    pattern: str
    text: str
    distance: float
    figures: tuple[str, ...] = ()


def strip_furniture(pages: Sequence[PageLayout]) -> tuple[list[PageLayout], tuple[Furniture, ...], str]:
    """Take running lines out of the pages; also answers all the text taken, for the counts."""
    running = _running(pages)
    taken: dict[tuple[Kind, str], _Candidate] = {}
    removed: list[str] = []
    stripped = []
    inside = _inside(pages)
    for page in pages:
        drop: set[int] = set()
        inner: set[Kind] = set()
        for index, candidate in _outermost(page):
            repeated = _print(page.items[index]) in inside
            if candidate.kind in inner or repeated or not _is_running(candidate, running):
                inner.add(candidate.kind)
                continue
            drop.add(index)
            removed.append(candidate.text)
            if candidate.text:
                taken.setdefault((candidate.kind, candidate.key), candidate)
        items = tuple(item for index, item in enumerate(page.items) if index not in drop)
        stripped.append(replace(page, items=items) if drop else page)
    furniture = tuple(_furniture(candidate) for candidate in taken.values())
    return stripped, furniture, "\n".join(removed)


def _furniture(candidate: _Candidate) -> Furniture:
    number = bool(HAS_NUMBER.search(candidate.pattern) or PAGE_NUMBER.fullmatch(candidate.pattern))
    return Furniture(candidate.kind, candidate.text, number)


def _running(pages: Sequence[PageLayout]) -> dict[tuple[Kind, str], list[float]]:
    """Collect the patterns that repeat, with the distances at which they do."""
    seen: dict[tuple[Kind, str], list[tuple[int, float]]] = {}
    figures: dict[tuple[Kind, str], set[tuple[str, ...]]] = {}
    for page in pages:
        for _, candidate in _outermost(page):
            seen.setdefault((candidate.kind, candidate.key), []).append((page.number, candidate.distance))
            figures.setdefault((candidate.kind, candidate.key), set()).add(candidate.figures)
    fewest = 2 if len(pages) <= SHORT_DOCUMENT else FEWEST
    running: dict[tuple[Kind, str], list[float]] = {}
    for key, places in seen.items():
        if sum(len(set(values)) > 1 for values in zip(*figures[key], strict=False)) > 1:
            continue
        middle = sorted(distance for _, distance in places)[len(places) // 2]
        near = sorted({number for number, distance in places if abs(distance - middle) <= JITTER})
        if len(near) >= fewest and len(near) >= COVERAGE * (near[-1] - near[0] + 1):
            running[key] = [distance for _, distance in places]
    return running


def _is_running(candidate: _Candidate, running: dict[tuple[Kind, str], list[float]]) -> bool:
    values = running.get((candidate.kind, candidate.key))
    return values is not None and sum(abs(v - candidate.distance) <= JITTER for v in values) >= 2


def _inside(pages: Sequence[PageLayout]) -> set[tuple[str, float, int] | None]:
    """Collect the lines away from the edges: one that stands there too is the header of a table gone on."""
    return {
        _print(item)
        for page in pages
        for item in page.items
        if isinstance(item, TextLine)
        and item.box[1] > ZONE * page.height
        and item.box[3] < (1 - ZONE) * page.height
    } - {None}


def _print(item: object) -> tuple[str, float, int] | None:
    """Name a line by its words and, unless they stand apart as cells do, by its size and where it begins."""
    if not isinstance(item, TextLine):
        return None
    text = item.line.text
    return (text, 0.0, 0) if "\t" in text else (text, item.line.size, round(item.box[0] / 2))


def _outermost(page: PageLayout) -> Iterator[tuple[int, _Candidate]]:
    """Name the lines near the top and bottom edge that no other block separates from it."""
    lines = sorted(
        ((index, item) for index, item in enumerate(page.items) if not getattr(item, "hidden", False)),
        key=lambda pair: pair[1].box[1],
    )
    for kind, ordered in (("header", lines), ("footer", lines[::-1])):
        for index, item in ordered:
            distance = item.box[1] if kind == "header" else page.height - item.box[3]
            if distance > ZONE * page.height:
                break
            side: Kind = "header" if kind == "header" else "footer"
            if isinstance(item, TextLine) and item.line.margins is None and len(item.line.text) < LONGEST:
                yield index, _candidate(item, side, distance)
            elif isinstance(item, Picture) and item.box[3] - item.box[1] < ZONE * page.height:
                yield index, _logo(item, side, distance)
            else:
                break


def _candidate(item: TextLine, kind: Kind, distance: float) -> _Candidate:
    text = item.line.text.strip()
    pattern = re.sub(r"\s+", "", DIGITS.sub("#", text))
    if PAGE_NUMBER.fullmatch(pattern) and "#" not in pattern:
        pattern = "第#页" if "页" in pattern else "#"
    key = f"{item.page} {text}" if TABLE_LINE.match(text) else "".join(sorted(pattern))
    figures = tuple(DIGITS.findall(text)) if text.count("\t") + text.count(" ") > 1 else ()
    return _Candidate(kind, key, pattern, text, distance, figures)


def _logo(item: Picture, kind: Kind, distance: float) -> _Candidate:
    size = f"{item.box[2] - item.box[0]:.0f} x {item.box[3] - item.box[1]:.0f}"
    return _Candidate(kind, f"picture {size}", "", "", distance)
