"""Passages said in other words: found by short runs they still share, judged sentence by sentence.

A regional search: short runs (6 characters, one in eight kept) that gather in one place of an earlier text
and in one place of the proposal point at a region; there every sentence is compared with every other.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from proposal_check.overlap.earlier import EarlierText, Texts
from proposal_check.overlap.fingerprints import LOOSE_K, fingerprints
from proposal_check.overlap.fold import Folded, fold
from proposal_check.overlap.passages.passage import Passage
from proposal_check.overlap.passages.query import Query, sentence_ends
from proposal_check.overlap.passages.sentences import Rarity, Sentence, likeness

# A pair of sentences counts from this chance of being a paraphrase.
ALIKE: Final = 0.5
# A passage needs so many own characters in alike sentences, and so many such sentences.
LONG_ENOUGH: Final = 60
ENOUGH: Final = 2
# So many different short runs must gather within REACH characters on both sides.
_HITS: Final = 3
_REACH: Final = 160
# Text read around a region, on both sides.
_MARGIN: Final = 160
# The most regions looked at, the ones with most shared runs first; what is beyond is noise.
_REGIONS: Final = 120
_SHORTEST_SENTENCE: Final = 8


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
    sentences = _split(query.folded, query.ends)
    rarity = Rarity(query.folded.text(low, high) for low, high in sentences)
    found: list[tuple[tuple[int, int], Passage]] = []
    for region in regions:
        for span, passage in _in_region(query, texts, region, sentences, rarity):
            overlapping = any(a < span[1] and span[0] < b for (a, b), _ in found)
            if free[slice(*span)].mean() > 0.5 and not overlapping:
                found.append((span, passage))
    return tuple(sorted((p for _, p in found), key=lambda p: (p.mine, p.place)))


def _regions(query: Query, texts: Texts, free: "np.typing.NDArray[np.bool_]", leave_out: str) -> list[Region]:
    keys, at = fingerprints(query.folded.codes, "loose")
    usable = free[at] & free[at + LOOSE_K - 1]
    keys, at = keys[usable], at[usable]
    # A run that the proposal itself repeats again and again tells no place.
    unique, first, counts = np.unique(keys, return_index=True, return_counts=True)
    once = counts <= 2
    unique, at = unique[once], at[first[once]]
    found = texts.find("loose", unique)
    hits: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, number, offset in zip(
        found.key.tolist(), found.number.tolist(), found.offset.tolist(), strict=True
    ):
        hits[number].append((int(at[key]), offset))
    regions = []
    for number, pairs in hits.items():
        if len(pairs) >= _HITS:
            text = texts.earlier(number)
            if not leave_out or text.sha256 != leave_out:
                regions += [Region(text, *spans) for spans in _gatherings(pairs)]
    regions.sort(key=lambda r: (-r.hits, r.mine, r.text.id, r.theirs))
    return regions[:_REGIONS]


def _gatherings(pairs: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int], int]]:
    """Group pairs that lie close together on both sides."""
    pairs = sorted(pairs)
    groups: list[list[tuple[int, int]]] = []
    for i, o in pairs:
        near = [g for g in groups if i - g[-1][0] <= _REACH and any(abs(o - p) <= _REACH for _, p in g[-8:])]
        joined = [pair for group in near for pair in group] + [(i, o)]
        groups = [group for group in groups if group not in near] + [sorted(joined)]
    for group in groups:
        if len({i for i, _ in group}) >= _HITS:
            mine, theirs = [i for i, _ in group], [o for _, o in group]
            yield (min(mine), max(mine) + LOOSE_K), (min(theirs), max(theirs) + LOOSE_K), len(group)


def _in_region(
    query: Query, texts: Texts, region: Region, sentences: Sequence[tuple[int, int]], rarity: Rarity
) -> Iterator[tuple[tuple[int, int], Passage]]:
    base = max(region.theirs[0] - _MARGIN, 0)
    wording = texts.read(region.text, base, region.theirs[1] + _MARGIN)
    other = fold(wording)
    low, high = region.mine[0] - _MARGIN, region.mine[1] + _MARGIN
    mine = [rarity.sentence(a, b, query.folded.text(a, b)) for a, b in sentences if low < b and a < high]
    theirs = [
        rarity.sentence(a, b, other.text(a, b)) for a, b in _split(other, sentence_ends(wording, other))
    ]
    for group in _runs(_pair(mine, theirs), mine):
        if _length(query, group) >= LONG_ENOUGH and len(group) >= ENOUGH:
            span = group[0][0].start, group[-1][0].end
            place = min(t.start for _, t, _ in group), max(t.end for _, t, _ in group)
            start, end = other.span(*place)
            score = sum(s * len(m.text) for m, _, s in group) / sum(len(m.text) for m, _, _ in group)
            where = (base + start, base + end)
            yield (
                span,
                Passage(
                    region.text,
                    query.folded.span(*span),
                    where,
                    wording[start:end],
                    "paraphrased",
                    round(score, 4),
                    span[1] - span[0],
                ),
            )


def _pair(mine: Sequence[Sentence], theirs: Sequence[Sentence]) -> dict[int, tuple[Sentence, float]]:
    """Find for each sentence here the most alike one there, when alike enough."""
    best: dict[int, tuple[Sentence, float]] = {}
    for index, sentence in enumerate(mine):
        scored = [(likeness(sentence, other), -other.start, other) for other in theirs]
        if scored:
            score, _, other = max(scored, key=lambda s: s[:2])
            if score >= ALIKE:
                best[index] = other, score
    return best


def _runs(
    best: dict[int, tuple[Sentence, float]], mine: Sequence[Sentence]
) -> Iterator[list[tuple[Sentence, Sentence, float]]]:
    """Join alike sentences that follow each other, one unlike sentence between them allowed."""
    group: list[tuple[Sentence, Sentence, float]] = []
    last = None
    for index in sorted(best):
        if last is not None and index - last > 2:
            yield group
            group = []
        group.append((mine[index], *best[index]))
        last = index
    if group:
        yield group


def _length(query: Query, group: Sequence[tuple[Sentence, Sentence, float]]) -> int:
    return sum(query.own_length(m.start, m.end) for m, _, _ in group)


def _split(folded: Folded, ends: Sequence[int]) -> list[tuple[int, int]]:
    bounds = zip([0, *ends], ends, strict=False)
    return [(a, b) for a, b in bounds if b - a >= _SHORTEST_SENTENCE]
