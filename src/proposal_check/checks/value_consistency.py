"""Compare a length of time that two places of the document state, whatever its unit: 6个月 equals 半年.

A place that states no length may name its first and last month; from March to December is nine months or ten.
With both places there but one without a readable value the rule needs review; with one place missing there
is nothing to compare: inapplicable. A place that states several lengths agrees when one of them does.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import ItemId, blocks, items, label, stands
from proposal_check.checks.schedule_dates import ranges
from proposal_check.checks.sentences import sentences
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.periods import days, periods
from proposal_check.outline.tree import Requirement

VALUES = frozenset({"subject", "statements"})

# 180 日 and 6 个月 are one length; 6 and 7 months are two.
_TOLERANCE = Decimal("0.08")
_PERIOD = re.compile("周期|工期|建设期|实施期|(?:建设|实施)时间")
# Under a heading that names other matters too, dates may be of anything.
_MORE = re.compile("目标|规模|内容|现状")
_MONTH = Decimal("30.4")


class _Length(NamedTuple):
    """A length as printed, in days at its shortest and its longest."""

    anchor: Anchor
    low: Decimal
    high: Decimal

    def agrees(self, other: "_Length") -> bool:
        return self.low * (1 - _TOLERANCE) <= other.high and other.low * (1 - _TOLERANCE) <= self.high


class Params(BaseModel):
    """`subject` is what is compared; each of `places` is a list of items, the first with a value counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: str
    places: tuple[tuple[ItemId, ...], ...]


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
    if not any(one.agrees(other) for one in stated[0] for other in stated[-1]):
        anchors = tuple(s[0].anchor for s in stated)
        said = (f"{label(p[0])}为{s[0].anchor.quote}" for p, s in zip(places, stated, strict=True))
        yield Hit(params.subject, {"subject": params.subject, "statements": "，".join(said)}, anchors)


def _note(params: Params, outcome: Outcome, reason: str) -> Hit:
    return Hit(params.subject, {"subject": params.subject}, outcome=outcome, reason=reason)


def _stated(case: Case, place: list[Requirement]) -> list[_Length]:
    """Give the lengths of the first item that states one, else the stretch of the first that names dates."""
    for requirement in place:
        found = [(a, days(a.quote)) for a in periods(case.document, requirement.match.blocks)]
        if found:
            return [_Length(anchor, length, length) for anchor, length in found]
    return next(([stretch] for r in place if (stretch := _dated(case, r))), [])


def _dated(case: Case, requirement: Requirement) -> _Length | None:
    """Read the stretch from the first to the last day that the item's text gives as the period."""
    title = requirement.item.title
    titled = bool(_PERIOD.search(title)) and not _MORE.search(title) and requirement.match.headed
    found = [
        (anchor, span)
        for anchor in sentences(case, blocks(requirement))
        if titled or _PERIOD.search(anchor.quote)
        for span in ranges(anchor.quote)
    ]
    if not found:
        return None
    first, last = min(s.first for _, s in found), max(s.last for _, s in found)
    anchor, span = found[0]
    start, words = anchor.start + span.start, anchor.quote[span.start : span.end]
    quote = Anchor(anchor.block, start, start + len(words), words, anchor.cell)
    months = (last.year - first.year) * 12 + last.month - first.month
    return _Length(quote, months * _MONTH, Decimal((last - first).days + 1))
