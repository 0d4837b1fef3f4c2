"""Ask about costs that may be counted twice: side by side, inside one another, or in two tables.

Words and equal figures alone cannot prove it. Costs of one table that are usually part of one another are
advice; whatever rests on two tables or on a remark asks a person.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import costed, inapplicable, items, name_of, yuan
from proposal_check.checks.case import Case
from proposal_check.checks.listed_twice import same_goods, same_sums
from proposal_check.model.budget import BudgetRow, BudgetTable
from proposal_check.model.finding import Hit, Outcome

VALUES = frozenset({"first", "second"})

_EXPLAINED = ("不含", "不包括", "不重复", "另行", "扣除", "合并")
# Who pays, what is paid later, and what work goes into it are other views of the same costs.
_VIEWS = frozenset({"funding", "operation", "staffing", "function_points"})


class Params(BaseModel):
    """`pairs`: words of one cost and words of the other, of which a project counts one only.

    `included`: words of a cost, and of what it may say it includes that is also a cost of its own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    pairs: list[tuple[list[str], list[str]]]
    included: list[tuple[list[str], list[str]]] = []


@dataclass(frozen=True, slots=True)
class _Cost:
    """A row that states an amount, and its table."""

    table: BudgetTable
    row: BudgetRow

    @property
    def name(self) -> str:
        return "".join(self.row.name.split())


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per pair of costs that no note tells apart."""
    tables = costed(case)
    if not tables:
        yield inapplicable("重复计列", "没有可读取的概算表")
    costs = [_Cost(t, r) for t in tables for r in items(t) if r.amount and r.amount.value]
    seen: set[tuple[str, str]] = set()
    for first, second, why in _pairs(costs, params):
        key = (first.name, second.name)
        if key not in seen and key[::-1] not in seen:
            seen.add(key)
            yield _asked(case, first, second, why) if why else _hit(first, second)
    for one, other in (*same_goods(tables), *same_sums(tables)):
        yield _asked(case, _Cost(*one), _Cost(*other), "内容和金额相同")


def _pairs(costs: list[_Cost], params: Params) -> Iterator[tuple[_Cost, _Cost, str]]:
    """Name what stands in one table before what stands in two, which has a reason to ask."""
    for ones, others in params.pairs:
        left = [c for c in costs if _is(c, ones) and not _is_explained(c)]
        right = [c for c in costs if _is(c, others) and not _is(c, ones) and not _is_explained(c)]
        near = ((a, b, "") for a in left for b in right if a.table is b.table)
        far = ((a, b, "通常有重叠") for a in left for b in right if _are_apart(a, b, costs))
        yield from list(near)[:1] or list(far)[:1]
    for ones, others in params.included:
        parts = [c for c in costs if _is(c, others) and not _is_explained(c)]
        wholes = [c for c in costs if _is(c, ones) and not _is_explained(c)]
        both = [(a, b) for a in wholes for b in parts if a.row is not b.row and _includes(a, others)]
        yield from ((a, b, "前一项说明中已含后一项") for a, b in both[:1])


def _is(cost: _Cost, words: list[str]) -> bool:
    return any(word in cost.name for word in words)


def _includes(cost: _Cost, words: list[str]) -> bool:
    """Say whether a cost says beside its name that another is in it."""
    bare = [word.removesuffix("费") for word in words]
    said = ("".join(text.split()) for role, text in cost.row.texts.items() if role != "name")
    return any(mark in text and word in text for text in said for mark in ("含", "包括") for word in bare)


def _are_apart(one: _Cost, other: _Cost, costs: list[_Cost]) -> bool:
    """Stand in tables of different costs, not in two views of the same ones."""
    if one.table is other.table or {one.table.kind, other.table.kind} & _VIEWS:
        return False
    names = [{c.name for c in costs if c.table is t} for t in (one.table, other.table)]
    return not names[0] & names[1]


def _is_explained(cost: _Cost) -> bool:
    return any(word in text for text in cost.row.texts.values() for word in _EXPLAINED)


def _hit(first: _Cost, second: _Cost) -> Hit:
    values = {"first": first.name, "second": second.name}
    return Hit(f"{first.name}与{second.name}", values, (first.row.anchor, second.row.anchor))


def _asked(case: Case, first: _Cost, second: _Cost, why: str) -> Hit:
    places = (name_of(case, first.table), name_of(case, second.table))
    costs = [yuan(c.row.amount.value) if c.row.amount else "" for c in (first, second)]
    reason = (
        f"{places[0]}的“{first.name}”（{costs[0]}）与{'同表' if places[0] == places[1] else places[1]}的"
        f"“{second.name}”（{costs[1]}）{why}，请核实是否重复计列"
    )
    values = {"first": first.name, "second": second.name}
    anchors = (first.row.anchor, second.row.anchor)
    return Hit(f"{first.name}与{second.name}", values, anchors, Outcome.NEEDS_REVIEW, reason)
