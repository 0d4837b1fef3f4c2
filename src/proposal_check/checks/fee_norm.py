"""Compare a fee with a percentage or a fee table of the norms, and its base with the costs that belong in it.

Advice: where the state no longer sets the price, or the source is not certain, it is never more than a note.
A base outside the table, or costs that the budget does not tell apart, decide nothing.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from proposal_check.budget.fee_tables import FeeRange, fee_range
from proposal_check.checks.budget_view import inapplicable, review, unreadable
from proposal_check.checks.case import Case
from proposal_check.checks.norm_source import severity, source, wan
from proposal_check.model.budget import CostClass, Fee
from proposal_check.model.finding import Hit, Severity
from proposal_check.packs.schema import Figure

VALUES = frozenset({"fee", "amount", "relation", "formula", "source"})

_NAMES: dict[CostClass, str] = {
    "development": "应用软件开发费",
    "hardware": "硬件购置费",
    "software": "系统软件购置费",
    "purchase": "软硬件购置费",
    "integration": "系统集成费",
    "management": "管理费",
    "supervision": "监理费",
    "design": "设计费",
    "consulting": "咨询费",
    "tender": "招标费",
    "testing": "测评费",
    "training": "培训费",
    "reserve": "预备费",
    "operation": "运维费",
}


class Params(BaseModel):
    """`fee` is the class judged, `base` the classes it is a part of; an empty base is all other costs.

    `margin`: how many percent above and below the figure remain usual. `ceiling`: the figure is an upper
    limit, and less is in order.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fee: CostClass
    base: list[CostClass] = []
    norm_figure: str
    margin: Decimal = Decimal(0)
    ceiling: bool = False


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the fee leaves the figure, and one when its base holds other costs."""
    name = _NAMES[params.fee]
    fees = [f for f in case.budget.fees if f.kind == params.fee]
    amount = case.budget.costs.get(params.fee) or _listed(fees)
    if not amount:
        reason = unreadable(case)
        yield review(name, reason) if reason else inapplicable(name, f"概算没有单列{name}")
        return
    figure = case.pack.norms.figures[params.norm_figure]
    base = _base(case, params, amount)
    allowed = fee_range(figure, base) if base else None
    wrong = list(_wrong_base(case, params, figure, fees))
    yield from wrong
    if allowed is None:
        reason = "计费基数不在该标准的范围内" if base else "概算没有分列计费基数"
        yield from () if wrong else (inapplicable(name, reason),)
        return
    relation = _relation(amount, allowed, params.margin)
    if relation and not (params.ceiling and relation == "低于"):
        yield _hit(case, name, amount, relation, allowed.formula, figure, fees)


def _listed(fees: list[Fee]) -> Decimal | None:
    """Add up the fees of a table behind the main one; None where two tables tell two sums."""
    sums: dict[int, Decimal] = {}
    for fee in fees:
        sums[fee.table] = sums.get(fee.table, Decimal(0)) + fee.amount.value
    return next(iter(sums.values())) if len(set(sums.values())) == 1 else None


def _base(case: Case, params: Params, amount: Decimal) -> Decimal | None:
    if params.base:
        found = [case.budget.costs[kind] for kind in params.base if kind in case.budget.costs]
        return sum(found, Decimal(0)) or None
    return case.budget.total.value - amount if case.budget.total else None


def _relation(amount: Decimal, allowed: FeeRange, margin: Decimal) -> str:
    room = margin / 100
    if amount > allowed.high * (1 + room) + 1:
        return "高于"
    return "低于" if amount < allowed.low * (1 - room) - 1 else ""


def _wrong_base(case: Case, params: Params, figure: Figure, fees: list[Fee]) -> Iterator[Hit]:
    for fee in fees:
        others = [kind for kind in fee.parts if kind not in params.base]
        if params.base and others:
            words = "、".join(_NAMES[kind] for kind in others)
            relation = f"的计费基数含有{words}，不同于"
            yield _hit(case, fee.name, fee.amount.value, relation, "", figure, [fee])
            return


def _hit(
    case: Case, name: str, amount: Decimal, relation: str, formula: str, figure: Figure, fees: list[Fee]
) -> Hit:
    values = {
        "fee": "".join(name.split()),
        "amount": wan(amount),
        "relation": relation,
        "formula": formula or "规定的计费基数",
        "source": source(case, figure),
    }
    anchors = tuple(a for f in fees[:2] for a in f.anchors)
    weaker = Severity.NOTE if relation == "低于" else severity(figure)
    return Hit(name, values, anchors, severity=weaker)
