"""Point at priced products whose row names one brand and leaves no room for others.

A pack whose regulation asks for a reference brand does not use this check; 或同等, 参考 and 推荐 leave room,
a standard or a list of products is no brand, and what is owned already is not chosen any more.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, items, name_of
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetRow, BudgetTable, TableKind
from proposal_check.model.finding import Hit

VALUES = frozenset({"table", "count", "rows"})

_BRANDS = re.compile(r"[、/，,；;\s]+|或")
_ROOM = r"同等|同档|同级|相当|不低于|不少于|参考|推荐|不限|任选|利旧|已有|现有|原有|沿用|续保|续费"
_NOTED = re.compile(_ROOM)
_OPEN = re.compile(rf"{_ROOM}|国产|信创|自主|自研|定制|待定|主流|知名|品牌|目录|名录|符合|满足|GB|ISO")
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
                "table": name_of(case, table),
                "count": str(len(rows)),
                "rows": "、".join(names) + ("等" if len(rows) > _SHOWN else ""),
            }
            yield Hit(f"{values['table']}品牌", values, tuple(r.anchor for r in rows[:20]))


def _single(table: BudgetTable) -> Iterator[BudgetRow]:
    if _OPEN.search(table.headers[table.columns["brand"] - 1].replace("品牌", "")):
        return
    for row in items(table):
        brand = _brand(row)
        if _OPEN.search(brand) or _NOTED.search(row.texts.get("note", "")):
            continue
        if brand not in _BLANK and len(_BRANDS.split(brand)) == 1:
            yield row


def _brand(row: BudgetRow) -> str:
    return "".join(row.texts.get("brand", "").split())
