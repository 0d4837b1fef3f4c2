"""A passage found: where it stands on both sides and what kind of likeness it is."""

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from proposal_check.model.overlap import PassageKind
from proposal_check.overlap.earlier import EarlierText
from proposal_check.overlap.passages.chains import Chain

# So many characters out of order make a passage reordered.
_MOVED = 16


@dataclass(frozen=True, slots=True)
class Passage:
    """Both spans in offsets of the original texts, half-open; `theirs` is the other side's wording.

    `earlier` is None when the other side is the same document. `length` counts the folded characters of
    the proposal's side, `score` is 0..1.
    """

    earlier: EarlierText | None
    mine: tuple[int, int]
    place: tuple[int, int]
    theirs: str
    kind: PassageKind
    score: float
    length: int


def kind_of(mine: str, theirs: str, found: Chain) -> tuple[PassageKind, float]:
    """Name the kind of a copied passage, given as folded texts, and how alike its sides are."""
    if mine == theirs:
        return "verbatim", 1.0
    if found.moved() >= _MOVED:
        return "reordered", round(min(found.matched / max(len(mine), len(theirs)), 1.0), 4)
    return "edited", round(Levenshtein.normalized_similarity(mine, theirs), 4)
