"""Tables that go on over pages become one: repeated headers dropped, cut rows and merged cells rejoined."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from proposal_check.model.document import Cell
from proposal_check.parse.pdf_lines import joined
from proposal_check.parse.pdf_page import RawTable

# Column edges of the parts of one table differ by less than this, in points.
SAME_EDGE: Final = 4.0
ENDED: Final = re.compile(r"[。；！？;!?]$")


def is_continuation(above: RawTable, below: RawTable) -> bool:
    """Say whether a table on the next page has the columns of the one above."""
    if below.page != above.last_page + 1 or above.ruled != below.ruled or len(above.xs) != len(below.xs):
        return False
    shift = below.xs[0] - above.xs[0]
    # Facing pages may have different margins, so the columns count, not their place.
    return all(abs(b - a - shift) < SAME_EDGE for a, b in zip(above.xs, below.xs, strict=True))


def stitch(above: RawTable, below: RawTable) -> tuple[RawTable, list[str]]:
    """Join two parts of a table; also answers the texts of the header rows dropped, for the counts."""
    header = _repeated_rows(above, below)
    dropped = [cell.text for cell in below.cells if cell.row <= header]
    repeated = header
    header += _is_blank(below, header + 1)
    rest = [_moved(cell, -header) for cell in below.cells if cell.row > header]
    cells, gone = _rejoined(above, rest)
    moved = [_moved(cell, above.rows) for cell in gone]
    rows = above.rows + below.rows - header
    if moved and _first_row_is_gone(rest, gone):
        moved = [_moved(cell, -1) for cell in moved]
        rows -= 1
    table = replace(
        above,
        cells=tuple(sorted([*cells, *moved], key=lambda c: (c.row, c.col))),
        rows=rows,
        xs=below.xs,
        last_page=below.last_page,
        header_rows=max(above.header_rows, repeated),
    )
    return table, dropped


def _is_blank(table: RawTable, row: int) -> bool:
    """Say whether a row is the empty rest of one that the page break cut: no text but in the next."""
    own = [cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span]
    following = [cell for cell in table.cells if cell.row == row + 1]
    alone = all(cell.row == row and cell.row_span == 1 and not cell.text for cell in own)
    return bool(own) and alone and any(cell.text for cell in following)


def _moved(cell: Cell, rows: int) -> Cell:
    return replace(cell, row=cell.row + rows)


def _shape(cells: Sequence[Cell], row: int) -> list[tuple[int, int, int, str]]:
    return [
        (cell.col, cell.row_span, cell.col_span, re.sub(r"\s+", "", cell.text))
        for cell in cells
        if cell.row == row
    ]


def _repeated_rows(above: RawTable, below: RawTable) -> int:
    """Count the rows at the top of both that are the same; a header is not the whole of the part below."""
    count = 0
    while count < min(above.rows, below.rows - 1):
        row = _shape(below.cells, count + 1)
        if row != _shape(above.cells, count + 1) or not any(text for *_, text in row):
            break
        count += 1
    return count if _closes(below.cells, count) else 0


def _closes(cells: Sequence[Cell], row: int) -> bool:
    return all(cell.row > row or cell.row + cell.row_span - 1 <= row for cell in cells)


def _rejoined(above: RawTable, below: list[Cell]) -> tuple[list[Cell], list[Cell]]:
    """Join cells that the page break cut in two; answers the cells above and those left below."""
    last = {c.col: c for c in above.cells if c.row + c.row_span - 1 == above.rows}
    first = [c for c in below if c.row == 1]
    merged = any(c.col == 1 and c.row_span > 1 for c in (*above.cells, *below))
    if _is_cut_row(last, first, merged):
        return _joined_row(above, last, first), [c for c in below if c.row > 1 or c.row_span > 1]
    grown = {
        c.col: replace(last[c.col], row_span=last[c.col].row_span + c.row_span)
        for c in first
        if c.col in last and _is_cut_merge(above, last[c.col], c, first)
    }
    cells = [grown.get(c.col, c) if c is last.get(c.col) else c for c in above.cells]
    return cells, [c for c in below if not (c.row == 1 and c.col in grown)]


def _is_cut_row(last: dict[int, Cell], first: list[Cell], merged: bool) -> bool:
    """Say whether a row is the rest of the one above.

    It has no number of its own: its first cell is empty, it fills but a part of the cells that the row above
    fills, and what goes on had not come to an end. In a table whose first column is merged several filled
    cells are a row of their own.
    """
    if [(c.col, c.col_span) for c in first] != [(c.col, c.col_span) for c in last.values()] or not first:
        return False
    if any(c.row_span > 1 for c in (*first, *last.values())):
        return False
    filled = [c for c in first if c.text]
    if len(filled) > 1 and merged:
        return False
    before = [c for c in last.values() if c.text]
    if not filled or first[0].text or 2 * len(filled) > len(before):
        return False
    return all(last[c.col].text and not ENDED.search(last[c.col].text) for c in filled)


def _joined_row(above: RawTable, last: dict[int, Cell], first: list[Cell]) -> list[Cell]:
    tails = {c.col: c.text for c in first}
    return [
        replace(c, text=joined(c.text, tails.get(c.col, ""))) if c is last.get(c.col) else c
        for c in above.cells
    ]


def _first_row_is_gone(below: list[Cell], left: list[Cell]) -> bool:
    return any(c.row == 1 for c in below) and not any(c.row == 1 for c in left)


def _is_cut_merge(above: RawTable, upper: Cell, lower: Cell, first: list[Cell]) -> bool:
    """Say whether an empty cell goes on a merged one above: the column has merged cells, the row has text."""
    if lower.text or not upper.text or lower.col_span != upper.col_span:
        return False
    if not any(c.text for c in first):
        return False
    return (
        lower.row_span > 1
        or upper.row_span > 1
        or any(c.col == upper.col and c.row_span > 1 for c in above.cells)
    )
