"""Require that a budget table states its money unit, and that it is the prescribed one."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import head, inapplicable, table_name, tables_of
from proposal_check.checks.case import Case
from proposal_check.model.budget import TableKind
from proposal_check.model.finding import Hit

VALUES = frozenset({"table", "fault"})


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: list[TableKind]
    unit: str


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per table without a printed unit, or with another one."""
    tables = tables_of(case, params.kinds)
    if not tables:
        yield inapplicable("金额单位", "没有概算明细汇总表")
    for table in tables:
        if table.unit is None or table.unit_origin in {"arithmetic", "none"}:
            fault = "未注明金额单位"
        elif table.unit != params.unit:
            fault = f"的金额单位为“{table.unit}”"
        else:
            continue
        yield Hit("金额单位", {"table": table_name(case, table.block), "fault": fault}, (head(table),))
