"""Ask for detail where one row holds too much: a lump sum of one 项, or a module of too many person-months.

Effort in days counts only when the document itself states how many make a month.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, items, name_of, with_attached
from proposal_check.checks.case import Case
from proposal_check.checks.norm_source import bounds, severity, source, wan
from proposal_check.model.budget import BudgetRow, BudgetTable, TableKind
from proposal_check.model.finding import Hit

VALUES = frozenset({"table", "row", "amount", "limit", "source"})

_ELSEWHERE = re.compile(r"[见按]\s*(?:附)?[表件]|详见|明细见")
_LUMP_UNITS = frozenset({"", "项", "套", "批", "宗", "式"})
_PARTS = re.compile(r"[、，及和与]")
_TITLE = re.compile(
    r"^[表附录件\d\-—.．一二三四五六七八九十]+|(?:估算|概算|预算|测算|计算|明细|汇总|一览)*(?:表|清单)?$"
)
_LEAST_NAME = 4
_LISTED = re.compile(r"[、，,；;。\n]")
_LEAST_FUNCTION = 2
_SHOWN = 5
# Where the money comes from, or goes later, details no cost.
_LATER: frozenset[TableKind] = frozenset({"funding", "operation"})


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
    """Yield one hit per lump and one per table of large modules; inapplicable without such tables."""
    tables = [t for t in case.budget.tables if t.kind in params.kinds]
    if not tables:
        yield inapplicable("明细颗粒度", "没有所查的概算表")
    for table in tables:
        yield from _lumps(case, table, params)
        if params.effort_figure:
            yield from _modules(case, table, params)


def _lumps(case: Case, table: BudgetTable, params: Params) -> Iterator[Hit]:
    """A row of quantity one that no other row and no other table details."""
    others = [t for t in with_attached(case) if t.kind not in _LATER]
    detailed = {_flat(r.category) for t in others for r in items(t)}
    for row in items(table):
        one = row.quantity is None or row.quantity.value == 1
        lump = "".join(row.texts.get("unit", "").split()) in _LUMP_UNITS and row.effort is None
        if params.lump_yuan is None or not (one and lump and row.amount and row.amount.unit == "元"):
            continue
        if row.amount.low <= params.lump_yuan or _is_bought(row, params):
            continue
        told = _flat(row.name) in detailed or _ELSEWHERE.search("".join(row.texts.values()))
        if not told and not any(_details(t, row) for t in others if t is not table):
            yield _hit(case, table, row, wan(row.amount.value), wan(params.lump_yuan))


def _details(table: BudgetTable, line: BudgetRow) -> bool:
    """Say whether a table breaks a line down: it adds up to it, or its caption names it or its category.

    One that only repeats the line does not.
    """
    rows = [r for r in items(table) if r.amount and r.amount.unit == "元"]
    if len(rows) < 2 or any(_flat(r.name) == _flat(line.name) for r in rows):
        return False
    return _adds_up(table, rows, line) or _names(table.caption, line)


def _adds_up(table: BudgetTable, rows: Sequence[BudgetRow], line: BudgetRow) -> bool:
    assert line.amount is not None
    totals = [r.amount for r in table.rows if r.kind == "total" and r.amount and r.amount.unit == "元"]
    parts = all(r.amount.value < line.amount.value for r in rows if r.amount)
    return parts and any(t.low <= line.amount.high and line.amount.low <= t.high for t in totals)


def _names(caption: str, line: BudgetRow) -> bool:
    """应用系统开发费用估算表 names 应用系统开发费, 其他费用估算表 a line of 工程建设其他费用."""
    parts = [_TITLE.sub("", part) for part in _PARTS.split(_flat(caption))]
    lines = [_TITLE.sub("", _flat(text)) for text in (line.name, line.category)]
    pairs = ((short, long) for p in parts for n in lines for short, long in ((p, n), (n, p)))
    return any(len(short) >= _LEAST_NAME and short in long for short, long in pairs)


def _flat(text: str) -> str:
    return "".join(text.split())


def _is_bought(row: BudgetRow, params: Params) -> bool:
    return any(word in row.category + row.name for word in params.buying)


def _modules(case: Case, table: BudgetTable, params: Params) -> Iterator[Hit]:
    """Yield one hit: the figure is one function's, so a row's effort is shared by those it lists."""
    figure = case.pack.norms.figures[params.effort_figure]
    high = figure.high
    found = [(row, months) for row in items(table) if (months := _months(case, row)) is not None]
    large = [(row, f"{len(_functions(row))}") for row, m in found if high and m > high * len(_functions(row))]
    if not large:
        return
    shown = "、".join(f"“{_flat(r.name)}”{_effort(r)}（列有功能{n}项）" for r, n in large[:_SHOWN])
    values = {
        "table": name_of(case, table),
        "row": shown + (f"等{len(large)}项" if len(large) > _SHOWN else ""),
        "limit": bounds(figure),
        "source": source(case, figure),
    }
    anchors = tuple(row.anchor for row, _ in large[:20])
    yield Hit(f"{values['table']}单项工作量", values, anchors, severity=severity(figure))


def _months(case: Case, row: BudgetRow) -> Decimal | None:
    days = case.budget.conversion.days_per_month
    if row.effort and row.effort.unit == "人日" and days:
        return row.effort.low / days.value
    return row.effort.low if row.effort and row.effort.unit == "人月" else None


def _functions(row: BudgetRow) -> list[str]:
    """The functions that a row lists, at least itself."""
    texts = (row.texts.get(role, "") for role in ("function", "spec"))
    parts = [p for text in texts for p in _LISTED.split(text) if len(_flat(p)) >= _LEAST_FUNCTION]
    return parts or [row.name]


def _effort(row: BudgetRow) -> str:
    return f"{row.effort.value.normalize():f}{row.effort.unit}" if row.effort else ""


def _hit(case: Case, table: BudgetTable, row: BudgetRow, amount: str, limit: str) -> Hit:
    name = "".join(row.name.split())
    values = {"table": name_of(case, table), "row": name, "amount": amount, "limit": limit}
    return Hit(f"{values['table']}{name}", values, (row.anchor,))
