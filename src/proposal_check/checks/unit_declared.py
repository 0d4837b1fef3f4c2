"""Require that a budget table states its money unit, and look whether it is the prescribed one.

The unit may stand in the caption, a header, a cell, the running header or a line beside the table. Only a
table without any is an opinion of full weight; another unit than prescribed is advice, and a unit that stands
near but was not bound to the amounts is for a person.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import head, inapplicable, name_of, tables_of
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetTable, TableKind
from proposal_check.model.document import Anchor, Paragraph, Table
from proposal_check.model.finding import Hit, Outcome, Severity

VALUES = frozenset({"table", "fault"})
_SUBJECT = "金额单位"
_UNIT = re.compile(
    r"单位[:：为]?\s*(?:人民币)?\s*[万千百亿]?元|[(（]\s*[万千百亿]?元|\d\s*[万千百亿]?元|[万千亿]元"
)
# Lines above and below a table that may carry its unit; a longer one is a paragraph about something.
_BESIDE, _LINE = 3, 60


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: list[TableKind]
    unit: str


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per table without a printed unit, or with another one."""
    tables = tables_of(case, params.kinds)
    if not tables:
        yield inapplicable(_SUBJECT, "没有概算明细汇总表")
    for table in tables:
        hit = _judge(case, table, params.unit)
        if hit:
            yield hit


def _judge(case: Case, table: BudgetTable, wanted: str) -> Hit | None:
    name, bound = name_of(case, table), table.unit_origin not in {"arithmetic", "none"}
    if table.unit is not None and bound:
        fault = f"的金额单位为“{table.unit}”"
        other = Hit(_SUBJECT, {"table": name, "fault": fault}, (head(table),), severity=Severity.SHOULD)
        return None if table.unit == wanted else other
    said = next((a for a in _beside(case, table) if _UNIT.search(a.quote)), None)
    if said is None:
        return Hit(_SUBJECT, {"table": name, "fault": "未注明金额单位"}, (head(table),))
    if wanted in said.quote:
        return None
    reason = f"{name}附近写有“{said.quote.strip()[:_LINE]}”，未能确定是否为全表的金额单位，请核对"
    return Hit(_SUBJECT, {}, (said,), Outcome.NEEDS_REVIEW, reason)


def _beside(case: Case, table: BudgetTable) -> Iterator[Anchor]:
    """Yield what may carry the unit: caption, cells, running headers, short lines beside the table."""
    blocks = case.document.blocks
    block = blocks[table.block]
    yield head(table)
    if isinstance(block, Table):
        yield Anchor(table.block, 0, 0, block.caption or "")
        yield from (Anchor(table.block, 0, len(c.text), c.text, (c.row, c.col)) for c in block.cells)
    for index in (
        *range(table.block - _BESIDE, table.block),
        *range(table.block + 1, table.block + 1 + _BESIDE),
    ):
        line = blocks[index] if 0 <= index < len(blocks) else None
        if isinstance(line, Paragraph) and len(line.text) <= _LINE:
            yield Anchor(index, 0, len(line.text), line.text)
    yield from (Anchor(table.block, 0, 0, f.text) for f in case.document.furniture if "单位" in f.text)
