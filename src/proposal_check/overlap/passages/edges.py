"""Passages grown over edited text at their edges, sentence by sentence."""

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from proposal_check.overlap.fold import Folded
from proposal_check.overlap.passages.query import next_end, previous_end

Span = tuple[int, int]
# The rest of a sentence belongs to the passage when it is alike to this degree (Indel similarity, 0..100).
_ALIKE = 60
_STEPS = 3
_LONGEST = 200


def widen(
    mine: Folded, theirs: Folded, spans: tuple[Span, Span], ends: tuple[Sequence[int], Sequence[int]]
) -> tuple[Span, Span]:
    """Take in the rest of the sentences at both edges while both texts are alike there."""
    (a, b), (c, d) = spans
    for _ in range(_STEPS):
        right, theirs_right = next_end(ends[0], b), next_end(ends[1], d)
        if (
            right is None
            or theirs_right is None
            or not _alike(mine.text(b, right), theirs.text(d, theirs_right))
        ):
            break
        b, d = right, theirs_right
    for _ in range(_STEPS):
        left, theirs_left = previous_end(ends[0], a), previous_end(ends[1], c)
        if left is None or theirs_left is None or not _alike(mine.text(left, a), theirs.text(theirs_left, c)):
            break
        a, c = left, theirs_left
    return (a, b), (c, d)


def _alike(one: str, other: str) -> bool:
    return max(len(one), len(other)) <= _LONGEST and ratio(one, other, score_cutoff=_ALIKE) > 0
