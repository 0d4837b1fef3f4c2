"""Compare the total declared on the platform with the total of the document, within printed precision."""

from collections.abc import Iterable
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.budget import Amount, StatedTotal
from proposal_check.model.finding import Hit, Outcome

VALUES = frozenset({"declared", "stated", "difference"})

# A platform shows 万元 with two decimals: half of the last one, in 元.
_PLATFORM_PRECISION = Decimal(50)


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the totals differ by more than rounding; inapplicable when none is declared."""
    del params
    declared = case.submission.declared.get("total_yuan")
    if isinstance(declared, bool) or not isinstance(declared, int | float):
        reason = "申报信息没有写明平台填报的预算数，无从比对"
        yield Hit("总投资", outcome=Outcome.INAPPLICABLE, reason=reason)
        return
    total = case.budget.total or _agreed(case.budget.totals)
    if total is None:
        reason = "未能从方案中确定总投资，请与平台填报的预算数核对"
        yield Hit("总投资", outcome=Outcome.NEEDS_REVIEW, reason=reason)
        return
    value = Decimal(str(declared))
    if total.low - _PLATFORM_PRECISION <= value <= total.high + _PLATFORM_PRECISION:
        return
    amounts = {"declared": value, "stated": total.value, "difference": abs(value - total.value)}
    yield Hit("总投资", {name: _wan(amount) for name, amount in amounts.items()}, (total.anchor,))


def _agreed(totals: tuple[StatedTotal, ...]) -> Amount | None:
    """Give the total that all places state alike, the most precise of them; None when they differ."""
    amounts = [stated.amount for stated in totals]
    if not amounts or max(a.low for a in amounts) > min(a.high for a in amounts):
        return None
    return min(amounts, key=lambda amount: amount.high - amount.low)


def _wan(yuan: Decimal) -> str:
    text = f"{yuan.scaleb(-4):f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}万元"
