"""Ruled tables from line segments, for formats whose lines no library finds: OFD paths, lines of a scan."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from proposal_check.model.document import Box
from proposal_check.parse.pdf_tables import FRAME_CELLS, FRAME_SHARE, SNAP, Grid, make_grid

# A border is there when lines cover at least this share of it: scanned lines have gaps.
COVERED: Final = 0.6
# Pieces of one line stand closer than this, in points.
GAP: Final = 4.0
# More lines than this on one page are a drawing.
LINES: Final = 3_000
CELLS: Final = 40_000

Flags = npt.NDArray[np.bool_]


class Segment(NamedTuple):
    """A line along one axis: `at` is where it crosses the other one, in points from the top left."""

    at: float
    start: float
    end: float


def find_grids(horizontal: Sequence[Segment], vertical: Sequence[Segment], page_area: float) -> list[Grid]:
    """Find the grids that touching lines draw, page frames left out, the smallest first."""
    if not horizontal or not vertical or len(horizontal) + len(vertical) > LINES:
        return []
    grids = []
    for rows, cols in _groups(_joined(horizontal), _joined(vertical)):
        grid = _grid(rows, cols)
        if grid is not None and not _is_frame(grid, page_area):
            grids.append(grid)
    return sorted(grids, key=lambda grid: _area(grid.box))


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    """Join the pieces of one line: dashes, and lines drawn cell by cell."""
    joined: list[Segment] = []
    for segment in sorted(segments, key=lambda s: (round(s.at / SNAP), s.start)):
        last = joined[-1] if joined else None
        if last is not None and abs(last.at - segment.at) <= SNAP and segment.start <= last.end + GAP:
            joined[-1] = Segment(last.at, last.start, max(last.end, segment.end))
        else:
            joined.append(segment)
    return joined


def _groups(
    horizontal: Sequence[Segment], vertical: Sequence[Segment]
) -> Iterable[tuple[list[Segment], list[Segment]]]:
    """Put lines that touch, directly or through others, together."""
    h, v = np.array(horizontal), np.array(vertical)
    touch = (
        (v[None, :, 0] >= h[:, None, 1] - SNAP)
        & (v[None, :, 0] <= h[:, None, 2] + SNAP)
        & (h[:, None, 0] >= v[None, :, 1] - SNAP)
        & (h[:, None, 0] <= v[None, :, 2] + SNAP)
    )
    left = set(range(len(horizontal)))
    while left:
        rows, cols = {left.pop()}, set[int]()
        frontier = set(rows)
        while frontier:
            found = set(np.flatnonzero(touch[sorted(frontier)].any(axis=0)).tolist()) - cols
            cols |= found
            frontier = set(np.flatnonzero(touch[:, sorted(found)].any(axis=1)).tolist()) - rows
            rows |= frontier
        left -= rows
        if len(rows) >= 2 and cols:
            yield [horizontal[i] for i in sorted(rows)], [vertical[i] for i in sorted(cols)]


def _grid(rows: list[Segment], cols: list[Segment]) -> Grid | None:
    """Lay out cells between the lines; where no border stands between two, they are one."""
    ys = _edges([s.at for s in rows])
    # Tables without outer borders end where their horizontal lines do.
    xs = _edges([s.at for s in cols] + _overhang(rows, cols))
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1 or height * width > CELLS:
        return None
    below = _borders(rows, ys, xs)
    beside = _borders(cols, xs, ys)
    boxes = []
    taken = np.zeros((height, width), dtype=bool)
    for r in range(height):
        for c in range(width):
            if not taken[r, c]:
                r1, c1 = _extent(r, c, below, beside, taken)
                taken[r : r1 + 1, c : c1 + 1] = True
                boxes.append((xs[c], ys[r], xs[c1 + 1], ys[r1 + 1]))
    return make_grid(boxes)


def _overhang(rows: Sequence[Segment], cols: Sequence[Segment]) -> list[float]:
    left, right = min(s.at for s in cols), max(s.at for s in cols)
    starts, ends = sorted(s.start for s in rows), sorted(s.end for s in rows)
    middle = len(rows) // 2
    outer = []
    if starts[middle] < left - 4 * SNAP:
        outer.append(starts[middle])
    if ends[middle] > right + 4 * SNAP:
        outer.append(ends[middle])
    return outer


def _borders(segments: Sequence[Segment], at: Sequence[float], along: Sequence[float]) -> Flags:
    """Say for each edge line and each stretch between two crossings whether a border is drawn there."""
    covered = np.zeros((len(at), len(along) - 1))
    low, high = np.array(along[:-1]), np.array(along[1:])
    for segment in segments:
        line = min(range(len(at)), key=lambda i: abs(at[i] - segment.at))
        covered[line] += np.clip(np.minimum(high, segment.end) - np.maximum(low, segment.start), 0, None)
    return np.asarray(covered >= COVERED * (high - low), dtype=np.bool_)


def _extent(r: int, c: int, below: Flags, beside: Flags, taken: Flags) -> tuple[int, int]:
    """Grow a cell to the right and down until a border stops it."""
    height, width = taken.shape
    c1 = c
    while c1 + 1 < width and not beside[c1 + 1, r] and not taken[r, c1 + 1]:
        c1 += 1
    r1 = r
    while r1 + 1 < height and not below[r1 + 1, c : c1 + 1].any() and not taken[r1 + 1, c : c1 + 1].any():
        r1 += 1
    return r1, c1


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[list[float]] = []
    for value in sorted(values):
        if edges and value - edges[-1][-1] <= SNAP:
            edges[-1].append(value)
        else:
            edges.append([value])
    return [sum(group) / len(group) for group in edges]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_frame(grid: Grid, page_area: float) -> bool:
    return len(grid.cells) <= FRAME_CELLS and _area(grid.box) > FRAME_SHARE * page_area
