"""Find what the regulation does not let a project pay for or build: in priced budget rows, in plans to build.

Remarks, the present state, citations, negation (不新建), use (依托、租用政务云), other people's plans and
software about such a thing (打印机适配模块, 车辆管理系统) never count. Where a sentence gives a reason for an
exception, and where the wording leaves room, a person must look. Renting counts as use unless the rule says
that renting is forbidden too.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict, Field

from proposal_check.checks.budget_view import items, name_of
from proposal_check.checks.case import Case
from proposal_check.checks.sentences import sentences, uncited
from proposal_check.model.budget import BudgetRow, BudgetTable, TableKind
from proposal_check.model.document import Anchor, Paragraph, Table
from proposal_check.model.finding import Hit, Outcome
from proposal_check.overlap.context import contexts
from proposal_check.overlap.stance import stance
from proposal_check.overlap.tables import listing

VALUES = frozenset({"item", "named"})
_REASON = re.compile(
    r"经[^，。；]{2,30}(?:批准|同意|批复|审批|论证)|确需|特殊(?:原因|要求|情况)|例外|因[^，。；]{2,30}要求"
)
# A row that says that the thing is had elsewhere asks for none.
_HAD = re.compile("政务云|云平台|利旧|已有|原有|统一提供|统筹提供")
_RENTED = re.compile("租用|租赁")
# A plan to rent: of this project, neither refused nor in force already.
_TO_RENT = re.compile("(?:本项目|拟|计划|需|将|新增|自行)[^，。；]{0,12}(?:租用|租赁|开通)[^，。；]{0,16}$")
_NOT_TO_RENT = re.compile("(?:不|无需|无须|避免|目前|现有|现已|已|原)[^，。；]{0,8}(?:租用|租赁|开通)")
_SHOWN = 8
# What follows the thing's name makes another thing of it: a piece of software.
_MADE = (
    r"[^，。；、（(用供给以等\d]{0,10}(?:模块|功能|子系统|小程序|软件|接口|APP|适配|驱动|工具|组件|素材|台账)"
)
_ABOUT = (
    r"[^，。；、（(用供给以等\d]{0,8}(?:管理(?!费|人员)|监管|监测|监控|审批|备案|巡检|登记|查询|统计|展示)"
    r"|(?:系统|平台)(?:开发|建设|升级|改造|运维|维护|续费)"
)
_SOFTWARE, _PERHAPS_SOFTWARE = re.compile(f"{_MADE}|{_ABOUT}"), re.compile(_MADE)
# Where work is priced, things are made, not bought.
_WORK: frozenset[TableKind] = frozenset({"effort", "function_points", "staffing"})


class Item(BaseModel):
    """`words` is a regular expression for what is forbidden, `unless` for names that look like it.

    `doubt` makes every hit a question to a person: the thing alone does not show what it is for. `rented`
    says that renting it is forbidden too.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    doubt: bool = False
    rented: bool = False

    def found(self, text: str) -> list[re.Match[str]]:
        """Where a text names the thing itself; one that only a person can tell is looked at more widely."""
        if self.unless and self.unless.search(text):
            return []
        software = _PERHAPS_SOFTWARE if self.doubt else _SOFTWARE
        return [m for m in self.words.finditer(text) if not software.match(text, m.end())]

    def is_had(self, row: str) -> bool:
        """Whether a row of a list says that the thing is had elsewhere."""
        return bool(_HAD.search(row) or (not self.rented and _RENTED.search(row)))


class Params(BaseModel):
    """`kinds` are the budget tables looked at, all when empty.

    With `text` plans to build in the text count too.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    items: dict[str, Item] = Field(min_length=1)
    kinds: tuple[TableKind, ...] = ()
    text: bool = True


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per forbidden thing, with all its places."""
    for name, item in params.items.items():
        rows = list(_rows(case, item, params))
        sure, unsure = _plans(case, item) if params.text else ([], [])
        if rows or sure or unsure:
            yield _hit(case, name, item, ([a for a, _ in rows], sure, unsure))


