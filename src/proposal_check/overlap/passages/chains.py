"""Matches that belong together become one passage: close on both sides, whatever their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from proposal_check.overlap.passages.matches import Match

# Matches this far apart on both sides may be one passage; the next figure is tried on what is too thin.
GAPS: Final = (240, 90, 30, 0)
# The least share of a passage's longer side that exact matches must make up.
DENSITY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Chain:
    """Matches of one passage, ascending in the proposal; both spans half-open in folded characters."""

    matches: tuple[Match, ...]

    @property
    def mine(self) -> tuple[int, int]:
        return self.matches[0].mine, max(m.mine_end for m in self.matches)

    @property
    def theirs(self) -> tuple[int, int]:
        return min(m.theirs for m in self.matches), max(m.theirs_end for m in self.matches)

    @property
    def matched(self) -> int:
        return sum(m.length for m in self.matches)

    @property
    def density(self) -> float:
        (a, b), (c, d) = self.mine, self.theirs
        return self.matched / max(b - a, d - c)

    def moved(self) -> int:
        """Count the matched characters that do not follow the order of the other text."""
        if all(a.theirs_end <= b.theirs for a, b in pairwise(self.matches)):
            return 0
        best: list[int] = []
        for index, match in enumerate(self.matches):
            before = (best[i] for i in range(index) if self.matches[i].theirs_end <= match.theirs)
            best.append(match.length + max(before, default=0))
        return self.matched - max(best)


def chain(matches: Sequence[Match]) -> list[Chain]:
    """Join disjoint matches, ascending in the proposal, into passages that are dense enough."""
    found: list[Chain] = []
    rest = list(matches)
    for gap in GAPS:
        groups = [Chain(tuple(group)) for group in _groups(rest, gap)]
        last = gap == GAPS[-1]
        found += [group for group in groups if last or group.density >= DENSITY]
        rest = [m for group in groups if not last and group.density < DENSITY for m in group.matches]
    return sorted(found, key=lambda c: (c.mine, c.theirs))


def _groups(matches: Sequence[Match], gap: int) -> list[list[Match]]:
    """Group matches that are connected by steps of at most `gap` on both sides."""
    leader = list(range(len(matches)))

    def root(index: int) -> int:
        while leader[index] != index:
            index = leader[index]
        return index

    for later, match in enumerate(matches):
        for earlier in range(later - 1, -1, -1):
            other = matches[earlier]
            if match.mine - other.mine_end > gap:
                break
            if max(other.theirs - match.theirs_end, match.theirs - other.theirs_end) <= gap:
                leader[root(later)] = root(earlier)
    groups: dict[int, list[Match]] = {}
    for index, match in enumerate(matches):
        groups.setdefault(root(index), []).append(match)
    return list(groups.values())
