"""Where tables without vertical lines stand on a page: between rules of one length, or as bare columns.

Prose set with tabs is no table. Rules above and below or a caption 表1 are evidence; without them at least
three rows of three columns must stand clear of each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from proposal_check.model.document import Box
from proposal_check.parse.captions import UNIT_LINE, is_numbered_caption
from proposal_check.parse.contents import is_entry
from proposal_check.parse.pdf_lines import Line, line_of, union
from proposal_check.parse.pdf_page import PageLayout, RawTable, TextLine

Evidence = Literal["rules", "caption", "bare"]
# Cells of one row stand further apart than this, in em, in bare columns and between rules.
BARE_GAP: Final = 0.9
RULED_GAP: Final = 0.55
# Rows further apart than this, in em, are not of one bare table; lines of one cell closer than the second.
ROW_PITCH: Final = 4.0
CELL_PITCH: Final = 1.75
RULE_LENGTH: Final = 100.0
SAME_RULE: Final = 5.0
# Rules closer than this are one double rule.
DOUBLE: Final = 4.0
# Between two rules of a table so many lines show more than one cell, and none is as wide as the second.
TABULAR: Final = 0.3
PROSE: Final = 0.75
SENTENCE: Final = re.compile(r"[，。；].*[，。；]")


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


def find_regions(page: PageLayout) -> list[Region]:
    """Find the regions of a page from top to bottom."""
    rows = [
        Row(index, item.line, 1)
        for index, item in enumerate(page.items)
        if isinstance(item, TextLine) and item.origin == "flow" and not item.hidden
    ]
    if not rows:
        return []
    found = list(_between_rules(page, rows))
    taken = {row.index for region in found for row in region.rows}
    found += _bare(page, [row for row in rows if row.index not in taken])
    first, last = rows[0].index, rows[-1].index
    regions = [
        replace(r, opens=r.rows[0].index == first, ends=r.rows[-1].index == last)
        for r in found
        if _is_adjacent(page, r.rows)
    ]
    return sorted(regions, key=lambda region: region.rows[0].index)


def _is_adjacent(page: PageLayout, rows: Sequence[Row]) -> bool:
    inside = {row.index for row in rows}
    return all(
        index in inside or getattr(page.items[index], "hidden", False)
        for index in range(rows[0].index, rows[-1].index + 1)
    )


def _cut(row: Row, gap: float) -> Row:
    """Count the chunks of a line that stand further apart than `gap` em."""
    spans = row.line.spans
    wide = sum(b.box[0] - a.box[2] > gap * row.line.size for a, b in pairwise(spans))
    return replace(row, chunks=wide + 1)


def _between_rules(page: PageLayout, rows: Sequence[Row]) -> Iterator[Region]:
    """Find rows between rules of one length."""
    tables = [item.box for item in page.items if isinstance(item, RawTable)]
    rules = [r for r in _whole_rules(page.rules) if not any(t[1] - 3 <= r[1] <= t[3] + 3 for t in tables)]
    cut = [_cut(row, RULED_GAP) for row in rows]
    while rules:
        same = [r for r in rules if all(abs(r[i] - rules[0][i]) < SAME_RULE for i in (0, 2))]
        rules = [r for r in rules if r not in same]
        for zones, heights in _runs(same, cut):
            inside = tuple(row for zone in zones for row in zone)
            above, below = _beyond(cut, inside, same[0])
            cuts = ((heights[0],) if above else ()) + heights[1:-1] + ((heights[-1],) if below else ())
            whole = (*above, *inside, *below)
            if sum(row.chunks > 1 for row in whole) >= 2:
                yield Region(whole, cuts, "rules")


def _runs(rules: Sequence[Box], rows: Sequence[Row]) -> Iterator[tuple[list[list[Row]], tuple[float, ...]]]:
    """Find runs of rules with nothing but rows of a table between them, and those rows."""
    heights = [rules[0][1]]
    heights += [b[1] for a, b in pairwise(rules) if b[1] - a[1] > DOUBLE]
    zones: list[list[Row]] = []
    start = 0
    for end, (top, bottom) in enumerate(pairwise(heights), 1):
        zone = [row for row in rows if top < row.middle < bottom]
        if zone and _is_tabular(zone, rules[0]):
            zones.append(zone)
            continue
        if zones:
            yield zones, tuple(heights[start:end])
        zones, start = [], end
    if zones:
        yield zones, tuple(heights[start:])


def _is_tabular(zone: Sequence[Row], rule: Box) -> bool:
    several = sum(row.chunks > 1 for row in zone)
    return several >= max(TABULAR * len(zone), 1) and all(_may_be_cells(row, rule) for row in zone)


def _may_be_cells(row: Row, rule: Box) -> bool:
    """Say whether a line may be of a table as wide as the rule: neither a caption nor running text."""
    x0, _, x1, _ = row.line.box
    if x0 < rule[0] - SAME_RULE or x1 > rule[2] + SAME_RULE:
        return False
    if row.chunks == 1 and x1 - x0 > PROSE * (rule[2] - rule[0]):
        return False
    return not (is_numbered_caption(row.line.text) or UNIT_LINE.match(row.line.text))


def _beyond(rows: Sequence[Row], inside: Sequence[Row], rule: Box) -> tuple[list[Row], list[Row]]:
    """Take the rows that a page break left without a rule: up to the page's first line, down to its last."""
    first, last = rows.index(inside[0]), rows.index(inside[-1])
    above = _reaching(rows[:first][::-1], inside[0], rule)[::-1]
    return above, _reaching(rows[last + 1 :], inside[-1], rule)


