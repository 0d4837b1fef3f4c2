"""Merged cells of a table without vertical lines: headers of two levels, a cell over several rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from proposal_check.parse.pdf_pieces import Piece
from proposal_check.parse.pdf_rows import MERGED_COLUMNS

Block = tuple[int, int, list[Piece]]
# The second level of a header stands so close below the first, in em.
UNDER: Final = 2.2
# … and so close where a height is known below which there is no header.
UNDER_KNOWN: Final = 3.5
# A merged cell stands in the middle of its rows, up to this share of a row's height.
CENTRED: Final = 0.3
# Lines of one text stand closer than this, in em.
WRAPPED: Final = 1.8
# A column of merged cells has fewer texts than this share of the rows.
SPARSE: Final = 0.7
# What speaks against leaving a row without its part of a column, and against forcing a text into a row.
SKIPPED: Final = 0.3
LOST: Final = 5.0


@dataclass(frozen=True, slots=True)
class Head:
    """A header of two levels: its blocks (row, rows covered, pieces) and the height at which it ends."""

    blocks: list[Block]
    bottom: float


def headed(pieces: Sequence[Piece], cut: float | None) -> Head | None:
    """Find a header cell over several columns with cells of its own below it; None when there is none."""
    zone = [p for p in pieces if cut is None or p.middle < cut]
    if not zone:
        return None
    zone = _widened(zone) if cut is not None else zone
    first = zone[0].middle
    farthest = 0.8 if cut is None else UNDER
    over = [p for p in zone if p.count > 1 and p.middle - first < farthest * p.line.size]
    under = {id(p): _below(p, zone, UNDER if cut is None else UNDER_KNOWN) for p in over}
    over = [p for p in over if len({q.column for q in under[id(p)]}) > 1]
    if not over:
        return None
    second = [q for p in over for q in under[id(p)]]
    bottom = cut if cut is not None else max(q.middle for q in second) + 0.4 * second[0].line.size
    inside = [p for p in zone if p.middle <= bottom]
    return Head(_two_levels(over, inside), bottom)


def _widened(zone: Sequence[Piece]) -> list[Piece]:
    """Let a header cell cover the columns beside it whose header cells hang below it, lower than all others.

    Its text may be no wider than one of them.
    """
    bottom = max(p.middle for p in zone)
    hang = {p.column for p in zone if p.count == 1 and bottom - p.middle < 0.25 * p.line.size}
    above = {p.column: p for p in zone if p.count == 1 and bottom - p.middle > 0.8 * p.line.size}
    free = hang - set(above)
    found = []
    for piece in zone:
        if piece is not above.get(piece.column) or piece.column not in hang:
            found.append(piece)
            continue
        first, last = piece.column, piece.column
        while last + 1 in free:
            last += 1
        while first - 1 in free:
            first -= 1
        free -= set(range(first, last + 1))
        found.append(Piece(first, last - first + 1, piece.line))
    others = any(
        p.column not in range(q.column, q.column + q.count) for q in found if q.count > 1 for p in zone
    )
    return found if others and not free else list(zone)


def _below(over: Piece, zone: Sequence[Piece], farthest: float) -> list[Piece]:
    columns = range(over.column, over.column + over.count)
    size = over.line.size
    return [
        p
        for p in zone
        if p.column in columns and p.count == 1 and 0.5 * size < p.middle - over.middle < farthest * size
    ]


def _two_levels(over: Sequence[Piece], inside: Sequence[Piece]) -> list[Block]:
    blocks: list[Block] = [(0, 1, [p]) for p in over]
    covered = {c for p in over for c in range(p.column, p.column + p.count)}
    columns: dict[int, list[Piece]] = {}
    for piece in inside:
        if not any(piece is p for p in over):
            columns.setdefault(piece.column, []).append(piece)
    for column, content in columns.items():
        blocks.append((1, 1, content) if column in covered else (0, 2, content))
    return blocks


def spread(
    rows: Sequence[Sequence[Piece]], heads: int, aside: Sequence[Piece], columns: int
) -> tuple[list[Block], int]:
    """Give every piece its row; in the first columns a cell that stands in the middle of several covers them.

    The first `heads` rows are the header. Also answers how many texts aside fit no rows and were put into the
    nearest.
    """
    grid: list[dict[int, list[Piece]]] = []
    for row in rows:
        cells: dict[int, list[Piece]] = {}
        for piece in row:
            cells.setdefault(piece.column, []).append(piece)
        grid.append(cells)
    bands = _bands(rows)
    spans: dict[tuple[int, int], int] = {}
    forced = 0
    body = grid[heads:]
    for column in range(min(MERGED_COLUMNS, columns - 1) if body else 0):
        items = _items(column, body, [p for p in aside if p.column == column])
        for cells in body:
            cells.pop(column, None)
        for start, span, content in _placed(items, bands[heads:]):
            forced += span == 0
            body[start].setdefault(column, []).extend(content)
            spans[start + heads, column] = max(span, 1)
    blocks = [(r, spans.get((r, c), 1), own) for r, cells in enumerate(grid) for c, own in cells.items()]
    return blocks, forced


def _bands(rows: Sequence[Sequence[Piece]]) -> list[tuple[float, float]]:
    """Name the heights between which each row stands: half way to its neighbours."""
    tops = [min(p.middle for p in row) for row in rows]
    bottoms = [max(p.middle for p in row) for row in rows]
    middles = [(a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False)]
    if not middles:
        return [(tops[0] - 10, bottoms[0] + 10)] if rows else []
    first, last = tops[0] - (middles[0] - bottoms[0]), bottoms[-1] + (tops[-1] - middles[-1])
    edges = [first, *middles, last]
    return list(pairwise(edges))


def _placed(
    items: Sequence[tuple[list[Piece], int | None]], bands: Sequence[tuple[float, float]]
) -> list[Block]:
    """Find the rows that each cell of a column covers, one below the other.

    A cell stands in the middle of its rows or is the only one in its row; a text aside that does neither is
    put into the nearest row, with 0 rows covered.
    """
    best: dict[int, tuple[float, tuple[Block, ...]]] = {0: (0.0, ())}
    for content, own in items:
        middle = (content[0].middle + content[-1].middle) / 2
        following: dict[int, tuple[float, tuple[Block, ...]]] = {}
        for start, (cost, blocks) in best.items():
            for first, span, more in _options(start, own, middle, bands):
                total = cost + more + SKIPPED * max(first - start, 0)
                end = max(start, first + max(span, 1))
                if end not in following or total < following[end][0]:
                    following[end] = (total, (*blocks, (first, span, content)))
        best = following
    left = {end: cost + SKIPPED * (len(bands) - end) for end, (cost, _) in best.items()}
    return list(best[min(left, key=lambda end: (left[end], end))][1])


def _options(
    start: int, own: int | None, middle: float, bands: Sequence[tuple[float, float]]
) -> Iterator[tuple[int, int, float]]:
    """Name the rows a text may cover from `start` on: the first, how many, and what speaks against them."""
    rows = len(bands)
    for first in range(start, rows if own is None else own + 1):
        for last in range(first if own is None else own, rows):
            off = abs((bands[first][0] + bands[last][1]) / 2 - middle)
            height = bands[last][1] - bands[last][0]
            if last > first and off <= CENTRED * height:
                yield first, last - first + 1, off / height
    if own is not None:
        yield own, 1, 0.0 if own >= start else LOST
    else:
        nearest = min(range(min(start, rows - 1), rows), key=lambda r: abs(sum(bands[r]) / 2 - middle))
        yield nearest, 0, LOST


def _items(
    column: int, grid: Sequence[dict[int, list[Piece]]], aside: Sequence[Piece]
) -> list[tuple[list[Piece], int | None]]:
    """List the texts of a column from top to bottom, with their row; a line aside joins those close to it."""
    lines: list[tuple[list[Piece], int | None]] = [
        (cells[column], row) for row, cells in enumerate(grid) if column in cells
    ]
    lines += [([piece], None) for piece in aside]
    sparse = len(lines) < SPARSE * len(grid)
    items: list[tuple[list[Piece], int | None]] = []
    for content, row in sorted(lines, key=lambda line: line[0][0].middle):
        last = items[-1] if items else None
        pitch = content[0].middle - last[0][-1].middle if last else 0.0
        near = last is not None and pitch < WRAPPED * content[0].line.size
        if (
            last
            and near
            and (row is None or last[1] is None or (sparse and _is_rest(last[0][-1], content[0])))
        ):
            items[-1] = ([*last[0], *content], None)
        else:
            items.append((list(content), row))
    return items


def _is_rest(above: Piece, below: Piece) -> bool:
    """Say whether a single character ends the text above: no name of a category is so short."""
    text = below.line.text
    return len(text) == 1 and text.isalpha() and len(above.line.text) > 2
