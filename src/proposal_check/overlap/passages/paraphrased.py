"""Passages said in other words: found by short runs they still share, judged sentence by sentence.

Short runs that gather in one place of an earlier text and in one place of the proposal point at a region;
there every sentence is compared with every other. The texts most like the proposal are searched with all
their short runs, the others with the few the library keeps, so that in a large library a paraphrase of an
otherwise unrelated text can escape.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from proposal_check.model.overlap import PassageKind
from proposal_check.overlap.earlier import EarlierText, Texts
from proposal_check.overlap.fingerprints import LOOSE_K, fingerprints, run_hashes
from proposal_check.overlap.fold import Folded, fold
from proposal_check.overlap.passages.passage import Passage
from proposal_check.overlap.passages.query import Query, sentence_ends
from proposal_check.overlap.passages.sentences import Rarity, Sentence, log_odds

# A pair of sentences takes part from these log odds on; the pairs of a passage must come to SURE together.
MAYBE: Final = -1.0
SURE: Final = 2.5
# A passage needs so many own characters in alike sentences, and so many such sentences.
LONG_ENOUGH: Final = 50
ENOUGH: Final = 2
# Of the texts most like the proposal so many are compared in all their short runs of _SCAN_K characters.
_SCANNED: Final = 20
_SCAN_K: Final = 4
_REPEATED: Final = 3
# So many pairs of places must fall into a cell of this size: of all short runs, or of the ones kept.
_SCAN_HITS: Final = 4
_SAMPLED_HITS: Final = 3
_CELL: Final = 160
# The farthest that two sentences that follow each other here may lie apart there.
_FAR: Final = 80
# Text read around a region, on both sides.
_MARGIN: Final = 160
# The most regions looked at, the ones with most shared runs first; what is beyond is noise.
_REGIONS: Final = 400
_SHORTEST_SENTENCE: Final = 8
_EDITED: Final = 0.75

Group = list[tuple[Sentence, Sentence, float]]


@dataclass(frozen=True, slots=True)
class Region:
    """Where short runs gather: folded range here, original range there."""

    text: EarlierText
    mine: tuple[int, int]
    theirs: tuple[int, int]
    hits: int


def find_paraphrased(
    query: Query, texts: Texts, taken: Sequence[tuple[int, int]], leave_out: str = ""
) -> tuple[Passage, ...]:
    """Find paraphrased passages outside what is `taken` already, as folded ranges."""
    free = query.own.copy()
    for low, high in taken:
        free[low:high] = False
    regions = _regions(query, texts, free, leave_out)
    if not regions:
        return ()
    judge = _Judge(query)
    found: list[tuple[tuple[int, int], Passage]] = []
    for region in regions:
        for span, passage in judge.passages(texts, region):
            overlapping = any(a < span[1] and span[0] < b for (a, b), _ in found)
            if free[slice(*span)].mean() > 0.5 and not overlapping:
                found.append((span, passage))
    return tuple(sorted((p for _, p in found), key=lambda p: (p.mine, p.place)))


def _regions(query: Query, texts: Texts, free: NDArray[np.bool_], leave_out: str) -> list[Region]:
    """Find regions, the ones with most shared runs first."""
    keys, at = fingerprints(query.folded.codes, "loose")
    usable = free[at] & free[at + LOOSE_K - 1]
    unique, first = np.unique(keys[usable], return_index=True)
    at = at[usable][first]
    found = texts.find("loose", unique)
    weights = 1 / np.bincount(found.key, minlength=len(unique))[found.key]
    near = dict(_nearness(found.number, weights))
    # A small library is compared in full, whether a run of it was met or not.
    if len(everything := texts.proposals()) <= _SCANNED:
        near = {number: near.get(number, 0.0) for number in everything}
    ranked = sorted(((-value, texts.earlier(number)) for number, value in near.items()), key=_rank)
    known = [text for _, text in ranked if not leave_out or text.sha256 != leave_out]
    scanner = _Scanner(query, free)
    regions = [region for text in known[:_SCANNED] for region in scanner.regions(texts, text)]
    order = np.argsort(found.number, kind="stable")
    numbers = found.number[order]
    for text in known[_SCANNED:]:
        low, high = np.searchsorted(numbers, (text.number, text.number + 1))
        hit = order[low:high]
        if len(hit) >= _SAMPLED_HITS:
            regions += _gatherings(text, at[found.key[hit]], found.offset[hit], LOOSE_K, _SAMPLED_HITS)
    regions.sort(key=lambda r: (-r.hits, r.mine, r.text.id, r.theirs))
    return regions[:_REGIONS]


def _nearness(numbers: NDArray[np.int64], weights: NDArray[np.float64]) -> Iterator[tuple[int, float]]:
    """Say how much each text has in common with the proposal; what few texts share weighs more."""
    unique, inverse = np.unique(numbers, return_inverse=True)
    yield from zip(unique.tolist(), np.bincount(inverse, weights=weights).tolist(), strict=True)


def _rank(ranked: tuple[float, EarlierText]) -> tuple[float, str]:
    return round(ranked[0], 6), ranked[1].id


class _Scanner:
    """Compares every short run of texts that are like the proposal, not only the runs the library keeps."""

    def __init__(self, query: Query, free: NDArray[np.bool_]) -> None:
        hashes = run_hashes(query.folded.codes, _SCAN_K)
        positions = np.flatnonzero(free[: len(hashes)])
        self._positions = positions[np.argsort(hashes[positions])]
        self._keys = hashes[self._positions]

    def regions(self, texts: Texts, text: EarlierText) -> list[Region]:
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
        return _gatherings(text, mine, other.places[there], _SCAN_K, _SCAN_HITS)


def _gatherings(
    text: EarlierText, mine: NDArray[np.int64], theirs: NDArray[np.int64], length: int, least: int
) -> list[Region]:
    """Find the cells of a grid, and of one shifted by half a cell, in which enough pairs of places fall."""
    regions = []
    for shift, other_shift in ((0, 0), (_CELL // 2, 0), (0, _CELL // 2), (_CELL // 2, _CELL // 2)):
        cells = ((mine + shift) // _CELL << 32) | ((theirs + other_shift) // _CELL)
        order = np.argsort(cells, kind="stable")
        _, starts, counts = np.unique(cells[order], return_index=True, return_counts=True)
        for cell in np.flatnonzero(counts >= least).tolist():
            members = order[starts[cell] : starts[cell] + counts[cell]]
            here, there = mine[members], theirs[members]
            spans = (int(here.min()), int(here.max()) + length), (int(there.min()), int(there.max()) + length)
            regions.append(Region(text, *spans, len(members)))
    return regions


class _Judge:
    """Compares the sentences of regions; the proposal's own are prepared once."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._spans = _split(query.ends)
        texts = [query.folded.text(low, high) for low, high in self._spans]
        self._rarity = Rarity(texts)
        self._prepared: dict[int, Sentence] = {}
        self._starts = [low for low, _ in self._spans]

    def passages(self, texts: Texts, region: Region) -> Iterator[tuple[tuple[int, int], Passage]]:
        """Find passages in a region, each with its folded range here."""
        base = max(region.theirs[0] - _MARGIN, 0)
        wording = texts.read(region.text, base, region.theirs[1] + _MARGIN)
        other = fold(wording)
        theirs = [
            self._rarity.sentence(a, b, other.text(a, b)) for a, b in _split(sentence_ends(wording, other))
        ]
        mine = self._near(region.mine)
        for group in _runs(_pair(mine, theirs), mine):
            sure = sum(odds for _, _, odds in group) >= SURE
            if sure and len(group) >= ENOUGH and _length(self._query, group) >= LONG_ENOUGH:
                yield self._passage(region.text, base, wording, other, group)

    def _near(self, span: tuple[int, int]) -> list[Sentence]:
        first = max(bisect_right(self._starts, span[0] - _MARGIN) - 1, 0)
        last = bisect_left(self._starts, span[1] + _MARGIN)
        return [self._sentence(index) for index in range(first, last)]

    def _sentence(self, index: int) -> Sentence:
        if index not in self._prepared:
            low, high = self._spans[index]
            self._prepared[index] = self._rarity.sentence(low, high, self._query.folded.text(low, high))
        return self._prepared[index]

    def _passage(
        self, text: EarlierText, base: int, wording: str, other: Folded, group: Group
    ) -> tuple[tuple[int, int], Passage]:
        span = group[0][0].start, group[-1][0].end
        start, end = other.span(min(t.start for _, t, _ in group), max(t.end for _, t, _ in group))
        mine, place = self._query.folded.span(*span), (base + start, base + end)
        sides = self._query.folded.text(*span), fold(wording[start:end]).text()
        kind, score = _kind(sides, sum(odds for _, _, odds in group))
        return span, Passage(text, mine, place, wording[start:end], kind, score, span[1] - span[0])


