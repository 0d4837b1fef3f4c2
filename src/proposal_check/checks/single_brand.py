"""Point at priced products whose row names one brand and leaves no room for others.

A pack whose regulation asks for a reference brand does not use this check; 或同等, 参考 and 推荐 leave room.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, items, table_name
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetRow, BudgetTable, TableKind
from proposal_check.model.finding import Hit

VALUES = frozenset({"table", "count", "rows"})

_BRANDS = re.compile(r"[、/，,；;\s]+|或")
_OPEN = re.compile(r"同等|同档|相当|不低于|参考|推荐|不限|国产|自主|定制|待定|主流|知名|品牌")
_BLANK = frozenset({"", "/", "-", "—", "——", "无", "\\"})
_SHOWN = 5


class Params(BaseModel):
    """`kinds` are the tables looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: list[TableKind]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per table; inapplicable when no table has a column of brands."""
    tables = [t for t in case.budget.tables if t.kind in params.kinds and "brand" in t.columns]
    if not tables:
        yield inapplicable("品牌", "概算表没有品牌栏")
    for table in tables:
        rows = list(_single(table))
        if rows:
            names = [f"“{''.join(r.name.split())}”（{_brand(r)}）" for r in rows[:_SHOWN]]
            values = {
                "table": table_name(case, table.block),
                "count": str(len(rows)),
                "rows": "、".join(names) + ("等" if len(rows) > _SHOWN else ""),
            }
            yield Hit(f"{values['table']}品牌", values, tuple(r.anchor for r in rows[:20]))


def _single(table: BudgetTable) -> Iterator[BudgetRow]:
    if _OPEN.search(table.headers[table.columns["brand"] - 1].replace("品牌", "")):
        return
    for row in items(table):
        brand = _brand(row)
        if brand not in _BLANK and not _OPEN.search(brand) and len(_BRANDS.split(brand)) == 1:
            yield row


def _brand(row: BudgetRow) -> str:
    return "".join(row.texts.get("brand", "").split())
