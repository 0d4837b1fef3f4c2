"""Point at budget rows that occur twice in one table: the same name, the same words, the same amount."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import costed, inapplicable, items, name_of
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetRow, TableKind
from proposal_check.model.finding import Hit

VALUES = frozenset({"table", "row", "count", "amount"})

_IGNORED = frozenset({"number"})


class Params(BaseModel):
    """`kinds` of tables; none means all that state amounts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: list[TableKind] = []


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per group of rows alike in every cell but their number."""
    tables = [t for t in costed(case) if not params.kinds or t.kind in params.kinds]
    if not tables:
        yield inapplicable("重复的行", "没有可读取的概算表")
    for table in tables:
        groups: dict[tuple[str, ...], list[BudgetRow]] = {}
        for row in items(table):
            if row.amount and row.amount.value and row.name:
                groups.setdefault(_signature(row), []).append(row)
        for rows in groups.values():
            if len(rows) > 1:
                amount = rows[0].amount
                values = {
                    "table": name_of(case, table),
                    "row": "".join(rows[0].name.split()),
                    "count": str(len(rows)),
                    "amount": amount.printed if amount else "",
                }
                anchors = tuple(row.anchor for row in rows)
                yield Hit(f"{values['table']}{values['row']}", values, anchors)


def _signature(row: BudgetRow) -> tuple[str, ...]:
    cells = (text for role, text in sorted(row.texts.items()) if role not in _IGNORED)
    return (row.category, *("".join(text.split()) for text in cells))
