"""What submissions of one batch share: pairs with their longest common passage on both sides, and clusters.

Wording of the packs' outlines, of the library's templates, of many units' earlier proposals and citations of
statutes is nobody's own and is left out first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from proposal_check.model.document import Document
from proposal_check.overlap.earlier import Texts
from proposal_check.overlap.fingerprints import K, fingerprints
from proposal_check.overlap.passages.common_wording import left_out
from proposal_check.overlap.passages.query import make_query
from proposal_check.overlap.passages.templates import builtin_templates
from proposal_check.overlap.text_stream import readable_blocks, stream

FOLDER = "fingerprints"
# The share of the shorter text from which a pair is listed, and from which it joins a cluster.
LISTED, CLUSTERED = 0.05, 0.30
MOST_PAIRS = 300
# A pair is listed for a passage of so many characters: heads of tables and turns of phrase are shorter.
_PASSAGE = 60
_QUOTE = 160
# Shared fingerprints this many characters apart still belong to one passage.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Prints:
    """A submission's own wording: sorted distinct keys, where each stands in `text`, and the text."""

    name: str
    keys: NDArray[np.uint64]
    starts: NDArray[np.uint64]
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two submissions: the share of the shorter one's wording that both have, the longest passage of each."""

    one: str
    other: str
    share: float
    quote_one: str
    quote_other: str


@dataclass(frozen=True, slots=True)
class Shared:
    """The matrix of shares in the order of `names`, the pairs worth naming, the clusters."""

    names: tuple[str, ...]
    shares: tuple[tuple[float, ...], ...]
    pairs: tuple[Pair, ...]
    clusters: tuple[tuple[str, ...], ...]


def save_prints(document: Document, out: Path, key: str, texts: Texts | None = None) -> None:
    """Keep the fingerprints of a document for the comparison at the end of the batch.

    Templates, those of the library's `texts` too, and what is common to its earlier proposals are left out.
    """
    templates = texts.templates() if texts else ()
    query = make_query(stream(readable_blocks(document)), (*builtin_templates(), *templates))
    query = left_out(query, texts) if texts else query
    keys, starts = fingerprints(query.folded.codes, "exact")
    before = np.concatenate(([0], np.cumsum(query.own)))
    own = before[starts + K] - before[starts] == K
    keys, first = np.unique(keys[own], return_index=True)
    places = query.folded.places[starts[own][first]].astype(np.uint64)
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / f"{key}.npy", np.stack([keys, places]))
    (folder / f"{key}.txt").write_text(query.stream.text, "utf-8", "backslashreplace", newline="")


def load_prints(name: str, out: Path, key: str) -> Prints:
    """Read back what `save_prints` kept."""
    keys, starts = np.load(out / FOLDER / f"{key}.npy", allow_pickle=False)
    return Prints(name, keys, starts, (out / FOLDER / f"{key}.txt").read_bytes().decode("utf-8"))


def compare(prints: Sequence[Prints]) -> Shared:
    """Compare all submissions with each other, in the order given."""
    shares = _shares(prints)
    pairs = sorted(_pairs(prints, shares), key=lambda p: (-p.share, p.one, p.other))
    names = tuple(p.name for p in prints)
    table = tuple(tuple(round(float(value), 4) for value in row) for row in shares)
    return Shared(names, table, tuple(pairs[:MOST_PAIRS]), tuple(_clusters(names, shares)))


def _shares(prints: Sequence[Prints]) -> NDArray[np.float64]:
    """Count common keys pair by pair: one pass over all keys for each submission."""
    count = len(prints)
    sizes = np.array([len(p.keys) for p in prints], dtype=np.int64)
    shares = np.zeros((count, count))
    if not count or not sizes.sum():
        return shares
    ids = np.unique(np.concatenate([p.keys for p in prints]), return_inverse=True)[1].ravel()
    ends = np.cumsum(sizes)
    mark = np.zeros(int(ids.max()) + 1, dtype=np.int64)
    for i in range(count):
        mine = ids[ends[i] - sizes[i] : ends[i]]
        mark[mine] = 1
        sums = np.concatenate(([0], np.cumsum(mark[ids])))
        common = sums[ends] - sums[ends - sizes]
        shares[i] = common / np.maximum(np.minimum(sizes, sizes[i]), 1)
        mark[mine] = 0
    return shares


def _pairs(prints: Sequence[Prints], shares: NDArray[np.float64]) -> Iterator[Pair]:
    for i, j in zip(*np.nonzero(np.triu(shares >= LISTED, 1)), strict=True):
        one, other = prints[i], prints[j]
        common, at_one, at_other = np.intersect1d(one.keys, other.keys, return_indices=True)
        if len(common):
            length, quote = _longest(one, at_one)
            if length >= _PASSAGE:
                share = round(float(shares[i, j]), 4)
                yield Pair(one.name, other.name, share, quote, _longest(other, at_other)[1])


def _longest(prints: Prints, chosen: NDArray[np.int64]) -> tuple[int, str]:
    """Give the length of the longest run of shared fingerprints and quote its beginning."""
    places = np.sort(prints.starts[chosen].astype(np.int64))
    breaks = np.flatnonzero(np.diff(places) > _NEAR)
    firsts, lasts = places[np.concatenate(([0], breaks + 1))], places[np.concatenate((breaks, [-1]))]
    best = int(np.argmax(lasts - firsts))
    start, end = int(firsts[best]), int(lasts[best]) + K
    return end - start, " ".join(prints.text[start : min(end, start + _QUOTE)].split())


def _clusters(names: Sequence[str], shares: NDArray[np.float64]) -> Iterator[tuple[str, ...]]:
    """Join submissions that share much, directly or over others; the largest cluster first."""
    leader = list(range(len(names)))

    def find(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    for i, j in zip(*np.nonzero(np.triu(shares >= CLUSTERED, 1)), strict=True):
        low, high = sorted((find(int(i)), find(int(j))))
        leader[high] = low
    groups: dict[int, list[str]] = {}
    for i, name in enumerate(names):
        groups.setdefault(find(i), []).append(name)
    yield from sorted((tuple(g) for g in groups.values() if len(g) > 1), key=lambda g: (-len(g), g))


def used(keys: Iterable[str]) -> set[str]:
    """Name the files that belong to these keys."""
    return {f"{key}.{suffix}" for key in keys for suffix in ("npy", "txt")}
