"""Find the modules of a register that may be like one of the proposal's: an inverted index in numpy.

A module is known by its single characters, its character pairs and the concepts of its words; rare ones count
more. What more than one name in `_COMMON` has is left out of the search, which bounds its cost.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.synonyms import pieces

_COMMON = 25
_FEW = 2000
_PAIR, _CONCEPT = np.uint64(1 << 42), np.uint64(1 << 43)
# A single character says little beside a pair of them.
_CHARACTER_WEIGHT = 0.5

Keys = NDArray[np.uint64]


class Candidates:
    """The index of a sequence of names, each the core of a module name (words.core)."""

    def __init__(self, cores: Sequence[str]) -> None:
        keys, rows = _terms(cores)
        self._keys, term = np.unique(keys, return_inverse=True)
        order = np.argsort(term, kind="stable")
        self._rows = rows[order].astype(np.int32)
        counts = np.bincount(term, minlength=len(self._keys))
        self._ends = np.cumsum(counts)
        self._counts = counts
        self._weights = _weights(self._keys, counts, len(cores))
        norms = np.bincount(rows, weights=self._weights[term] ** 2, minlength=len(cores))
        self._norms = np.sqrt(np.maximum(norms, 1e-9))
        self._most = max(_FEW, len(cores) // _COMMON)
        self._owned = term[np.argsort(rows, kind="stable")]
        self._owned_ends = np.cumsum(np.bincount(rows, minlength=len(cores)))

    def near(self, core: str, most: int) -> list[int]:
        """Give at most `most` names by decreasing nearness; of equals, those named first."""
        return self._nearest(self._terms_of(core), most)

    def beside(self, row: int, most: int) -> list[int]:
        """Give what is near a name of the index itself, which is among them, without reading it again."""
        start = int(self._owned_ends[row - 1]) if row else 0
        return self._nearest(self._rare(np.unique(self._owned[start : int(self._owned_ends[row])])), most)

    def _nearest(self, terms: NDArray[np.int64], most: int) -> list[int]:
        if not len(terms):
            return []
        starts, ends = self._ends[terms] - self._counts[terms], self._ends[terms]
        found = [self._rows[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        weights = np.repeat(self._weights[terms] ** 2, self._counts[terms])
        sums = np.bincount(np.concatenate(found), weights=weights, minlength=len(self._norms))
        rows = np.flatnonzero(sums)
        values = np.round(sums[rows] / self._norms[rows], 9)
        if len(rows) > most:
            least = np.partition(values, len(values) - most)[len(values) - most]
            kept = values >= least
            rows, values = rows[kept], values[kept]
        chosen: list[int] = rows[np.argsort(-values, kind="stable")][:most].tolist()
        return chosen

    def _terms_of(self, core: str) -> NDArray[np.int64]:
        """Look up the terms of a name that the index knows."""
        keys = np.unique(_terms([core])[0])
        keys = keys[keys <= self._keys[-1:]] if len(self._keys) else keys[:0]
        at = np.searchsorted(self._keys, keys)
        return self._rare(at[self._keys[at] == keys])

    def _rare(self, terms: NDArray[np.int64]) -> NDArray[np.int64]:
        """Leave common terms out, unless there are no others."""
        rare = self._counts[terms] <= self._most
        chosen = rare if rare.any() else np.argsort(self._counts[terms], kind="stable")[:1]
        return np.asarray(terms[chosen])


def _terms(cores: Iterable[str]) -> tuple[Keys, NDArray[np.int64]]:
    """Give the keys of all names and the name each belongs to."""
    names = list(cores)
    lengths = np.array([len(name) for name in names], dtype=np.int64)
    codes = np.frombuffer("".join(names).encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    owners = np.repeat(np.arange(len(names), dtype=np.int64), lengths)
    inside = owners[1:] == owners[:-1]
    pairs = (codes[:-1][inside] << np.uint64(21)) | codes[1:][inside] | _PAIR
    told = [(row, c) for row, name in enumerate(names) for c in sorted(_concepts(name))]
    concepts = np.array([c for _, c in told], dtype=np.uint64) | _CONCEPT
    rows = np.array([row for row, _ in told], dtype=np.int64)
    return np.concatenate((codes, pairs, concepts)), np.concatenate((owners, owners[1:][inside], rows))


def _concepts(name: str) -> set[int]:
    return {concept for _, _, concepts in pieces(name) for concept in concepts}


def _weights(keys: Keys, counts: NDArray[np.int64], total: int) -> NDArray[np.float64]:
    weights = np.log1p(total / np.maximum(counts, 1))
    return np.where(keys < _PAIR, _CHARACTER_WEIGHT, 1.0) * weights
