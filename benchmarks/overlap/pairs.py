"""Pairs of paragraphs written by people, planted: how many paraphrases are found, what else is flagged.

A file has a pair a line: kind, source, rewritten, parted by tabs. The kind same_topic are paragraphs written
independently about one subject, any other kind is one said in other words.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.overlap.accuracy import detect, stored
from benchmarks.overlap.plagdet import Measures, measure
from benchmarks.overlap.planted import Planted, Suspicious, assemble, clean_text, library
from benchmarks.overlap.prose import Author

SAME_TOPIC = "same_topic"
_CHARACTERS = 12_000
_DOCUMENTS = 150
_FIRST_SEED = 20_000
_PLACE = 3


@dataclass(frozen=True)
class Pair:
    kind: str
    source: str
    rewritten: str


@dataclass(frozen=True)
class PairFigures:
    """`alone` leaves out what the clean host text has in common with the library by itself."""

    paraphrased: int
    found: int
    strict: Measures
    alone: Measures
    same_topic: int
    flagged: int


def read_pairs(path: Path) -> list[Pair]:
    """Read a file of pairs; a line that begins with # or kind is a heading."""
    lines = [line for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
    rows = [line.split("\t") for line in lines if not line.startswith(("#", "kind\t"))]
    return [Pair(*(cell.strip() for cell in row[:3])) for row in rows]


def pair_figures(pairs: Sequence[Pair]) -> PairFigures:
    """Plant each source in an earlier text and its counterpart in a clean text of the same field."""
    sources, texts, hosts = _plant(pairs)
    with tempfile.TemporaryDirectory() as folder:
        store = stored(Path(folder) / "library", sources)
        found = [(one.planted, detect(one.text, store)) for one in texts]
        own = [{d.source for d in detect(host, store)} for host in hosts]
    kinds = [pair.kind == SAME_TOPIC for pair in pairs]
    planted = [one for one, same in zip(found, kinds, strict=True) if not same]
    alone = [
        (p, [d for d in ds if d.source == p[0].source or d.source not in known])
        for (p, ds), known, same in zip(found, own, kinds, strict=True)
        if not same
    ]
    independent = [one for one, same in zip(found, kinds, strict=True) if same]
    return PairFigures(
        len(planted),
        sum(map(_met, planted)),
        measure(planted),
        measure(alone),
        len(independent),
        sum(map(_met, independent)),
    )


def _plant(pairs: Sequence[Pair]) -> tuple[dict[str, str], list[Suspicious], list[str]]:
    sources = library(max(_DOCUMENTS, len(pairs)), _CHARACTERS)
    texts, hosts = [], []
    for number, (name, pair) in enumerate(zip(sorted(sources), pairs, strict=False)):
        start = len(sources[name]) + 1
        sources[name] += "\n" + pair.source
        host = _host(_FIRST_SEED + 100 * number, name)
        plan = {_PLACE: (name, (start, start + len(pair.source)), pair.rewritten)}
        hosts.append(host)
        texts.append(assemble(host.split("\n"), plan))
    return sources, texts, hosts


def _host(first: int, name: str) -> str:
    domain = Author(int(name.removeprefix("方案"))).domain
    seed = next(s for s in range(first, first + 10**6) if Author(10**6 + s).domain == domain)
    return clean_text(seed, _CHARACTERS)


def _met(case: tuple[Sequence[Planted], Sequence[Planted]]) -> bool:
    (planted,), detected = case
    return any(
        d.source == planted.source
        and d.mine[0] < planted.mine[1]
        and planted.mine[0] < d.mine[1]
        and d.theirs[0] < planted.theirs[1]
        and planted.theirs[0] < d.theirs[1]
        for d in detected
    )
