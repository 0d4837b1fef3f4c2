"""Tables without vertical lines: three-line tables, rows under rules, columns of bare text.

Prose set with tabs is no table. Rules above and below, or a caption 表1, are evidence; without them at least
three rows of three columns must stand clear of each other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from proposal_check.model.document import Box, Cell, Place
from proposal_check.parse.captions import UNIT_LINE, is_numbered_caption
from proposal_check.parse.contents import is_entry
from proposal_check.parse.pdf_lines import Line, joined, line_of, union
from proposal_check.parse.pdf_page import Item, PageLayout, RawTable, TextLine

# Cells of one row stand further apart than this, in em; lines of one cell closer than the second, in em.
CELL_GAP: Final = 0.9
CELL_PITCH: Final = 1.75
# Rows further apart than this, in em, are not of one bare table.
ROW_PITCH: Final = 4.0
RULE_LENGTH: Final = 100.0
SAME_RULE: Final = 5.0
BARE_ROWS: Final = 3
BARE_COLUMNS: Final = 3
FILLED: Final = 0.6
SENTENCE: Final = re.compile(r"[，。；].*[，。；]")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line cut into chunks at wide gaps."""

    index: int
    line: Line
    chunks: tuple[Line, ...]


def find_columns(page: PageLayout) -> PageLayout:
    """Turn lines of the page that stand as a table into one; other lines stay."""
    rows = [
        _Row(index, item.line, _chunks(item.line))
        for index, item in enumerate(page.items)
        if isinstance(item, TextLine) and item.origin == "flow" and not item.hidden
    ]
    items: list[Item | None] = list(page.items)
    for group, bands in (*_between_rules(page, rows), *_bare(page, rows)):
        if any(items[row.index] is None for row in group) or not _is_adjacent(page, group):
            continue
        table = _make_table(group, bands, page.number)
        if table is not None:
            items[group[0].index] = table
            for row in group[1:]:
                items[row.index] = None
    return replace(page, items=tuple(item for item in items if item is not None))


def _is_adjacent(page: PageLayout, group: Sequence[_Row]) -> bool:
    inside = {row.index for row in group}
    return all(
        index in inside or getattr(page.items[index], "hidden", False)
        for index in range(group[0].index, group[-1].index + 1)
    )


def _chunks(line: Line) -> tuple[Line, ...]:
    groups = [[line.spans[0]]]
    for span in line.spans[1:]:
        if span.box[0] - groups[-1][-1].box[2] > CELL_GAP * line.size:
            groups.append([span])
        else:
            groups[-1].append(span)
    return tuple(line_of(group, line.page) for group in groups)


Found = list[tuple[list[_Row], tuple[float, ...]]]


def _between_rules(page: PageLayout, rows: Sequence[_Row]) -> Found:
    """Find rows between rules of one length, with the heights of the rules between them."""
    tables = [item.box for item in page.items if isinstance(item, RawTable)]
    rules = [r for r in _whole_rules(page.rules) if not any(t[1] - 3 <= r[1] <= t[3] + 3 for t in tables)]
    found: Found = []
    while rules:
        top = rules[0]
        same = [r for r in rules if abs(r[0] - top[0]) < SAME_RULE and abs(r[2] - top[2]) < SAME_RULE]
        rules = [r for r in rules if r not in same]
        heights = tuple(r[1] for r in same)
        group = [
            row
            for row in rows
            if heights[0] < _middle(row.line.box) < heights[-1] and _within(row.line.box, top)
        ]
        several = sum(len(row.chunks) > 1 for row in group)
        if len(same) > 1 and several >= 2 and several >= 0.6 * len(group):
            found.append((group, heights[1:-1]))
    return found


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


def _bare(page: PageLayout, rows: Sequence[_Row]) -> Found:
    """Find runs of lines that each have several chunks, or go on a cell of the line above."""
    found: Found = []
    run: list[_Row] = []
    for row in (*rows, None):
        if row is not None and run and _follows(run, row):
            run.append(row)
            continue
        if _is_bare_table(page, run):
            found.append((run, ()))
        run = [row] if row is not None and len(row.chunks) > 1 else []
    return found


def _follows(run: Sequence[_Row], row: _Row) -> bool:
    last = run[-1].line
    pitch = row.line.box[3] - last.box[3]
    if row.index != run[-1].index + 1 or pitch > ROW_PITCH * last.size:
        return False
    left = min(r.line.box[0] for r in run)
    return len(row.chunks) > 1 or (row.line.box[0] > left + 2 * last.size and pitch < CELL_PITCH * last.size)


