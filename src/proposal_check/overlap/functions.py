"""Modules of the proposal against modules of the library: find, score, assign, measure coverage."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from proposal_check.model.overlap import SystemEntry
from proposal_check.overlap.likeness import likeness
from proposal_check.overlap.modules import Module
from proposal_check.overlap.search import Search
from proposal_check.overlap.words import core, distinctiveness, is_generic

# Below this a pair is rather not the same function: not worth a person's look.
FLOOR = 0.5
# An entry without a single pair this close is left out as noise.
CLOSE = 0.62
# A name of which less than half is telling (用户管理, 日志查询) is never evidence.
TELLING = 0.5
# The heading of several modules is the same function only when it is as good as called the same.
CALLED_THE_SAME = 0.9
# A core of fewer characters (监测, 巡查) is a bare act or thing, which is like too much: it joins its equals.
_WHOLE = 3
# So many names of the register are looked at for a module.
_LOOKED_AT = 40
_LONGEST = 30


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


class Register:
    """The entries in order of their ids, ready to be searched; each distinct module name is there once.

    `names` says how many there are.
    """

    def __init__(self, entries: Iterable[SystemEntry]) -> None:
        self.entries = sorted(entries, key=lambda e: (e.id, e.name, e.owner))
        rows: dict[str, int] = {}
        self._units = _Units()
        for owner, entry in enumerate(self.entries):
            for name in dict.fromkeys(entry.modules or (entry.name,)):
                key = core(name)
                if key and len(name) <= _LONGEST and not is_generic(key):
                    self._units.add(rows.setdefault(key, len(rows)), owner, name)
        self.names = len(rows)
        self._search = Search(list(rows))

    def near(self, modules: Sequence[Module], most: int = _LOOKED_AT) -> list[list[str]]:
        """List for each module the names that come nearest, the nearest first."""
        found = self._search.near([(core(module.name), module.detail) for module in modules], most)
        return [[next(self._units.of(row))[1] for row in rows] for rows in found]

    def alike(self, modules: Sequence[Module]) -> Iterator[tuple[int, Pair]]:
        """Yield (entry, pair) for every pair that counts."""
        found = self._search.near([(core(module.name), module.detail) for module in modules], _LOOKED_AT)
        for module, rows in zip(modules, found, strict=True):
            for row in rows:
                _, theirs = next(self._units.of(row))
                if distinctiveness(theirs) < TELLING:
                    continue
                value = likeness(module.name, theirs, module.detail)
                if value >= _least(module, theirs):
                    yield from ((owner, Pair(module, name, value)) for owner, name in self._units.of(row))


class _Units:
    """The names as the entries write them, each with its entry, by the row of what they have in common.

    Each row is a chain: its first unit, and to every unit the next one.
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._owners, self._next, self._first, self._last = (array("i") for _ in range(4))

    def add(self, row: int, owner: int, name: str) -> None:
        """Add a unit to a row, which is a known one or the next."""
        unit = len(self._names)
        self._names.append(name)
        self._owners.append(owner)
        self._next.append(-1)
        if row == len(self._first):
            self._first.append(unit)
            self._last.append(unit)
        else:
            self._next[self._last[row]] = unit
            self._last[row] = unit

    def of(self, row: int) -> Iterator[tuple[int, str]]:
        """Yield the units of a row, in the order they came: entry and name."""
        unit = self._first[row]
        while unit >= 0:
            yield self._owners[unit], self._names[unit]
            unit = self._next[unit]


def _least(module: Module, theirs: str) -> float:
    """Give the likeness from which a pair counts at all."""
    if min(len(core(module.name)), len(core(theirs))) < _WHOLE:
        return 1.0
    return CALLED_THE_SAME if module.group else FLOOR


@dataclass(frozen=True)
class _Kept:
    """Entries under the state id of their library: what a register is remembered by."""

    state: str
    entries: tuple[SystemEntry, ...]

    def __hash__(self) -> int:
        return hash(self.state)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.state == other.state


def register_of(state: str, entries: tuple[SystemEntry, ...]) -> Register:
    """Prepare the systems of a library, shared platforms aside; the last one is kept by its state id."""
    return _register(_Kept(state, entries))


@lru_cache(maxsize=1)
def _register(kept: _Kept) -> Register:
    return Register(entry for entry in kept.entries if not entry.platform)


def match_systems(modules: Sequence[Module], register: Register) -> tuple[SystemMatch, ...]:
    """Match the modules with every entry; entries without a pair of CLOSE or more are left out.

    Generic modules (用户, 日志 …) take no part. The order is by shared evidence, then by entry id.
    """
    telling = [m for m in modules if distinctiveness(m.name) >= TELLING]
    found: dict[int, list[Pair]] = defaultdict(list)
    for owner, pair in register.alike(telling):
        found[owner].append(pair)
    matches = [
        _match(register.entries[owner], pairs, sum(not module.group for module in telling))
        for owner, pairs in found.items()
        if max(pair.score for pair in pairs) >= CLOSE
    ]
    return tuple(sorted(matches, key=lambda m: (-sum(p.score for p in m.pairs), m.entry.id)))


def _match(entry: SystemEntry, pairs: list[Pair], mine: int) -> SystemMatch:
    names = {core(n) for n in entry.modules or (entry.name,) if distinctiveness(n) >= TELLING}
    chosen = _assign(pairs)
    return SystemMatch(entry, chosen, mine + sum(pair.mine.group for pair in chosen), len(names))


def _assign(pairs: list[Pair]) -> tuple[Pair, ...]:
    """Take the best pairs first, each module once on either side; ties by place in the document."""

    def rank(pair: Pair) -> tuple[float, int, tuple[int, int], str]:
        place = pair.mine.anchor
        return (-pair.score, place.block, place.cell or (0, 0), pair.theirs)

    mine: set[str] = set()
    theirs: set[str] = set()
    chosen = []
    for pair in sorted(pairs, key=rank):
        if pair.mine.name not in mine and core(pair.theirs) not in theirs:
            mine.add(pair.mine.name)
            theirs.add(core(pair.theirs))
            chosen.append(pair)
    return tuple(chosen)
