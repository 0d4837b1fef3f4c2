"""The grid of a Word table: which cell stands where, merged cells once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from proposal_check.errors import UnreadableFile
from proposal_check.parse import limits
from proposal_check.parse.word_looks import integer, is_on
from proposal_check.parse.word_names import (
    ALTERNATE,
    CUSTOM_XML,
    DEL,
    GRID_BEFORE,
    GRID_SPAN,
    HEADER_ROW,
    HORIZONTAL_MERGE,
    INS,
    MOVE_TO,
    SDT,
    SDT_CONTENT,
    TC,
    TCPR,
    TR,
    TRPR,
    VAL,
    VERTICAL_MERGE,
    child_of,
)
from proposal_check.parse.word_runs import shown_branch

WRAPPERS = frozenset({SDT, SDT_CONTENT, CUSTOM_XML, INS, MOVE_TO})


@dataclass(slots=True)
class GridCell:
    """A cell's element and its place; `covered` are the cells a vertical merge hides under it."""

    element: etree._Element
    row: int
    col: int
    row_span: int
    col_span: int
    covered: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    cells: list[GridCell] = field(default_factory=list)
    rows: int = 0
    cols: int = 0
    header_rows: int = 0


def read_grid(table: etree._Element) -> Grid:
    """Lay out a table by gridSpan, gridBefore and vMerge. Raises UnreadableFile beyond the column limit.

    A vertical continuation without a cell above to continue is a cell of its own, as Word shows it.
    """
    grid = Grid()
    open_merges: dict[int, GridCell] = {}
    for row in _rows(table):
        grid.rows += 1
        grid.header_rows += grid.header_rows == grid.rows - 1 and _is_header(row)
        open_merges = _place_row(grid, row, open_merges)
    if grid.header_rows == grid.rows:
        grid.header_rows = 0
    return grid


def _place_row(grid: Grid, row: etree._Element, open_merges: dict[int, GridCell]) -> dict[int, GridCell]:
    """Add a row's cells and say which merges it leaves open, by column."""
    merges: dict[int, GridCell] = {}
    col = 1 + _skipped(row)
    for element, span, continues, starts in _row_cells(row):
        above = open_merges.get(col)
        if continues and above is not None and above.col_span == span:
            above.row_span = grid.rows - above.row + 1
            above.covered.append(element)
            merges[col] = above
        else:
            cell = GridCell(element, grid.rows, col, 1, span)
            grid.cells.append(cell)
            if starts or continues:
                merges[col] = cell
        col += span
        _check_columns(col - 1)
    grid.cols = max(grid.cols, col - 1)
    return merges


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == TR:
            if _mark(child, DEL) is None:
                yield child
        elif child.tag in WRAPPERS:
            yield from _rows(child)
        elif child.tag == ALTERNATE:
            yield from _rows(shown_branch(child))


def _row_cells(row: etree._Element) -> Iterator[tuple[etree._Element, int, bool, bool]]:
    """Yield (cell, columns, continues above, starts a merge); legacy hMerge continuations join the left."""
    pending: tuple[etree._Element, int, bool, bool] | None = None
    for element in _cells(row):
        span, vertical, horizontal = _spans(child_of(element, TCPR))
        if pending is not None and horizontal == "continue":
            pending = (pending[0], pending[1] + span, pending[2], pending[3])
            continue
        if pending is not None:
            yield pending
        pending = (element, span, vertical == "continue", vertical == "restart")
    if pending is not None:
        yield pending


def _spans(properties: etree._Element | None) -> tuple[int, str, str]:
    """Read columns, vertical and horizontal merge; a merge without a value continues."""
    span, vertical, horizontal = 1, "", ""
    for child in properties if properties is not None else ():
        if child.tag == GRID_SPAN:
            span = max(1, integer(child.get(VAL)) or 1)
        elif child.tag == VERTICAL_MERGE:
            vertical = child.get(VAL, "continue")
        elif child.tag == HORIZONTAL_MERGE:
            horizontal = child.get(VAL, "continue")
    return span, vertical, horizontal


def _cells(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == TC:
            yield child
        elif child.tag in WRAPPERS:
            yield from _cells(child)


def _skipped(row: etree._Element) -> int:
    before = _mark(row, GRID_BEFORE)
    return max(0, integer(before.get(VAL)) or 0) if before is not None else 0


def _is_header(row: etree._Element) -> bool:
    mark = _mark(row, HEADER_ROW)
    return mark is not None and is_on(mark)


def _mark(row: etree._Element, name: str) -> etree._Element | None:
    properties = child_of(row, TRPR)
    return child_of(properties, name) if properties is not None else None


def _check_columns(cols: int) -> None:
    if cols > limits.TABLE_COLUMNS:
        raise UnreadableFile(
            f"表格列数超过 {limits.TABLE_COLUMNS}，已拒绝读取。", "请检查文件中的表格后重新提交。"
        )