def _is_bare_table(page: PageLayout, run: Sequence[_Row]) -> bool:
    full = [row for row in run if len(row.chunks) > 1]
    if len(full) < 2 or any(is_entry(row.line.text.replace("\t", " ")) for row in run) or _counts_pages(full):
        return False
    if any(SENTENCE.search(row.line.text) and len(row.chunks) < 3 for row in run):
        return False
    if _is_captioned(page, run[0].index):
        return True
    columns = max(len(row.chunks) for row in full)
    most = [row for row in full if len(row.chunks) == columns]
    return len(full) >= BARE_ROWS and columns >= BARE_COLUMNS and 2 * len(most) >= len(full)


def _counts_pages(rows: Sequence[_Row]) -> bool:
    """Say whether the last chunks are page numbers: a contents list without leaders."""
    last = [row.chunks[-1].text.strip() for row in rows]
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


def _make_table(group: Sequence[_Row], bands: tuple[float, ...], page: int) -> RawTable | None:
    columns = _columns(group)
    if columns is None:
        return None
    placed: list[dict[tuple[int, int], list[Line]]] = []
    for position, row in enumerate(group):
        cells = _place(row, columns)
        if cells is None:
            return None
        if placed and _goes_on(group[position - 1], row, cells, placed[-1], bands):
            for key, content in cells.items():
                placed[-1].setdefault(key, []).extend(content)
        else:
            placed.append(cells)
    ruled = bool(bands) or len(placed) < BARE_ROWS
    filled = sum(len(cells) for cells in placed)
    if len(placed) < 2 or (not ruled and filled < FILLED * len(placed) * len(columns)):
        return None
    return _raw_table(placed, columns, union(row.line.box for row in group), page)


def _columns(group: Sequence[_Row]) -> list[tuple[float, float]] | None:
    """Find the columns from the rows with most chunks; None when their chunks do not stand clear."""
    most = max(len(row.chunks) for row in group)
    full = [row for row in group if len(row.chunks) == most]
    columns = [
        (min(row.chunks[i].box[0] for row in full), max(row.chunks[i].box[2] for row in full))
        for i in range(most)
    ]
    clear = all(a[1] + 2 < b[0] for a, b in pairwise(columns))
    return columns if clear and most > 1 else None


def _place(row: _Row, columns: Sequence[tuple[float, float]]) -> dict[tuple[int, int], list[Line]] | None:
    """Give each chunk its columns (first, number); None when two chunks want the same."""
    cells: dict[tuple[int, int], list[Line]] = {}
    taken: set[int] = set()
    for chunk in row.chunks:
        x0, _, x1, _ = chunk.box
        over = [i for i, (a, b) in enumerate(columns) if min(x1, b) - max(x0, a) > 2]
        if not over:
            middle = (x0 + x1) / 2
            over = [min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - middle))]
        if taken & set(over):
            return None
        taken.update(over)
        cells[over[0], len(over)] = [chunk]
    return cells


def _goes_on(
    above: _Row,
    row: _Row,
    cells: dict[tuple[int, int], list[Line]],
    last: dict[tuple[int, int], list[Line]],
    bands: tuple[float, ...],
) -> bool:
    """Say whether a line goes on the row above: between the same rules, or without a first cell and close."""
    if len(bands) > 1:
        return not any(_middle(above.line.box) < height < _middle(row.line.box) for height in bands)
    if any(_middle(above.line.box) < height < _middle(row.line.box) for height in bands):
        return False
    pitch = row.line.box[3] - above.line.box[3]
    first = min(column for column, _ in cells)
    return (
        first > 0
        and len(cells) < len(last)
        and set(cells) <= set(last)
        and pitch < CELL_PITCH * row.line.size
    )


def _raw_table(
    placed: Sequence[dict[tuple[int, int], list[Line]]],
    columns: Sequence[tuple[float, float]],
    box: Box,
    page: int,
) -> RawTable:
    gutters = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    xs = (columns[0][0], *gutters, columns[-1][1])
    cells = []
    for number, row in enumerate(placed, 1):
        covered = {column for first, count in row for column in range(first, first + count)}
        empty: dict[tuple[int, int], list[Line]] = {
            (c, 1): [] for c in range(len(columns)) if c not in covered
        }
        for (first, count), content in sorted({**row, **empty}.items()):
            text = _text(content)
            place = Place(0, page, union(line.box for line in content) if content else None)
            cells.append(Cell(number, first + 1, 1, count, text, place))
    return RawTable(box, page, tuple(cells), len(placed), xs, page, ruled=False)


def _text(content: Sequence[Line]) -> str:
    text = ""
    for line in content:
        text = joined(text, line.text)
    return text


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _within(box: Box, rule: Box) -> bool:
    return rule[0] - 5 <= box[0] and box[2] <= rule[2] + 5