def _rows(case: Case, item: Item, params: Params) -> Iterator[tuple[Anchor, BudgetTable]]:
    for table in case.budget.tables:
        if table.kind in _WORK or (params.kinds and table.kind not in params.kinds):
            continue
        for row in items(table):
            name = "".join(row.name.split())
            if _costs(row) and item.found(name) and not item.is_had(" ".join(row.texts.values())):
                yield row.anchor, table


def _costs(row: BudgetRow) -> bool:
    """Whether the row asks for money for a thing; a row with neither amount nor price is a note."""
    amount = row.amount or row.price
    return amount is not None and amount.value > 0 and row.amount_state != "free" and not row.effort


def _plans(case: Case, item: Item) -> tuple[list[Anchor], list[Anchor]]:
    """Find the sentences that plan to build or buy it, surely and perhaps, and the rows of lists of plans."""
    told, read = contexts(case.document), {t.block for t in case.budget.tables}
    sure: list[Anchor] = []
    unsure: list[Anchor] = []
    for index, block in enumerate(case.document.blocks):
        if told(index) != "plan" or index in read:
            continue
        if isinstance(block, Table):
            unsure += _listed(block, index, item)
        elif isinstance(block, Paragraph) and block.kind == "body" and not block.hidden:
            for anchor in sentences(case, [index]):
                verdict = _said(anchor.quote, item)
                if verdict is not None:
                    (sure if verdict else unsure).append(anchor)
    return sure, unsure


def _listed(table: Table, index: int, item: Item) -> Iterator[Anchor]:
    read = listing(table)
    for entry in read.items if read else ():
        cell = entry.cell
        if item.found("".join(cell.text.split())) and not item.is_had(entry.detail):
            yield Anchor(index, 0, len(cell.text), cell.text, (cell.row, cell.col))


def _said(text: str, item: Item) -> bool | None:
    """Say whether a sentence plans to build it: True surely, False perhaps, None not."""
    plain = uncited(text)
    found = item.found(plain)
    readings = [stance(plain, m.start(), m.end()) for m in found]
    built = [reading for reading in readings if reading.stance == "build"]
    if built:
        return any(reading.sure for reading in built)
    return False if found and item.rented and _is_to_rent(plain, item) else None


def _is_to_rent(text: str, item: Item) -> bool:
    leads = (text[: m.start()] for m in item.words.finditer(text))
    return any(_TO_RENT.search(lead) for lead in leads) and not _NOT_TO_RENT.search(text)


def _hit(case: Case, name: str, item: Item, found: tuple[list[Anchor], list[Anchor], list[Anchor]]) -> Hit:
    rows, sure, unsure = found
    anchors = tuple(dict.fromkeys((*rows, *sure, *unsure)))[:_SHOWN]
    values = {"item": name, "named": _named(case, rows, (*sure, *unsure))}
    excuse = next(_excuses(case, item), None)
    if excuse is not None:
        reason = f"{values['named']}涉及{name}，正文写有“{excuse.quote.strip()}”，请核对能否作为例外"
        return Hit(name, values, (*anchors, excuse), Outcome.NEEDS_REVIEW, reason)
    if item.doubt or not (rows or sure):
        reason = f"{values['named']}涉及{name}，请核对"
        return Hit(name, values, anchors, Outcome.NEEDS_REVIEW, reason)
    return Hit(name, values, anchors)


def _named(case: Case, rows: list[Anchor], texts: tuple[Anchor, ...]) -> str:
    listed = {row.anchor: (table, row) for table in case.budget.tables for row in table.rows}
    found = [listed[anchor] for anchor in rows]
    names = [f"{name_of(case, table)}“{''.join(row.name.split())}”" for table, row in found]
    names += [f"“{' '.join(a.quote.split())[:50]}”" for a in texts]
    return "、".join(dict.fromkeys(names[:_SHOWN])) + ("等" if len(names) > _SHOWN else "")


def _excuses(case: Case, item: Item) -> Iterator[Anchor]:
    for anchor in sentences(case):
        text = uncited(anchor.quote)
        if item.words.search(text) and _REASON.search(text):
            yield anchor