def _reaching(rows: Sequence[Row], beside: Row, rule: Box) -> list[Row]:
    several, taken = 0, beside
    for row in rows:
        if abs(row.middle - taken.middle) > ROW_PITCH * row.line.size or not _may_be_cells(row, rule):
            return []
        several += row.chunks > 1
        taken = row
    return list(rows) if several >= max(TABULAR * len(rows), 1) else []


def _whole_rules(pieces: Sequence[Box]) -> list[Box]:
    """Put rules drawn in pieces together; top to bottom, long ones only."""
    whole: list[Box] = []
    for piece in sorted(pieces, key=lambda b: (round(b[1] / 2), b[0])):
        last = whole[-1] if whole else None
        if last and abs(last[1] - piece[1]) < 3 and piece[0] - last[2] < 4:
            whole[-1] = union((last, piece))
        else:
            whole.append(piece)
    return sorted((r for r in whole if r[2] - r[0] >= RULE_LENGTH), key=lambda r: r[1])


def _bare(page: PageLayout, rows: Sequence[Row]) -> Iterator[Region]:
    """Find runs of lines that each have several chunks, or go on a cell of the line above."""
    run: list[Row] = []
    for row in (*(_cut(row, BARE_GAP) for row in rows), None):
        if row is not None and run and _follows(run, row):
            run.append(row)
            continue
        while run and run[-1].chunks == 1 and not _is_close(run):
            run.pop()
        captioned = bool(run) and _is_captioned(page, run[0].index)
        if _is_bare_table(run, captioned=captioned):
            yield Region(tuple(run), (), "caption" if captioned else "bare")
        run = [row] if row is not None and row.chunks > 1 else []


def _is_close(run: Sequence[Row]) -> bool:
    return len(run) > 1 and run[-1].middle - run[-2].middle < CELL_PITCH * run[-1].line.size


def _follows(run: Sequence[Row], row: Row) -> bool:
    last = run[-1]
    pitch = row.middle - last.middle
    if row.index != last.index + 1 or pitch > ROW_PITCH * last.line.size:
        return False
    if is_numbered_caption(row.line.text) or UNIT_LINE.match(row.line.text):
        return False
    return row.chunks > 1 or (_fits(run, row) and pitch < CELL_PITCH * last.line.size)


def _fits(run: Sequence[Row], row: Row) -> bool:
    """Say whether a line of one chunk stands in one column: clear of the white in the lines above."""
    x0, _, x1, _ = row.line.box
    crossed = 0
    several = [other for other in run if other.chunks > 1]
    for other in several:
        gaps = pairwise(other.line.spans)
        crossed += any(
            b.box[0] - a.box[2] > BARE_GAP * other.line.size and x0 < a.box[2] + 1 and b.box[0] - 1 < x1
            for a, b in gaps
        )
    return 2 * crossed < len(several)


def _is_bare_table(run: Sequence[Row], *, captioned: bool) -> bool:
    full = [row for row in run if row.chunks > 1]
    if len(full) < 2 or any(is_entry(row.line.text.replace("\t", " ")) for row in run) or _counts_pages(full):
        return False
    if any(SENTENCE.search(row.line.text) and row.chunks < 3 for row in run):
        return False
    if captioned:
        return True
    columns = max(row.chunks for row in full)
    most = sum(row.chunks == columns for row in full)
    return len(full) >= 3 and columns >= 3 and 2 * most >= len(full)


def _counts_pages(rows: Sequence[Row]) -> bool:
    """Say whether the last chunks are page numbers: a contents list without leaders."""
    last = [row.line.spans[-1].text.strip() for row in rows]
    if not all(text.isdigit() for text in last):
        return False
    numbers = [int(text) for text in last]
    return numbers == sorted(numbers)


def _is_captioned(page: PageLayout, index: int) -> bool:
    for item in page.items[max(index - 2, 0) : index][::-1]:
        if not isinstance(item, TextLine):
            return False
        if not UNIT_LINE.match(item.line.text):
            return is_numbered_caption(item.line.text, "表")
    return False


def chunks(line: Line, gap: float = RULED_GAP) -> list[Line]:
    """Cut a line at gaps wider than `gap` em."""
    groups = [[line.spans[0]]]
    for span in line.spans[1:]:
        if span.box[0] - groups[-1][-1].box[2] > gap * line.size:
            groups.append([span])
        else:
            groups[-1].append(span)
    return [line_of(group, line.page) for group in groups]
