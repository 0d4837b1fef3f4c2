"""Note the items of a category that the prescribed table does not name."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, items, name_of, tables_of
from proposal_check.checks.case import Case
from proposal_check.model.budget import TableKind
from proposal_check.model.finding import Hit

VALUES = frozenset({"table", "items", "category"})


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: list[TableKind]
    label: str
    category: str
    words: list[str]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per table that lists the items outside the named ones."""
    found = False
    for table in tables_of(case, params.kinds):
        rows = [r for r in items(table, [params.category]) if r.name != r.category]
        found = found or bool(rows)
        others = [r for r in rows if not any(w in "".join(r.name.split()) for w in params.words)]
        if others:
            names = "、".join(f"“{''.join(r.name.split())}”" for r in others)
            values = {"table": name_of(case, table), "items": names, "category": params.label}
            yield Hit(f"{params.label}{names}", values, tuple(r.anchor for r in others))
    if not found:
        yield inapplicable(params.label, f"概算明细汇总表没有列“{params.label}”")
