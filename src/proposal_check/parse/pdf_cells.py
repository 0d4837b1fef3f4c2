"""The lines of a table without vertical lines become rows and cells, merged ones too."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from proposal_check.model.document import Box, Cell, Place
from proposal_check.parse.pdf_bare import HEADER_LINES, Region, bold_lines
from proposal_check.parse.pdf_gutters import Columns
from proposal_check.parse.pdf_lines import joined, line_of, union
from proposal_check.parse.pdf_merges import headed, spread
from proposal_check.parse.pdf_pieces import Measure, Piece, is_number
from proposal_check.parse.pdf_rows import LEVEL, Rows, find_rows
from proposal_check.parse.pdf_spans import Span

# A text put into the nearest row speaks against all rows as much as two that do not agree.
FORCED: Final = 5.0
# Between so many rules each stretch is a row.
RULED_ROWS: Final = 4
# A header stands so much further from the first row than its own lines from each other.
PARTED: Final = 1.2


@dataclass(frozen=True, slots=True)
class Laid:
    """The cells of one region; `doubt` is what speaks against its rows, per row."""

    cells: tuple[Cell, ...]
    rows: int
    doubt: float


def lay_cells(region: Region, columns: Columns, measure: Measure, page: int) -> Laid | None:
    """Lay the lines of a region out; None when two texts want one place."""
    own = pieces(region, columns)
    bottom = _header_bottom(region, own, len(columns))
    head = headed(own, bottom)
    cuts = sorted({*region.cuts, *([head.bottom] if head else []), *([bottom] if bottom else [])})
    zones = _zones(own, cuts)
    found = [find_rows(zone, measure) for zone in (zones[1:] if head else zones)]
    if len(found) >= RULED_ROWS and not any(map(_holds_rows, found)):
        found = [_as_one(rows) for rows in found]
    elif bottom and not head and len(found) > 1:
        found[0] = _as_one(found[0])
    heads = len(found[0].rows) if bottom and not head and len(found) > 1 else 0
    plain, forced = spread([row for rows in found for row in rows.rows], heads, _aside(found), len(columns))
    shift = 2 if head else 0
    blocks = [*(head.blocks if head else ()), *((r + shift, span, own) for r, span, own in plain)]
    count = sum(len(rows.rows) for rows in found)
    cells = _cells(blocks, count + shift, len(columns), page)
    doubt = (sum(rows.doubt for rows in found) + FORCED * forced) / max(count, 1)
    return Laid(cells, count + shift, doubt) if cells is not None else None


def _header_bottom(region: Region, own: Sequence[Piece], columns: int) -> float | None:
    """Name the height below the header: that of the first rule, or below lines that alone are bold.

    Else the widest gap above the first number, where all columns have a text above it.
    """
    if region.cuts:
        return region.cuts[0]
    rows = region.rows
    if bold := bold_lines(rows):
        return (rows[bold - 1].middle + rows[bold].middle) / 2
    numbers = (i for i, row in enumerate(rows) if any(is_number(span.text) for span in row.line.spans))
    last = min(next(numbers, 0), HEADER_LINES)
    gaps = [below.middle - above.middle for above, below in pairwise(rows[: last + 1])]
    widest = max(range(len(gaps)), key=lambda i: gaps[i], default=None)
    if widest is None or (widest and gaps[widest] < PARTED * max(gaps[:widest])):
        return None
    bottom = (rows[widest].middle + rows[widest + 1].middle) / 2
    filled = {p.column + i for p in own if p.middle < bottom for i in range(p.count)}
    return bottom if len(filled) == columns else None


def _as_one(rows: Rows) -> Rows:
    """Take what stands between two heights for one row."""
    pieces = (*(piece for row in rows.rows for piece in row), *rows.aside)
    return Rows((tuple(sorted(pieces, key=lambda p: (p.middle, p.column))),), (), rows.cost)


def _holds_rows(found: Rows) -> bool:
    """Say whether what stands between two rules has more numbers than one in a column: it is several rows."""
    numbers = [p.column for row in found.rows for p in row if p.count == 1 and is_number(p.line.text)]
    return len(numbers) > len(set(numbers))


def _aside(found: Sequence[Rows]) -> list[Piece]:
    return [piece for rows in found for piece in rows.aside]


def pieces(region: Region, columns: Columns) -> list[Piece]:
    """Put the runs of a region into columns, those of one height in one column together."""
    runs: dict[tuple[int, int], list[Span]] = {}
    for row in region.rows:
        for span in row.line.spans:
            runs.setdefault(columns.covered(span.box[0], span.box[2]), []).append(span)
    page = region.rows[0].line.page
    found = []
    for (column, count), own in runs.items():
        for group in _levels(own):
            found.append(Piece(column, count, line_of(sorted(group, key=lambda s: s.box[0]), page)))
    return sorted(found, key=lambda piece: (piece.middle, piece.column))


def _levels(runs: Sequence[Span]) -> list[list[Span]]:
    groups: list[list[Span]] = []
    for span in sorted(runs, key=lambda s: s.box[1] + s.box[3]):
        middle = (span.box[1] + span.box[3]) / 2
        above = groups[-1][0] if groups else None
        near = 2 * LEVEL * max(span.style.size, 6.0)
        if above and middle - (above.box[1] + above.box[3]) / 2 < near:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _zones(own: Sequence[Piece], cuts: Sequence[float]) -> list[list[Piece]]:
    edges = [float("-inf"), *cuts, float("inf")]
    zones = [[p for p in own if low < p.middle <= high] for low, high in pairwise(edges)]
    return [zone for zone in zones if zone]


def _cells(
    blocks: Sequence[tuple[int, int, Sequence[Piece]]], rows: int, columns: int, page: int
) -> tuple[Cell, ...] | None:
    """Make cells of blocks (row, rows covered, pieces of one column), and blank ones where nothing stands."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, span, content in blocks:
        column, count = content[0].column, max(piece.count for piece in content)
        places = {(r, c) for r in range(row, row + span) for c in range(column, column + count)}
        if places & taken:
            return None
        taken |= places
        box: Box = union(piece.line.box for piece in content)
        cells.append(Cell(row + 1, column + 1, span, count, _text(content), Place(0, page, box)))
    cells += [
        Cell(r + 1, c + 1, 1, 1, "", Place(0, page))
        for r in range(rows)
        for c in range(columns)
        if (r, c) not in taken
    ]
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))


def _text(content: Sequence[Piece]) -> str:
    text = ""
    for piece in content:
        text = joined(text, piece.line.text)
    return text.strip()
