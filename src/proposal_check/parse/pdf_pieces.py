"""The lines of text in the cells of a table without vertical lines, and what they have in common."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from proposal_check.parse.pdf_lines import Line, union

NUMBER: Final = re.compile(r"[￥¥]?[-+−]?[\d,，.．]+\s*[%％元万]*")
# White between columns, in em, below which the text of the left one wraps.
ROOM: Final = 2.0
# Rows stand apart by so much more than lines, in points, where cells have margins above and below.
PADDING: Final = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text in one cell: its first column and how many it covers."""

    column: int
    count: int
    line: Line

    @property
    def middle(self) -> float:
        return (self.line.box[1] + self.line.box[3]) / 2


class Measure:
    """What the pieces of a table have in common: column widths, the closest line pitch, what is often blank.

    `tight` columns leave hardly a character's room before the next: their text wraps. Lines closer than
    `close` are of one cell, where no rows with numbers stand so close; else it is 0.
    """

    def __init__(self, pieces: Sequence[Piece], columns: int) -> None:
        by_column: dict[int, list[Piece]] = {}
        for piece in pieces:
            if piece.count == 1:
                by_column.setdefault(piece.column, []).append(piece)
        boxes = {c: union(piece.line.box for piece in own) for c, own in by_column.items()}
        self.columns = columns
        self.widths = {c: max(p.line.box[2] - p.line.box[0] for p in own) for c, own in by_column.items()}
        self.tight = {
            c
            for c, own in by_column.items()
            if c + 1 in boxes and boxes[c + 1][0] - boxes[c][2] < ROOM * own[0].line.size
        }
        self.pitch = _closest(by_column.values())
        rows = _closest(own for own in by_column.values() if _is_numeric(own))
        self.close = (self.pitch + rows) / 2 if rows - self.pitch > PADDING else 0.0
        usual = sorted(map(len, by_column.values()))[len(by_column) // 2] if by_column else 1
        self.weights = [min(len(by_column.get(c, ())) / usual, 1.0) for c in range(columns)]

    def blank(self, filled: Collection[int]) -> float:
        """Weigh the columns without text in a row: one that is often blank says little."""
        return sum(w for c, w in enumerate(self.weights) if c not in filled) / sum(self.weights)


def _closest(columns: Iterable[Sequence[Piece]]) -> float:
    """Measure how close lines stand under each other in a column, a few odd ones apart; 0 when none do."""
    pairs = [(a, b) for own in columns for a, b in pairwise(own)]
    gaps = sorted(b.middle - a.middle for a, b in pairs if b.middle - a.middle > 0.8 * a.line.size)
    return gaps[len(gaps) // 20] if gaps else 0.0


def _is_numeric(column: Sequence[Piece]) -> bool:
    return 2 * sum(is_number(piece.line.text) for piece in column) > len(column)


def is_number(text: str) -> bool:
    """Say whether a text is a number and nothing else, with separators, a sign or a unit of money."""
    return bool(NUMBER.fullmatch(text.strip()))
