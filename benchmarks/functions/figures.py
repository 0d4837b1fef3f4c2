"""What pairs of known truth say of function search: found among very many, and decided rightly."""

import time
import zlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

from benchmarks.functions.distractors import distractors
from benchmarks.functions.modules import proposals
from benchmarks.functions.pairs import POSITIVE, Pair
from benchmarks.measure.cost import peak_mebibytes
from proposal_check.model.document import Anchor
from proposal_check.model.overlap import SystemEntry
from proposal_check.overlap.functions import CLOSE, TELLING, Register, match_systems
from proposal_check.overlap.likeness import likeness
from proposal_check.overlap.modules import Module
from proposal_check.overlap.words import core, distinctiveness

_PLACES = (
    "东湖",
    "西山",
    "南桥",
    "北门",
    "上城",
    "下沙",
    "前坪",
    "后岭",
    "左江",
    "右溪",
    "中洲",
    "高桥",
    "新港",
    "老街",
)


def recall(pairs: Iterable[Pair], size: int, most: int = 10) -> dict[str, float]:
    """Share of the pairs of each kind whose other side is among the `most` nearest, in so many systems.

    The other sides of all pairs, negative ones too, are in the register beside the distractors.
    """
    pairs = list(pairs)
    own = (SystemEntry(f"P{i:05d}", "系统", modules=(p.theirs,)) for i, p in enumerate(pairs))
    register = Register((*own, *distractors(size)))
    asked = [p for p in pairs if p.kind in POSITIVE and distinctiveness(p.theirs) >= TELLING]
    nearest = register.near([_module(p.mine, p.detail) for p in asked], most)
    found: dict[str, list[bool]] = {}
    for pair, near in zip(asked, nearest, strict=True):
        found.setdefault(pair.kind, []).append(core(pair.theirs) in map(core, near))
    return {kind: round(sum(hits) / len(hits), 3) for kind, hits in found.items()}


def classified(pairs: Iterable[Pair], least: float = CLOSE) -> dict[str, float]:
    """Share of the pairs of each kind that score `least` or more, and the precision over all."""
    said: dict[str, list[bool]] = {}
    for pair in pairs:
        telling = min(distinctiveness(pair.mine), distinctiveness(pair.theirs)) >= TELLING
        said.setdefault(pair.kind, []).append(
            telling and likeness(pair.mine, pair.theirs, pair.detail) >= least
        )
    right = sum(sum(v) for kind, v in said.items() if kind in POSITIVE)
    figures = {kind: round(sum(v) / len(v), 3) for kind, v in said.items()}
    return figures | {"precision": round(right / max(sum(map(sum, said.values())), 1), 3)}


def reported(pairs: Sequence[Pair], size: int = 1000, together: int = 5) -> dict[str, float]:
    """Precision and recall of what the check reports: the modules of all pairs as one proposal.

    The register's systems hold `together` modules of one kind of pair each, beside the distractors. A system
    is reported from two modules on that score CLOSE, as LA-D01 does. A pair that is not among those written
    down as the same counts as wrong, even where a person might agree with it.
    """
    kinds: dict[str, list[Pair]] = {}
    for pair in pairs:
        kinds.setdefault(pair.kind, []).append(pair)
    systems = [
        SystemEntry(f"{kind}{i:03d}", "系统", modules=tuple(p.theirs for p in alike[i : i + together]))
        for kind, alike in kinds.items()
        for i in range(0, len(alike), together)
    ]
    details = {p.mine: p.detail for p in pairs}
    modules = [_module(name, detail, i) for i, (name, detail) in enumerate(details.items())]
    said: list[tuple[str, str]] = []
    for match in match_systems(modules, Register((*systems, *distractors(size)))):
        close = [(p.mine.name, p.theirs) for p in match.pairs if p.score >= CLOSE]
        said += close if len(close) > 1 else []
    truth = {(p.mine, p.theirs) for p in pairs if p.same}
    right = [pair for pair in said if pair in truth or core(pair[0]) == core(pair[1])]
    return {
        "pairs": len(said),
        "precision": round(len(right) / max(len(said), 1), 3),
        "recall": round(len(truth & set(said)) / len(truth), 3),
    }


def speed(size: int) -> Mapping[str, float]:
    """Time the search of a register, in CPU: seconds to prepare it, milliseconds a module, memory in MB.

    Measured again where every place has systems of its own: ten times as many names that differ.
    """
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as fresh:
        few, many = (fresh.submit(_speed, size, places) for places in (False, True))
        return few.result() | {f"many names, {name}": value for name, value in many.result().items()}


def _speed(size: int, places: bool) -> dict[str, float]:
    systems = distractors(size)
    if places:
        systems = tuple(_of_a_place(entry, number) for number, entry in enumerate(systems))
    before = peak_mebibytes()
    start = time.process_time()
    register = Register(systems)
    prepared = time.process_time() - start
    modules = [_module(m.name, m.detail, i) for known in proposals().values() for i, m in enumerate(known)]
    start = time.process_time()
    match_systems(modules, register)
    spent = (time.process_time() - start) / len(modules)
    return {
        "names": register.names,
        "prepare s": round(prepared, 2),
        "ms a module": round(spent * 1e3, 2),
        "MB": round(peak_mebibytes() - before),
    }


def _of_a_place(entry: SystemEntry, number: int) -> SystemEntry:
    place = _PLACES[zlib.crc32(str(number).encode()) % len(_PLACES)]
    return replace(entry, modules=tuple(place + name for name in entry.modules))


def _module(name: str, detail: str, block: int = 0) -> Module:
    return Module(name, detail, Anchor(block, 0, len(name), name))
