"""Hold the project's name against a fact: a project of one level may not bear the name of another."""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.finding import Hit, Outcome
from proposal_check.model.submission import FACTS
from proposal_check.outline.identity import squeeze

VALUES = frozenset({"name", "fact", "value"})


class Params(BaseModel):
    """`patterns`: the fact's value → a regular expression that the name must contain."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: str
    patterns: dict[str, re.Pattern[str]]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the name does not fit the fact; inapplicable when either is unknown."""
    fact, name = case.facts.get(params.fact), case.facts.get("project_name")
    label = FACTS[params.fact].label
    if fact is None or name is None:
        reason = f"没有确定项目名称和{label}，无从比对"
        yield Hit("项目名称", outcome=Outcome.INAPPLICABLE, reason=reason)
        return
    pattern = params.patterns.get(str(fact.value))
    if pattern is not None and not pattern.search(squeeze(str(name.value))):
        anchors = tuple(a for a in (name.anchor, fact.anchor) if a)
        yield Hit("项目名称", {"name": str(name.value), "fact": label, "value": str(fact.value)}, anchors)
