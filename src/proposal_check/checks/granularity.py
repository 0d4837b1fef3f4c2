"""Ask for detail where one row holds too much: a lump sum of one 项, or a module of too many person-months.

Effort in days counts only when the document itself states how many make a month.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import costed, inapplicable, items, table_name
from proposal_check.checks.case import Case
from proposal_check.checks.norm_source import bounds, severity, wan
from proposal_check.model.budget import BudgetRow, BudgetTable, TableKind
from proposal_check.model.finding import Hit

VALUES = frozenset({"table", "row", "amount", "limit"})

_LUMP_UNITS = frozenset({"", "项", "套", "批", "宗", "式"})


class Params(BaseModel):
    """`lump_yuan`: the amount a row of one 项 may not exceed; `effort_figure`: person-months of one module.

    `buying`: words of rows that a lump sum is usual for, such as equipment bought as a set.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: list[TableKind]
    lump_yuan: Decimal | None = None
    effort_figure: str = ""
    buying: list[str] = []


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per row; inapplicable when no table of the kinds states amounts or effort."""
    tables = [t for t in case.budget.tables if t.kind in params.kinds]
    if not tables:
        yield inapplicable("明细颗粒度", "没有所查的概算表")
    detailed = {"".join(r.category.split()) for t in costed(case) for r in items(t)}
    for table in tables:
        yield from _lumps(case, table, params, detailed)
        if params.effort_figure:
            yield from _modules(case, table, params)


def _lumps(case: Case, table: BudgetTable, params: Params, detailed: set[str]) -> Iterator[Hit]:
    """A row of quantity one that no other row details."""
    for row in items(table):
        name = "".join(row.name.split())
        one = row.quantity is None or row.quantity.value == 1
        lump = "".join(row.texts.get("unit", "").split()) in _LUMP_UNITS and row.effort is None
        if params.lump_yuan is None or not (one and lump and row.amount and row.amount.unit == "元"):
            continue
        if row.amount.low > params.lump_yuan and name not in detailed and not _is_bought(row, params):
            yield _hit(case, table, row, wan(row.amount.value), wan(params.lump_yuan))


def _is_bought(row: BudgetRow, params: Params) -> bool:
    return any(word in row.category + row.name for word in params.buying)


def _modules(case: Case, table: BudgetTable, params: Params) -> Iterator[Hit]:
    figure = case.pack.norms.figures[params.effort_figure]
    days = case.budget.conversion.days_per_month
    for row in items(table):
        if row.effort is None or figure.high is None:
            continue
        months = row.effort.low
        if row.effort.unit == "人日" and days:
            months = row.effort.low / days.value
        elif row.effort.unit != "人月":
            continue
        if months > figure.high:
            hit = _hit(case, table, row, f"{row.effort.printed}（{row.effort.unit}）", bounds(figure))
            yield replace(hit, severity=severity(figure))


def _hit(case: Case, table: BudgetTable, row: BudgetRow, amount: str, limit: str) -> Hit:
    name = "".join(row.name.split())
    values = {"table": table_name(case, table.block), "row": name, "amount": amount, "limit": limit}
    return Hit(f"{values['table']}{name}", values, (row.anchor,))
