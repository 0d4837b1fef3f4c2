"""Modules of the proposal against modules of the library: score, assign one to one, measure coverage."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz.fuzz import ratio

from proposal_check.model.overlap import SystemEntry
from proposal_check.overlap.modules import Module
from proposal_check.overlap.words import bigrams, core, cut, distinctiveness

# Below this a pair is not worth a person's look; published screening tools start at the same figure.
FLOOR = 0.5
# An entry without a single pair this close is left out as noise.
CLOSE = 0.62
# A name of which less than half is telling (用户管理, 日志查询) is never evidence.
TELLING = 0.5
# A pair that shares fewer character pairs cannot be told from chance; it is not scored at all.
_LEAST_DICE = 0.25


@dataclass(frozen=True, slots=True)
class Pair:
    """One module of the proposal matched with one of an entry."""

    mine: Module
    theirs: str
    score: float


@dataclass(frozen=True, slots=True)
class SystemMatch:
    """The pairs shared with one entry, and how many telling modules each side has."""

    entry: SystemEntry
    pairs: tuple[Pair, ...]
    mine: int
    theirs: int


@lru_cache(maxsize=65536)
def score(mine: str, theirs: str) -> float:
    """Compare two module names, 0..1 and symmetric: characters, words and edit distance of their cores."""
    a, b = sorted((core(mine) or mine, core(theirs) or theirs))
    if a == b:
        return 1.0
    characters = _dice(bigrams(a), bigrams(b))
    words = _dice(frozenset(cut(a)), frozenset(cut(b)))
    return round(0.5 * characters + 0.25 * words + 0.25 * ratio(a, b) / 100, 4)


def match_systems(modules: Sequence[Module], entries: Iterable[SystemEntry]) -> tuple[SystemMatch, ...]:
    """Match the modules with every entry; entries without a pair of CLOSE or more are left out.

    Generic modules (用户, 日志 …) take no part. The order is by shared evidence, then by entry id.
    """
    telling = [m for m in modules if distinctiveness(m.name) >= TELLING]
    index = _Index(entries)
    candidates: dict[int, list[Pair]] = defaultdict(list)
    for module in telling:
        for owner, name, value in index.near(module.name):
            candidates[owner].append(Pair(module, name, value))
    matches = [
        SystemMatch(index.entries[owner], _assign(pairs), len(telling), index.sizes[owner])
        for owner, pairs in candidates.items()
        if max(pair.score for pair in pairs) >= CLOSE
    ]
    return tuple(sorted(matches, key=lambda m: (-sum(p.score for p in m.pairs), m.entry.id)))


class _Index:
    """The telling module names of all entries, each distinct core once, under its character pairs."""

    def __init__(self, entries: Iterable[SystemEntry]) -> None:
        self.entries = sorted(entries, key=lambda e: (e.id, e.name, e.owner))
        self.sizes: list[int] = []
        units: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for owner, entry in enumerate(self.entries):
            names = _names(entry)
            self.sizes.append(len(names))
            for key, name in names.items():
                units[key].append((owner, name))
        self._units = list(units.values())
        grams = [bigrams(key) for key in units]
        self._lengths = np.array([len(g) for g in grams], dtype=np.int64)
        postings: dict[str, list[int]] = defaultdict(list)
        for row, pairs in enumerate(grams):
            for pair in pairs:
                postings[pair].append(row)
        self._postings = {pair: np.array(rows) for pair, rows in postings.items()}

    def near(self, name: str) -> Iterator[tuple[int, str, float]]:
        """Yield (entry, its module, score) for every module that scores FLOOR or more."""
        pairs = bigrams(core(name))
        shared = np.zeros(len(self._units), dtype=np.int64)
        for pair in pairs & self._postings.keys():
            shared[self._postings[pair]] += 1
        rows = np.flatnonzero(2 * shared >= _LEAST_DICE * (self._lengths + len(pairs)))
        for row in rows.tolist():
            if shared[row]:
                units = self._units[row]
                value = score(name, units[0][1])
                if value >= FLOOR:
                    yield from ((owner, theirs, value) for owner, theirs in units)


def _names(entry: SystemEntry) -> dict[str, str]:
    unique: dict[str, str] = {}
    for name in entry.modules or (entry.name,):
        if len(name) <= 30 and distinctiveness(name) >= TELLING:
            unique.setdefault(core(name), name)
    return unique


def _assign(pairs: list[Pair]) -> tuple[Pair, ...]:
    """Take the best pairs first, each module once on either side; ties by place in the document."""

    def rank(pair: Pair) -> tuple[float, int, tuple[int, int], str]:
        place = pair.mine.anchor
        return (-pair.score, place.block, place.cell or (0, 0), pair.theirs)

    mine: set[str] = set()
    theirs: set[str] = set()
    chosen = []
    for pair in sorted(pairs, key=rank):
        if pair.mine.name not in mine and pair.theirs not in theirs:
            mine.add(pair.mine.name)
            theirs.add(pair.theirs)
            chosen.append(pair)
    return tuple(chosen)


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0
