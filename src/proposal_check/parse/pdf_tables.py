"""Ruled tables of a PDF page: the grid their lines draw, found by tablers, and nothing but the grid.

The text of a cell is ours: every character whose centre lies in it, in the order the file writes them.
So no character can be in two places, and none can be lost between two libraries.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt
import tablers

from proposal_check.model.document import Box
from proposal_check.parse.pdf_space import PageSpace

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

# Two border lines closer than this are one: double lines, lines drawn cell by cell.
SNAP: Final = 2.5
# A grid of so few cells that covers so much of the page is the page's frame.
FRAME_CELLS: Final = 2
FRAME_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid, merged cells once; 1-based."""

    row: int
    col: int
    row_span: int
    col_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Column edges `xs`, row edges `ys` in points from the top left, and the cells between them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_box(self, cell: GridCell) -> Box:
        return (
            self.xs[cell.col - 1],
            self.ys[cell.row - 1],
            self.xs[cell.col - 1 + cell.col_span],
            self.ys[cell.row - 1 + cell.row_span],
        )

    def locate(self, x: Floats, y: Floats) -> Integers:
        """Name for each point the index of the cell that holds it, -1 for none."""
        owner = np.full((len(self.ys) + 1, len(self.xs) + 1), -1, dtype=np.int64)
        for index, cell in enumerate(self.cells):
            owner[cell.row : cell.row + cell.row_span, cell.col : cell.col + cell.col_span] = index
        return owner[np.searchsorted(self.ys, y), np.searchsorted(self.xs, x)]


class GridError(Exception):
    """The lines of a page could not be read."""


class GridFinder(Protocol):
    """Find the ruled grids of a page, 0-based; raises GridError."""

    def grids(self, page: int, space: PageSpace) -> list[Grid]: ...


class TablersFinder:
    """Find grids with tablers."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._opened: Any = None

    @property
    def _document(self) -> Any:
        if self._opened is None:
            self._opened = tablers.Document(bytes=self._data)
        return self._opened

    def grids(self, page: int, space: PageSpace) -> list[Grid]:
        """Find the grids of a page, the smallest first, so that an inner table is asked before its frame."""
        found = self._find(page)
        area = space.width * space.height
        height = space.top - space.bottom
        grids = []
        for table in found:
            boxes = [space.box(x0, height - y1, x1, height - y0) for x0, y0, x1, y1 in _boxes(table)]
            grid = make_grid(boxes)
            if grid is not None and not _is_frame(grid, area):
                grids.append(grid)
        return sorted(grids, key=lambda grid: _area(grid.box))

    def _find(self, page: int) -> list[Any]:
        try:
            return list(tablers.find_tables(self._document.get_page(page), extract_text=False))
        except (KeyboardInterrupt, SystemExit):
            raise
        # A panic of the library's Rust part is no Exception.
        except BaseException as error:
            raise GridError(str(error)) from None


def _boxes(table: Any) -> list[Box]:
    return [cell.bbox for cell in table.cells]


def make_grid(boxes: Sequence[Box]) -> Grid | None:
    """Make a grid of cell boxes; None when fewer than two cells remain."""
    xs = _edges(value for box in boxes for value in (box[0], box[2]))
    ys = _edges(value for box in boxes for value in (box[1], box[3]))
    taken: set[tuple[int, int]] = set()
    cells = []
    for x0, y0, x1, y1 in sorted(boxes, key=lambda box: (box[1], box[0])):
        left, right, top, bottom = _nearest(xs, x0), _nearest(xs, x1), _nearest(ys, y0), _nearest(ys, y1)
        places = {(r, c) for r in range(top, bottom) for c in range(left, right)}
        if places and not places & taken:
            taken |= places
            cells.append(GridCell(top + 1, left + 1, bottom - top, right - left))
    if len(cells) < 2:
        return None
    return Grid(xs, ys, tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))))


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SNAP:
            edges.append(value)
    return tuple(edges)


def _nearest(edges: tuple[float, ...], value: float) -> int:
    right = min(bisect_left(edges, value), len(edges) - 1)
    left = max(right - 1, 0)
    return left if value - edges[left] <= edges[right] - value else right


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_frame(grid: Grid, page_area: float) -> bool:
    return len(grid.cells) <= FRAME_CELLS and _area(grid.box) > FRAME_SHARE * page_area


def assign(grids: Sequence[Grid], x: Floats, y: Floats) -> tuple[Integers, list[int]]:
    """Number for each point its cell over all grids, -1 for none; with the first number of each grid."""
    cell_of = np.full(len(x), -1, dtype=np.int64)
    firsts, count = [], 0
    for grid in grids:
        firsts.append(count)
        found = grid.locate(x, y)
        free = (cell_of < 0) & (found >= 0)
        cell_of[free] = found[free] + count
        count += len(grid.cells)
    return cell_of, firsts
