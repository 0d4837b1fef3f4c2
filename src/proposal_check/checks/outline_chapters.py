"""Find the required chapters that the document does not have, all in one opinion.

A chapter is asked for unless a fact exempts it; one that hangs on an unknown fact is left to the rules on
that chapter. Where a heading or text may stand for the chapter a person is asked to look: needs review.
"""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import asked, items, label
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.tree import Requirement

VALUES = frozenset({"count", "chapters"})


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def run(case: Case, params: Params) -> Iterable[Hit]:  # noqa: ARG001
    """Yield one hit for the chapters surely missing and one for those in doubt."""
    absent = [r for r in items(case).values() if _absent(case, r)]
    missing = [r for r in absent if r.match.status == "missing" and r.match.sure]
    if missing:
        listed = "、".join(map(label, missing))
        yield Hit("编制大纲章节", {"count": str(len(missing)), "chapters": listed})
    doubtful = [r for r in absent if r not in missing]
    if doubtful:
        reasons: dict[str, list[str]] = {}
        for requirement in doubtful:
            reasons.setdefault(_why(case, requirement), []).append(label(requirement))
        reason = "；".join(f"{'、'.join(chapters)}：{why}" for why, chapters in reasons.items())
        anchors = tuple(r.match.anchor for r in doubtful if r.match.anchor is not None)
        yield Hit("存疑章节", _values(doubtful), anchors, Outcome.NEEDS_REVIEW, f"以下章节需核对。{reason}")


def _absent(case: Case, requirement: Requirement) -> bool:
    match = requirement.match
    unsettled = match.status == "missing" or (match.status in ("present", "elsewhere") and not match.sure)
    return requirement.parent is None and unsettled and asked(case, requirement) is True


def _why(case: Case, requirement: Requirement) -> str:
    match = requirement.match
    if match.section is not None:
        return f"疑为“{case.document.sections[match.section].title}”"
    return match.reason or "未能确定"


def _values(chapters: list[Requirement]) -> dict[str, str]:
    return {"count": str(len(chapters)), "chapters": "、".join(map(label, chapters))}
