"""Arithmetic as a person would write it down: printed figures in one unit."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from proposal_check.budget.figures.arithmetic import Agreement

# How a stated value relates to the computed one.
SIGNS: Mapping[Agreement, str] = {"holds": "=", "rounding": "≈", "broken": "≠"}
_FULL = 20
COARSE_REASON = "差额在取整范围内但不小于1万元，不能确定是取整还是差错"


def plain(value: Decimal) -> str:
    """Print a number with thousands separators, without exponent."""
    return f"{value:,f}"


def in_unit(value: Decimal, scale: int) -> str:
    """Print an amount held in 元 in the unit of its table, as many decimals as printed there."""
    shown = value / Decimal(scale) if scale != 1 else value
    exponent = shown.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0 and shown == shown.to_integral_value() and scale == 1:
        shown = shown.to_integral_value()
    return plain(shown)


def sum_text(parts: Sequence[str]) -> str:
    """Write a sum in full; beyond twenty terms the first, the last and their number."""
    if len(parts) <= _FULL:
        return " + ".join(parts).replace("+ -", "- ")
    return f"{' + '.join(parts[:5])} + … + {parts[-1]}（共{len(parts)}项）"


def equation(left: str, computed: str, stated: str, *, equal: bool, unit: str, near: bool = False) -> str:
    """Write `3 × 1.20 = 3.60 ≠ 3.80（万元）`; a sum that is one term is not written twice."""
    head = left if left == computed else f"{left} = {computed}"
    tail = "" if equal and computed == stated else f" {'=' if equal else '≈' if near else '≠'} {stated}"
    return f"{head}{tail}（{unit}）" if unit else f"{head}{tail}"
