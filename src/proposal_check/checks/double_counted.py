"""Ask about costs that are usually part of one another and stand side by side: assessment and testing twice.

Words alone cannot prove that a cost is counted twice: every hit asks a person.
"""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import costed, inapplicable, items
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetRow
from proposal_check.model.finding import Hit

VALUES = frozenset({"first", "second"})

_EXPLAINED = ("不含", "不包括", "不重复", "另行", "扣除", "合并")


class Params(BaseModel):
    """`pairs`: words of one cost and words of the other, of which a project counts one only."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pairs: list[tuple[list[str], list[str]]]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per pair that one table lists with amounts and no note tells apart."""
    tables = costed(case)
    if not tables:
        yield inapplicable("重复计列", "没有可读取的概算表")
    seen: set[tuple[str, str]] = set()
    for table in tables:
        rows = [r for r in items(table) if r.amount and r.amount.value]
        for first, second in _pairs(rows, params):
            names = ("".join(first.name.split()), "".join(second.name.split()))
            if names not in seen:
                seen.add(names)
                values = {"first": names[0], "second": names[1]}
                yield Hit("与".join(names), values, (first.anchor, second.anchor))


def _pairs(rows: list[BudgetRow], params: Params) -> Iterator[tuple[BudgetRow, BudgetRow]]:
    for ones, others in params.pairs:
        left = [r for r in rows if _is(r, ones)]
        right = [r for r in rows if _is(r, others) and not _is(r, ones)]
        if left and right and not any(_is_explained(r) for r in (left[0], right[0])):
            yield left[0], right[0]


def _is(row: BudgetRow, words: list[str]) -> bool:
    name = "".join(row.name.split())
    return any(word in name for word in words)


def _is_explained(row: BudgetRow) -> bool:
    return any(word in text for text in row.texts.values() for word in _EXPLAINED)
