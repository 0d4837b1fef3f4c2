"""Compare what some classes of cost are together with a share of others that a figure of the norms allows.

Yearly operation is taken from its own table. Advice where the figure can only advise.
"""

from collections.abc import Iterable
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import COST_NAMES, inapplicable, tables_of
from proposal_check.checks.case import Case
from proposal_check.checks.norm_source import bounds, severity, source, wan
from proposal_check.model.budget import Amount, BudgetTable, CostClass
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Hit

VALUES = frozenset({"subject", "share", "formula", "norm", "source"})


class Params(BaseModel):
    """`costs` over `of`, both classes added up; an empty `of` is the total investment."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: str
    costs: list[CostClass]
    of: list[CostClass] = []
    norm_figure: str


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the share is above the figure; inapplicable when either side is not told apart."""
    part, anchors = _part(case, params)
    whole = _whole(case, params)
    if not part or not whole:
        yield inapplicable(params.subject, "概算没有分列所比较的费用")
        return
    figure = case.pack.norms.figures[params.norm_figure]
    share = part * 100 / whole
    if figure.high is not None and share > figure.high:
        shown = f"{share.quantize(Decimal('0.01'))}%"
        values = {
            "subject": params.subject,
            "share": shown,
            "formula": f"{_terms(case, params) or wan(part)} ÷ {wan(whole)} = {shown}",
            "norm": bounds(figure),
            "source": source(case, figure),
        }
        yield Hit(params.subject, values, anchors, severity=severity(figure))


def _part(case: Case, params: Params) -> tuple[Decimal, tuple[Anchor, ...]]:
    found = sum((case.budget.costs.get(kind, Decimal(0)) for kind in params.costs), Decimal(0))
    anchors = tuple(a for f in case.budget.fees if f.kind in params.costs for a in f.anchors[:1])
    if "operation" in params.costs:
        yearly = [t for t in map(_total, tables_of(case, ["operation"])) if t]
        if len(yearly) == 1:
            return found + yearly[0].value, (*anchors, yearly[0].anchor)
    return found, anchors


def _terms(case: Case, params: Params) -> str:
    """Write out what is added up, class by class; "" where it is one amount."""
    found = [(COST_NAMES[k], case.budget.costs[k]) for k in params.costs if case.budget.costs.get(k)]
    if len(found) < 2 or "operation" in params.costs:
        return ""
    return f"（{' + '.join(f'{name}{wan(cost)}' for name, cost in found)}）"


def _total(table: BudgetTable) -> Amount | None:
    return next(
        (r.amount for r in table.rows if r.kind == "total" and r.amount and r.amount.unit == "元"), None
    )


def _whole(case: Case, params: Params) -> Decimal | None:
    if params.of:
        return sum((case.budget.costs.get(kind, Decimal(0)) for kind in params.of), Decimal(0)) or None
    return case.budget.total.value if case.budget.total else None
