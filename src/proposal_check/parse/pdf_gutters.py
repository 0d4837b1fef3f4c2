"""Where the columns of a table without vertical lines stand: strips of white that its lines leave free.

The lines of the body decide; the header cells add columns that the body leaves blank.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from proposal_check.parse.pdf_headers import Interval, lowest, under_headers
from proposal_check.parse.pdf_spans import Span

# White between two columns is at least so wide, in em.
NARROWEST: Final = 0.3
# A total is often written over several columns.
TOTAL: Final = re.compile(r"\s*[（(]?(?:合\s*计|总\s*计|小\s*计|共\s*计|总投资)")
# Of so many lines one may cross the white between two columns: merged cells do.
CROSSING: Final = 10
SEVERAL: Final = 5
TOLERANCE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns hold at most (`extents`, left to right) and where one ends for the next (`edges`)."""

    extents: tuple[Interval, ...]
    edges: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.extents)

    def covered(self, x0: float, x1: float) -> tuple[int, int]:
        """Name the columns that a run covers, as first and number; a little over an edge does not count."""
        slack = min(4.0, 0.25 * (x1 - x0))
        first = sum(x0 + slack >= edge for edge in self.edges[1:-1])
        last = sum(x1 - slack > edge for edge in self.edges[1:-1])
        return first, max(last - first, 0) + 1


def find_gutters(body: Sequence[Sequence[Span]], header: Sequence[Sequence[Span]]) -> Columns | None:
    """Find the columns of lines of runs; None when there are fewer than two."""
    several = [line for line in body if len(_merged(line)) > 1]
    plain = [line for line in several if not TOTAL.match(line[0].text)]
    counted = plain if len(plain) > 1 else several or [*body, *header]
    if not counted:
        return None
    em = sorted(span.style.size for line in counted for span in line)[len(counted) // 2] or 10.0
    cores = _cores([_merged(line) for line in counted], em)
    cores = _with_missed(cores, [span for line in body for span in line], em)
    if several and header:
        cores = under_headers(cores, lowest([span.box for line in header for span in line], em), em)
    return _columns(cores, [s for line in (*header, *body) for s in line]) if len(cores) > 1 else None


def strips(lines: Sequence[Sequence[Span]]) -> list[Interval]:
    """Name the strips of white between the columns of some lines."""
    if not lines:
        return []
    cores = _cores([_merged(line) for line in lines], lines[0][0].style.size or 10.0)
    return [(a[1], b[0]) for a, b in pairwise(cores)]


def _merged(line: Sequence[Span]) -> list[Interval]:
    """Unite the runs of a line that touch."""
    merged: list[Interval] = []
    for span in sorted(line, key=lambda s: s.box[0]):
        x0, _, x1, _ = span.box
        if merged and x0 - merged[-1][1] < NARROWEST * (span.style.size or 10.0):
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _cores(lines: Sequence[Sequence[Interval]], em: float) -> list[Interval]:
    """Find the stretches that more lines cover than may cross a gutter."""
    allowed = max(len(lines) // CROSSING, int(len(lines) >= SEVERAL))
    events = sorted((x, step) for line in lines for a, b in line for x, step in ((a, 1), (b, -1)))
    cores: list[Interval] = []
    depth, start = 0, 0.0
    for x, step in events:
        before, depth = depth, depth + step
        if before <= allowed < depth:
            start = x
        elif depth <= allowed < before:
            if cores and start - cores[-1][1] < NARROWEST * em:
                cores[-1] = (cores[-1][0], x)
            else:
                cores.append((start, x))
    return cores


def _with_missed(cores: Sequence[Interval], runs: Sequence[Span], em: float) -> list[Interval]:
    """Add columns of few entries: runs that stand clear of every column found."""
    clear: list[Interval] = []
    for span in sorted(runs, key=lambda s: s.box[0]):
        x0, _, x1, _ = span.box
        gap = NARROWEST * em
        if any(x0 < b + gap and a - gap < x1 for a, b in cores):
            continue
        if clear and x0 < clear[-1][1] + gap:
            clear[-1] = (clear[-1][0], max(clear[-1][1], x1))
        else:
            clear.append((x0, x1))
    return sorted([*cores, *clear])


def _columns(cores: Sequence[Interval], runs: Sequence[Span]) -> Columns:
    """Cut between neighbours where fewest runs are cut; measure what each column holds."""
    edges = [min(cores[0][0], *(s.box[0] for s in runs))]
    edges += [_cut(a[1], b[0], runs) for a, b in pairwise(cores)]
    edges.append(max(cores[-1][1], *(s.box[2] for s in runs)))
    extents = []
    for core, left, right in zip(cores, edges, edges[1:], strict=False):
        own = [s.box for s in runs if left - TOLERANCE <= s.box[0] and s.box[2] <= right + TOLERANCE]
        low, high = min((b[0] for b in own), default=core[0]), max((b[2] for b in own), default=core[1])
        extents.append((min(core[0], low), max(core[1], high)))
    return Columns(tuple(extents), tuple(edges))


def _cut(left: float, right: float, runs: Sequence[Span]) -> float:
    """Choose the place between two columns that fewest runs cross; in the middle of the widest such place."""
    inside = sorted({left, right, *(x for s in runs for x in (s.box[0], s.box[2]) if left < x < right)})
    best = (len(runs) + 1, 0.0, (left + right) / 2)
    for a, b in pairwise(inside):
        middle = (a + b) / 2
        crossing = sum(s.box[0] < middle < s.box[2] for s in runs)
        best = min(best, (crossing, a - b, middle))
    return best[2]
