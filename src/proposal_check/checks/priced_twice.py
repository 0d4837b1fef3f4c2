"""Ask about functions that the budget prices twice under the same or a like name, in one table or in two.

Names alone cannot prove it: every hit asks a person, with both places and what each costs. Left out are
general names (统计分析), steps of the work (需求调研), a part and its whole, one function for several ends,
a table that restates another, and rows alike in every cell, which are duplicate lines.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, items, name_of, yuan
from proposal_check.checks.case import Case
from proposal_check.model.budget import Amount, BudgetRow, BudgetTable
from proposal_check.model.document import Table
from proposal_check.model.finding import Hit, Outcome
from proposal_check.overlap.candidates import Candidates
from proposal_check.overlap.likeness import likeness
from proposal_check.overlap.tables import listing
from proposal_check.overlap.words import core, cut, is_generic

VALUES = frozenset({"first", "first_table", "first_cost", "second", "second_table", "second_cost"})
# One function for several ends or stages is built several times.
_ENDS = (
    "端",
    "APP",
    "小程序",
    "公众号",
    "H5",
    "大屏",
    "PC",
    "移动",
    "期",
    "升级",
    "改造",
    "扩容",
    "接口",
    "对接",
)
# Steps of the work recur under every subsystem.
_STEP = re.compile("需求|设计|编码|开发|测试|部署|培训|调研|实施|验收|安装|调试|集成|试运行|文档")
# A device or a service bought for a function is not the function.
_BOUGHT = re.compile("硬件|设备(?!管理)|安全服务|运维服务")
_NEAREST = 8


class Params(BaseModel):
    """`sure` is the likeness from which two names may be one function; `most` pairs are listed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sure: float = 0.9
    most: int = 10


@dataclass(frozen=True, slots=True)
class _Priced:
    """A row that prices a function, and its table's rank among the tables."""

    table: int
    source: BudgetTable
    row: BudgetRow
    core: str


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per pair of functions that may be one, the first `most` in order of the tables."""
    tables = [table for table in case.budget.tables if _lists_functions(case, table)]
    if not tables:
        yield inapplicable("重复计价", "没有按功能模块列出费用的概算表")
    priced = [found for rank, table in enumerate(tables) for found in _priced(rank, table)]
    restated = _restated(tables, priced)
    pairs = (p for p in _pairs(priced, params.sure) if (p[0].table, p[1].table) not in restated)
    for _, (one, other) in zip(range(params.most), pairs, strict=False):
        yield _hit(case, one, other)


def _lists_functions(case: Case, table: BudgetTable) -> bool:
    block = case.document.blocks[table.block]
    read = listing(block) if isinstance(block, Table) else None
    return read is not None and read.software


def _priced(rank: int, table: BudgetTable) -> Iterator[_Priced]:
    for row in items(table):
        name = core(row.name)
        words = [word for word in cut(name) if not is_generic(word)]
        if _BOUGHT.search(row.category) or _STEP.search(row.name):
            continue
        if _price(row) and len(words) > 1 and len("".join(words)) > 3:
            yield _Priced(rank, table, row, name)


def _restated(tables: Sequence[BudgetTable], priced: Sequence[_Priced]) -> set[tuple[int, int]]:
    """Find pairs of tables of which one gives the other again: in other columns, or in more than half."""
    names: list[set[str]] = [set() for _ in tables]
    for one in priced:
        names[one.table].add(one.core)
    return {
        (i, j)
        for i, first in enumerate(tables)
        for j, second in enumerate(tables)
        if i < j
        and (first.kind != second.kind or 2 * len(names[i] & names[j]) > min(len(names[i]), len(names[j])))
    }


def _pairs(priced: Sequence[_Priced], sure: float) -> Iterator[tuple[_Priced, _Priced]]:
    """Yield the pairs in the order of the document; only the nearest names of each are compared."""
    cores = list(dict.fromkeys(one.core for one in priced))
    nearest, bearers = Candidates(cores), defaultdict[str, list[_Priced]](list)
    rows = {name: row for row, name in enumerate(cores)}
    for one in priced:
        bearers[one.core].append(one)
    for one in priced:
        near = (cores[row] for row in nearest.beside(rows[one.core], _NEAREST))
        others = sorted((p for name in near for p in bearers[name]), key=lambda p: (p.table, p.row.row))
        for other in others:
            later = (other.table, other.row.row) > (one.table, one.row.row)
            if later and _may_be_one(one, other) and likeness(one.row.name, other.row.name) >= sure:
                yield one, other


def _may_be_one(one: _Priced, other: _Priced) -> bool:
    first, second = one.row, other.row
    if any((end in first.name) != (end in second.name) for end in _ENDS):
        return False
    if one.table != other.table:
        return _cost(first) != _cost(second)
    if first.level != second.level or one.core in core(second.category) or other.core in core(first.category):
        return False
    return first.name != second.name or first.category != second.category


def _hit(case: Case, one: _Priced, other: _Priced) -> Hit:
    values = {
        "first": "".join(one.row.name.split()),
        "first_table": _place(case, one),
        "first_cost": _cost(one.row),
        "second": "".join(other.row.name.split()),
        "second_table": _place(case, other, same=one.source.block == other.source.block),
        "second_cost": _cost(other.row),
    }
    said = (
        "{first_table}的“{first}”（{first_cost}）与{second_table}的“{second}”（{second_cost}）名称相同或相近，"
        "请核实是否为同一功能重复计价"
    )
    reason = said.format_map(values)
    anchors = (one.row.anchor, other.row.anchor)
    return Hit(f"{values['first']}与{values['second']}", values, anchors, Outcome.NEEDS_REVIEW, reason)


def _place(case: Case, one: _Priced, *, same: bool = False) -> str:
    part = f"“{one.row.category}”部分" if one.row.category else ""
    return f"{'同表' if same else name_of(case, one.source)}{part}"


def _price(row: BudgetRow) -> Amount | None:
    """Give what a function costs: its amount, else the effort it is priced by."""
    return next((found for found in (row.amount, row.effort) if found and found.value), None)


def _cost(row: BudgetRow) -> str:
    price = _price(row)
    if price is None:
        return ""
    return yuan(price.value) if price.unit == "元" else f"{price.printed}{price.unit or ''}"
