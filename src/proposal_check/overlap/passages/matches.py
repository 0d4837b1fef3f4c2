"""Exact matches between two folded texts, grown from seeds and freed of overlaps."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.fingerprints import K

Codes = NDArray[np.uint32]
_STRIDES = (64, 1024, 1 << 62)


@dataclass(frozen=True, slots=True)
class Match:
    """`length` folded characters that are the same from `mine` and from `theirs` on."""

    mine: int
    theirs: int
    length: int

    @property
    def mine_end(self) -> int:
        return self.mine + self.length

    @property
    def theirs_end(self) -> int:
        return self.theirs + self.length


def grow(mine: Codes, theirs: Codes, seeds: Iterable[tuple[int, int]]) -> list[Match]:
    """Extend seeds to the longest exact matches; what is shorter than a fingerprint's run was none."""
    reached: dict[int, int] = {}
    found = []
    for i, j in sorted(seeds):
        if i < reached.get(j - i, 0):
            continue
        right = _common(mine[i:], theirs[j:])
        left = _common(mine[:i][::-1], theirs[:j][::-1])
        if left + right >= K:
            found.append(Match(i - left, j - left, left + right))
            reached[j - i] = i + right
    return found


def disjoint(matches: Sequence[Match]) -> list[Match]:
    """Choose the longest matches that lie apart on both sides, a few characters at the edges cut off."""
    mine, theirs = _Claims(), _Claims()
    chosen = []
    for match in sorted(matches, key=lambda m: (-m.length, m.mine, m.theirs)):
        head = max(mine.head(match.mine, match.mine_end), theirs.head(match.theirs, match.theirs_end))
        tail = max(mine.tail(match.mine, match.mine_end), theirs.tail(match.theirs, match.theirs_end))
        length = match.length - head - tail
        if length >= K // 2:
            cut = Match(match.mine + head, match.theirs + head, length)
            if not (mine.touches(cut.mine, cut.mine_end) or theirs.touches(cut.theirs, cut.theirs_end)):
                mine.add(cut.mine, cut.mine_end)
                theirs.add(cut.theirs, cut.theirs_end)
                chosen.append(cut)
    return sorted(chosen, key=lambda m: (m.mine, m.theirs))


class _Claims:
    """Ranges already given away: disjoint, ascending."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        index = bisect_right(self._starts, start)
        self._starts.insert(index, start)
        self._ends.insert(index, end)

    def touches(self, start: int, end: int) -> bool:
        index = bisect_right(self._ends, start)
        return index < len(self._starts) and self._starts[index] < end

    def head(self, start: int, end: int) -> int:
        """Say how much of the beginning is given away."""
        index = bisect_right(self._starts, start) - 1
        return max(min(self._ends[index], end) - start, 0) if index >= 0 else 0

    def tail(self, start: int, end: int) -> int:
        """Say how much of the end is given away."""
        index = bisect_right(self._starts, end - 1) - 1
        return end - max(self._starts[index], start) if index >= 0 and self._ends[index] >= end else 0


def _common(a: Codes, b: Codes) -> int:
    """Measure the common beginning of two arrays."""
    size, done = min(len(a), len(b)), 0
    for stride in _STRIDES:
        stop = min(done + stride, size)
        differ = a[done:stop] != b[done:stop]
        if differ.any():
            return done + int(differ.argmax())
        done = stop
    return size
