"""Where every figure of the budget stands in the workbook, and formulas over those cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from proposal_check.model.budget import Amount
from proposal_check.model.document import Anchor

Key = tuple[int, int, tuple[int, int]]
# What a printed figure may count in, in 元.
SCALES = (Decimal(1), Decimal(10_000), Decimal(1_000), Decimal(1_000_000), Decimal(100_000_000))
# What Excel takes in one SUM is 255.
ARGUMENTS = 250
_NUMBER = re.compile(r"-?\d[\d,，]*(?:[.．]\d+)?")


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell that holds a figure as printed: `shown × scale` is its value in 元 (or in its own unit).

    `sheet` is the name of its sheet where that is not the one the formulas stand in.
    """

    row: int
    column: int
    shown: Decimal
    scale: Decimal
    half: Decimal
    sheet: str = ""

    @property
    def local(self) -> str:
        return cell_name(self.row, self.column)

    @property
    def name(self) -> str:
        return f"{self.sheet}!{self.local}" if self.sheet else self.local


def cell_name(row: int, column: int) -> str:
    """Name a cell as formulas do: A1 is row 0, column 0."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return f"{letters}{row + 1}"


def spot(amount: Amount, row: int, column: int) -> Spot:
    """Place an amount in a cell, in the unit in which it is printed."""
    scale = scale_of(amount)
    return Spot(row, column, amount.value / scale, scale, (amount.high - amount.low) / 2 / scale)


def scale_of(amount: Amount) -> Decimal:
    """Tell by how much the printed figure was multiplied when it was read."""
    found = _NUMBER.search(amount.printed)
    printed = Decimal(re.sub("[,，]", "", found[0]).replace("．", ".")) if found else amount.value
    return next((scale for scale in SCALES if printed * scale == amount.value), Decimal(1))


def key_of(anchor: Anchor) -> Key | None:
    """Name the cell of a table that an anchor points into."""
    return (anchor.document, anchor.block, anchor.cell) if anchor.cell else None


@dataclass
class Figures:
    """All figures written so far, by the anchor of what they were read from.

    `sheet` is where they stand; figures of tables as printed stand on another one.
    """

    sheet: str
    _spots: dict[Anchor, list[Spot]] = field(default_factory=dict)
    _cells: dict[Key, list[Spot]] = field(default_factory=dict)
    _printed: dict[Key, Spot] = field(default_factory=dict)

    def add(self, anchor: Anchor, placed: Spot) -> None:
        self._spots.setdefault(anchor, []).append(placed)
        if key := key_of(anchor):
            self._cells.setdefault(key, []).append(placed)

    def link(self, key: Key, placed: Spot) -> Spot | None:
        """Take up a figure as printed; give the cell that holds the same figure already, when one does."""
        same = next((s for s in self._cells.get(key, ()) if s.shown == placed.shown), None)
        if same is None:
            self._printed[key] = placed
        return None if same is None else replace(same, sheet=self.sheet)

    def find(self, anchor: Anchor, row: int | None = None) -> Spot | None:
        """Find the cell of a figure, the one in `row` first: rows may share a merged cell."""
        known = self._spots.get(anchor, [])
        found = next((s for s in known if s.row == row), known[0] if known else None)
        key = key_of(anchor)
        return found or (self._printed.get(key) if key else None)

    def find_all(self, anchors: Iterable[Anchor], row: int | None = None) -> list[Spot] | None:
        """Find the cells of all anchors; None when one of them is not in the workbook."""
        spots = [self.find(anchor, row) for anchor in anchors]
        found = [s for s in spots if s is not None]
        return found if len(found) == len(spots) else None


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
    return Formula("*".join(f.name for f in factors) + times(ratio), value * ratio, half * ratio)


def total(parts: Sequence[Spot], scale: Decimal) -> Formula:
    """Add cells, the result in units of `scale` 元; neighbours in one column become a range."""
    terms = []
    for ratio in dict.fromkeys(p.scale / scale for p in parts):
        same = [p for p in parts if p.scale / scale == ratio]
        terms += [f"SUM({','.join(some)}){times(ratio)}" for some in batched(_ranges(same))]
    value = sum((p.shown * p.scale / scale for p in parts), Decimal(0))
    half = sum((p.half * p.scale / scale for p in parts), Decimal(0))
    return Formula("+".join(terms), value, half)


def batched(names: Sequence[str]) -> list[Sequence[str]]:
    """Cut the arguments of one function into as many as Excel takes."""
    return [names[i : i + ARGUMENTS] for i in range(0, len(names), ARGUMENTS)]


def _ranges(spots: Sequence[Spot]) -> list[str]:
    runs: list[list[Spot]] = []
    for each in spots:
        if runs and _follows(runs[-1][-1], each):
            runs[-1].append(each)
        else:
            runs.append([each])
    return [run[0].name if len(run) == 1 else f"{run[0].name}:{run[-1].local}" for run in runs]


def _follows(one: Spot, other: Spot) -> bool:
    return (one.sheet, one.row + 1, one.column) == (other.sheet, other.row, other.column)


def times(ratio: Decimal) -> str:
    """Write the multiplication by a ratio, nothing for one."""
    if ratio == 1:
        return ""
    return f"*{ratio.normalize():f}" if ratio > 1 else f"/{(1 / ratio).normalize():f}"
