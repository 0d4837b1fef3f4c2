"""Where tables without vertical lines stand on a page: between rules of one length, or as bare columns.

Prose set with tabs is no table. Rules above and below or a caption 表1 are evidence; without them at least
three rows of three columns must stand clear of each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from proposal_check.model.document import Box
from proposal_check.parse.pdf_bare import ROW_PITCH, Region, Row, cut_row, find_bare, is_title
from proposal_check.parse.pdf_lines import union
from proposal_check.parse.pdf_page import PageLayout, RawTable, TextLine

# Cells of one row between rules stand further apart than this, in em.
RULED_GAP: Final = 0.55
RULE_LENGTH: Final = 100.0
SAME_RULE: Final = 5.0
# Rules closer than this are one double rule.
DOUBLE: Final = 4.0
# Between two rules of a table so many lines show more than one cell, and none is as wide as the second.
TABULAR: Final = 0.3
PROSE: Final = 0.75


def find_regions(page: PageLayout, *, named: bool = False) -> list[Region]:
    """Find the regions of a page from top to bottom; `named`: the page before ends in a table's caption."""
    rows = [
        Row(index, item.line, 1)
        for index, item in enumerate(page.items)
        if isinstance(item, TextLine) and not item.hidden
    ]
    if not rows:
        return []
    found = list(_between_rules(page, rows))
    taken = {row.index for region in found for row in region.rows}
    found += find_bare(
        page, [row for row in rows if row.index not in taken], whole_rules(page.rules), named=named
    )
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


def _between_rules(page: PageLayout, rows: Sequence[Row]) -> Iterator[Region]:
    """Find rows between rules of one length."""
    tables = [item.box for item in page.items if isinstance(item, RawTable)]
    rules = [r for r in whole_rules(page.rules) if not any(t[1] - 3 <= r[1] <= t[3] + 3 for t in tables)]
    cut = [cut_row(row, RULED_GAP) for row in rows]
    rules.sort(key=lambda r: r[0] - r[2])
    while rules:
        same = [r for r in rules if all(abs(r[i] - rules[0][i]) < SAME_RULE for i in (0, 2))]
        rules = [r for r in rules if r not in same]
        runs = list(_runs(sorted(same, key=lambda r: r[1]), cut))
        for number, (zones, heights) in enumerate(runs, 1):
            inside = tuple(row for zone in zones for row in zone)
            above, below = _beyond(cut, inside, same[0])
            # Rows between two tables of one width belong to neither.
            above, below = above if number == 1 else [], below if number == len(runs) else []
            cuts = ((heights[0],) if above else ()) + heights[1:-1] + ((heights[-1],) if below else ())
            whole = (*above, *inside, *below)
            if sum(row.chunks > 1 for row in whole) >= 2:
                cut = [row for row in cut if row not in whole]
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
    return not (is_title(row.line.text))


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


def whole_rules(pieces: Sequence[Box]) -> list[Box]:
    """Put rules drawn in pieces together; top to bottom, long ones only."""
    whole: list[Box] = []
    for piece in sorted(pieces, key=lambda b: (round(b[1] / 2), b[0])):
        last = whole[-1] if whole else None
        if last and abs(last[1] - piece[1]) < 3 and piece[0] - last[2] < 4:
            whole[-1] = union((last, piece))
        else:
            whole.append(piece)
    return sorted((r for r in whole if r[2] - r[0] >= RULE_LENGTH), key=lambda r: r[1])
