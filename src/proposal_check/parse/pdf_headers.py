"""Header cells and the columns under them: both stand in one order, but a header may be centred elsewhere."""

from collections.abc import Sequence
from typing import Final

from proposal_check.model.document import Box

Interval = tuple[float, float]
# What it costs, in em, to leave a header cell without a column, or a column without a header cell.
ALONE: Final = 4.0
# A column without a header cell is part of the one beside it unless so much white, in em, lies between.
WIDE: Final = 0.9
OFF_CENTRE: Final = 0.1


def lowest(boxes: Sequence[Box], em: float) -> list[Interval]:
    """Name the header cells nearest to the body, left to right: their lines united, cells above left out."""
    cells: list[Interval] = []
    for x0, _, x1, _ in sorted(boxes, key=lambda b: (-round((b[1] + b[3]) / em), b[0])):
        over = [cell for cell in cells if x0 < cell[1] and cell[0] < x1]
        if len(over) > 1:
            continue
        if over:
            cells.remove(over[0])
            cells.append((min(x0, over[0][0]), max(x1, over[0][1])))
        else:
            cells.append((x0, x1))
    return sorted(cells)


def under_headers(columns: Sequence[Interval], headers: Sequence[Interval], em: float) -> list[Interval]:
    """Give each column its header cell, in order; a header cell left over is a column that has no entries."""
    over = {h for h in headers if sum(_covers(h, column) for column in columns) > 1}
    single = [h for h in headers if h not in over]
    pairs = _paired(columns, single, em)
    headed = {column for column, _ in pairs}
    headed |= {i for i, column in enumerate(columns) if any(_covers(h, column) for h in over)}
    found = [(*c, i in headed) for i, c in enumerate(columns)]
    for column, header in pairs:
        (a, b, _), (c, d) = found[column], single[header]
        found[column] = (min(a, c), max(b, d), True)
    taken = {header for _, header in pairs}
    for index, (a, b) in enumerate(single):
        if index not in taken and not any(a < y and x < b for x, y, _ in found):
            found.append((a, b, True))
    return _united(sorted(found), em)


def _covers(header: Interval, column: Interval) -> bool:
    """Say whether a header cell reaches over most of a column."""
    shared = min(header[1], column[1]) - max(header[0], column[0])
    return shared > 0.5 * (column[1] - column[0])


def _paired(columns: Sequence[Interval], headers: Sequence[Interval], em: float) -> list[tuple[int, int]]:
    """Pair columns and header cells in order, those nearest to each other."""
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {(0, 0): (0.0, ())}
    for i in range(len(columns) + 1):
        for j in range(len(headers) + 1):
            options = []
            if i:
                cost, pairs = best[i - 1, j]
                options.append((cost + ALONE, pairs))
            if j:
                cost, pairs = best[i, j - 1]
                options.append((cost + ALONE, pairs))
            if i and j:
                cost, pairs = best[i - 1, j - 1]
                off = _distance(columns[i - 1], headers[j - 1]) / em
                options.append((cost + off, (*pairs, (i - 1, j - 1))))
            if options:
                best[i, j] = min(options)
    return list(best[len(columns), len(headers)][1])


def _distance(a: Interval, b: Interval) -> float:
    gap = max(a[0] - b[1], b[0] - a[1], 0.0)
    return gap / 2 + OFF_CENTRE * abs(a[0] + a[1] - b[0] - b[1]) / 2


def _united(columns: Sequence[tuple[float, float, bool]], em: float) -> list[Interval]:
    """Unite what overlaps, and a column without a header cell with the one close to its left."""
    kept: list[tuple[float, float, bool]] = []
    for x0, x1, headed in columns:
        if kept:
            a, b, before = kept[-1]
            near = x0 - b < WIDE * em and not (headed and before)
            if x0 < b or near:
                kept[-1] = (a, max(b, x1), headed or before)
                continue
        kept.append((x0, x1, headed))
    return [(a, b) for a, b, _ in kept]
