"""What the cells of a table without vertical lines say against the columns and rows they were put into."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from proposal_check.model.document import Box, Cell
from proposal_check.parse.pdf_gutters import TOTAL
from proposal_check.parse.pdf_pieces import is_number

# A column holds numbers when so large a share of its cells is a number, of at least so many.
NUMERIC: Final = 0.7
FEW: Final = 2
# Two numbers in one cell: parted by a blank, or with two points.
TWO_NUMBERS: Final = re.compile(r"\d\s+\d|\d[.．]\d*[.．]\d|[.．]\d+,")
# What is left of the header of numbers is no longer than this: （万元）.
UNIT: Final = 6
# A row is mostly blank when at most so large a share of its columns is filled.
SPARSE: Final = 0.34

Grid = list[list[str]]


def is_doubtful(cells: Sequence[Cell], rows: int, columns: int) -> bool:
    """Say whether the cells show that a column or a row was cut in the wrong place."""
    grid = [[""] * columns for _ in range(rows)]
    for cell in cells:
        for r in range(cell.row - 1, cell.row - 1 + cell.row_span):
            for c in range(cell.col - 1, cell.col - 1 + cell.col_span):
                grid[r][c] = cell.text
    return any(_doubts(cells, grid))


def _doubts(cells: Sequence[Cell], grid: Grid) -> Iterator[bool]:
    header = _header_rows(cells)
    body = grid[header:]
    yield _lacks_header(grid, header)
    yield _hangs([cell.place.bbox for cell in cells if cell.row == cell.row_span == 1 and cell.place.bbox])
    yield any(_is_unfilled([row[c] for row in body]) for c in range(len(grid[0]) - 1))
    yield any(_mixes(column) for column in zip(*body, strict=True))
    yield any(_reaches_over(cell, grid[cell.row - 1]) for cell in cells if cell.row > header)
    yield any(_is_rest(row) for row in body)


def _header_rows(cells: Sequence[Cell]) -> int:
    """Count the rows of the header: those its cells cover, and one below a cell over several columns."""
    first = [cell for cell in cells if cell.row == 1]
    deep = max(cell.row_span for cell in first)
    return max(deep, 2 if any(cell.col_span > 1 for cell in first) else 1)


def _lacks_header(grid: Grid, header: int) -> bool:
    """Say whether a column with entries has no header cell."""
    body = grid[header:]
    return any(
        not any(row[c] for row in grid[:header]) and any(row[c] for row in body) for c in range(len(grid[0]))
    )


def _hangs(boxes: Sequence[Box]) -> bool:
    """Say whether a header cell stands in the lower half of the one beside it, and another above it.

    So stand the cells of a second level below a cell that was taken for one column's.
    """
    for a, b in (*pairwise(boxes), *((b, a) for a, b in pairwise(boxes))):
        if b[1] >= (a[1] + a[3]) / 2 and any(c[3] < b[3] - 0.4 * (b[3] - b[1]) for c in boxes):
            return True
    return False


def _is_unfilled(column: Sequence[str]) -> bool:
    """Say whether nothing stands below a header cell: only the last column, for remarks, often is blank."""
    return len(column) > FEW and not any(column)


def _mixes(column: Sequence[str]) -> bool:
    """Say whether a column of numbers has two in a cell, or begins with a word like a header cut in two."""
    filled = [text for text in column if text]
    double = sum(bool(TWO_NUMBERS.search(text)) for text in filled)
    numbers = sum(map(is_number, filled))
    if len(filled) <= FEW or numbers + double < NUMERIC * len(filled):
        return False
    return double > 0 or (0 < len(column[0]) <= UNIT and not any(map(str.isdigit, column[0])))


def _reaches_over(cell: Cell, row: Sequence[str]) -> bool:
    """Say whether a text covers several columns beside other texts, and is no total."""
    others = {text for text in row if text and text != cell.text}
    return cell.col_span > 1 and bool(cell.text) and bool(others) and not TOTAL.match(cell.text)


def _is_rest(row: Sequence[str]) -> bool:
    """Say whether a row has no first cell and hardly another: the end of the row above."""
    filled = sum(map(bool, row))
    return not row[0] and 0 < filled <= SPARSE * len(row)
