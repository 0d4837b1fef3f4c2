"""Passages copied from earlier texts: every own run of 31 folded characters, grown over edits around it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proposal_check.model.overlap import PassageKind
from proposal_check.overlap.earlier import EarlierText, Texts
from proposal_check.overlap.fingerprints import GUARANTEED, K, fingerprints
from proposal_check.overlap.fold import Folded, fold
from proposal_check.overlap.passages.chains import Chain, chain
from proposal_check.overlap.passages.common_wording import common_keys, common_wording, without
from proposal_check.overlap.passages.edges import widen
from proposal_check.overlap.passages.matches import Match, disjoint, grow
from proposal_check.overlap.passages.passage import Passage, kind_of
from proposal_check.overlap.passages.query import Query, sentence_ends

# Wording found in so many earlier texts is not looked up in further ones.
SOURCES = 3
# Seeds this far apart in an earlier text are looked at apart; around them this much of it is read.
_APART = 1000
_MARGIN = 400
# Several short matches that make up so many own characters count like one of the guaranteed length.
_TOGETHER = 60

Seeds = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Copied:
    """The passages found, and the folded ranges whose wording is common to many texts."""

    passages: tuple[Passage, ...]
    common: tuple[tuple[int, int], ...]


def find_copied(query: Query, texts: Texts, leave_out: str = "") -> Copied:
    """Find the passages of a text that were copied from earlier ones; `leave_out` is a file's sha256.

    What the texts of UNITS units or more have alike is common wording, which is nobody's and left out.
    """
    keys, at = fingerprints(query.folded.codes, "exact")
    own = _wholly_own(query, at)
    keys, at = keys[own], at[own]
    unique, inverse = np.unique(keys, return_inverse=True)
    found = texts.find("exact", unique)
    common = tuple(common_wording(at, np.isin(inverse, common_keys(texts, found, leave_out))))
    query = without(query, common)
    seeds = _seeds(at, inverse, found.key, found.number, found.offset)
    earlier = [
        text for number in seeds if (text := texts.earlier(number)).sha256 != leave_out or not leave_out
    ]
    passages: list[Passage] = []
    covered = np.zeros(len(query.folded), dtype=np.int8)
    for text in sorted(earlier, key=lambda t: (-len({i for i, _ in seeds[t.number]}), t.id)):
        wanted = [s for s in seeds[text.number] if covered[s[0]] < SOURCES and query.own[s[0]]]
        for span, passage in _in_text(query, texts, text, wanted):
            covered[slice(*span)] += covered[slice(*span)] < SOURCES
            passages.append(passage)
    return Copied(tuple(sorted(passages, key=_order)), common)


def _wholly_own(query: Query, at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which runs hold no template wording."""
    before = np.concatenate(([0], np.cumsum(~query.own)))
    owned: NDArray[np.bool_] = before[at + K] == before[at]
    return owned


def _seeds(
    at: NDArray[np.int64],
    inverse: NDArray[np.int64],
    key: NDArray[np.int64],
    number: NDArray[np.int64],
    offset: NDArray[np.int64],
) -> dict[int, Seeds]:
    """Group pairs of (folded position here, original offset there) by the number of the other text."""
    order = np.argsort(inverse, kind="stable")
    counts = np.bincount(inverse)
    sizes = counts[key]
    ranks = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    mine = at[order[np.repeat(np.cumsum(counts)[key] - sizes, sizes) + ranks]]
    seeds: dict[int, Seeds] = defaultdict(list)
    theirs = np.repeat(number, sizes).tolist(), np.repeat(offset, sizes).tolist()
    for n, position, there in zip(theirs[0], mine.tolist(), theirs[1], strict=True):
        seeds[n].append((position, there))
    return seeds


def _in_text(
    query: Query, texts: Texts, text: EarlierText, seeds: Seeds
) -> Iterator[tuple[tuple[int, int], Passage]]:
    for group in _windows(seeds):
        base = max(group[0][1] - _MARGIN, 0)
        wording = texts.read(text, base, group[-1][1] + _MARGIN)
        other = fold(wording)
        local = np.searchsorted(other.places, np.array([o - base for _, o in group]))
        pairs = list(zip((i for i, _ in group), local.tolist(), strict=True))
        for found in passages_between(query, other, sentence_ends(wording, other), pairs):
            low, high = other.span(*found.theirs)
            passage = Passage(
                text,
                query.folded.span(*found.mine),
                (base + low, base + high),
                wording[low:high],
                *found.kind,
                found.mine[1] - found.mine[0],
            )
            yield found.mine, passage


@dataclass(frozen=True, slots=True)
class Between:
    """A passage between two folded texts."""

    mine: tuple[int, int]
    theirs: tuple[int, int]
    chain: Chain
    texts: tuple[str, str]

    @property
    def kind(self) -> tuple[PassageKind, float]:
        return kind_of(*self.texts, self.chain)


def passages_between(
    query: Query, other: Folded, ends: Sequence[int], seeds: Iterable[tuple[int, int]]
) -> Iterator[Between]:
    """Grow seeds, given as folded positions on both sides, into passages that are long enough."""
    rest = grow(query.folded.codes, other.codes, seeds)
    while rest:
        chosen = disjoint(rest)
        reported = [found for found in chain(chosen) if _long_enough(query, found)]
        for found in reported:
            mine, theirs = widen(query.folded, other, (found.mine, found.theirs), (query.ends, ends))
            yield Between(mine, theirs, found, (query.folded.text(*mine), other.text(*theirs)))
        rest = _left_over(query, rest, set(chosen), [found.mine for found in reported])


def _left_over(
    query: Query, matches: list[Match], chosen: set[Match], reported: list[tuple[int, int]]
) -> list[Match]:
    """Keep the matches that lost to others but alone would be reported, such as a text copied twice."""
    return [
        match
        for match in matches
        if match not in chosen
        and query.own_length(match.mine, match.mine_end) >= GUARANTEED
        and not any(low <= match.mine and match.mine_end <= high for low, high in reported)
    ]


def _long_enough(query: Query, found: Chain) -> bool:
    lengths = [query.own_length(m.mine, m.mine_end) for m in found.matches]
    return max(lengths) >= GUARANTEED or sum(lengths) >= _TOGETHER


def _windows(seeds: Seeds) -> Iterator[Seeds]:
    """Split seeds, by their offset in the other text, into groups that are read together."""
    group: Seeds = []
    for seed in sorted(seeds, key=lambda s: (s[1], s[0])):
        if group and seed[1] - group[-1][1] > _APART:
            yield group
            group = []
        group.append(seed)
    if group:
        yield group


def _order(passage: Passage) -> tuple[int, int, str, int]:
    return (*passage.mine, passage.earlier.id if passage.earlier else "", passage.place[0])
