"""Tables without rules on a page: lines whose runs leave the same strips of white."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from proposal_check.model.document import Box
from proposal_check.parse.captions import UNIT_LINE, is_numbered_caption
from proposal_check.parse.contents import is_entry
from proposal_check.parse.pdf_gutters import strips
from proposal_check.parse.pdf_lines import Line, union
from proposal_check.parse.pdf_page import PageLayout, TextLine

Evidence = Literal["rules", "caption", "bare"]
# Cells of one row stand further apart than this, in em.
BARE_GAP: Final = 0.9
# Rows further apart than this, in em, are not of one table; lines of one cell closer than the second.
ROW_PITCH: Final = 4.0
CELL_PITCH: Final = 1.9
# A line with marks inside a sentence and so wide a share of the page is running text.
SENTENCE: Final = re.compile(r"[，。；].*[，。；]")
PROSE: Final = 0.5
# A line so much larger than the one above is a heading.
HEADING: Final = 1.2
# A rule under the header of a bare table is at least so wide a share of it.
RULED: Final = 0.8
# A header has at most so many lines.
HEADER_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the flow, by its index among the page's items, cut into chunks at wide gaps."""

    index: int
    line: Line
    chunks: int

    @property
    def middle(self) -> float:
        return (self.line.box[1] + self.line.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Region:
    """Consecutive lines that stand as a table; `cuts` are the heights of the rules between them.

    `opens` and `ends`: no line of the page's text stands above or below it.
    """

    rows: tuple[Row, ...]
    cuts: tuple[float, ...]
    evidence: Evidence
    opens: bool = False
    ends: bool = False


def cut_row(row: Row, gap: float) -> Row:
    """Count the chunks of a line that stand further apart than `gap` em."""
    wide = sum(b.box[0] - a.box[2] > gap * row.line.size for a, b in pairwise(row.line.spans))
    return replace(row, chunks=wide + 1)


def is_title(text: str) -> bool:
    """Say whether a line stands above a table: its caption or its unit."""
    return is_numbered_caption(text) or bool(UNIT_LINE.match(text))


def bold_lines(rows: Sequence[Row]) -> int:
    """Count the bold lines above the first that is not: the header; 0 when there is no such header."""
    bold = next((i for i, row in enumerate(rows) if not row.line.bold), 0)
    return bold if bold <= HEADER_LINES else 0


def find_bare(
    page: PageLayout, rows: Sequence[Row], rules: Sequence[Box], *, named: bool
) -> Iterator[Region]:
    """Find runs of lines that each have several chunks, or go on a cell of the line above.

    `named`: the page before ends in the caption of a table.
    """
    rows = [cut_row(row, BARE_GAP) for row in rows]
    start = 0
    while start < len(rows):
        if rows[start].chunks < 2:
            start += 1
            continue
        end = start + 1
        while end < len(rows) and _follows(rows, start, end, page.width):
            end += 1
        first = _header_start(rows, start)
        captioned = _is_captioned(page, rows[first].index, named=named)
        run = rows[first:end] if captioned else rows[start:end]
        if _is_table(run, page.width, captioned=captioned) or (captioned and end == len(rows)):
            yield Region(tuple(run), rules_between(run, rules), "caption" if captioned else "bare")
        start = end


def _is_close(above: Row, below: Row) -> bool:
    return below.index == above.index + 1 and below.middle - above.middle < CELL_PITCH * below.line.size


def _header_start(rows: Sequence[Row], start: int) -> int:
    """Go up from the first line with several chunks over lines of tall header cells, up to a caption."""
    first = start
    while first and start - first < HEADER_LINES and _is_close(rows[first - 1], rows[first]):
        if is_title(rows[first - 1].line.text):
            return first
        first -= 1
    above = rows[first - 1] if first else None
    return first if above and is_title(above.line.text) and above.index == rows[first].index - 1 else start


def _follows(rows: Sequence[Row], start: int, end: int, width: float) -> bool:
    """Say whether a line goes on the run before it: with several cells, or close to a line that has them."""
    last, row = rows[end - 1], rows[end]
    if row.index != last.index + 1 or row.middle - last.middle > ROW_PITCH * last.line.size:
        return False
    if is_title(row.line.text) or _is_prose(row, width) or row.line.size > HEADING * last.line.size:
        return False
    run = rows[start:end]
    return row.chunks > 1 or _is_parted(run, row) or (_fits(run, row) and _is_beside(rows, end))


def _is_beside(rows: Sequence[Row], end: int) -> bool:
    """Say whether a line is close to the one above, or over others to one of several chunks below."""
    if _is_close(rows[end - 1], rows[end]):
        return True
    for above, below in pairwise(rows[end : end + HEADER_LINES]):
        if not _is_close(above, below):
            return False
        if below.chunks > 1:
            return True
    return False


def _is_parted(run: Sequence[Row], row: Row) -> bool:
    """Say whether the runs of a line stand apart, if only a little, where the lines above leave white."""
    gaps = [(a.box[2], b.box[0]) for a, b in pairwise(row.line.spans) if b.box[0] - a.box[2] > 2.0]
    white = strips([other.line.spans for other in run if other.chunks > 1]) if gaps else ()
    return any(min(b, d) - max(a, c) > 1.0 for a, b in gaps for c, d in white)


def _is_prose(row: Row, width: float) -> bool:
    """Say whether a line holds one text over half the page, with marks inside a sentence."""
    x0, _, x1, _ = row.line.box
    return row.chunks == 1 and x1 - x0 > PROSE * width and bool(SENTENCE.search(row.line.text))


def _fits(run: Sequence[Row], row: Row) -> bool:
    """Say whether a line of one chunk stands clear of the white between the columns above, but for one."""
    white = strips([other.line.spans for other in run if other.chunks > 1])
    x0, _, x1, _ = row.line.box
    crossed = sum(x0 < a + 1 and b - 1 < x1 for a, b in white)
    return crossed == 0 or (crossed == 1 and len(white) > 2)


def rules_between(run: Sequence[Row], rules: Sequence[Box]) -> tuple[float, ...]:
    """Name the heights of the rules between lines, those that are nearly as wide."""
    x0, top, x1, bottom = union(row.line.box for row in run)
    return tuple(
        rule[1]
        for rule in rules
        if top < rule[1] < bottom and min(rule[2], x1) - max(rule[0], x0) > RULED * (x1 - x0)
    )


def _is_table(run: Sequence[Row], width: float, *, captioned: bool) -> bool:
    """Say whether a run may be a table: with a caption any columns, without at least three rows of three."""
    full = [row for row in run if row.chunks > 1]
    if len(full) < 2:
        return False
    if captioned:
        return True
    if 2 * sum(map(_is_entry, full)) > len(full) or _counts_pages(full):
        return False
    if any(_is_prose(row, width) for row in run):
        return False
    return sum(row.chunks > 2 for row in full) >= max(3, len(full) / 4)


def _is_entry(row: Row) -> bool:
    return row.chunks < 4 and is_entry(row.line.text.replace("\t", " "))


def _counts_pages(rows: Sequence[Row]) -> bool:
    """Say whether the last chunks are page numbers: a contents list without leaders."""
    last = [row.line.spans[-1].text.strip() for row in rows]
    if not all(text.isdigit() for text in last):
        return False
    numbers = [int(text) for text in last]
    return numbers == sorted(numbers) and all(row.chunks < 4 for row in rows)


def _is_captioned(page: PageLayout, index: int, *, named: bool) -> bool:
    for item in page.items[max(index - 2, 0) : index][::-1]:
        if not isinstance(item, TextLine):
            return False
        if not UNIT_LINE.match(item.line.text):
            return is_numbered_caption(item.line.text, "表")
    return named and index < 2


def ends_in_caption(page: PageLayout) -> bool:
    """Say whether the last line of a page names a table that begins on the next."""
    lines = [item for item in page.items if not getattr(item, "hidden", False)]
    last = lines[-1] if lines else None
    return isinstance(last, TextLine) and is_numbered_caption(last.line.text, "表")
