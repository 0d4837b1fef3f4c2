"""Compare the modules of the list of contents with the design chapter and with the software of the budget.

A module counts as found when its name, or the name without 模块, 子系统 and the like, occurs. A module with
a like-sounding counterpart leaves a doubt: needs review. A design chapter that is not there and a budget that
could not be read are not compared; without a table of modules the rule is inapplicable.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz, process

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import blocks, items, stands, texts
from proposal_check.model.document import Anchor, Table
from proposal_check.model.finding import Hit, Outcome

VALUES = frozenset({"module", "missing"})

_SUFFIX = re.compile(r"(功能)?(模块|子系统|系统|平台|应用|功能|建设|开发|设计|升级|改造)$")
_SKIP = re.compile(r"^(合计|小计|总计|序号|其他|其它|/|—|-|无)?$|费$|服务器|交换机|数据库软件|操作系统")
_ALIKE = 60
_SOFTWARE = ("software", "effort", "function_points", "summary", "detail")


class Params(BaseModel):
    """`listed` is the item with the table of modules, `designed` the chapter of the design.

    `columns` are words of the header over the modules, best first; where a column tells kinds apart only rows
    whose kind matches `kinds` count.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    listed: str
    designed: str
    columns: tuple[str, ...]
    kinds: str


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per listed module that the design or the budget lacks."""
    required = items(case)
    listed = list(_modules(case, params, blocks(required[params.listed])))
    if not listed:
        reason = "建设内容未以含模块名称的表列出，无从与设计、概算对应"
        yield Hit("建设内容", outcome=Outcome.INAPPLICABLE, reason=reason)
        return
    design = _design(case, params) if stands(required[params.designed]) else None
    budget = _budget(case)
    for anchor in listed:
        yield from _module(anchor, design, budget)


def _modules(case: Case, params: Params, indexes: list[int]) -> Iterator[Anchor]:
    """The names in the module column, one each, software only where the table tells kinds apart."""
    seen: set[str] = set()
    for index in indexes:
        block = case.document.blocks[index]
        if isinstance(block, Table):
            for anchor in _column(block, index, params):
                name = _core(anchor.quote)
                if name not in seen and len(name) > 1 and not _SKIP.search(anchor.quote.strip()):
                    seen.add(name)
                    yield anchor


def _column(table: Table, index: int, params: Params) -> Iterator[Anchor]:
    grid = table.grid()
    header = ["" if cell is None else re.sub(r"\s", "", cell.text) for cell in grid[0]] if grid else []
    column = next((header.index(h) for w in params.columns for h in header if w in h), None)
    kind = next((k for k, h in enumerate(header) if h in ("类别", "类型", "分类")), None)
    for row in grid[1:] if column is not None else []:
        cell, sort = row[column], row[kind] if kind is not None else None  # type: ignore[index]
        if cell is not None and (sort is None or re.search(params.kinds, sort.text)):
            yield Anchor(index, 0, len(cell.text), cell.text, (cell.row, cell.col))


def _design(case: Case, params: Params) -> list[str]:
    return [a.quote for a in texts(case, blocks(items(case)[params.designed]))]


def _budget(case: Case) -> list[str] | None:
    """The names of budget rows; None when no table of the budget could be read."""
    tables = [t for t in case.budget.tables if t.kind in _SOFTWARE]
    names = [f"{row.category} {row.name} {' '.join(row.texts.values())}" for t in tables for row in t.rows]
    return None if not names or case.budget.unread else names


def _module(anchor: Anchor, design: list[str] | None, budget: list[str] | None) -> Iterator[Hit]:
    missing: list[str] = []
    doubt: list[str] = []
    for where, names in (("应用系统设计", design), ("投资概算", budget)):
        if names is None or _found(anchor.quote, names):
            continue
        alike = process.extractOne(_core(anchor.quote), names, scorer=fuzz.partial_ratio)
        (doubt if alike and alike[1] >= _ALIKE else missing).append(where)
    name = re.sub(r"\s", "", anchor.quote)
    if missing:
        yield Hit(name, {"module": name, "missing": "、".join(missing)}, (anchor,))
    elif doubt:
        reason = f"“{name}”在{'、'.join(doubt)}中未见同名内容，请核对是否对应"
        yield Hit(
            name, {"module": name, "missing": "、".join(doubt)}, (anchor,), Outcome.NEEDS_REVIEW, reason
        )


def _found(name: str, texts_: list[str]) -> bool:
    core = _core(name)
    return any(core in re.sub(r"\s", "", text) for text in texts_)


def _core(name: str) -> str:
    """The name without blanks, brackets and the words for a part of a system."""
    text = re.sub(r"\s|[（(].*?[）)]|^[\d.、]+", "", name)
    shorter = _SUFFIX.sub("", text)
    return shorter if len(shorter) > 1 else text
