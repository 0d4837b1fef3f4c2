"""Compare a fee with a percentage or a fee table of the norms, and its base with the costs that belong in it.

Advice: where the state no longer sets the price, or the source is not certain, it is never more than a note.
Of several tables the one counts that the fee's row names, else the highest as a limit. A base outside the
table, or costs that the budget does not tell apart, decide nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from proposal_check.budget.figures.fee_tables import fee_range
from proposal_check.checks.budget_view import COST_NAMES, inapplicable, review, unreadable
from proposal_check.checks.case import Case
from proposal_check.checks.fee_limits import Allowed
from proposal_check.checks.norm_source import severity, source, wan
from proposal_check.model.budget import CostClass, Fee
from proposal_check.model.finding import Hit, Outcome, Severity
from proposal_check.packs.schema import Figure

VALUES = frozenset({"fee", "amount", "relation", "formula", "source"})

_NAMED = 2


class Choice(BaseModel):
    """One of several tables, for fees whose row says `words`; `label` names it in the opinion."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: re.Pattern[str]
    label: str
    norm_figure: str


class Params(BaseModel):
    """`fee` is the class judged, `base` the classes it is a part of; an empty base is all other costs.

    `whole`: the base is the total with the fee in it. `without`: classes that all other costs leave out.
    `norm_figure`, or one of `choices` where the state had several tables; rows that say `but` are of another
    kind. `margin`: how many percent above and below the figure remain usual. `ceiling`: the figure is an
    upper limit, and less is in order.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fee: CostClass
    base: list[CostClass] = []
    whole: bool = False
    without: list[CostClass] = []
    norm_figure: str = ""
    choices: list[Choice] = []
    but: re.Pattern[str] | None = None
    margin: Decimal = Decimal(0)
    ceiling: bool = False


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per kind of fee that leaves its figure, or whose base is another than the figure's."""
    name = COST_NAMES[params.fee]
    groups = _groups(case, params)
    if not groups:
        reason = unreadable(case)
        yield review(name, reason) if reason else inapplicable(name, f"概算没有单列{name}")
        return
    judged = [list(_judged(case, params, group, alone=len(groups) == 1)) for group in groups]
    failed = [hit for hits in judged for hit in hits if hit.outcome is Outcome.FAIL]
    yield from failed
    if not failed and all(judged):
        yield judged[0][0]


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows of a fee that one table, or one of several, holds for; `amount` is None where they differ."""

    choices: tuple[Choice, ...]
    fees: list[Fee]
    amount: Decimal | None

    def name(self, fee: CostClass) -> str:
        names = list(dict.fromkeys("".join(f.name.split()) for f in self.fees))
        return "、".join(names) if 0 < len(names) <= _NAMED else COST_NAMES[fee]


def _groups(case: Case, params: Params) -> list[_Group]:
    rows = [f for f in case.budget.fees if f.kind == params.fee]
    parted: dict[tuple[Choice, ...], list[Fee]] = {}
    for fee in rows:
        if not (params.but and params.but.search(fee.name)):
            said = tuple(c for c in params.choices if c.words.search(fee.name))[:1]
            parted.setdefault(said or tuple(params.choices), []).append(fee)
    summed = case.budget.costs.get(params.fee)
    if not rows:
        return [_Group(tuple(params.choices), [], summed)] if summed else []
    whole = len(parted) == 1 and len(next(iter(parted.values()))) == len(rows)
    return [_Group(c, fees, (summed if whole else None) or _listed(fees)) for c, fees in parted.items()]


def _listed(fees: list[Fee]) -> Decimal | None:
    """Add up the fees of a table behind the main one; None where two tables tell two sums."""
    sums: dict[int, Decimal] = {}
    for fee in fees:
        sums[fee.table] = sums.get(fee.table, Decimal(0)) + fee.amount.value
    return next(iter(sums.values())) if len(set(sums.values())) == 1 else None


def _judged(case: Case, params: Params, group: _Group, *, alone: bool) -> Iterator[Hit]:
    """Hold a group against its table; the base of one of several groups is open, so it is only a limit."""
    name = COST_NAMES[params.fee]
    if group.amount is None:
        yield inapplicable(name, f"各表所列{name}不同，不能确定以哪个为准")
        return
    base, shown = _base(case, params, group.amount)
    allowed = sorted(_allowed(case, params, group, base), key=lambda a: a.fee.high)
    wrong = _other_base(case, params, group.fees)
    if wrong:
        formula = f"，按标准的计费基数应为{allowed[-1].formula}；{shown}" if allowed else ""
        yield _hit(case, params, group, wrong, formula, _figures(case, params, group)[0][1])
    elif not allowed:
        reason = "计费基数不在该标准的范围内" if base else "概算没有分列计费基数"
        yield inapplicable(name, reason)
    elif group.amount > allowed[-1].most:
        which = "" if len(allowed) == 1 else f"（未写明类别，取{len(allowed)}类中最高的）"
        yield _above(case, params, group, allowed[-1], base, f"{which}；{shown}")
    elif alone and not params.ceiling and group.amount < allowed[0].least:
        which = "" if len(allowed) == 1 else f"（未写明类别，取{len(allowed)}类中最低的）"
        yield _hit(case, params, group, "低于", f"{allowed[0].formula}{which}；{shown}", allowed[0].figure)


def _figures(case: Case, params: Params, group: _Group) -> list[tuple[str, Figure]]:
    figures = case.pack.norms.figures
    chosen = [(c.label, figures[c.norm_figure]) for c in group.choices]
    return chosen or [("", figures[params.norm_figure])]


def _allowed(case: Case, params: Params, group: _Group, base: Decimal | None) -> Iterator[Allowed]:
    for label, figure in _figures(case, params, group):
        fee = fee_range(figure, base) if base else None
        if fee:
            yield Allowed(label, figure, fee, params.margin)


def _base(case: Case, params: Params, amount: Decimal) -> tuple[Decimal | None, str]:
    """Give the base with its composition in words."""
    total = case.budget.total
    if params.base:
        found = [(kind, case.budget.costs[kind]) for kind in params.base if case.budget.costs.get(kind)]
        base = sum((cost for _, cost in found), Decimal(0))
        terms = " + ".join(f"{COST_NAMES[kind]}{wan(cost)}" for kind, cost in found)
        return base or None, f"计费基数：{terms}" + (f" = {wan(base)}" if len(found) > 1 else "")
    if total is None:
        return None, ""
    if params.whole:
        return total.value, f"计费基数：总投资{wan(total.value)}"
    off = {params.fee: amount} | {k: case.budget.costs[k] for k in params.without if case.budget.costs.get(k)}
    rest = total.value - sum(off.values(), Decimal(0))
    terms = " - ".join(f"{COST_NAMES[kind]}{wan(cost)}" for kind, cost in off.items())
    return rest, f"计费基数：总投资{wan(total.value)} - {terms} = {wan(rest)}"


def _above(
    case: Case, params: Params, group: _Group, allowed: Allowed, base: Decimal | None, words: str
) -> Hit:
    """A fee above its figure; costs of no known class may belong to its base, and are given it to be sure."""
    untold = _untold(case, base) if params.base and base else Decimal(0)
    wider = fee_range(allowed.figure, base + untold) if base and untold else None
    if wider is None:
        return _hit(case, params, group, "高于", allowed.formula + words, allowed.figure)
    if group.amount is not None and group.amount <= Allowed("", allowed.figure, wider, params.margin).most:
        return inapplicable(COST_NAMES[params.fee], f"有{wan(untold)}费用没有归类，可能属于计费基数")
    words += f"；另有{wan(untold)}费用没有归类，全部计入基数仍然高于"
    return _hit(case, params, group, "高于", allowed.formula + words, allowed.figure)


def _untold(case: Case, base: Decimal) -> Decimal:
    """Give the costs of no known class where they come to more than a tenth of a base, else 0."""
    total = case.budget.total.value if case.budget.total else Decimal(0)
    rest = total - sum(case.budget.costs.values(), Decimal(0))
    return rest if rest * 10 > base else Decimal(0)


def _other_base(case: Case, params: Params, fees: Sequence[Fee]) -> str:
    """Say what a row's own base holds that it should not, or leaves out of all other costs."""
    if params.whole:
        return ""
    for fee in fees:
        apart = {params.fee, *params.without}
        wanted = params.base or [k for k, cost in case.budget.costs.items() if cost and k not in apart]
        more = [kind for kind in fee.parts if kind not in wanted]
        less = [] if params.base or not fee.parts else [kind for kind in wanted if kind not in fee.parts]
        if more or less:
            words = "、".join(COST_NAMES[kind] for kind in more or less)
            return f"计费基数{'含有' if more else '不含'}{words}，与标准规定的计费基数不同"
    return ""


def _hit(case: Case, params: Params, group: _Group, relation: str, formula: str, figure: Figure) -> Hit:
    assert group.amount is not None
    values = {
        "fee": group.name(params.fee),
        "amount": wan(group.amount),
        "relation": relation,
        "formula": formula,
        "source": source(case, figure),
    }
    anchors = tuple(a for f in group.fees[:2] for a in f.anchors)
    weaker = Severity.NOTE if relation == "低于" else severity(figure)
    labels = "" if len(group.choices) != 1 else group.choices[0].label
    return Hit(f"{COST_NAMES[params.fee]}{labels and f'（{labels}）'}", values, anchors, severity=weaker)
