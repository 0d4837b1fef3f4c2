"""Which lines of a table without rules between its rows make one row.

The lines of a cell stand under each other, and a short cell stands level with the top, the middle or the
bottom of a tall one beside it, the same way in the whole table. So rows are stretches of the height at which
the cells agree; of the ways to cut the height into stretches the one is taken that leaves fewest cells blank
and goes on fewest texts that had ended.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from proposal_check.parse.pdf_gutters import TOTAL
from proposal_check.parse.pdf_lines import first_unit
from proposal_check.parse.pdf_pieces import Measure, Piece, is_number
from proposal_check.parse.typed_numbers import split_number

Alignment = Literal["top", "middle", "bottom"]
SENTENCE_END: Final = re.compile(r"[。；！？;!?]$")
REST: Final = re.compile(r"[,，]?\d{3}|[.．]\d+|[%％元万]+")
# Lines at one height have middles closer than this, cells of one row places closer than the second; in em.
LEVEL: Final = 0.25
AGREED: Final = 0.4
# A row has at most so many lines.
TALLEST: Final = 40
# Lines of one cell are at most this many times as far apart as the closest pair of the table, or so many em.
LOOSE: Final = 1.25
FARTHEST: Final = 2.2
# What speaks against a row: blank cells, a blank first cell, a cell not level with the others.
BLANK, BLANK_FIRST, UNEVEN = 4.0, 0.5, 2.5
# Against two lines being one text: the first had room left, the column is narrow, it holds numbers, the lines
# stand far apart. Against a cell merged over rows; against a cut through texts that fill their lines.
ENDED, NARROW, NUMBERS, APART = 2.0, 0.7, 4.0, 4.0
ASIDE, TORN = 1.5, 1.5
# A row whose cells agree in another way than the rest of the table: one that a page break cut.
OTHERWISE: Final = 1.0
WIDE_COLUMN: Final = 6.0
# The rest of a text wrapped in a narrow column is shorter than this share of its first line.
REMAINDER: Final = 0.7
# Only in so many columns, from the left, are cells merged over rows.
MERGED_COLUMNS: Final = 3
# Lines under each other that say more than this against being one row are not looked at with more lines.
HOPELESS: Final = 12.0


Level = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """`rows` of pieces from top to bottom; `aside` stand between rows: cells merged over several of them.

    `doubt` weighs what speaks against these rows apart from their blank cells.
    """

    rows: tuple[tuple[Piece, ...], ...]
    aside: tuple[Piece, ...] = ()
    cost: float = 0.0
    doubt: float = 0.0


def find_rows(pieces: Sequence[Piece], measure: Measure) -> Rows:
    """Cut the pieces of a stretch without rules into rows, by the alignment that fits best."""
    levels = _levels(pieces)
    found = [_cut(levels, measure, alignment) for alignment in ("middle", "top", "bottom")]
    return min(found, key=lambda rows: rows.cost)


def _levels(pieces: Sequence[Piece]) -> list[Level]:
    levels: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        if levels and piece.middle - levels[-1][0].middle < LEVEL * max(piece.line.size, 6.0):
            levels[-1].append(piece)
        else:
            levels.append([piece])
    return [tuple(sorted(level, key=lambda p: p.column)) for level in levels]


def _cut(levels: Sequence[Level], measure: Measure, alignment: Alignment) -> Rows:
    """Find the cheapest way to cut the levels into rows, of equal ones that of most rows."""
    best: list[tuple[float, int, float, int, bool]] = [(0.0, 0, 0.0, 0, False)]
    torn = _torn(levels, measure)
    for end in range(1, len(levels) + 1):
        options = [
            (
                best[start][0] + torn[start] + blank + doubt,
                best[start][1] - 1,
                best[start][2] + doubt,
                start,
                False,
            )
            for start, blank, doubt in _row_costs(levels, end, measure, alignment)
        ]
        if _may_stand_aside(levels[end - 1], measure.columns):
            cost, rows, doubt, *_ = best[end - 1]
            options.append((cost + ASIDE, rows, doubt, end - 1, True))
        best.append(min(options))
    found, aside = _traced(levels, [(start, alone) for *_, start, alone in best])
    return Rows(found, aside, best[-1][0], best[-1][2])


def _traced(
    levels: Sequence[Level], best: Sequence[tuple[int, bool]]
) -> tuple[tuple[tuple[Piece, ...], ...], tuple[Piece, ...]]:
    """Follow the best cuts back from the last level; answers the rows and what stands aside."""
    found: list[tuple[Piece, ...]] = []
    aside: list[Piece] = []
    end = len(levels)
    while end:
        start, alone = best[end]
        if alone:
            aside += levels[start]
        else:
            found.append(tuple(piece for level in levels[start:end] for piece in level))
        end = start
    return tuple(found[::-1]), tuple(aside[::-1])


def _torn(levels: Sequence[Level], measure: Measure) -> list[float]:
    """Weigh what speaks against a cut above each level: texts in several columns that fill their lines.

    Where rows stand further apart than lines, any two lines close to each other speak against it.
    """
    costs, above = [], dict[int, Piece]()
    for level in levels:
        full = close = 0
        for piece in level:
            before = above.get(piece.column)
            if before and before.count == piece.count:
                near = piece.middle - before.middle
                close += near < measure.close
                full += near <= LOOSE * measure.pitch and _is_cut(before, piece, measure)
            above[piece.column] = piece
        costs.append(TORN * max(full - 1, close))
    return costs


def _is_cut(above: Piece, below: Piece, measure: Measure) -> bool:
    """Say whether the line above fills a column where text wraps, and its sentence has not ended."""
    wide = measure.widths.get(above.column, 0.0) >= WIDE_COLUMN * above.line.size
    short = below.line.box[2] - below.line.box[0] < REMAINDER * (above.line.box[2] - above.line.box[0])
    wraps = (wide or short) and above.column in measure.tight and _is_full(above, below, measure)
    return wraps and not SENTENCE_END.search(above.line.text)


def _may_stand_aside(level: Level, columns: int) -> bool:
    piece = level[0]
    words = not TOTAL.match(piece.line.text) and not is_number(piece.line.text)
    merged = piece.column < min(MERGED_COLUMNS, columns - 1) and piece.count == 1
    return len(level) == 1 and merged and words


def _row_costs(
    levels: Sequence[Level], end: int, measure: Measure, alignment: Alignment
) -> Iterator[tuple[int, float, float]]:
    """Weigh the levels from each start to `end` as one row, as far up as may be.

    Answers the start, what is no fault but has to be weighed (blank cells, wrapped words), and the doubt.
    """
    cells: dict[int, list[Piece]] = {}
    links = wraps = 0.0
    for start in range(end - 1, max(end - TALLEST, 0) - 1, -1):
        for piece in levels[start]:
            below = cells.setdefault(piece.column, [])
            if below:
                cost = _link_cost(piece, below[0], measure)
                wraps, links = (wraps + cost, links) if cost <= NARROW else (wraps, links + cost)
            below.insert(0, piece)
        if links + wraps > HOPELESS:
            return
        filled = {c + i for c, own in cells.items() for i in range(max(piece.count for piece in own))}
        blank = BLANK * measure.blank(filled) + BLANK_FIRST * (0 not in cells)
        uneven = _uneven(list(cells.values()), alignment) if start < end - 1 else 0.0
        yield start, blank + wraps, links + uneven


def _uneven(cells: Sequence[Sequence[Piece]], alignment: Alignment) -> float:
    """Count the cells that do not stand level with the tallest."""
    ends = [(content[0].middle, content[-1].middle) for content in cells]
    places = {
        "top": [top for top, _ in ends],
        "bottom": [bottom for _, bottom in ends],
        "middle": [(top + bottom) / 2 for top, bottom in ends],
    }
    tallest = max(range(len(ends)), key=lambda i: ends[i][1] - ends[i][0])
    slack = AGREED * max(cells[tallest][0].line.size, 6.0)
    return min(
        UNEVEN * sum(abs(place - own[tallest]) > slack for place in own) + OTHERWISE * (way != alignment)
        for way, own in places.items()
    )


def _link_cost(above: Piece, below: Piece, measure: Measure) -> float:
    pitch, size = below.middle - above.middle, max(above.line.size, 6.0)
    cost = 0.0
    if (measure.pitch and pitch > LOOSE * measure.pitch) or pitch > FARTHEST * size:
        cost += APART
    if above.count != below.count:
        return cost + UNEVEN
    full = above.count > 1 or _is_full(above, below, measure)
    totals = TOTAL.match(below.line.text) or TOTAL.match(above.line.text)
    if totals and above.column < MERGED_COLUMNS:
        return cost + NUMBERS
    if is_number(above.line.text) and not (full and _is_rest(below.line.text)):
        return cost + NUMBERS
    if _begins_entry(above, below):
        return cost + NUMBERS
    if not full:
        return cost + ENDED
    wide = measure.widths.get(above.column, 0.0) >= WIDE_COLUMN * size
    return cost + (0.0 if wide else NARROW)


def _is_full(above: Piece, below: Piece, measure: Measure) -> bool:
    """Say whether what the line below begins with had no room left on the line above."""
    width = above.line.box[2] - above.line.box[0]
    room = measure.widths.get(above.column, width) - width
    return room < first_unit(below.line) + 0.1 * below.line.size


def _is_rest(text: str) -> bool:
    """Say whether this may be the end of a number that had no room: three digits, decimals, a unit."""
    return bool(REST.fullmatch(text.strip()))


def _begins_entry(above: Piece, below: Piece) -> bool:
    """Say whether the first column counts on here: 3 under 2, （二） under （一）."""
    if above.column or below.column:
        return False
    a, b = split_number(above.line.text), split_number(below.line.text)
    return a is not None and b is not None and a.text != b.text
