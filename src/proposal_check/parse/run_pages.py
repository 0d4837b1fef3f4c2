"""A page of runs with boxes, from OFD or recognition, laid out as the pages of a PDF are."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from proposal_check.model.document import Box, Cell, Place
from proposal_check.parse.pdf_lines import cell_text, lines
from proposal_check.parse.pdf_page import Item, PageLayout, Picture, RawTable, TextLine
from proposal_check.parse.pdf_spans import Span
from proposal_check.parse.pdf_tables import Grid, assign


def lay_out_runs(
    number: int,
    size: tuple[float, float],
    runs: Sequence[Span],
    grids: Sequence[Grid],
    pictures: Sequence[Box] = (),
) -> PageLayout:
    """Put runs into the cells of grids and the rest into lines, top to bottom; `size` in points."""
    placed = into_cells(runs, grids)
    in_cells: dict[int, list[Span]] = {}
    for run in placed:
        in_cells.setdefault(run.cell, []).append(run)
    items: list[Item] = [Picture(box, number) for box in pictures]
    items += [TextLine(line) for line in lines(in_cells.get(-1, []), number)]
    first = 0
    for grid in grids:
        items.append(_table(grid, first, in_cells, number))
        first += len(grid.cells)
    text = " ".join(run.text for run in placed)
    return PageLayout(number, *size, text, tuple(sorted(items, key=lambda item: item.box[1])))


def into_cells(runs: Sequence[Span], grids: Sequence[Grid]) -> list[Span]:
    """Name the cell that holds the middle of each run, numbered over all grids."""
    if not grids or not runs:
        return list(runs)
    boxes = np.array([run.box for run in runs])
    cells, _ = assign(grids, (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2)
    return [replace(run, cell=int(cell)) for run, cell in zip(runs, cells, strict=True)]


def _table(grid: Grid, first: int, in_cells: dict[int, list[Span]], page: int) -> RawTable:
    cells = []
    for index, cell in enumerate(grid.cells):
        box = grid.cell_box(cell)
        text = cell_text(lines(in_cells.get(first + index, []), page), box)
        cells.append(Cell(cell.row, cell.col, cell.row_span, cell.col_span, text, Place(0, page, box)))
    return RawTable(grid.box, page, tuple(cells), len(grid.ys) - 1, grid.xs, page)
