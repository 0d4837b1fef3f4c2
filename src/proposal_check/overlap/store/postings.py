"""Postings: where each fingerprint key occurs, sorted by key, in one flat file or in memory.

The upper `bits` of a key choose its bucket, of which there are as many as keep a bucket small; the rest of
the key is stored in as few bytes as it takes. A place is a position in the running text of the file's
documents, which fits into 32 bits. Layout of a file: number of postings, of bucket bits, of documents (u64);
document numbers (u32) and the bounds of each in the running text (u32, one more); bucket starts (u32); places
(u32); the rests of the keys.
"""

import mmap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.fingerprints import KEY_BITS

# The most characters of running text, and the most postings, that one file can hold.
LIMIT: Final = 2**32 - 1
_LEAST_BITS, _MOST_BITS = 8, 24
# Postings in a bucket, on average, as a power of two.
_BUCKET = 5
# A merge works through so many slices of the key space, so its memory is a small share of what it merges.
_SLICE_BITS = 8
_HEADER = 24
# A key and the place in the order it came fit into 64 bits, which sort as plain numbers.
_ORDER_BITS = np.uint64(64 - KEY_BITS)
_ORDER = np.uint64((1 << (64 - KEY_BITS)) - 1)

Keys = NDArray[np.uint64]
Keep = Callable[[NDArray[np.uint32]], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Postings:
    """Sorted postings; the arrays may be views of a mapped file. `rests` has a row of bytes for each."""

    bits: int
    numbers: NDArray[np.uint32]
    bounds: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    places: NDArray[np.uint32]
    rests: NDArray[np.uint8]

    @classmethod
    def sort(
        cls,
        keys: Keys,
        places: NDArray[np.uint32],
        numbers: NDArray[np.uint32],
        bounds: NDArray[np.uint32],
    ) -> "Postings":
        """Sort new postings by key, then by the order they came in; at most 2^24 of them."""
        bits = _bits(len(keys))
        ordered, order = sort_keys(keys)
        counts = np.bincount(_bucket(ordered, bits), minlength=1 << bits)
        return cls(bits, numbers, bounds, _starts(counts), places[order], _rests(ordered, bits))

    @classmethod
    def view(cls, mapped: mmap.mmap) -> "Postings":
        """Look at a mapped file without copying. Raises ValueError when it cannot be one."""
        count, bits, documents = (int(n) for n in np.frombuffer(mapped, np.uint64, 3))
        if not _LEAST_BITS <= bits <= _MOST_BITS:
            raise ValueError(f"bucket bits {bits}")
        sizes = (documents, documents + 1, (1 << bits) + 1, count)
        flat = np.frombuffer(mapped, np.uint32, sum(sizes), _HEADER)
        numbers, bounds, starts, places = np.split(flat, np.cumsum(sizes)[:-1])
        rests = np.frombuffer(mapped, np.uint8, count * _width(bits), _HEADER + flat.nbytes)
        return cls(bits, numbers, bounds, starts, places, rests.reshape(count, _width(bits)))

    def pieces(self) -> Iterator[bytes]:
        """Give the bytes of a file, in order."""
        yield np.array([len(self.places), self.bits, len(self.numbers)], np.uint64).tobytes()
        for array in (self.numbers, self.bounds, self.starts, self.places, self.rests):
            yield array.tobytes()

    @property
    def span(self) -> int:
        """Give the length of the running text."""
        return int(self.bounds[-1])

    def find(self, keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give for ascending keys the half-open ranges of their postings."""
        bucket = _bucket(keys, self.bits)
        want = keys & np.uint64((1 << (KEY_BITS - self.bits)) - 1)
        low, high = self.starts[bucket].astype(np.int64), self.starts[bucket + 1].astype(np.int64)
        first = self._bisect(want, low, high, np.less)
        last = first.copy()
        hit = np.flatnonzero(first < high)
        hit = hit[self._rest(first[hit]) == want[hit]]
        last[hit] = self._bisect(want[hit], first[hit], high[hit], np.less_equal)
        return first, last

    def where(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the document numbers of postings and the offsets there."""
        places = self.places[rows].astype(np.int64)
        document = np.searchsorted(self.bounds, places, side="right") - 1
        return self.numbers[document].astype(np.int64), places - self.bounds[document]

    def _rest(self, rows: NDArray[np.int64]) -> Keys:
        return _widen(self.rests[rows])

    def _bisect(
        self,
        want: Keys,
        low: NDArray[np.int64],
        high: NDArray[np.int64],
        before: Callable[..., NDArray[np.bool_]],
    ) -> NDArray[np.int64]:
        low, high = low.copy(), high.copy()
        active = np.flatnonzero(low < high)
        while len(active):
            middle = (low[active] + high[active]) >> 1
            right = before(self._rest(middle), want[active])
            low[active[right]] = middle[right] + 1
            high[active[~right]] = middle[~right]
            active = active[low[active] < high[active]]
        return low


def merged(parts: Sequence[Postings], keep: Keep) -> tuple[int, int, Iterator[bytes]]:
    """Put the parts' postings of the documents that `keep` keeps into one file.

    Gives their number, the length of their running text and the bytes of the file.
    """
    sources, span = [], 0
    for part in parts:
        sources.append(_Source(part, keep(part.numbers), span))
        span += sources[-1].span
    count = sum(source.count() for source in sources)
    return count, span, _merged(sources, count)


class _Source:
    """A part of a merge: which of its documents stay, and where their text then begins."""

    def __init__(self, part: Postings, kept: NDArray[np.bool_], base: int) -> None:
        self.part, self._all = part, bool(kept.all())
        lengths = np.where(kept, np.diff(part.bounds.astype(np.int64)), 0)
        self.numbers = part.numbers[kept]
        self.span = int(lengths.sum())
        self._firsts = base + np.concatenate(([0], np.cumsum(lengths)[:-1]))
        self.bounds = self._firsts[kept]
        self._moved, self._kept = self._firsts - part.bounds[:-1], kept

    def count(self) -> int:
        """Count the postings that stay."""
        if self._all:
            return len(self.part.places)
        return sum(len(keys) for _, keys in self.slices())

    def slices(self) -> Iterator[tuple[NDArray[np.uint32], Keys]]:
        """Give the new places and the keys of what stays, slice by slice of the key space."""
        part, step = self.part, 1 << (self.part.bits - _SLICE_BITS)
        for low in range(0, 1 << part.bits, step):
            bounds = part.starts[low : low + step + 1].astype(np.int64)
            rows = slice(int(bounds[0]), int(bounds[-1]))
            bucket = np.repeat(np.arange(low, low + step, dtype=np.uint64), np.diff(bounds))
            keys = (bucket << np.uint64(KEY_BITS - part.bits)) | _widen(part.rests[rows])
            yield self._stay(part.places[rows], keys)

    def _stay(self, places: NDArray[np.uint32], keys: Keys) -> tuple[NDArray[np.uint32], Keys]:
        if self._all:
            shift = int(self._moved[0]) if len(self._moved) else 0
            return (places + np.int64(shift)).astype(np.uint32), keys
        document = np.searchsorted(self.part.bounds, places, side="right") - 1
        stays = self._kept[document]
        return (places + self._moved[document]).astype(np.uint32)[stays], keys[stays]


def _merged(sources: Sequence[_Source], count: int) -> Iterator[bytes]:
    bits = _bits(count)
    numbers = np.concatenate([s.numbers for s in sources])
    bounds = np.concatenate([*(s.bounds for s in sources), [sum(s.span for s in sources)]])
    counts = np.zeros(1 << bits, dtype=np.int64)
    for source in sources:
        for _, keys in source.slices():
            found = np.bincount(_bucket(keys, bits)) if len(keys) else np.zeros(0, np.int64)
            counts[: len(found)] += found
    yield np.array([count, bits, len(numbers)], np.uint64).tobytes()
    yield numbers.astype(np.uint32).tobytes() + bounds.astype(np.uint32).tobytes()
    yield _starts(counts).tobytes()
    for places, _ in _sorted_slices(sources):
        yield places.tobytes()
    for _, keys in _sorted_slices(sources):
        yield _rests(keys, bits).tobytes()


def _sorted_slices(sources: Sequence[_Source]) -> Iterator[tuple[NDArray[np.uint32], Keys]]:
    for slices in zip(*(source.slices() for source in sources), strict=True):
        keys, order = sort_keys(np.concatenate([keys for _, keys in slices]))
        yield np.concatenate([places for places, _ in slices])[order], keys


def sort_keys(keys: Keys) -> tuple[Keys, NDArray[np.int64]]:
    """Sort keys, equal ones in the order they came; give also where each came from."""
    if len(keys) > int(_ORDER):
        order = np.argsort(keys, kind="stable")
        return keys[order], order
    packed = np.sort((keys << _ORDER_BITS) | np.arange(len(keys), dtype=np.uint64))
    return packed >> _ORDER_BITS, (packed & _ORDER).astype(np.int64)


def _bits(count: int) -> int:
    return min(max(count.bit_length() - _BUCKET, _LEAST_BITS), _MOST_BITS)


def _bucket(keys: Keys, bits: int) -> NDArray[np.int64]:
    return (keys >> np.uint64(KEY_BITS - bits)).astype(np.int64)


def _starts(counts: NDArray[np.int64]) -> NDArray[np.uint32]:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.uint32)


def _width(bits: int) -> int:
    return -(-(KEY_BITS - bits) // 8)


def _rests(keys: Keys, bits: int) -> NDArray[np.uint8]:
    rest = keys & np.uint64((1 << (KEY_BITS - bits)) - 1)
    return np.ascontiguousarray(rest.astype("<u8").view(np.uint8).reshape(-1, 8)[:, : _width(bits)])


def _widen(rests: NDArray[np.uint8]) -> Keys:
    wide = np.zeros((len(rests), 8), np.uint8)
    wide[:, : rests.shape[1]] = rests
    return wide.view("<u8").ravel()
