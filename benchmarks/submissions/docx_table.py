"""Write a grid as a WordprocessingML table: spans, a repeated header row, fixed column widths."""

from dataclasses import replace
from xml.sax.saxutils import escape

from benchmarks.submissions.grid import Grid, GridCell

_RULED = ("top", "left", "bottom", "right", "insideH", "insideV")
_UNDERLINED = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>'


def tables(grid: Grid, width: int, ruled: bool = True) -> str:
    """Return the grid as one table or, where it is cut, as several one after the other."""
    return "".join(table(part, width, ruled) for part in _parts(grid))


def _parts(grid: Grid) -> list[Grid]:
    if not grid.breaks:
        return [grid]
    return [_part(grid, first, last) for first, last in grid.parts()]


def _part(grid: Grid, first: int, last: int) -> Grid:
    """Cut rows out of a grid; a cell that reaches over the cut is printed again, as Word does."""
    head = grid.header_rows if first and grid.repeated else 0
    cells = [c for c in grid.cells if c.row < head]
    for cell in grid.cells:
        start, end = max(cell.row, first), min(cell.row + cell.row_span, last)
        if start < end:
            cells.append(replace(cell, row=start - first + head, row_span=end - start))
    shown = grid.header_rows if not first else head
    return replace(grid, cells=cells, rows=last - first + head, header_rows=shown, breaks=())


def table(grid: Grid, width: int, ruled: bool) -> str:
    """Return the table, `width` twentieths of a point wide, followed by the empty paragraph Word wants."""
    shares = sum(c.width for c in grid.columns)
    widths = [width * c.width // shares for c in grid.columns]
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    covered = {(cell.row + r, cell.col): cell for cell in grid.cells for r in range(cell.row_span)}
    rows = []
    for r in range(grid.rows):
        cells = [covered[r, c] for c in range(len(grid.columns)) if (r, c) in covered]
        rows.append(_row(r, cells, widths, header=r < grid.header_rows, ruled=ruled))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in (_RULED if ruled else ("top", "bottom"))
    )
    margins = '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
    look = (
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
    )
    after = '<w:p><w:pPr><w:spacing w:line="200" w:lineRule="exact"/></w:pPr></w:p>'
    body = f"<w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}"
    return f"<w:tbl>{body}</w:tbl>{after}"


def _row(row: int, cells: list[GridCell], widths: list[int], header: bool, ruled: bool) -> str:
    properties = "<w:cantSplit/><w:tblHeader/>" if header else "<w:cantSplit/>"
    printed = "".join(_cell(row, cell, widths, header, header and not ruled) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{printed}</w:tr>"


def _cell(row: int, cell: GridCell, widths: list[int], header: bool, underlined: bool) -> str:
    width = sum(widths[cell.col : cell.col + cell.col_span])
    span = f'<w:gridSpan w:val="{cell.col_span}"/>' if cell.col_span > 1 else ""
    first = cell.row == row
    merge = "" if cell.row_span == 1 else ('<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>")
    line = _UNDERLINED if underlined else ""
    bold = "<w:rPr><w:b/></w:rPr>" if header else ""
    text = (
        f'<w:r>{bold}<w:t xml:space="preserve">{escape(cell.text)}</w:t></w:r>' if first and cell.text else ""
    )
    align = '<w:jc w:val="center"/>' if header else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{line}'
        '<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="af2"/>{align}</w:pPr>{text}</w:p></w:tc>'
    )
