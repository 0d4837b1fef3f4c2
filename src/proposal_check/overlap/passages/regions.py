"""Where a paraphrase may be: places of an earlier text and of the proposal in which short runs gather.

Every text is searched with the few short runs that the library keeps, and the texts most like the proposal
with every pair of characters. In a large library a paraphrase that keeps very few runs of an otherwise
unrelated text can escape.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.earlier import EarlierText, Texts
from proposal_check.overlap.fingerprints import LOOSE_K, fingerprints
from proposal_check.overlap.passages.gatherings import Gathering, Pairs, distinct, gatherings
from proposal_check.overlap.passages.query import Query
from proposal_check.overlap.passages.scan import scan

# Of the texts most like the proposal so many are compared in full.
_SCANNED: Final = 20
# So many pairs of places of the runs kept must fall into a cell.
_SAMPLED_HITS: Final = 2
# The most regions looked at of either sort, the weightiest first; what is beyond is noise.
_KEPT: Final = 200
_SCANNED_REGIONS: Final = 200


@dataclass(frozen=True, slots=True)
class Region:
    """Where short runs gather: folded range here, original range there."""

    text: EarlierText
    mine: tuple[int, int]
    theirs: tuple[int, int]


def regions(query: Query, texts: Texts, free: NDArray[np.bool_], leave_out: str) -> Iterator[Region]:
    """Yield the regions where the proposal's `free` characters may be a paraphrase, the likeliest first."""
    pairs, near = _sampled(query, texts, free)
    scanned = scan(query, texts, _most_like(texts, near, leave_out), free)
    kept = gatherings(pairs, _SAMPLED_HITS, len(pairs.mine))
    seen: dict[int, list[Gathering]] = {}
    for found, most in ((kept, _KEPT), (scanned, _SCANNED_REGIONS)):
        found.sort(key=lambda g: (-g.weight, g.mine, texts.earlier(g.number).id, g.theirs))
        known = (g for g in found if not leave_out or texts.earlier(g.number).sha256 != leave_out)
        for g, _ in zip(distinct(known, seen), range(most), strict=False):
            yield Region(texts.earlier(g.number), g.mine, g.theirs)


def _sampled(query: Query, texts: Texts, free: NDArray[np.bool_]) -> tuple[Pairs, dict[int, float]]:
    """Give the places of the runs that the library keeps, and how much each text has in common."""
    keys, at = fingerprints(query.folded.codes, "loose")
    usable = free[at] & free[at + LOOSE_K - 1]
    unique, first = np.unique(keys[usable], return_index=True)
    found = texts.find("loose", unique)
    # What few texts share weighs more.
    weights = 1 / np.bincount(found.key, minlength=len(unique))[found.key]
    numbers, inverse = np.unique(found.number, return_inverse=True)
    near = np.bincount(inverse, weights=weights, minlength=len(numbers))
    mine = at[usable][first][found.key]
    pairs = Pairs(found.number, mine, found.offset, np.ones(len(mine)), LOOSE_K)
    return pairs, dict(zip(numbers.tolist(), near.tolist(), strict=True))


def _most_like(texts: Texts, near: dict[int, float], leave_out: str) -> list[EarlierText]:
    """Choose the texts that are compared in full: all of a small library, whether a run was met or not."""
    if len(everything := texts.proposals()) <= _SCANNED:
        near = {number: near.get(number, 0.0) for number in everything}
    best = sorted(near, key=lambda number: -near[number])[: 4 * _SCANNED]
    ranked = sorted((-round(near[number], 6), texts.earlier(number).id, number) for number in best)
    known = [texts.earlier(number) for _, _, number in ranked]
    return [text for text in known if not leave_out or text.sha256 != leave_out][:_SCANNED]
