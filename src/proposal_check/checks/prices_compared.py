"""Show what like items cost elsewhere, where a price lies well above all of them. Always advice.

A price library is a collection of what was paid or quoted, not a norm: the hit prints the prices with their
sources and dates, and the deviation from the middle one.
"""

from collections.abc import Iterable
from decimal import Decimal
from statistics import median

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable
from proposal_check.checks.case import Case
from proposal_check.model.finding import Hit, Severity
from proposal_check.model.prices import PriceComparison

VALUES = frozenset({"row", "price", "deviation", "prices"})


class Params(BaseModel):
    """`above`: how many percent over the dearest like item a price is worth a word."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    above: Decimal = Decimal(20)


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one note per row; inapplicable when the library has no like item for any."""
    if not case.budget.comparisons:
        yield inapplicable("单价比对", "价格库中没有同类产品的价格")
    for each in case.budget.comparisons:
        if each.price > max(e.price for e in each.found) * (1 + params.above / 100):
            yield _hit(each)


def _hit(each: PriceComparison) -> Hit:
    middle = median(e.price for e in each.found)
    deviation = (each.price - middle) * 100 / middle
    shown = "；".join(f"{e.name}{_yuan(e.price)}（{e.source}，{e.date}）" for e in each.found)
    values = {
        "row": each.name,
        "price": _yuan(each.price),
        "deviation": f"{deviation.quantize(Decimal('0.1'))}%",
        "prices": shown,
    }
    return Hit(each.name, values, (each.anchor,), severity=Severity.NOTE)


def _yuan(value: Decimal) -> str:
    text = f"{value:,.2f}"
    return f"{text.rstrip('0').rstrip('.')}元"
