"""Judge 「不涉及」: conditional chapters must say it in words; others may not say it without a look.

`items` are left out only with a statement. A statement that the budget or the text contradicts, or for an
item that the outline asks of every project, needs review.
"""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import ItemId, asked, items, label
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.tree import Requirement

VALUES = frozenset({"item"})


class Params(BaseModel):
    """`items` are the ids of conditional items that need either content or a statement."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    items: tuple[ItemId, ...]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per item left out in silence, one per statement in doubt."""
    for requirement in items(case).values():
        if requirement.item.id in params.items:
            yield from _conditional(case, requirement)
        elif requirement.match.status == "na" and not requirement.item.allow_na:
            yield from _unexpected(requirement)


def _conditional(case: Case, requirement: Requirement) -> Iterator[Hit]:
    match, wanted = requirement.match, asked(case, requirement)
    values, anchors = {"item": label(requirement)}, (match.anchor,) if match.anchor else ()
    if match.status == "missing" and wanted is not True:
        if match.sure:
            yield Hit(requirement.item.title, values)
        else:
            reason = f"{label(requirement)}未单列，也未见不涉及的说明。{match.reason}"
            yield Hit(requirement.item.title, values, outcome=Outcome.NEEDS_REVIEW, reason=reason)
    if match.status == "na" and wanted is True:
        why = "；".join(case.facts[name].reason for name in requirement.item.when if case.facts[name].reason)
        reason = f"{label(requirement)}写明不涉及，与申报内容不一致：{why or '申报信息为涉及'}"
        yield Hit(requirement.item.title, values, anchors, Outcome.NEEDS_REVIEW, reason)


def _unexpected(requirement: Requirement) -> Iterator[Hit]:
    if any(above.match.status == "na" for above in requirement.above()):
        return
    match = requirement.match
    anchors = (match.anchor,) if match.anchor else ()
    reason = f"{label(requirement)}写明不涉及，大纲未列为可不涉及的内容，请核对理由是否成立"
    values = {"item": label(requirement)}
    yield Hit(requirement.item.title, values, anchors, Outcome.NEEDS_REVIEW, reason)
