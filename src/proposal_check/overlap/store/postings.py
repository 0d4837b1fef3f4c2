"""Postings: where each fingerprint key occurs, sorted by key, in one flat file or in memory.

Layout of a file: 65537 bucket starts (u64), then for every posting document and position (2 × u32), then the
low 32 bits of every key (u32). The upper 16 bits are the bucket.
"""

import mmap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BUCKETS = 1 << 16
_INDEX_BYTES = 8 * (_BUCKETS + 1)
# A merge works through so many slices of the key space, so its memory is a small share of what it merges.
_SLICES = 64


@dataclass(frozen=True, slots=True)
class Postings:
    """Sorted postings; the arrays may be views of a mapped file."""

    starts: NDArray[np.uint64]
    places: NDArray[np.uint32]
    keys: NDArray[np.uint32]

    @classmethod
    def sort(cls, keys: NDArray[np.uint64], places: NDArray[np.uint32]) -> "Postings":
        """Sort new postings by 48-bit key, then by place."""
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        counts = np.bincount((ordered >> np.uint64(32)).astype(np.int64), minlength=_BUCKETS)
        starts = np.concatenate(([0], np.cumsum(counts))).astype(np.uint64)
        return cls(starts, places[order], ordered.astype(np.uint32))

    @classmethod
    def view(cls, mapped: mmap.mmap) -> "Postings":
        """Look at a mapped file without copying."""
        starts = np.frombuffer(mapped, np.uint64, _BUCKETS + 1)
        count = int(starts[-1])
        places = np.frombuffer(mapped, np.uint32, 2 * count, _INDEX_BYTES).reshape(count, 2)
        keys = np.frombuffer(mapped, np.uint32, count, _INDEX_BYTES + 8 * count)
        return cls(starts, places, keys)

    def pieces(self) -> Iterator[bytes]:
        """Give the bytes of a file, in order."""
        for array in (self.starts, self.places, self.keys):
            yield array.tobytes()

    def find(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give for ascending 48-bit keys the half-open ranges of their postings."""
        bucket = (keys >> np.uint64(32)).astype(np.int64)
        want = keys.astype(np.uint32)
        low, high = self.starts[bucket].astype(np.int64), self.starts[bucket + 1].astype(np.int64)
        first = self._bisect(want, low, high, np.less)
        last = first.copy()
        hit = np.flatnonzero(first < high)
        hit = hit[self.keys[first[hit]] == want[hit]]
        last[hit] = self._bisect(want[hit], first[hit], high[hit], np.less_equal)
        return first, last

    def _bisect(
        self,
        want: NDArray[np.uint32],
        low: NDArray[np.int64],
        high: NDArray[np.int64],
        before: Callable[..., NDArray[np.bool_]],
    ) -> NDArray[np.int64]:
        low, high = low.copy(), high.copy()
        active = np.flatnonzero(low < high)
        while len(active):
            middle = (low[active] + high[active]) >> 1
            right = before(self.keys[middle], want[active])
            low[active[right]] = middle[right] + 1
            high[active[~right]] = middle[~right]
            active = active[low[active] < high[active]]
        return low


def merged(
    parts: Sequence[Postings], keep: Callable[[NDArray[np.uint32]], NDArray[np.bool_]]
) -> Iterator[bytes]:
    """Give the bytes of one file that holds the parts' postings of the documents that `keep` keeps."""
    counts = np.zeros(_BUCKETS, dtype=np.int64)
    for part in parts:
        for low in range(0, _BUCKETS, _BUCKETS // _SLICES):
            kept = keep(_places(part, low)[:, 0])
            counts[low : low + _BUCKETS // _SLICES] += _per_bucket(part, low, kept)
    yield np.concatenate(([0], np.cumsum(counts))).astype(np.uint64).tobytes()
    for column in (1, 0):
        for low in range(0, _BUCKETS, _BUCKETS // _SLICES):
            yield _slice(parts, low, keep)[column].tobytes()


def _slice(
    parts: Sequence[Postings], low: int, keep: Callable[[NDArray[np.uint32]], NDArray[np.bool_]]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    keys, places = [], []
    for part in parts:
        found = _places(part, low)
        kept = keep(found[:, 0])
        keys.append(_full_keys(part, low)[kept])
        places.append(found[kept])
    joined = np.concatenate(keys)
    order = np.argsort(joined, kind="stable")
    return joined[order].astype(np.uint32), np.concatenate(places)[order]


def _range(part: Postings, low: int) -> slice:
    return slice(int(part.starts[low]), int(part.starts[low + _BUCKETS // _SLICES]))


def _places(part: Postings, low: int) -> NDArray[np.uint32]:
    return part.places[_range(part, low)]


def _sizes(part: Postings, low: int) -> NDArray[np.int64]:
    bounds = part.starts[low : low + _BUCKETS // _SLICES + 1].astype(np.int64)
    return bounds[1:] - bounds[:-1]


def _full_keys(part: Postings, low: int) -> NDArray[np.uint64]:
    buckets = np.repeat(np.arange(_BUCKETS // _SLICES, dtype=np.uint64), _sizes(part, low))
    return (buckets << np.uint64(32)) | part.keys[_range(part, low)]


def _per_bucket(part: Postings, low: int, kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    buckets = np.repeat(np.arange(_BUCKETS // _SLICES), _sizes(part, low))
    return np.bincount(buckets[kept], minlength=_BUCKETS // _SLICES)
