"""Look for each declared participating unit in the document: the text must say what is built for it.

A unit counts as named when its characters occur in order within a short stretch (区卫健委 in
区卫生健康委员会). One that only appears outside the sections on content and duties leaves a doubt.
"""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.sentences import inside, sentences
from proposal_check.model.finding import Hit, Outcome

VALUES = frozenset({"unit"})
_REGION = re.compile(r"^.{0,4}?[省市区县]|^[区市县]")


class Params(BaseModel):
    """`fact` lists the units; `heads` is a regular expression for the titles of the sections that count."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: str
    heads: re.Pattern[str]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per unit that is not named where it must be."""
    fact = case.facts.get(params.fact)
    units = fact.value if fact is not None and isinstance(fact.value, tuple) else ()
    if not units:
        reason = "申报信息没有列出参与部门，请核对方案是否包含所有参与部门的建设内容"
        yield Hit("参与部门", outcome=Outcome.NEEDS_REVIEW, reason=reason)
        return
    there = [a.quote for a in sentences(case, inside(case, params.heads))]
    anywhere = [(a, a.quote) for a in sentences(case)]
    for unit in units:
        if any(_names(unit, text) for text in there):
            continue
        mentions = tuple(a for a, text in anywhere if _names(unit, text))[:1]
        if mentions:
            reason = f"正文提到“{unit}”，未见其建设内容，请核对"
            yield Hit(unit, {"unit": unit}, mentions, Outcome.NEEDS_REVIEW, reason)
        else:
            yield Hit(unit, {"unit": unit})


def _names(unit: str, text: str) -> bool:
    plain = _REGION.sub("", unit) or unit
    return re.search(".{0,3}?".join(map(re.escape, plain)), re.sub(r"\s", "", text)) is not None
