"""Where every figure of the budget stands in the workbook, and formulas over those cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from proposal_check.model.budget import Amount
from proposal_check.model.document import Anchor

# What a printed figure may count in, in 元.
_SCALES = (Decimal(1), Decimal(10_000), Decimal(1_000), Decimal(1_000_000), Decimal(100_000_000))
_NUMBER = re.compile(r"-?\d[\d,，]*(?:[.．]\d+)?")


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell that holds a figure as printed: `shown × scale` is its value in 元 (or in its own unit)."""

    row: int
    column: int
    shown: Decimal
    scale: Decimal
    half: Decimal

    @property
    def name(self) -> str:
        return f"{chr(ord('A') + self.column)}{self.row + 1}"


def spot(amount: Amount, row: int, column: int) -> Spot:
    """Place an amount in a cell, in the unit in which it is printed."""
    scale = scale_of(amount)
    return Spot(row, column, amount.value / scale, scale, (amount.high - amount.low) / 2 / scale)


def scale_of(amount: Amount) -> Decimal:
    """Tell by how much the printed figure was multiplied when it was read."""
    found = _NUMBER.search(amount.printed)
    printed = Decimal(re.sub("[,，]", "", found[0]).replace("．", ".")) if found else amount.value
    return next((scale for scale in _SCALES if printed * scale == amount.value), Decimal(1))


@dataclass
class Figures:
    """All figures written so far, by the anchor of what they were read from."""

    _spots: dict[Anchor, list[Spot]] = field(default_factory=dict)

    def add(self, anchor: Anchor, placed: Spot) -> None:
        self._spots.setdefault(anchor, []).append(placed)

    def find(self, anchor: Anchor, row: int | None = None) -> Spot | None:
        """Find the cell of a figure, the one in `row` first: rows may share a merged cell."""
        known = self._spots.get(anchor, [])
        return next((s for s in known if s.row == row), known[0] if known else None)

    def find_all(self, anchors: Iterable[Anchor], row: int | None = None) -> list[Spot] | None:
        """Find the cells of all anchors; None when one of them is not in the workbook."""
        spots = [s for a in anchors if (s := self.find(a, row))]
        return spots if len(spots) == len(list(anchors)) else None


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula with the value it has today and the tolerance that printed precision allows."""

    text: str
    value: Decimal
    half: Decimal


def product(factors: Sequence[Spot], scale: Decimal) -> Formula:
    """Multiply cells, the result in units of `scale` 元."""
    value, half, unit = Decimal(1), Decimal(0), Decimal(1)
    for factor in factors:
        half = abs(value) * factor.half + abs(factor.shown) * half + half * factor.half
        value *= factor.shown
        unit *= factor.scale
    ratio = unit / scale
    return Formula("*".join(f.name for f in factors) + _times(ratio), value * ratio, half * ratio)


def total(parts: Sequence[Spot], scale: Decimal) -> Formula:
    """Add cells, the result in units of `scale` 元; neighbours in one column become a range."""
    terms = []
    for ratio in dict.fromkeys(p.scale / scale for p in parts):
        same = [p for p in parts if p.scale / scale == ratio]
        terms.append(f"SUM({','.join(_ranges(same))}){_times(ratio)}")
    value = sum((p.shown * p.scale / scale for p in parts), Decimal(0))
    half = sum((p.half * p.scale / scale for p in parts), Decimal(0))
    return Formula("+".join(terms), value, half)


def _ranges(spots: Sequence[Spot]) -> list[str]:
    runs: list[list[Spot]] = []
    for each in spots:
        if runs and (runs[-1][-1].row + 1, runs[-1][-1].column) == (each.row, each.column):
            runs[-1].append(each)
        else:
            runs.append([each])
    return [run[0].name if len(run) == 1 else f"{run[0].name}:{run[-1].name}" for run in runs]


def _times(ratio: Decimal) -> str:
    if ratio == 1:
        return ""
    return f"*{ratio.normalize():f}" if ratio > 1 else f"/{(1 / ratio).normalize():f}"
