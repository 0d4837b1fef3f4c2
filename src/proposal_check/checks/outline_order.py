"""Compare the order of the chapters with the outline's; as few chapters as possible count as moved.

Chapters that share a section, stand under another one or are uncertain have no order of their own. Fewer
than three chapters have no order to speak of: inapplicable.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import items, label
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.tree import Requirement

VALUES = frozenset({"chapter", "neighbour"})


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def run(case: Case, params: Params) -> Iterable[Hit]:  # noqa: ARG001
    """Yield one hit per chapter that stands out of order."""
    chapters = [r for r in items(case).values() if _placed(r)]
    if len(chapters) < 3:
        yield Hit("章节顺序", outcome=Outcome.INAPPLICABLE, reason="能够确定的章不足三章，无从比较顺序")
        return
    starts = [r.match.blocks[0][0] for r in chapters]
    kept = set(_longest_rise(starts))
    for index, requirement in enumerate(chapters):
        if index not in kept:
            before = [chapters[k] for k in sorted(kept) if k < index]
            neighbour = f"{label(before[-1])}之后" if before else f"{label(chapters[min(kept)])}之前"
            anchors = (requirement.match.anchor,) if requirement.match.anchor else ()
            yield Hit(
                requirement.item.title, {"chapter": label(requirement), "neighbour": neighbour}, anchors
            )


def _placed(requirement: Requirement) -> bool:
    match = requirement.match
    own = match.status in ("present", "empty", "na") and match.section is not None
    return requirement.parent is None and own and match.sure


def _longest_rise(values: Sequence[int]) -> list[int]:
    """The indexes of a longest increasing subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, value in enumerate(values):
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [index]
        previous.append(ends[at - 1] if at else -1)
    path, index = [], ends[-1] if ends else -1
    while index >= 0:
        path.append(index)
        index = previous[index]
    return path[::-1]
