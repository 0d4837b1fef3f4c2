"""Require tables of a kind, with named columns, over all tables and table parts that treat the matter.

Attached budgets count. A sum of a summary lists nothing. A document that shows no such table fails only where
its budget rows, or headings where there is no budget, show that the matter is part of the project and nothing
was left unread; else a person is asked. What is rented or kept up is not bought.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import (
    file_of,
    head,
    in_category,
    inapplicable,
    items,
    name_of,
    review,
    unreadable,
    with_attached,
)
from proposal_check.checks.case import Case
from proposal_check.checks.matters import budgeted, is_priced, planned
from proposal_check.checks.outline_items import ItemId
from proposal_check.model.budget import BudgetRow, BudgetTable, TableKind
from proposal_check.model.document import Block, Paragraph
from proposal_check.model.finding import Hit

VALUES = frozenset({"missing", "table"})

_YEARS = r"[一二两三五\d]\s*(?:年|个月)"
_CONTENT = {
    "warranty": re.compile(
        rf"(?:质保|保修|维保|免费(?:服务|维护|维保|升级))\D{{0,4}}{_YEARS}|{_YEARS}(?:原厂|免费|整机)*(?:质保|保修|维保|服务|维护)"
    ),
    "users": re.compile(r"\d\s*(?:个)?(?:用户|授权|并发|终端许可|点授权)"),
    "effort": re.compile(r"\d\s*(?:个)?人[日天月]"),
    "response": re.compile(r"小时内?响应|响应时间|7\s*[×xX*]\s*24"),
}
_MADE = re.compile("开发|研发|定制")
_PARTS_MADE = re.compile("模块|子系统|开发内容")
_GOT = re.compile("成品|购置|采购|产品|系统软件|工具软件")
_LINES_BELOW = 3
_LUMPS = frozenset({"", "项", "批", "宗", "式"})


class Params(BaseModel):
    """`columns`: what must be there → roles that satisfy it, any one; `total` is a sum row.

    `kinds` are whole tables, `categories` the rows of mixed tables that treat the matter. `said`: words that
    state a column's content in the list's cells, in the lines right below it, or in the `said_in` items of
    the outline. `rows`, `headings`: words in budget rows and headings that
    show the matter concerns the project; `fact`: the project fact that says so;
    `required` is False where another rule asks for the table itself.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: str
    columns: dict[str, list[str]]
    kinds: list[TableKind]
    categories: list[str] = []
    said: dict[str, list[str]] = {}
    said_in: list[ItemId] = []
    rows: list[str] = []
    headings: list[str] = []
    fact: str = ""
    required: bool = True


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit that lists what is missing."""
    tables = list(_tables(case, params))
    mixed = None if tables else _mixed_list(case, params)
    if not tables:
        yield from [mixed] if mixed else _absent(case, params)
        return
    present = {role for table in tables for role in (*_roles(table), *_in_cells(table, params))}
    texts = [case.document.blocks[i] for i in sorted(_places(case, tables, params))]
    missing = [
        label
        for label, roles in params.columns.items()
        if not present & set(roles) and not _said(texts, params.said.get(label, []))
    ]
    if missing:
        names = "、".join(dict.fromkeys(name_of(case, t) for t in tables))
        values = {"missing": "、".join(f"“{m}”" for m in missing), "table": f"（{names}）"}
        yield Hit(params.subject, values, tuple(head(t) for t in tables))


def _tables(case: Case, params: Params) -> Iterator[BudgetTable]:
    for table in with_attached(case):
        whole = _kind(table) in params.kinds and any(True for _ in items(table))
        if whole or (params.categories and any(_treats(table, params))):
            yield table


def _kind(table: BudgetTable) -> TableKind:
    """Modules priced by the piece are developed, not bought as software."""
    made = _MADE.search(table.caption) or any(map(_PARTS_MADE.search, table.headers))
    return "effort" if table.kind == "software" and made and not _GOT.search(table.caption) else table.kind


def _treats(table: BudgetTable, params: Params) -> Iterator[bool]:
    for row in items(table, params.categories):
        if row.amount or row.price or row.quantity:
            yield table.kind != "summary" or _is_listed(row)


def _is_listed(row: BudgetRow) -> bool:
    """Whether a row of a summary names pieces: a sum in money, or one lump, lists nothing."""
    unit = "".join(row.texts.get("unit", "").split())
    return bool(row.effort or ((row.price or row.quantity) and unit not in _LUMPS))


def _roles(table: BudgetTable) -> Iterator[str]:
    """Yield the roles of a table; an effort in the quantity column is one, a sum row is `total`."""
    yield from table.columns
    if "group_effort" in table.columns or any(row.effort for row in table.rows):
        yield "effort"
    if any(row.price for row in table.rows):
        yield "price"
    if any(row.kind in {"subtotal", "total"} for row in table.rows):
        yield "total"
    if table.kind == "function_points" and any("功能点名称" in text for text in table.headers):
        yield "function"


def _in_cells(table: BudgetTable, params: Params) -> Iterator[str]:
    """Yield what the cells of the rows say without a column of its own: 质保3年, 500用户, 35人月."""
    whole = _kind(table) in params.kinds
    texts = [" ".join(row.texts.values()) for row in items(table, () if whole else params.categories)]
    for role, pattern in _CONTENT.items():
        if any(pattern.search(text) for text in texts):
            yield role


def _places(case: Case, tables: list[BudgetTable], params: Params) -> set[int]:
    """The blocks of the lists, the lines right below each, and the outline items that hold such lists."""
    places: set[int] = set()
    for table in (t for t in tables if not file_of(t)):
        own = {table.block, *(row.anchor.block for row in table.rows)}
        places |= own | set(_lines_below(case, max(own)))
    for item in params.said_in:
        places |= {i for start, end in case.outline[item].blocks for i in range(start, end)}
    return places


def _lines_below(case: Case, block: int) -> Iterator[int]:
    for index in range(block + 1, min(block + 1 + _LINES_BELOW, len(case.document.blocks))):
        below = case.document.blocks[index]
        if not isinstance(below, Paragraph) or below.kind != "body":
            return
        yield index


def _said(texts: list[Block], words: list[str]) -> bool:
    return any(
        word in block.text
        for block in texts
        for word in words
        if not (isinstance(block, Paragraph) and block.kind in {"heading", "contents"})
    )


def _absent(case: Case, params: Params) -> Iterator[Hit]:
    """Fail only when the matter is surely part of the project and surely has no table."""
    fact = case.facts.get(params.fact) if params.fact else None
    reason = unreadable(case)
    budget = any(map(is_priced, with_attached(case)))
    heading = planned(case, params.headings)
    if not params.required or (fact and fact.value is False) or _listed_as_none(case, params):
        yield inapplicable(params.subject, f"方案没有列{params.subject}")
    elif reason:
        yield review(params.subject, reason)
    elif (
        budgeted(case, params.rows, {"hardware"} - {*params.kinds})
        or (heading and not budget)
        or (fact and fact.value is True and fact.origin == "declared")
    ):
        missing = "、".join(f"“{label}”" for label in params.columns)
        yield Hit(params.subject, {"missing": missing, "table": ""})
    elif heading:
        yield review(params.subject, f"方案有“{heading}”一节，概算表没有列{params.subject}，请核对是否涉及")
    elif budget:
        yield inapplicable(params.subject, f"概算表没有列{params.subject}")
    else:
        yield review(params.subject, f"未见{params.subject}的表格，也不能确定项目是否涉及，请核对")


def _mixed_list(case: Case, params: Params) -> Hit | None:
    """A list of mixed products may be the table that is asked for; a person tells."""
    found = [
        t for t in case.budget.tables
        if t.kind == "product" and params.required and any(w in r.name for r in items(t) for w in params.rows)
    ]  # fmt: skip
    if not found:
        return None
    names = "、".join(dict.fromkeys(name_of(case, t) for t in found))
    return review(params.subject, f"{names}混列多类内容，请核对其中{params.subject}的各列是否齐全")


def _listed_as_none(case: Case, params: Params) -> bool:
    """The category is in the table and holds nothing but 无 or blanks."""
    rows = [r for t in case.budget.tables for r in t.rows if in_category(r, params.categories)]
    return bool(rows) and not any(r.kind == "item" for r in rows)
