"""The grid of a Word table: which cell stands where, merged cells once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from proposal_check.errors import UnreadableFile
from proposal_check.parse import limits
from proposal_check.parse.word_looks import integer, is_on
from proposal_check.parse.word_names import (
    ALTERNATE,
    CUSTOM_XML,
    DEL,
    GRID_SPAN,
    HORIZONTAL_MERGE,
    INS,
    MOVE_TO,
    SDT,
    SDT_CONTENT,
    TC,
    TCPR,
    TR,
    VAL,
    VERTICAL_MERGE,
    w,
)
from proposal_check.parse.word_runs import chosen

WRAPPERS = frozenset({SDT, SDT_CONTENT, CUSTOM_XML, INS, MOVE_TO})


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's element and its place; `covered` are the cells a vertical merge hides under it."""

    element: etree._Element
    row: int
    col: int
    row_span: int
    col_span: int
    covered: tuple[etree._Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    cells: tuple[GridCell, ...]
    rows: int
    cols: int
    header_rows: int


def read_grid(table: etree._Element) -> Grid:
    """Lay out a table by gridSpan, gridBefore and vMerge. Raises UnreadableFile beyond the column limit.

    A vertical continuation without a cell above to continue is a cell of its own, as Word shows it.
    """
    cells: list[GridCell] = []
    open_merges: dict[int, int] = {}
    rows = cols = header_rows = 0
    for row in _rows(table):
        rows += 1
        header_rows += header_rows == rows - 1 and _is_header(row)
        merges: dict[int, int] = {}
        col = 1 + _skipped(row)
        for element, span, continues, starts in _row_cells(row):
            above = open_merges.get(col)
            if continues and above is not None and cells[above].col_span == span:
                cells[above] = _extended(cells[above], rows, element)
                merges[col] = above
            else:
                if starts or continues:
                    merges[col] = len(cells)
                cells.append(GridCell(element, rows, col, 1, span))
            col += span
            _check_columns(col - 1)
        open_merges, cols = merges, max(cols, col - 1)
    return Grid(tuple(cells), rows, cols, header_rows if header_rows < rows else 0)


def _extended(cell: GridCell, row: int, element: etree._Element) -> GridCell:
    return replace(cell, row_span=row - cell.row + 1, covered=(*cell.covered, element))


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == TR:
            if child.find(f"{w('trPr')}/{DEL}") is None:
                yield child
        elif child.tag in WRAPPERS:
            yield from _rows(child)
        elif child.tag == ALTERNATE and (branch := chosen(child)) is not None:
            yield from _rows(branch)


def _row_cells(row: etree._Element) -> Iterator[tuple[etree._Element, int, bool, bool]]:
    """Yield (cell, columns, continues above, starts a merge); legacy hMerge continuations join the left."""
    pending: tuple[etree._Element, int, bool, bool] | None = None
    for element in _cells(row):
        span, vertical, horizontal = _spans(element.find(TCPR))
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
    before = row.find(f"{w('trPr')}/{w('gridBefore')}")
    return max(0, integer(before.get(VAL)) or 0) if before is not None else 0


def _is_header(row: etree._Element) -> bool:
    mark = row.find(f"{w('trPr')}/{w('tblHeader')}")
    return mark is not None and is_on(mark)


def _check_columns(cols: int) -> None:
    if cols > limits.TABLE_COLUMNS:
        raise UnreadableFile(
            f"表格列数超过 {limits.TABLE_COLUMNS}，已拒绝读取。", "请检查文件中的表格后重新提交。"
        )
