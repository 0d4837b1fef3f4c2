"""Require that a budget table lists every prescribed category, be it with 无."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import head, inapplicable, name_of, tables_of
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetTable, TableKind
from proposal_check.model.finding import Hit

VALUES = frozenset({"table", "category"})


class Params(BaseModel):
    """`categories`: the prescribed name → words one of which the printed category or group must contain."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: list[TableKind]
    categories: dict[str, list[str]]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per category that no table of the kinds lists."""
    tables = tables_of(case, params.kinds)
    if not tables:
        yield inapplicable("类别", "没有概算明细汇总表")
        return
    printed = {name for table in tables for name in _printed(table)}
    for category, words in params.categories.items():
        if not any(word in name for name in printed for word in words):
            values = {"table": name_of(case, tables[0]), "category": category}
            yield Hit(category, values, (head(tables[0]),))


def _printed(table: BudgetTable) -> set[str]:
    names = {row.category for row in table.rows}
    numbered = any(row.kind == "group" for row in table.rows)
    names |= {"".join(row.name.split()) for row in table.rows if row.kind in {"group", "subtotal"}}
    if not numbered:
        names |= {"".join(row.name.split()) for row in table.rows if row.kind == "item" and row.level == 1}
    return names
