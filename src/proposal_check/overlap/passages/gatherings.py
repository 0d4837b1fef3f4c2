"""Where short runs that two texts share gather: the cells of a grid in which most evidence falls."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

CELL: Final = 160
# Bits of a cell's number on either side; what is left numbers the text.
_BITS: Final = np.int64(21)

Array = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Places of shared runs of `length` characters: text, folded place here, original place there, weight."""

    number: Array
    mine: Array
    theirs: Array
    weight: NDArray[np.float64]
    length: int


@dataclass(frozen=True, slots=True)
class Gathering:
    number: int
    mine: tuple[int, int]
    theirs: tuple[int, int]
    weight: float


def gatherings(pairs: Pairs, least: int, most: int) -> list[Gathering]:
    """Find the weightiest `most` cells of a grid, and of ones shifted by half a cell, with `least` pairs."""
    _, rank = np.unique(pairs.number, return_inverse=True)
    found: list[Gathering] = []
    for shift, other in ((0, 0), (CELL // 2, 0), (0, CELL // 2), (CELL // 2, CELL // 2)):
        cells = (((rank << _BITS) | (pairs.mine + shift) // CELL) << _BITS) | (pairs.theirs + other) // CELL
        found += _fullest(pairs, cells, least, most)
    return found


def _fullest(pairs: Pairs, cells: Array, least: int, most: int) -> Iterator[Gathering]:
    order = np.argsort(cells, kind="stable")
    starts = np.flatnonzero(np.diff(cells[order], prepend=-1))
    counts = np.diff(starts, append=len(cells))
    full = np.flatnonzero(counts >= least)
    if not len(full):
        return
    weights = np.add.reduceat(pairs.weight[order], starts)[full].round(6)
    full = full[np.argsort(-weights, kind="stable")[:most]]
    rows = order[np.concatenate([np.arange(starts[c], starts[c] + counts[c]) for c in full])]
    bounds = np.cumsum(counts[full]) - counts[full]
    edges = [
        reduce.reduceat(values[rows], bounds).tolist()
        for values in (pairs.mine, pairs.theirs)
        for reduce in (np.minimum, np.maximum)
    ]
    total = np.add.reduceat(pairs.weight[rows], bounds).round(6).tolist()
    for n, w, a, b, c, d in zip(pairs.number[rows[bounds]].tolist(), total, *edges, strict=True):
        yield Gathering(n, (a, b + pairs.length), (c, d + pairs.length), w)


def distinct(found: Iterable[Gathering], seen: dict[int, list[Gathering]]) -> Iterator[Gathering]:
    """Leave out what lies within half a cell of a region that goes before: both are read with a margin."""
    for one in found:
        others = seen.setdefault(one.number, [])
        if not any(_within(one.mine, o.mine) and _within(one.theirs, o.theirs) for o in others):
            others.append(one)
            yield one


def _within(inner: Sequence[int], outer: Sequence[int]) -> bool:
    return outer[0] - CELL // 2 <= inner[0] and inner[1] <= outer[1] + CELL // 2
