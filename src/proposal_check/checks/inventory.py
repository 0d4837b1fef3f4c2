"""Compare the inventory before the project with the one after it: after must contain before.

What the first table names and the second does not may have been retired or renamed: always a matter for a
person, needs review. With one of the tables missing there is nothing to compare: inapplicable.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import ItemId, blocks, items
from proposal_check.model.document import Anchor, Cell, Table
from proposal_check.model.finding import Hit, Outcome

VALUES = frozenset({"names"})

_NAME = re.compile(r"名称|品种|设备|系统|软件|资源|产品|型号")
_NOT_NAME = re.compile(r"^(合计|小计|总计|无|/|-|—)?$")
_SAME = 80


class Params(BaseModel):
    """`before` and `after` are the items that hold the two inventories."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    before: ItemId
    after: ItemId


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit that lists what the later inventory does not name."""
    required = items(case)
    before = list(_names(case, blocks(required[params.before])))
    after = [a.quote for a in _names(case, blocks(required[params.after]))]
    if not before or not after:
        lacking = required[params.after if before else params.before].item.title
        reason = f"“{lacking}”没有可读的存量表，无从比对"
        yield from list(_miscounted(case)) or [Hit("资源存量", outcome=Outcome.INAPPLICABLE, reason=reason)]
        return
    gone = [a for a in before if not any(_same(a.quote, name) for name in after)]
    yield from _miscounted(case)
    if gone:
        names = "、".join(dict.fromkeys(a.quote.strip() for a in gone))
        reason = f"现状存量表所列{names}未见于建成后存量表，请核对建成后存量是否等于现状加新增"
        yield Hit("资源存量", {"names": names}, tuple(gone), Outcome.NEEDS_REVIEW, reason)


def _miscounted(case: Case) -> Iterator[Hit]:
    """What there is now and what is bought should add up to what there is afterwards."""
    for identity in case.budget.identities:
        if identity.name == "I12" and identity.state != "holds":
            reason = f"“{identity.subject}”存量：{identity.formula}，{identity.reason}，请核对"
            names = {"names": identity.subject}
            yield Hit(identity.subject, names, identity.anchors, Outcome.NEEDS_REVIEW, reason)


def _names(case: Case, indexes: list[int]) -> Iterator[Anchor]:
    for index in indexes:
        block = case.document.blocks[index]
        if isinstance(block, Table):
            for cell in _column(block):
                yield Anchor(index, 0, len(cell.text), cell.text, (cell.row, cell.col))


def _column(table: Table) -> list[Cell]:
    """The cells below the header of the column that names things, repeated and total rows left out."""
    grid = table.grid()
    header = ["" if c is None else re.sub(r"\s", "", c.text) for c in grid[0]] if grid else []
    naming = [k for k, text in enumerate(header) if "名称" in text]
    naming += [k for k, text in enumerate(header) if _NAME.search(text)]
    if not naming:
        return []
    cells = [row[naming[0]] for row in grid[1:]]
    named = [c for c in cells if c is not None and not _NOT_NAME.match(c.text.strip())]
    return list({(c.row, c.col): c for c in named}.values())


def _same(one: str, other: str) -> bool:
    return fuzz.ratio(re.sub(r"\s", "", one), re.sub(r"\s", "", other)) >= _SAME
