"""Require that the budget lists named cost items, or that the text says why not.

Attached budgets count. Where all that is budgeted is a service, a person tells whether the item is due.
"""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import review, unreadable, with_attached
from proposal_check.checks.case import Case
from proposal_check.checks.matters import is_got, is_priced
from proposal_check.model.budget import BudgetTable
from proposal_check.model.document import Paragraph
from proposal_check.model.finding import Hit

VALUES = frozenset({"item"})

_SAID = re.compile(
    r"不单独|不另|不列|不计|不涉及|无需|不需要|不再|免费|包含在|含在|已包含|承担|统一(?:采购|安排)|\d\s*万?元"
)
_COST = re.compile(r"费|概算|预算|资金|经费")


class Params(BaseModel):
    """`items`: the item's name → words one of which a budget row's name must contain.

    `services`: rows that build nothing, and need not be supervised or tested.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    items: dict[str, list[str]]
    services: re.Pattern[str] | None = None


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per item that no budget row lists and no paragraph explains.

    Where another row only tells of it (其他费用：含设计费、监理费), a person is asked.
    """
    tables = [t for t in with_attached(case) if is_priced(t)]
    if not tables:
        yield review("概算科目", unreadable(case) or "未见可读取的概算表，请核对所列科目")
        return
    rows = [r for t in tables for r in t.rows if r.kind in {"item", "group", "memo"}]
    names = ["".join((r.name + r.category).split()) for r in rows]
    names += [t.caption for t in tables]
    for item, words in params.items.items():
        if any(w in n for n in names for w in words) or _explained(case, words):
            continue
        inside = next((r.name for r in rows if any(w in t for t in r.texts.values() for w in words)), None)
        if inside:
            yield review(item, f"概算未单列{item}，“{inside}”一行提到该项，请核对")
        elif params.services and not any(_builds(t, params.services) for t in tables):
            yield review(item, f"概算未列{item}，所列均为租赁、人员或服务类费用，请核对是否需要列支")
        else:
            yield Hit(item, {"item": item})


def _builds(table: BudgetTable, services: re.Pattern[str]) -> bool:
    """Whether a table has a row that buys or builds something."""
    rows = [
        r for r in table.rows if r.kind == "item" and table.kind not in {"staffing", "operation", "funding"}
    ]
    return any(r.amount and is_got(r) and not services.search(r.category + r.name) for r in rows)


def _explained(case: Case, words: list[str]) -> bool:
    return any(
        isinstance(b, Paragraph)
        and b.kind == "body"
        and any(w in b.text for w in words)
        and _COST.search(b.text)
        and _SAID.search(b.text)
        for b in case.document.blocks
    )
