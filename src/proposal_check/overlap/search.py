"""Search names for the ones that may be one function: by what they share in words, and by what they mean."""

from collections import defaultdict
from collections.abc import Sequence

from proposal_check.overlap.candidates import Candidates
from proposal_check.overlap.nearest import Nearest
from proposal_check.overlap.words import normalise

# So many are taken from either order.
_TAKEN = 40
# Of two orders the first places count most, and less so the greater this is.
_EVENLY = 10
# What names share in words counts so much beside what they mean.
_SAID = 0.8


class Search:
    """The index of a sequence of names, each the core of a module name (words.core)."""

    def __init__(self, cores: Sequence[str]) -> None:
        self._said, self._meant = Candidates(cores), Nearest(cores)

    def near(self, asked: Sequence[tuple[str, str]], most: int) -> list[list[int]]:
        """Give for each core and what is said beside it at most `most` names, the nearest first.

        What is said may be blank. Of equals, those named first.
        """
        told = [(core, normalise(detail)) for core, detail in asked]
        meant = self._meant.near(told, _TAKEN)
        said = (self._said.near(core, _TAKEN, detail) for core, detail in told)
        return [_fused(*orders)[:most] for orders in zip(said, meant, strict=True)]


def _fused(said: Sequence[int], meant: Sequence[int]) -> list[int]:
    """Put two orders into one: what stands high in either, and higher in both."""
    worth: dict[int, float] = defaultdict(float)
    for order, weight in ((said, _SAID), (meant, 1.0)):
        for place, row in enumerate(order):
            worth[row] += weight / (_EVENLY + place)
    return sorted(worth, key=lambda row: (-worth[row], row))
