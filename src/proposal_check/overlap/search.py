"""Search names for the ones that may be one function: by what they share in words, and by what they mean."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from proposal_check.overlap.candidates import Candidates
from proposal_check.overlap.nearest import Nearest

# So many are taken from either order.
_TAKEN = 40
# Of two orders the first places count most, and less so the greater this is.
_EVENLY = 10


class Search:
    """The index of a sequence of names, each the core of a module name (words.core)."""

    def __init__(self, cores: Sequence[str]) -> None:
        self._said, self._meant = Candidates(cores), Nearest(cores)

    def near(self, cores: Sequence[str], most: int) -> list[list[int]]:
        """Give for each core at most `most` names, the nearest first; of equals, those named first."""
        meant = self._meant.near(cores, _TAKEN)
        said = (self._said.near(core, _TAKEN) for core in cores)
        return [_fused(orders)[:most] for orders in zip(said, meant, strict=True)]


def _fused(orders: Iterable[Sequence[int]]) -> list[int]:
    """Put several orders into one: what stands high in any of them, and higher in two."""
    worth: dict[int, float] = defaultdict(float)
    for order in orders:
        for place, row in enumerate(order):
            worth[row] += 1 / (_EVENLY + place)
    return sorted(worth, key=lambda row: (-worth[row], row))
