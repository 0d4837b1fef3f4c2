"""Follow the modules from the needs to the list of contents, to the design and to the software of the budget.

A module counts as found when its name, or the name without 模块, 子系统 and the like, occurs. A module with
a like-sounding counterpart leaves a doubt: needs review. A design chapter that is not there and a budget that
could not be read are not compared; without a table of modules the rule is inapplicable. What a table of needs
or of the budget names beyond the list and the design is advice, and only where most of that table's lines are
modules of the list: others are made of smaller things.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz, process

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import ItemId, blocks, items, stands, texts
from proposal_check.model.document import Anchor, Table
from proposal_check.model.finding import Hit, Outcome, Severity
from proposal_check.outline.tree import Requirement

VALUES = frozenset({"module", "missing", "statement"})

_SUFFIX = re.compile(r"(功能)?(模块|子系统|系统|平台|应用|功能|建设|开发|设计|升级|改造)$")
_SKIP = re.compile(r"^(合计|小计|总计|序号|其他|其它|/|—|-|无)?$|费$|服务器|交换机|数据库软件|操作系统")
_ALIKE = 60
_MODULES = ("effort", "function_points")
_DEVELOPED = re.compile("应用软件|应用系统|开发")
_SOFTWARE = ("software", "effort", "function_points", "summary", "detail")


class Params(BaseModel):
    """`listed` is the item with the table of modules, `designed` the chapter of the design.

    `needed` are the items on the needs.
    `columns` are words of the header over the modules, best first; where a column tells kinds apart only rows
    whose kind matches `kinds` count.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    listed: ItemId
    designed: ItemId
    needed: tuple[ItemId, ...] = ()
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
    known = [a.quote for a in listed] + (design or [])
    needs = [list(_column(*table, params)) for i in params.needed for table in _tables(case, required[i])]
    sources = [("需求分析", names) for names in needs] + [("投资概算", n) for n in _priced(case)]
    for where, names in sources if design is not None else ():
        yield from _beyond(where, names, listed, known)


def _tables(case: Case, requirement: Requirement) -> Iterator[tuple[Table, int]]:
    for index in blocks(requirement):
        block = case.document.blocks[index]
        if isinstance(block, Table):
            yield block, index


def _priced(case: Case) -> Iterator[list[Anchor]]:
    """Yield the named lines of each table that prices software."""
    for table in case.budget.tables:
        if table.kind in _SOFTWARE and not case.budget.unread:
            rows = [r for r in table.rows if r.kind == "item" and (r.amount or r.effort) and r.name.strip()]
            modules = [r for r in rows if table.kind in _MODULES or _DEVELOPED.search(r.category)]
            yield [replace(r.anchor, quote=r.name, start=0, end=len(r.name)) for r in modules]


def _beyond(where: str, names: list[Anchor], listed: list[Anchor], known: list[str]) -> Iterator[Hit]:
    """Find the lines of a table of modules that neither the list nor the design has."""
    modules = [a.quote for a in listed]
    strange = [a for a in names if not _found(a.quote, modules)]
    if not names or len(strange) * 2 >= len(names):
        return
    for anchor in strange:
        name, core = re.sub(r"\s", "", anchor.quote), _core(anchor.quote)
        if len(core) < 2 or _SKIP.search(name) or _found(name, known):
            continue
        alike = process.extractOne(core, modules, scorer=fuzz.partial_ratio)
        if not alike or alike[1] < _ALIKE:
            missing = "建设内容一览表、应用系统设计"
            statement = f"{where}中的“{name}”在{missing}中没有对应内容"
            values = {"module": name, "missing": missing, "statement": statement}
            yield Hit(f"{where}·{name}", values, (anchor,), severity=Severity.SHOULD)


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
    name, absent = re.sub(r"\s", "", anchor.quote), "、".join(missing or doubt)
    statement = f"建设内容一览表中的“{name}”在{absent}中没有对应内容"
    values = {"module": name, "missing": absent, "statement": statement}
    if missing:
        yield Hit(name, values, (anchor,))
    elif doubt:
        reason = f"“{name}”在{absent}中未见同名内容，请核对是否对应"
        yield Hit(name, values, (anchor,), Outcome.NEEDS_REVIEW, reason)


def _found(name: str, texts_: list[str]) -> bool:
    core = _core(name)
    return any(core in re.sub(r"\s", "", text) for text in texts_)


def _core(name: str) -> str:
    """The name without blanks, brackets and the words for a part of a system."""
    text = re.sub(r"\s|[（(].*?[）)]|^[\d.、]+", "", name)
    shorter = _SUFFIX.sub("", text)
    return shorter if len(shorter) > 1 else text
