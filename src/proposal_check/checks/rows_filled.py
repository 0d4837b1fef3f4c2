"""Require that every item row of a table fills the named cells; one hit per table."""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, items, name_of, tables_of
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetRow, BudgetTable, TableKind
from proposal_check.model.finding import Hit

VALUES = frozenset({"table", "count", "rows"})
_BLANK = frozenset({"", "/", "-", "—", "——", "无", "略", "\\"})


class Params(BaseModel):
    """`texts`: roles whose text must not be blank → their name; `positive`: the name of a required effort."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: list[TableKind]
    texts: dict[Literal["function", "name", "spec", "purpose"], str] = {}
    positive: str = ""


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per table with rows left blank; a column the table lacks is not judged here."""
    tables = [t for t in tables_of(case, params.kinds) if any(True for _ in items(t))]
    if not tables:
        yield inapplicable("工作量表", "没有列明功能模块工作量的表格")
    for table in tables:
        faults = [(row, what) for row in items(table) if (what := "、".join(_blank(table, row, params)))]
        if faults:
            words = [f"第{row.row}行“{''.join(row.name.split())}”（{what}）" for row, what in faults]
            shown = "、".join(words[:5]) + ("等" if len(words) > 5 else "")
            values = {"table": name_of(case, table), "count": str(len(faults)), "rows": shown}
            anchors = tuple(row.anchor for row, _ in faults[:20])
            yield Hit(f"{name_of(case, table)}未填写", values, anchors)


def _blank(table: BudgetTable, row: BudgetRow, params: Params) -> Iterator[str]:
    for role, label in params.texts.items():
        if role in table.columns and "".join(row.texts.get(role, "").split()) in _BLANK:
            yield label
    column = params.positive and ("effort" in table.columns or "quantity" in table.columns)
    if column and (row.effort.value <= 0 if row.effort else not _merged(row)):
        yield params.positive


def _merged(row: BudgetRow) -> bool:
    """An effort merged with the row above shows its text in this row too."""
    text = row.texts.get("effort", "") or row.texts.get("quantity", "")
    return any(c.isdigit() for c in text)
