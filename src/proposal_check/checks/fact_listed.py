"""Look a fact up in the regulation's own list of names, each with the other ways it is written.

A declared name outside the list is an opinion; one that was read from the document is for a person.
"""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.finding import Hit, Outcome
from proposal_check.model.submission import FACTS
from proposal_check.outline.identity import squeeze

VALUES = frozenset({"fact", "value", "listed"})


class Params(BaseModel):
    """`listed`: the name in the regulation → words one of which the fact must hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: str
    listed: dict[str, tuple[str, ...]]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the fact names none of the listed."""
    label, fact = FACTS[params.fact].label, case.facts.get(params.fact)
    if fact is None:
        yield Hit(label, outcome=Outcome.NEEDS_REVIEW, reason=f"未能确定{label}，请核对")
        return
    value = squeeze(str(fact.value))
    if any(word in value for name, words in params.listed.items() for word in (name, *words)):
        return
    values = {"fact": label, "value": str(fact.value), "listed": "、".join(params.listed)}
    anchors = (fact.anchor,) if fact.anchor else ()
    if fact.origin == "declared":
        yield Hit(label, values, anchors)
    else:
        reason = f"方案所写{label}为“{value}”，不在{values['listed']}之列，请核对"
        yield Hit(label, values, anchors, Outcome.NEEDS_REVIEW, reason)
