"""Require a cost list for a part of the project: a budget table about it, or rows of it with amounts."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import items, review, unreadable
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetTable
from proposal_check.model.finding import Hit

VALUES = frozenset({"subject"})


class Params(BaseModel):
    """`words`: words in the table's caption, its section's title or its rows that show what it is about."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: str
    words: list[str]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when no readable budget table lists it; a person is asked when something was unread."""
    if any(_about(case, table, params) for table in case.budget.tables):
        return
    reason = unreadable(case)
    if reason:
        yield review(params.subject, reason)
    else:
        yield Hit(params.subject, {"subject": params.subject})


def _about(case: Case, table: BudgetTable, params: Params) -> bool:
    path = case.document.section_path(table.block)
    titles = [table.caption, path[-1].title if path else ""]
    if any(w in t for t in titles for w in params.words):
        return True
    return any(
        w in "".join((r.name + r.category).split()) for r in items(table) if r.amount for w in params.words
    )
