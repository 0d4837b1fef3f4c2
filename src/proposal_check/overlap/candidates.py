"""Find the modules of a register that may be like one of the proposal's: an inverted index in numpy.

A module is known by its single characters, its character pairs and the concepts of its words; rare ones count
more, by far. What more than one name in `_COMMON` has is left out of the search, which bounds its cost.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.synonyms import pieces

_COMMON = 50
_FEW = 500
# What one name in so many has, or more, says next to nothing: 监测, 登记, and whatever a register is about.
_TELLING = 30
_PAIR, _CONCEPT = np.uint64(1 << 42), np.uint64(1 << 43)
# A single character says little beside a pair of them.
_CHARACTER_WEIGHT = 0.5
# What is said of a module counts less than its name; so many terms of it are looked up, the rarest.
_TOLD_WEIGHT, _TOLD = 0.25, 60

Keys = NDArray[np.uint64]
Numbers = NDArray[np.int32]


class Candidates:
    """The index of a sequence of names, each the core of a module name (words.core)."""

    def __init__(self, cores: Sequence[str]) -> None:
        grouped = [_grouped(keys, rows) for keys, rows in _terms(cores)]
        self._keys, self._counts, self._rows = (np.concatenate(parts) for parts in zip(*grouped, strict=True))
        self._ends = np.cumsum(self._counts)
        self._worth = _weights(self._keys, self._counts, len(cores)) ** 2
        norms = np.bincount(self._rows, np.repeat(self._worth, self._counts), minlength=len(cores))
        self._norms = np.sqrt(np.maximum(norms, 1e-9))
        self._most = max(_FEW, len(cores) // _COMMON)

    def near(self, core: str, most: int, told: str = "") -> list[int]:
        """Give at most `most` names by decreasing nearness; of equals, those named first.

        `told` is what is said of the module beside its name, normalised (words.normalise).
        """
        terms = self._rare(self._terms_of(core))
        beside = np.setdiff1d(self._terms_of(told), terms) if told else terms[:0]
        beside = beside[(self._keys[beside] >= _PAIR) & (self._counts[beside] <= self._most)]
        beside = beside[np.argsort(self._counts[beside], kind="stable")[:_TOLD]]
        worth = np.concatenate((self._worth[terms], _TOLD_WEIGHT * self._worth[beside]))
        return self._nearest(np.concatenate((terms, beside)), worth, most)

    def beside(self, row: int, most: int) -> list[int]:
        """Give what is near a name of the index itself, which is among them, without reading it again."""
        owned, ends = self._owned
        terms = self._rare(np.unique(owned[ends[row - 1] if row else 0 : ends[row]]))
        return self._nearest(terms, self._worth[terms], most)

    @cached_property
    def _owned(self) -> tuple[Numbers, NDArray[np.int64]]:
        """Give the terms of all names, and where those of each end."""
        terms = np.repeat(np.arange(len(self._keys), dtype=np.int32), self._counts)
        by_row = terms[np.argsort(self._rows, kind="stable")]
        return by_row, np.cumsum(np.bincount(self._rows, minlength=len(self._norms)))

    def _nearest(self, terms: Numbers, worth: NDArray[np.float64], most: int) -> list[int]:
        if not len(terms):
            return []
        starts, ends = self._ends[terms] - self._counts[terms], self._ends[terms]
        found = [self._rows[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        weights = np.repeat(worth, self._counts[terms])
        sums = np.bincount(np.concatenate(found), weights=weights, minlength=len(self._norms))
        rows = np.flatnonzero(sums)
        values = np.round(sums[rows] / self._norms[rows], 9)
        if len(rows) > most:
            least = np.partition(values, len(values) - most)[len(values) - most]
            kept = values >= least
            rows, values = rows[kept], values[kept]
        chosen: list[int] = rows[np.argsort(-values, kind="stable")][:most].tolist()
        return chosen

    def _terms_of(self, text: str) -> Numbers:
        """Look up the terms of a text that the index knows."""
        keys = np.unique(np.concatenate([keys for keys, _ in _terms([text])]))
        keys = keys[keys <= self._keys[-1:]] if len(self._keys) else keys[:0]
        at = np.searchsorted(self._keys, keys)
        known: Numbers = at[self._keys[at] == keys].astype(np.int32)
        return known

    def _rare(self, terms: Numbers) -> Numbers:
        """Leave common terms out, unless there are no others."""
        rare = self._counts[terms] <= self._most
        chosen = rare if rare.any() else np.argsort(self._counts[terms], kind="stable")[:1]
        return terms[chosen]


def _grouped(keys: Keys, rows: Numbers) -> tuple[Keys, NDArray[np.int64], Numbers]:
    """Give the distinct keys in order, how many rows each has, and those rows, key by key."""
    order = np.argsort(keys, kind="stable")
    rows = rows[order]
    distinct, counts = np.unique(keys, return_counts=True)
    return distinct, counts, rows


def _terms(texts: Iterable[str]) -> Iterator[tuple[Keys, Numbers]]:
    """Yield the keys of the characters, the pairs and the concepts of all texts, and the text of each."""
    names = list(texts)
    owners = np.repeat(np.arange(len(names), dtype=np.int32), [len(name) for name in names])
    codes = np.frombuffer("".join(names).encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    yield codes, owners
    inside = owners[1:] == owners[:-1]
    yield (codes[:-1][inside] << np.uint64(21)) | codes[1:][inside] | _PAIR, owners[1:][inside]
    told, counts = array("Q"), array("i")
    for name in names:
        found = sorted(_concepts(name))
        told.extend(found)
        counts.append(len(found))
    rows = np.repeat(np.arange(len(names), dtype=np.int32), np.frombuffer(counts, np.int32))
    yield np.frombuffer(told, np.uint64) | _CONCEPT, rows


def _concepts(name: str) -> set[int]:
    return {concept for _, _, concepts in pieces(name) for concept in concepts}


def _weights(keys: Keys, counts: NDArray[np.int64], total: int) -> NDArray[np.float64]:
    weights = np.log1p(total / (_TELLING * np.maximum(counts, 1)))
    return np.where(keys < _PAIR, _CHARACTER_WEIGHT, 1.0) * weights
