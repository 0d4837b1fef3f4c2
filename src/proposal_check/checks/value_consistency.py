"""Compare a length of time that two places of the document state, whatever its unit: 6个月 equals 半年.

With both places there but one without a readable value the rule needs review; with one place missing there
is nothing to compare: inapplicable. A place that states several lengths agrees when one of them does.
"""

from collections.abc import Iterable
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import items, label, stands
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.periods import days, periods
from proposal_check.outline.tree import Requirement

VALUES = frozenset({"subject", "statements"})

# 180 日 and 6 个月 are one length; 6 and 7 months are two.
_TOLERANCE = Decimal("0.08")


class Params(BaseModel):
    """`subject` is what is compared; each of `places` is a list of items, the first with a value counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: str
    places: tuple[tuple[str, ...], ...]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the places state different lengths."""
    required = items(case)
    places = [[required[i] for i in group if stands(required[i])] for group in params.places]
    if not all(places):
        absent = "、".join(label(required[g[0]]) for g, p in zip(params.places, places, strict=True) if not p)
        yield _note(params, Outcome.INAPPLICABLE, f"方案没有{absent}，无从比对{params.subject}")
        return
    stated = [_stated(case, place) for place in places]
    if not all(stated):
        unread = "、".join(label(p[0]) for p, s in zip(places, stated, strict=True) if not s)
        yield _note(params, Outcome.NEEDS_REVIEW, f"未能从{unread}读出{params.subject}，请核对前后是否一致")
        return
    if not _agree(stated[0], stated[-1]):
        anchors = tuple(s[0] for s in stated)
        said = (f"{label(p[0])}为{s[0].quote}" for p, s in zip(places, stated, strict=True))
        yield Hit(params.subject, {"subject": params.subject, "statements": "，".join(said)}, anchors)


def _note(params: Params, outcome: Outcome, reason: str) -> Hit:
    return Hit(params.subject, {"subject": params.subject}, outcome=outcome, reason=reason)


def _stated(case: Case, place: list[Requirement]) -> list[Anchor]:
    for requirement in place:
        found = list(periods(case.document, requirement.match.blocks))
        if found:
            return found
    return []


def _agree(one: list[Anchor], other: list[Anchor]) -> bool:
    pairs = [(days(a.quote), days(b.quote)) for a in one for b in other]
    return any(abs(a - b) <= _TOLERANCE * max(a, b) for a, b in pairs)
