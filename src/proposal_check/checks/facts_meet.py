"""Hold declared and extracted facts against what the regulation requires of them: values, bounds, kinds.

Bounds are exact and inclusive as written (ge 1000000 holds at 1000000). An unknown fact is asked for: needs
review. Which projects a requirement concerns is the rule's `when`.
"""

from collections.abc import Iterable
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from proposal_check.checks.case import Case
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Hit, Outcome
from proposal_check.model.submission import FACTS, Fact
from proposal_check.packs.conditions import holds
from proposal_check.packs.schema import Condition

VALUES = frozenset({"unmet", "values"})


class Required(BaseModel):
    """A fact, what must hold of it, and that requirement in words, as it is listed when it fails."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: str
    must: Condition
    words: str

    @field_validator("fact")
    @classmethod
    def _known(cls, fact: str) -> str:
        if fact not in FACTS:
            raise ValueError(f"没有名为“{fact}”的申报信息")
        return fact


class Params(BaseModel):
    """`ask` False keeps silent about unknown facts: for reminders that hang on a declared fact."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    required: tuple[Required, ...] = Field(min_length=1)
    ask: bool = True


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit for the requirements that fail, one for the facts that are not known."""
    known = [(r, case.facts[r.fact]) for r in params.required if r.fact in case.facts]
    unmet = [(r, fact) for r, fact in known if not holds(fact.value, r.must)]
    if unmet:
        values = {
            "unmet": "、".join(r.words for r, _ in unmet),
            "values": "、".join(dict.fromkeys(said(r.fact, fact) for r, fact in unmet)),
        }
        yield Hit(values["unmet"], values, _anchors(fact for _, fact in unmet))
    unknown = [r.fact for r in params.required if r.fact not in case.facts]
    if not unknown:
        return
    names = "、".join(f"{FACTS[name].label}（{FACTS[name].holds}）" for name in unknown)
    if params.ask:
        reason = f"未能确定{names}，请确认或在申报信息中写明"
        yield Hit(names, outcome=Outcome.NEEDS_REVIEW, reason=reason)
    elif not known:
        yield Hit(names, outcome=Outcome.INAPPLICABLE, reason=f"申报信息没有写明{names}")


def said(name: str, fact: Fact) -> str:
    """Say a fact with its label; money in 万元."""
    return f"{FACTS[name].label}{_value(name, fact)}"


def _value(name: str, fact: Fact) -> str:
    value = fact.value
    if isinstance(value, bool):
        return "：是" if value else "：否"
    if isinstance(value, tuple):
        return "：" + "、".join(value)
    if name.endswith("_yuan"):
        wan = f"{Decimal(str(value)).scaleb(-4):f}"
        return f"{wan.rstrip('0').rstrip('.') if '.' in wan else wan}万元"
    return f"“{value}”" if isinstance(value, str) else f"{value:g}"


def _anchors(facts: Iterable[Fact]) -> tuple[Anchor, ...]:
    return tuple(dict.fromkeys(fact.anchor for fact in facts if fact.anchor))
