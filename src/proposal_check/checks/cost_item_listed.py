"""Require that the budget lists named cost items, or that the text says why not."""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import costed, review, unreadable
from proposal_check.checks.case import Case
from proposal_check.model.document import Paragraph
from proposal_check.model.finding import Hit

VALUES = frozenset({"item"})

_SAID = re.compile(
    r"不单独|不另|不列|不计|不涉及|无需|不需要|不再|免费|包含在|含在|已包含|承担|统一(?:采购|安排)|\d\s*万?元"
)
_COST = re.compile(r"费|概算|预算|资金|经费")


class Params(BaseModel):
    """`items`: the item's name → words one of which a budget row's name must contain."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    items: dict[str, list[str]]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per item that neither a budget row lists nor a paragraph explains."""
    tables = costed(case)
    if not tables:
        yield review("概算科目", unreadable(case) or "未见可读取的概算表，请核对所列科目")
        return
    rows = [r for t in tables for r in t.rows if r.kind in {"item", "group"}]
    names = ["".join((r.name + r.category).split()) for r in rows]
    names += [t.caption for t in tables]
    for item, words in params.items.items():
        if not any(w in n for n in names for w in words) and not _explained(case, words):
            yield Hit(item, {"item": item})


def _explained(case: Case, words: list[str]) -> bool:
    return any(
        isinstance(b, Paragraph)
        and b.kind == "body"
        and any(w in b.text for w in words)
        and _COST.search(b.text)
        and _SAID.search(b.text)
        for b in case.document.blocks
    )
