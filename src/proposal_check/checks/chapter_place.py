"""Find required chapters that are written but do not stand as chapters: under another, or joined with one.

Only chapters matched for sure are judged.
"""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import asked, items, label
from proposal_check.model.finding import Hit
from proposal_check.outline.tree import Requirement

VALUES = frozenset({"chapter", "where"})


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def run(case: Case, params: Params) -> Iterable[Hit]:  # noqa: ARG001
    """Yield one hit per chapter that has no place of its own."""
    for requirement in items(case).values():
        match = requirement.match
        if requirement.parent is None and match.sure and match.status in ("elsewhere", "merged"):
            if asked(case, requirement) is False:
                continue
            anchors = (match.anchor,) if match.anchor else ()
            values = {"chapter": label(requirement), "where": _where(case, requirement)}
            yield Hit(requirement.item.title, values, anchors)


def _where(case: Case, requirement: Requirement) -> str:
    match = requirement.match
    if match.section is None:
        return "分散在其他章节"
    title = case.document.sections[match.section].title
    if match.status == "merged":
        return f"与其他内容合写在“{title}”一章"
    above = case.document.section_path(case.document.sections[match.section].start)[:-1]
    return f"写在“{above[0].title}”下的“{title}”一节" if above else f"写在“{title}”一节"
