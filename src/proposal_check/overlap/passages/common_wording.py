"""Wording that many units have alike though nobody added it as a template: copied from none of them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.earlier import Found, Texts
from proposal_check.overlap.fingerprints import GUARANTEED, K, fingerprints
from proposal_check.overlap.passages.query import Query

# What so many units wrote alike tells nothing of any of them. Texts whose unit is not known do not count.
UNITS: Final = 4


def left_out(query: Query, texts: Texts) -> Query:
    """Give the text without the wording that is common to the texts of a library."""
    keys, at = fingerprints(query.folded.codes, "exact")
    unique, inverse = np.unique(keys, return_inverse=True)
    found = common_keys(texts, texts.find("exact", unique))
    return without(query, common_wording(at, np.isin(inverse, found)))


def common_keys(texts: Texts, found: Found, leave_out: str = "") -> NDArray[np.int64]:
    """Give the questions whose key occurs too often, or in texts of UNITS units or more."""
    known = {int(number): texts.earlier(int(number)) for number in np.unique(found.number)}
    ranks: dict[str, int] = {}
    unit = {
        number: ranks.setdefault(text.about.unit, len(ranks))
        for number, text in known.items()
        if text.about.unit and (text.sha256 != leave_out or not leave_out)
    }
    units = np.array([unit.get(int(number), -1) for number in found.number], dtype=np.int64)
    pairs = np.unique(np.stack([found.key, units])[:, units >= 0], axis=1)
    keys, counts = np.unique(pairs[0], return_counts=True)
    return np.union1d(found.capped, keys[counts >= UNITS])


def common_wording(at: NDArray[np.int64], common: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Join common fingerprints that follow each other to folded ranges; shorter than GUARANTEED, none.

    `at` are the places of the fingerprints, ascending, and `common` tells which of them are.
    """
    start = end = -1
    for place, told in zip(at.tolist(), common.tolist(), strict=True):
        if told and start >= 0 and place <= end:
            end = place + K
            continue
        if end - start >= GUARANTEED:
            yield start, end
        start, end = (place, place + K) if told else (-1, -1)
    if end - start >= GUARANTEED:
        yield start, end


def without(query: Query, common: Iterable[tuple[int, int]]) -> Query:
    """Give the text with these ranges no longer counted as the author's own."""
    own = query.own.copy()
    for low, high in common:
        own[low:high] = False
    return replace(query, own=own)
