"""What a fee table makes of a base: interpolated between points, or slice by slice."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from proposal_check.budget.figures.wording import plain
from proposal_check.packs.schema import Bracket, Figure

_WAN = Decimal(10_000)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class FeeRange:
    """What a table allows for a base, in 元, with its arithmetic in 万元."""

    low: Decimal
    high: Decimal
    formula: str


def fee_range(figure: Figure, base: Decimal) -> FeeRange | None:
    """Compute the fee for a base in 元; None outside the table, which no rule extends.

    Below the first point of an interpolated table there is no fee; the last slice of a progressive one may be
    open. A percentage without a table is taken of the whole base.
    """
    if not figure.brackets:
        return _share(figure, base)
    if figure.brackets[0].percent is not None:
        return _progressive(figure.brackets, base)
    return _interpolated(figure.brackets, base)


def half_up(value: Decimal, places: int) -> Decimal:
    """Round as a spreadsheet does: half away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _share(figure: Figure, base: Decimal) -> FeeRange | None:
    if figure.unit != "%":
        return None
    low, high = (p if p is not None else q for p, q in ((figure.low, figure.high), (figure.high, figure.low)))
    assert low is not None
    assert high is not None
    shown = plain(low) if low == high else f"{plain(low)}–{plain(high)}"
    low_fee, high_fee = (half_up(base * p / _HUNDRED, 2) for p in (low, high))
    return FeeRange(low_fee, high_fee, f"{_wan(base)}×{shown}% = {_ends(low_fee, high_fee)}（万元）")


def _progressive(steps: Sequence[Bracket], base: Decimal) -> FeeRange | None:
    total, done = Decimal(0), Decimal(0)
    terms = []
    for step in steps:
        top = base if step.upto is None else min(base, step.upto * _WAN)
        if top > done:
            assert step.percent is not None
            total += (top - done) * step.percent / _HUNDRED
            terms.append(f"{_wan(top - done)}×{plain(step.percent)}%")
            done = top
    if done < base:
        return None
    total = half_up(total, 2)
    return FeeRange(total, total, f"{' + '.join(terms)} = {_wan(total)}（万元）")


def _interpolated(steps: Sequence[Bracket], base: Decimal) -> FeeRange | None:
    """Draw the line between the two points around the base; a point itself is exact."""
    wan = base / _WAN
    points = [(s.upto, s.fee) for s in steps if s.upto is not None and s.fee is not None]
    below = [p for p in points if p[0] <= wan]
    above = [p for p in points if p[0] >= wan]
    if not below or not above:
        return None
    (x0, y0), (x1, y1) = below[-1], above[0]
    if x0 == x1:
        return FeeRange(y0 * _WAN, y0 * _WAN, f"{_plain(wan)}万元档为{_plain(y0)}（万元）")
    fee = half_up((y0 + (y1 - y0) * (wan - x0) / (x1 - x0)) * _WAN, 2)
    slope = f"({plain(y1)} - {plain(y0)})×({_plain(wan)} - {plain(x0)})÷({plain(x1)} - {plain(x0)})"
    return FeeRange(fee, fee, f"{plain(y0)} + {slope} = {_wan(fee)}（万元）")


def _ends(low: Decimal, high: Decimal) -> str:
    return _wan(low) if low == high else f"{_wan(low)}–{_wan(high)}"


def _wan(yuan: Decimal) -> str:
    return _plain(yuan / _WAN)


def _plain(value: Decimal) -> str:
    text = f"{half_up(value, 4):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
