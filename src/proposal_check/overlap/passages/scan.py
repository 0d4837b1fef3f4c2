"""The texts most like the proposal, compared in every pair of neighbouring characters.

People who say a thing in other words keep its pairs of characters here and there; a pair tells the more,
the fewer places and the fewer of these texts it stands in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.earlier import EarlierText, Texts
from proposal_check.overlap.fingerprints import Keys, run_hashes
from proposal_check.overlap.fold import fold
from proposal_check.overlap.passages.gatherings import CELL, Array, Gathering, Pairs, gatherings
from proposal_check.overlap.passages.query import Query

_RUN: Final = 2
# What is said again and again on either side tells no place.
_REPEATED: Final = 12
# So many pairs of places must fall into a cell; the weightiest cells of a text are kept.
_HITS: Final = 4
_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs of a text: `keys` ascending without repetition, and where each stands."""

    keys: Keys
    counts: Array
    starts: Array
    places: Array
    length: int


@dataclass(frozen=True, slots=True)
class _Shared:
    """The runs of a text that the proposal has too: places in the `keys` of both."""

    text: EarlierText
    theirs: _Runs
    mine_at: Array
    theirs_at: Array


def scan(query: Query, texts: Texts, near: Sequence[EarlierText], free: NDArray[np.bool_]) -> list[Gathering]:
    """Find where pairs of characters gather in the texts given and the `free` characters of the proposal."""
    hashes = run_hashes(query.folded.codes, _RUN)
    mine = _runs(hashes, np.flatnonzero(free[: len(hashes)]))
    shared = [_shared(mine, texts, text) for text in near]
    seen_in = np.zeros(len(mine.keys), np.int64)
    for one in shared:
        seen_in[one.mine_at] += 1
    return [g for one in shared for g in gatherings(_pairs(mine, one, seen_in, len(shared)), _HITS, _MOST)]


def _runs(hashes: Keys, places: Array) -> _Runs:
    order = np.argsort(hashes[places], kind="stable")
    keys, counts = np.unique(hashes[places], return_counts=True)
    return _Runs(keys, counts, np.cumsum(counts) - counts, places[order], len(places))


def _shared(mine: _Runs, texts: Texts, text: EarlierText) -> _Shared:
    other = fold(texts.read(text, 0, text.length))
    hashes = run_hashes(other.codes, _RUN)
    found = _runs(hashes, np.arange(len(hashes)))
    theirs = _Runs(found.keys, found.counts, found.starts, other.places[found.places], found.length)
    _, mine_at, theirs_at = np.intersect1d(mine.keys, theirs.keys, assume_unique=True, return_indices=True)
    return _Shared(text, theirs, mine_at, theirs_at)


def _pairs(mine: _Runs, shared: _Shared, seen_in: Array, texts: int) -> Pairs:
    """Pair the places of shared runs; a pair weighs by how unlikely it is to meet in a cell by chance."""
    theirs, a, b = shared.theirs, shared.mine_at, shared.theirs_at
    seldom = (mine.counts[a] <= _REPEATED) & (theirs.counts[b] <= _REPEATED)
    a, b = a[seldom], b[seldom]
    both = mine.counts[a] * theirs.counts[b]
    chance = np.log(max(mine.length, 1) * max(theirs.length, 1) / CELL**2 / both)
    telling = np.log((texts + 1) / seen_in[a]) / log(texts + 1)
    of = np.repeat(np.arange(len(a)), both)
    rank = np.arange(len(of)) - np.repeat(np.cumsum(both) - both, both)
    here = mine.places[mine.starts[a][of] + rank // theirs.counts[b][of]]
    there = theirs.places[theirs.starts[b][of] + rank % theirs.counts[b][of]]
    weight = (np.maximum(chance, 0.1) * telling)[of]
    return Pairs(np.full(len(of), shared.text.number), here, there, weight, _RUN)
