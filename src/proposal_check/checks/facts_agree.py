"""Compare what is declared with what the document itself states: unit, nature, period, level, kind …

Only a plain statement of the document contradicts; what was inferred (from a budget row, a file name) is for
a person. A name that only says more than the other agrees. Amounts have their own check.
"""

from collections.abc import Iterable
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from proposal_check.checks.case import Case
from proposal_check.checks.facts_meet import said
from proposal_check.model.finding import Hit, Outcome
from proposal_check.model.submission import FACTS, Fact
from proposal_check.outline.identity import squeeze
from proposal_check.outline.periods import days

VALUES = frozenset({"fact", "declared", "stated"})
# 180 日 and 6 个月 are one length.
_TOLERANCE = Decimal("0.08")


class Params(BaseModel):
    """`facts` are the facts to compare, `same` groups of values that mean one thing (扩建, 升级改造)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    facts: tuple[str, ...] = Field(min_length=1)
    same: tuple[frozenset[str], ...] = ()

    @field_validator("facts")
    @classmethod
    def _known(cls, facts: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [name for name in facts if name not in FACTS]
        if unknown:
            raise ValueError(f"没有名为“{'、'.join(unknown)}”的申报信息")
        return facts


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per fact that is declared in one way and stated in another."""
    both = [(name, case.facts[name]) for name in params.facts if _comparable(case.facts.get(name))]
    if not both:
        reason = "申报信息与方案没有可以比对的项目"
        yield Hit("申报信息", outcome=Outcome.INAPPLICABLE, reason=reason)
    for name, fact in both:
        if fact.stated and not _agree(name, fact, fact.stated, params):
            yield _hit(name, fact, fact.stated)


def _comparable(fact: Fact | None) -> bool:
    return fact is not None and fact.origin == "declared" and fact.stated is not None


def _agree(name: str, declared: Fact, stated: Fact, params: Params) -> bool:
    one, other = declared.value, stated.value
    if not (isinstance(one, str) and isinstance(other, str)):
        return one == other
    if any({one, other} <= group for group in params.same):
        return True
    if name == "period":
        return not days(one) or abs(days(one) - days(other)) <= _TOLERANCE * days(other)
    plain, print_ = squeeze(one), squeeze(other)
    return plain == print_ if FACTS[name].choices else plain in print_ or print_ in plain


def _hit(name: str, declared: Fact, stated: Fact) -> Hit:
    values = {"fact": FACTS[name].label, "declared": said(name, declared), "stated": said(name, stated)}
    anchors = (stated.anchor,) if stated.anchor else ()
    if stated.origin == "extracted":
        return Hit(FACTS[name].label, values, anchors)
    reason = f"申报信息的{values['declared']}，方案似为{values['stated']}（{stated.reason}），请核对"
    return Hit(FACTS[name].label, values, anchors, Outcome.NEEDS_REVIEW, reason)
