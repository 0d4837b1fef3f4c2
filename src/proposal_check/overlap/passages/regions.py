"""Where a paraphrase may be: places of an earlier text and of the proposal in which short runs gather.

Every text is searched with the few short runs that the library keeps, and the texts most like the proposal
with all of theirs. In a large library a paraphrase that keeps very few runs of an otherwise unrelated text
can escape.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.earlier import EarlierText, Texts
from proposal_check.overlap.fingerprints import LOOSE_K, fingerprints, run_hashes
from proposal_check.overlap.fold import fold
from proposal_check.overlap.passages.query import Query

# Of the texts most like the proposal so many are compared in all their short runs of _SCAN_K characters.
_SCANNED: Final = 20
_SCAN_K: Final = 4
_REPEATED: Final = 3
# So many pairs of places must fall into a cell of this size: of all short runs, or of the ones kept.
_SCAN_HITS: Final = 4
_SAMPLED_HITS: Final = 2
_CELL: Final = 160
# The most regions looked at of either sort, the ones with most shared runs first; what is beyond is noise.
_KEPT: Final = 200
_SCANNED_REGIONS: Final = 200
# Bits of a cell's number on either side; what is left numbers the text.
_BITS: Final = np.int64(21)

Array = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Region:
    """Where short runs gather: folded range here, original range there; `weight` counts the runs."""

    text: EarlierText
    mine: tuple[int, int]
    theirs: tuple[int, int]
    weight: int


@dataclass(frozen=True, slots=True)
class _Gathering:
    number: int
    mine: tuple[int, int]
    theirs: tuple[int, int]
    weight: int


def regions(query: Query, texts: Texts, free: NDArray[np.bool_], leave_out: str) -> Iterator[Region]:
    """Yield the regions where the proposal's `free` characters may be a paraphrase, the likeliest first."""
    number, mine, theirs, near = _sampled(query, texts, free)
    scanner = _Scanner(query, free)
    scanned = [g for text in _most_like(texts, near, leave_out) for g in scanner.gatherings(texts, text)]
    kept = _gatherings(number, mine, theirs, LOOSE_K, _SAMPLED_HITS)
    seen: dict[int, list[_Gathering]] = {}
    for found, most in ((kept, _KEPT), (scanned, _SCANNED_REGIONS)):
        found.sort(key=lambda g: (-g.weight, g.mine, texts.earlier(g.number).id, g.theirs))
        known = (g for g in found if not leave_out or texts.earlier(g.number).sha256 != leave_out)
        for g, _ in zip(_distinct(known, seen), range(most), strict=False):
            yield Region(texts.earlier(g.number), g.mine, g.theirs, g.weight)


def _sampled(
    query: Query, texts: Texts, free: NDArray[np.bool_]
) -> tuple[Array, Array, Array, dict[int, float]]:
    """Give the places of the runs that the library keeps, and how much each text has in common."""
    keys, at = fingerprints(query.folded.codes, "loose")
    usable = free[at] & free[at + LOOSE_K - 1]
    unique, first = np.unique(keys[usable], return_index=True)
    found = texts.find("loose", unique)
    # What few texts share weighs more.
    weights = 1 / np.bincount(found.key, minlength=len(unique))[found.key]
    numbers, inverse = np.unique(found.number, return_inverse=True)
    near = np.bincount(inverse, weights=weights, minlength=len(numbers))
    mine = at[usable][first][found.key]
    return found.number, mine, found.offset, dict(zip(numbers.tolist(), near.tolist(), strict=True))


def _most_like(texts: Texts, near: dict[int, float], leave_out: str) -> list[EarlierText]:
    """Choose the texts that are compared in full: all of a small library, whether a run was met or not."""
    if len(everything := texts.proposals()) <= _SCANNED:
        near = {number: near.get(number, 0.0) for number in everything}
    best = sorted(near, key=lambda number: -near[number])[: 4 * _SCANNED]
    ranked = sorted((-round(near[number], 6), texts.earlier(number).id, number) for number in best)
    known = [texts.earlier(number) for _, _, number in ranked]
    return [text for text in known if not leave_out or text.sha256 != leave_out][:_SCANNED]


class _Scanner:
    """Compares every short run of texts that are like the proposal, not only the runs the library keeps."""

    def __init__(self, query: Query, free: NDArray[np.bool_]) -> None:
        hashes = run_hashes(query.folded.codes, _SCAN_K)
        positions = np.flatnonzero(free[: len(hashes)])
        self._positions = positions[np.argsort(hashes[positions])]
        self._keys = hashes[self._positions]

    def gatherings(self, texts: Texts, text: EarlierText) -> list[_Gathering]:
        """Find where runs gather; what is said again and again on either side tells no place."""
        other = fold(texts.read(text, 0, text.length))
        hashes = run_hashes(other.codes, _SCAN_K)
        order = np.argsort(hashes)
        ordered = hashes[order]
        fresh = np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)]
        group = np.cumsum(fresh) - 1
        unique = ordered[fresh]
        first = np.searchsorted(self._keys, unique, "left")
        here = np.searchsorted(self._keys, unique, "right") - first
        seldom = (here <= _REPEATED) & (np.bincount(group, minlength=len(unique)) <= _REPEATED)
        sizes = np.where(seldom, here, 0)[group]
        there = np.repeat(order, sizes)
        ranks = np.arange(len(there)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        mine = self._positions[np.repeat(first[group], sizes) + ranks]
        number = np.full(len(mine), text.number)
        return _gatherings(number, mine, other.places[there], _SCAN_K, _SCAN_HITS)


def _gatherings(number: Array, mine: Array, theirs: Array, length: int, least: int) -> list[_Gathering]:
    """Find the cells of a grid, and of one shifted by half a cell, in which enough pairs of places fall."""
    _, rank = np.unique(number, return_inverse=True)
    found: list[_Gathering] = []
    for shift, other in ((0, 0), (_CELL // 2, 0), (0, _CELL // 2), (_CELL // 2, _CELL // 2)):
        cells = (((rank << _BITS) | (mine + shift) // _CELL) << _BITS) | ((theirs + other) // _CELL)
        order = np.argsort(cells, kind="stable")
        starts = np.flatnonzero(np.diff(cells[order], prepend=-1))
        counts = np.diff(starts, append=len(cells))
        full = np.flatnonzero(counts >= least)
        if not len(full):
            continue
        rows = order[np.concatenate([np.arange(starts[c], starts[c] + counts[c]) for c in full])]
        bounds = np.cumsum(counts[full]) - counts[full]
        edges = [
            reduce.reduceat(values[rows], bounds).tolist()
            for values in (mine, theirs)
            for reduce in (np.minimum, np.maximum)
        ]
        rest = number[rows[bounds]].tolist(), counts[full].tolist()
        for n, w, a, b, c, d in zip(*rest, *edges, strict=True):
            found.append(_Gathering(n, (a, b + length), (c, d + length), w))
    return found


def _distinct(found: Iterable[_Gathering], seen: dict[int, list[_Gathering]]) -> Iterator[_Gathering]:
    """Leave out what lies within half a cell of a region that goes before: both are read with a margin."""
    for one in found:
        others = seen.setdefault(one.number, [])
        if not any(_within(one.mine, o.mine) and _within(one.theirs, o.theirs) for o in others):
            others.append(one)
            yield one


def _within(inner: Sequence[int], outer: Sequence[int]) -> bool:
    return outer[0] - _CELL // 2 <= inner[0] and inner[1] <= outer[1] + _CELL // 2
