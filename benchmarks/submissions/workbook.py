"""Write tables of the budget as the .xlsx that comes along as an attachment."""

import io
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from benchmarks.submissions.grid import Grid, GridCell

_CREATED = datetime(2026, 3, 20, 9)
_UNIT_ROW, _TABLE_ROW = 1, 2


def workbook(grids: Iterable[Grid]) -> bytes:
    """Return a workbook of one sheet per table: caption, unit, the table with its merged cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": _CREATED, "author": "××"})
    style = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    for grid in grids:
        sheet = book.add_worksheet(grid.caption[:31])
        sheet.write(0, 0, grid.caption)
        if grid.unit:
            sheet.write(_UNIT_ROW, len(grid.columns) - 1, f"单位：{grid.unit}")
        for cell in sorted(grid.cells, key=lambda c: (c.row, c.col)):
            _write(sheet, cell, _content(grid, cell), style)
    book.close()
    return out.getvalue()


def shown(grid: Grid, cell: GridCell) -> str:
    """Return what a cell holds: a number without thousands and needless zeros, else the printed text."""
    plain = cell.text.replace(",", "")
    numeric = plain.replace(".", "", 1).isdigit() and cell.row >= grid.header_rows
    return f"{Decimal(plain).normalize():f}" if numeric else cell.text


def _content(grid: Grid, cell: GridCell) -> str | float:
    text = shown(grid, cell)
    return float(text) if text.replace(".", "", 1).isdigit() and cell.row >= grid.header_rows else text


def _write(sheet: Any, cell: GridCell, content: str | float, style: Any) -> None:
    top, left = cell.row + _TABLE_ROW, cell.col
    if cell.row_span == cell.col_span == 1:
        sheet.write(top, left, content, style)
    else:
        sheet.merge_range(top, left, top + cell.row_span - 1, left + cell.col_span - 1, content, style)
