"""Require that development cost rests on effort, function points, people, or a derivation in words.

Upkeep of software that is there is no development.
"""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import in_category, inapplicable, review, unreadable, with_attached
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetRow, TableKind
from proposal_check.model.document import Anchor, Paragraph
from proposal_check.model.finding import Hit

VALUES = frozenset({"rows"})

_DERIVED = re.compile(
    r"\d\s*(?:个)?(?:人[日天月年]|工日|工时|功能点)|人[日天月]\s*[×xX*]|\d\s*(?:元|万元)\s*/\s*人"
)
_UPKEEP = re.compile("运维|维护|维保|续保|续费|年度服务|租用|测评|监理|培训")
_MADE = re.compile("开发|研发|建设|编制|定制|改造")


class Params(BaseModel):
    """`categories` and `words` tell the rows of development; `kinds` are tables that are its basis."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    categories: list[str]
    words: list[str]
    kinds: list[TableKind]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit naming the rows whose amounts nothing supports; ask a person where text may do."""
    found = with_attached(case)
    tables = [t for t in found if t.kind != "operation"]
    rows = [r for t in tables for r in t.rows if _is_development(r, params) and r.amount]
    if any(t.kind in params.kinds or any(r.effort for r in t.rows) for t in found):
        return
    if not rows:
        reason = unreadable(case)
        yield (
            review("测算依据", reason) if reason else inapplicable("测算依据", "概算表没有列应用软件研发费用")
        )
        return
    yield _unsupported(case, rows)


def _unsupported(case: Case, rows: list[BudgetRow]) -> Hit:
    told = next((row for row in rows if _DERIVED.search(" ".join(row.texts.values()))), None)
    if told:
        reason = "应用软件研发费用没有测算表，概算表中有工作量或费率的文字说明，请核对是否足以作为测算依据"
        return review("测算依据", reason, (told.anchor,))
    for index, block in enumerate(case.document.blocks):
        found = _DERIVED.search(block.text) if isinstance(block, Paragraph) else None
        if found:
            reason = "应用软件研发费用没有测算表，正文有工作量或费率的文字说明，请核对是否足以作为测算依据"
            return review("测算依据", reason, (Anchor(index, found.start(), found.end(), found.group()),))
    names = list(dict.fromkeys(f"“{''.join(row.name.split())}”" for row in rows))
    words = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
    return Hit("测算依据", {"rows": words}, tuple(row.anchor for row in rows[:6]))


def _is_development(row: BudgetRow, params: Params) -> bool:
    if row.kind != "item" or (_UPKEEP.search(row.name) and not _MADE.search(row.name)):
        return False
    return in_category(row, params.categories) or any(w in row.category + row.name for w in params.words)
