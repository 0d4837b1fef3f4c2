"""The measures of the PAN evaluations: macro precision and recall by character, granularity, plagdet."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.overlap.planted import Planted


@dataclass(frozen=True)
class Measures:
    precision: float
    recall: float
    granularity: float

    @property
    def plagdet(self) -> float:
        total = self.precision + self.recall
        f1 = 2 * self.precision * self.recall / total if total else 0.0
        return f1 / math.log2(1 + self.granularity)


def measure(texts: Sequence[tuple[Sequence[Planted], Sequence[Planted]]]) -> Measures:
    """Compare planted passages with detections, given for each text."""
    precisions, recalls, pieces = [], [], []
    for planted, detected in texts:
        for one in detected:
            precisions.append(_covered(one, planted))
        for case in planted:
            recalls.append(_covered(case, detected))
            if hits := sum(_both(case, one) for one in detected):
                pieces.append(hits)
    return Measures(_mean(precisions, 1.0), _mean(recalls, 0.0), _mean(pieces, 1.0))


def _both(one: Planted, other: Planted) -> bool:
    return one.source == other.source and _meet(one.mine, other.mine) and _meet(one.theirs, other.theirs)


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _covered(one: Planted, others: Sequence[Planted]) -> float:
    """Give the share of a passage's characters, both sides together, that its counterparts cover."""
    meeting = [other for other in others if _both(one, other)]
    mine = _union(one.mine, [other.mine for other in meeting])
    theirs = _union(one.theirs, [other.theirs for other in meeting])
    return (mine + theirs) / (one.mine[1] - one.mine[0] + one.theirs[1] - one.theirs[0])


def _union(span: tuple[int, int], parts: Sequence[tuple[int, int]]) -> int:
    covered: set[int] = set()
    for low, high in parts:
        covered.update(range(max(low, span[0]), min(high, span[1])))
    return len(covered)


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
