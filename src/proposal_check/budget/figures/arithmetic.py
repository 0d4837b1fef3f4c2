"""Interval arithmetic on amounts, in 元: what printed precision allows, and no more.

Printed figures are rounded half up, so an interval holds its low end and not its high end, unless it is a
point. Two printed values agree when some pair of values within them is equal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Agreement = Literal["holds", "rounding", "broken"]


@dataclass(frozen=True, slots=True)
class Interval:
    low: Decimal
    value: Decimal
    high: Decimal

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.value + other.value, self.high + other.high)

    def __mul__(self, other: "Interval") -> "Interval":
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), self.value * other.value, max(corners))

    def scaled(self, factor: Decimal) -> "Interval":
        return Interval(self.low * factor, self.value * factor, self.high * factor)

    def meets(self, other: "Interval") -> bool:
        """Say whether one value lies in both; half-open unless a point."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low < high:
            return True
        return low == high and self._holds(low) and other._holds(low)

    def _holds(self, value: Decimal) -> bool:
        return self.low <= value < self.high or self.low == value == self.high


def point(value: Decimal) -> Interval:
    return Interval(value, value, value)


def total(parts: Iterable[Interval]) -> Interval:
    result = point(Decimal(0))
    for part in parts:
        result = result + part
    return result


def compare(expected: Interval, stated: Interval) -> Agreement:
    """Judge a stated value against the computed one."""
    if expected.value == stated.value:
        return "holds"
    return "rounding" if expected.meets(stated) else "broken"


_SLIPS = (Decimal(10_000), Decimal("0.0001"))


def is_slip(expected: Interval, stated: Interval) -> bool:
    """Say whether two values differ by ten thousand times, as 元 and 万元 do."""
    return bool(stated.value) and any(expected.scaled(k).meets(stated) for k in _SLIPS)


# From here on a person is asked: whole 万元 may be rounded, and as often are not.
COARSE = Decimal(10_000)


def is_coarse(expected: Interval, stated: Interval) -> bool:
    """Say whether a difference that rounding may explain, both in 元, is too large to be passed over."""
    return abs(expected.value - stated.value) >= COARSE