def _kind(sides: tuple[str, str], odds: float) -> tuple[PassageKind, float]:
    """Call edited what differs in few characters, however often it was interrupted."""
    similarity = Levenshtein.normalized_similarity(*sides)
    if similarity >= _EDITED:
        return "edited", round(similarity, 4)
    return "paraphrased", round(1 / (1 + exp(-odds)), 4)


def _pair(mine: Sequence[Sentence], theirs: Sequence[Sentence]) -> dict[int, tuple[Sentence, float]]:
    """Pair sentences that may be alike one to one, the most alike first."""
    odds = [
        (-value, i, j)
        for i, one in enumerate(mine)
        for j, other in enumerate(theirs)
        if (value := log_odds(one, other)) >= MAYBE
    ]
    pairs: dict[int, tuple[Sentence, float]] = {}
    given: set[int] = set()
    for value, i, j in sorted(odds):
        if i not in pairs and j not in given:
            pairs[i] = theirs[j], -value
            given.add(j)
    return pairs


def _runs(best: dict[int, tuple[Sentence, float]], mine: Sequence[Sentence]) -> Iterator[Group]:
    """Join pairs that follow each other closely on both sides, a little out of order or not."""
    group: Group = []
    last = None
    for index in sorted(best):
        other = best[index][0]
        if last is not None and (index - last > 2 or _distance(group[-1][1], other) > _FAR):
            yield group
            group = []
        group.append((mine[index], *best[index]))
        last = index
    if group:
        yield group


def _distance(one: Sentence, other: Sentence) -> int:
    return max(one.start - other.end, other.start - one.end)


def _length(query: Query, group: Sequence[tuple[Sentence, Sentence, float]]) -> int:
    return sum(query.own_length(m.start, m.end) for m, _, _ in group)


def _split(ends: Sequence[int]) -> list[tuple[int, int]]:
    bounds = zip([0, *ends], ends, strict=False)
    return [(a, b) for a, b in bounds if b - a >= _SHORTEST_SENTENCE]
