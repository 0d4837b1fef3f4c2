"""Find the names whose meaning comes nearest: every vector is compared, block by block, in whole numbers.

Products of whole numbers as small as these are exact in floating point, in whatever order they are added up,
so that the order of the names is the same on every machine.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.vectors import vectors

# So many names are held in floating point at a time: 6 MB.
_BLOCK = 16384

Found = tuple[NDArray[np.int64], NDArray[np.float32]]


class Nearest:
    """The vectors of a sequence of names, each the core of a module name (words.core)."""

    def __init__(self, cores: Sequence[str]) -> None:
        self._rows = vectors(cores)

    def near(self, asked: Sequence[tuple[str, str]], most: int) -> list[list[int]]:
        """Give for each core and what is said beside it at most `most` names by decreasing nearness.

        The vectors of both are added up. Of equals, those named first. A name that points away from them, or
        is not known at all, is not near.
        """
        named, told = zip(*asked, strict=True) if asked else ((), ())
        sought = vectors(named).astype(np.float32) + vectors(told).astype(np.float32)
        best: list[Found] = [(np.empty(0, np.int64), np.empty(0, np.float32)) for _ in asked]
        for start in range(0, len(self._rows), _BLOCK):
            products = sought @ self._rows[start : start + _BLOCK].astype(np.float32).T
            for at, values in enumerate(products):
                best[at] = _best(best[at], values, start, most)
        return [rows.tolist() for rows, _ in best]


def _best(known: Found, values: NDArray[np.float32], start: int, most: int) -> Found:
    """Put the best of a block of values among those known so far; `start` is the first row of the block."""
    rows, kept = known
    least = max(float(kept[-1]), 0.0) if len(kept) == most else 0.0
    new = np.flatnonzero(values > least)
    if len(new) > most:
        new = new[values[new] >= np.partition(values[new], -most)[-most]]
    rows, kept = np.concatenate((rows, new + start)), np.concatenate((kept, values[new]))
    order = np.argsort(-kept, kind="stable")[:most]
    return rows[order], kept[order]
