"""Reading order: text set in columns side by side is read column by column.

A program that sets columns writes one to its end and then goes back up. Cells of a borderless table are
written row by row, so a jump up the page is the evidence, and geometry only confirms it.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from proposal_check.model.document import Box
from proposal_check.parse.pdf_lines import union
from proposal_check.parse.pdf_spans import Span

MIN_LINES: Final = 4
TITLES: Final = 4
# Columns of text hold lines of at least this many characters, mostly.
MIN_CHARACTERS: Final = 8


def columns(spans: Sequence[Span]) -> list[list[list[Span]]]:
    """Find sets of columns among runs in stream order: for each set its columns, left to right."""
    jumps = [0, *(i for i in range(1, len(spans)) if _jumps_up(spans[i - 1].box, spans[i].box)), len(spans)]
    pieces = [list(spans[a:b]) for a, b in pairwise(jumps)]
    sets: list[list[list[Span]]] = []
    chain: list[list[Span]] = []
    for before, after in pairwise(pieces):
        left = chain[-1] if chain else before
        pair = _side_by_side(left, after)
        if pair is None:
            chain = []
            continue
        if not chain:
            chain = [pair[0]]
            sets.append(chain)
        chain.append(pair[1])
    return sets


def _jumps_up(before: Box, after: Box) -> bool:
    height = after[3] - after[1]
    return before[1] - after[3] > 2 * height and after[0] > before[0]


def _side_by_side(left: list[Span], right: list[Span]) -> tuple[list[Span], list[Span]] | None:
    """Cut two pieces to what stands side by side; None when they are not two columns of text.

    A title over both columns may be written between them.
    """
    for start in range(min(len(right), TITLES)):
        top = right[start].box[1]
        tail = [span for span in left if span.box[3] > top]
        if not tail or right[start].box[0] < max(span.box[2] for span in tail):
            continue
        head = _column(right[start:], max(span.box[3] for span in tail))
        foot = max(span.box[3] for span in head)
        tail = [span for span in tail if span.box[1] <= foot + span.box[3] - span.box[1]]
        clear = bool(tail) and union(s.box for s in tail)[2] <= union(s.box for s in head)[0]
        return (tail, head) if clear and _is_text(tail) and _is_text(head) else None
    return None


def _column(piece: list[Span], bottom: float) -> list[Span]:
    """Take the runs of a piece down to the foot of the column beside it."""
    for index, span in enumerate(piece):
        if span.box[1] > bottom + 2 * (span.box[3] - span.box[1]):
            return piece[:index]
    return piece


def _is_text(piece: list[Span]) -> bool:
    long = sum(len(span.text) >= MIN_CHARACTERS for span in piece)
    return long >= MIN_LINES and 2 * long >= len(piece)
