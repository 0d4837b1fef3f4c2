"""Passages said in other words: short runs that both texts still share, judged sentence by sentence.

`regions` finds where such runs gather; there every sentence is compared with every other.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from math import exp
from typing import Final

import numpy as np
from rapidfuzz.distance import Levenshtein

from proposal_check.model.overlap import PassageKind
from proposal_check.overlap.earlier import EarlierText, Texts
from proposal_check.overlap.fold import Folded, fold
from proposal_check.overlap.passages.passage import Passage
from proposal_check.overlap.passages.query import Query, sentence_ends
from proposal_check.overlap.passages.regions import Region, regions
from proposal_check.overlap.passages.sentences import Rarity, Sentence, log_odds

# A pair of sentences takes part from these log odds on; the pairs of a passage must come to SURE together.
MAYBE: Final = -2.0
SURE: Final = 2.0
# A passage needs so many own characters in alike sentences, and so many such sentences.
LONG_ENOUGH: Final = 50
ENOUGH: Final = 2
# The farthest that two sentences that follow each other here may lie apart there.
_FAR: Final = 80
# Text read around a region, on both sides.
_MARGIN: Final = 160
# A sentence is compared when it has so many Chinese characters: rows of figures are alike without meaning.
_SHORTEST_SENTENCE: Final = 8
_EDITED: Final = 0.75
_IDEOGRAPHS: Final = 0x3400

Group = list[tuple[Sentence, Sentence, float]]


def find_paraphrased(
    query: Query, texts: Texts, taken: Sequence[tuple[int, int]], leave_out: str = ""
) -> tuple[Passage, ...]:
    """Find paraphrased passages outside what is `taken` already, as folded ranges."""
    free = query.own.copy()
    for low, high in taken:
        free[low:high] = False
    judge: _Judge | None = None
    found: list[tuple[tuple[int, int], Passage]] = []
    for region in regions(query, texts, free, leave_out):
        judge = judge or _Judge(query)
        for span, passage in judge.passages(texts, region):
            overlapping = any(a < span[1] and span[0] < b for (a, b), _ in found)
            if free[slice(*span)].mean() > 0.5 and not overlapping:
                found.append((span, passage))
    return tuple(sorted((p for _, p in found), key=lambda p: (p.mine, p.place)))


class _Judge:
    """Compares the sentences of regions; the proposal's own are prepared once."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._spans = _split(query.folded, query.ends)
        texts = [query.folded.text(low, high) for low, high in self._spans]
        self._rarity = Rarity(texts)
        self._prepared: dict[int, Sentence] = {}
        self._starts = [low for low, _ in self._spans]

    def passages(self, texts: Texts, region: Region) -> Iterator[tuple[tuple[int, int], Passage]]:
        """Find passages in a region, each with its folded range here."""
        base = max(region.theirs[0] - _MARGIN, 0)
        wording = texts.read(region.text, base, region.theirs[1] + _MARGIN)
        other = fold(wording)
        spans = _split(other, sentence_ends(wording, other))
        theirs = [self._rarity.sentence(a, b, other.text(a, b)) for a, b in spans]
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


def _split(folded: Folded, ends: Sequence[int]) -> list[tuple[int, int]]:
    counted = np.concatenate(([0], np.cumsum(folded.codes >= _IDEOGRAPHS)))
    bounds = zip([0, *ends], ends, strict=False)
    return [(a, b) for a, b in bounds if counted[b] - counted[a] >= _SHORTEST_SENTENCE]
