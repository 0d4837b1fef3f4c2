"""The picture of a page made ready for recognition: level, its ruled lines found and wiped off."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from proposal_check.parse.pdf_tables import Grid
from proposal_check.parse.rulings import LINES, Segment, find_grids

Pixels = npt.NDArray[np.uint8]

# Text is read at three pixels a point (216 dpi), and of no page more than this many pixels a side.
SCALE: Final = 3.0
LONGEST_SIDE: Final = 2_700
# Pages are levelled up to this angle, in degrees, on a picture of this many pixels a side.
MOST_SKEW: Final = 4.0
SKEW_SIDE: Final = 700
LEAST_SKEW: Final = 0.08
# Table lines, in points: shorter strokes are parts of characters, thicker ones bars.
ROW_LENGTH: Final = 24.0
COLUMN_LENGTH: Final = 11.0
THICK: Final = 4.0
# Lines that end so near each other, in points, meet.
TOUCH: Final = 1.5
# Two low rows, in points: no character of running text is so high.
LONG_COLUMN: Final = 22.0
# A table takes this share of the page's width, its rows and columns this many points.
TABLE_SHARE: Final = 0.25
CELL_SIDE: Final = 7.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page made `level`; `image` is it without its table lines. Both in BGR, `scale` pixels a point."""

    level: Pixels
    image: Pixels
    scale: float
    grids: tuple[Grid, ...]
    columns: tuple[Segment, ...]

    @property
    def size(self) -> tuple[float, float]:
        return self.image.shape[1] / self.scale, self.image.shape[0] / self.scale


def scale_for(width: float, height: float) -> float:
    """Choose pixels a point for a page of some size in points."""
    return min(SCALE, LONGEST_SIDE / max(width, height, 1.0))


def prepare(image: Pixels, scale: float) -> Sheet:
    """Level a page and find its ruled tables. `image` is BGR, `scale` its pixels a point."""
    level = _levelled(image)
    ink = _ink(level)
    rows, columns = _borders(_segments(ink, scale, horizontal=True), _segments(ink, scale, horizontal=False))
    area = image.shape[0] * image.shape[1] / scale**2
    width = image.shape[1] / scale
    grids = tuple(grid for grid in find_grids(rows, columns, area) if _is_table(grid, width))
    inside = tuple(c for c in columns if any(_within(c, grid) for grid in grids))
    return Sheet(level, _without_lines(level, [*rows], inside, grids, scale), scale, grids, inside)


def _is_table(grid: Grid, width: float) -> bool:
    """Tell a table from the strokes of large characters: these make one row of narrow cells."""
    x0, _, x1, _ = grid.box
    if len(grid.xs) < 3 or len(grid.ys) < 3 or x1 - x0 < TABLE_SHARE * width:
        return False
    return all(b - a >= CELL_SIDE for edges in (grid.xs, grid.ys) for a, b in pairwise(edges))


def turned(sheet: Sheet, quarters: int) -> Sheet:
    """Turn a page by quarters of a circle, against the clock, and look for its tables anew."""
    return prepare(np.ascontiguousarray(np.rot90(sheet.level, quarters)), sheet.scale)


def _ink(image: Pixels) -> Pixels:
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    block = max(31, int(image.shape[1] / 40) | 1)
    found = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 15)
    return np.asarray(found, dtype=np.uint8)


def _levelled(image: Pixels) -> Pixels:
    angle = skew(image)
    if abs(angle) < LEAST_SKEW:
        return image
    return _rotated(image, angle, cv2.BORDER_REPLICATE)


def _rotated(image: Pixels, angle: float, border: int) -> Pixels:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned_image = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=border)
    return np.asarray(turned_image, dtype=np.uint8)


def skew(image: Pixels) -> float:
    """Find by how many degrees a page must be turned for its lines to be level: where rows differ most."""
    factor = SKEW_SIDE / max(image.shape[:2])
    small = (
        cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else image
    )
    ink = _ink(np.asarray(small, dtype=np.uint8))

    def contrast(angle: float) -> float:
        sums = _rotated(ink, angle, cv2.BORDER_CONSTANT).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(sums)).sum())

    best = max(np.arange(-MOST_SKEW, MOST_SKEW + 0.01, 0.5), key=contrast)
    return float(max(np.arange(best - 0.4, best + 0.41, 0.1), key=contrast))


def _segments(ink: Pixels, scale: float, *, horizontal: bool) -> list[Segment]:
    """Find straight lines along one axis, in points."""
    length = int((ROW_LENGTH if horizontal else COLUMN_LENGTH) * scale)
    closing, kernel = ((5, 1), (length, 1)) if horizontal else ((1, 3), (1, length))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(closing[::-1], np.uint8))
    mask = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    found = []
    for x, y, width, height, _ in stats[1:].tolist():
        thickness = height if horizontal else width
        if thickness <= THICK * scale:
            at, start, run = (y + height / 2, x, width) if horizontal else (x + width / 2, y, height)
            found.append(Segment(at / scale, start / scale, (start + run) / scale))
    return found


def _borders(rows: list[Segment], columns: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """Keep borders: columns end at rows above and below, rows meet columns; strokes of characters do neither.

    A stroke may fill a low row, so a short column must stand in line with a long one.
    """
    if len(rows) > LINES or len(columns) > LINES:
        return [], []
    long = [c.at for c in columns if c.end - c.start >= LONG_COLUMN]
    columns = [c for c in columns if any(abs(c.at - at) <= TOUCH for at in long)]
    columns = [c for c in columns if _ends_at_rows(c, rows) or c.end - c.start >= 2 * LONG_COLUMN]
    return [
        r for r in rows if sum(_meets(r, c.at, None) and _meets(c, r.at, None) for c in columns) > 1
    ], columns


def _ends_at_rows(column: Segment, rows: list[Segment]) -> bool:
    return all(any(_meets(row, column.at, end) for row in rows) for end in (column.start, column.end))


def _meets(line: Segment, at: float, end: float | None) -> bool:
    """Say whether a line reaches a place along its axis and, if given, lies at a place across it."""
    return line.start - TOUCH <= at <= line.end + TOUCH and (end is None or abs(line.at - end) <= TOUCH)


def _within(column: Segment, grid: Grid) -> bool:
    x0, y0, x1, y1 = grid.box
    return x0 - THICK <= column.at <= x1 + THICK and column.start < y1 and column.end > y0


def _without_lines(
    image: Pixels, rows: list[Segment], columns: tuple[Segment, ...], grids: tuple[Grid, ...], scale: float
) -> Pixels:
    """Paint the lines of tables over with paper: they touch the characters beside them."""
    clean = image.copy()
    paper = _paper(image)
    reach = max(2, round(0.8 * scale))
    for grid in grids:
        for row in rows:
            if grid.box[1] - THICK <= row.at <= grid.box[3] + THICK:
                _wipe(clean, paper, (row.start, row.at, row.end, row.at), scale, reach)
    for column in columns:
        _wipe(clean, paper, (column.at, column.start, column.at, column.end), scale, reach)
    return clean


def _paper(image: Pixels) -> Any:
    return np.median(image.reshape(-1, image.shape[2])[::97], axis=0).astype(np.uint8)


def _wipe(
    image: Pixels, paper: Any, line: tuple[float, float, float, float], scale: float, reach: int
) -> None:
    x0, y0, x1, y1 = (round(value * scale) for value in line)
    image[max(0, y0 - reach) : y1 + reach + 1, max(0, x0 - reach) : x1 + reach + 1] = paper
