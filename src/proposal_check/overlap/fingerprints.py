"""Fingerprints of folded text: winnowed for exact copies, sampled short runs for loose likeness.

Winnowing with runs of K = 16 characters and windows of W = 16: every run of K + W - 1 = 31 characters that
two texts share has at least one fingerprint in common, whatever stands around it.
"""

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Family = Literal["exact", "loose"]
K: Final = 16
W: Final = 16
GUARANTEED: Final = K + W - 1
LOOSE_K: Final = 6
# One loose run of so many is kept, chosen by its own hash, so that both texts keep the same ones.
LOOSE_EVERY: Final = 8
# Keys that collide in so few bits, one or two in a search of ten thousand texts, are sorted out by the texts.
KEY_BITS: Final = 40

# A text has fewer runs than this.
_PLACE = np.uint64((1 << 28) - 1)

Keys = NDArray[np.uint64]
Places = NDArray[np.int64]

_MULTIPLIERS = tuple(
    np.uint64(m)
    for m in (
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
        0xE7037ED1A0B428DB,
    )
)


def fingerprints(codes: NDArray[np.uint32], family: Family) -> tuple[Keys, Places]:
    """Give keys and the folded positions where their runs start, in ascending order of position."""
    return _winnow(codes) if family == "exact" else _sample(codes)


def _winnow(codes: NDArray[np.uint32]) -> tuple[Keys, Places]:
    """Keep the rightmost least hash of every window of W runs."""
    hashes = run_hashes(codes, K)
    # The upper bits of a hash, then how far its run is from the end: the least is the rightmost least.
    least = (hashes & ~_PLACE) | (_PLACE - np.arange(len(hashes), dtype=np.uint64))
    for step in (1, 2, 4, 8):
        if len(least) > step:
            least = np.minimum(least[step:], least[:-step])
    at = (_PLACE - (least & _PLACE)).astype(np.int64)
    chosen = at[np.flatnonzero(np.diff(at, prepend=-1))]
    return _key(hashes[chosen]), chosen


def _sample(codes: NDArray[np.uint32]) -> tuple[Keys, Places]:
    hashes = run_hashes(codes, LOOSE_K)
    chosen = np.flatnonzero(hashes % np.uint64(LOOSE_EVERY) == 0)
    return _key(hashes[chosen]), chosen


def run_hashes(codes: NDArray[np.uint32], length: int) -> Keys:
    """Hash every run of `length` characters: by doubling, the rest of the length put on at the end."""
    doubled = _spread(codes)
    covered, step = length & 1, 1
    hashes = doubled if covered else np.empty(0, np.uint64)
    while step < length:
        doubled = _combine(doubled, step)
        step *= 2
        if length & step:
            hashes = _combine_at(_mix(hashes), doubled, covered) if covered else doubled
            covered += step
    return _mix(hashes)


def _combine(hashes: Keys, step: int) -> Keys:
    return _combine_at(hashes, hashes, step)


def _combine_at(left: Keys, right: Keys, step: int) -> Keys:
    """Join each run with the run that starts `step` characters later."""
    right = right[step:]
    return left[: len(right)] * _MULTIPLIERS[step.bit_length()] + right


def _spread(codes: NDArray[np.uint32]) -> Keys:
    return _mix(codes.astype(np.uint64) + np.uint64(1))


def _mix(values: Keys) -> Keys:
    mixed = values * _MULTIPLIERS[0]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MULTIPLIERS[1]
    mixed ^= mixed >> np.uint64(32)
    return mixed


def _key(hashes: Keys) -> Keys:
    return hashes >> np.uint64(64 - KEY_BITS)
