"""Compare what the text plans to apply with what is ticked on the application: new technologies and the like.

Only sentences of the plan that apply the thing count; the present state, citations and refusals do not.
Without a declared list there is nothing to compare: inapplicable.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.sentences import sentences, uncited
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Hit, Outcome
from proposal_check.model.submission import FACTS
from proposal_check.overlap.context import contexts

VALUES = frozenset({"thing", "quote"})
_REFUSED = re.compile("不(?:涉及|采用|使用|应用|包含|含)|无需|暂不|未来|后续|远期|目前|现有|已建|已有")


class Params(BaseModel):
    """`fact` is the declared list, `things` → regular expressions for sentences that apply the thing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: str
    things: dict[str, re.Pattern[str]]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per thing that the text applies and the list lacks."""
    fact = case.facts.get(params.fact)
    if fact is None or not isinstance(fact.value, tuple):
        reason = f"没有写明{FACTS[params.fact].label}，无从比对"
        yield Hit(FACTS[params.fact].label, outcome=Outcome.INAPPLICABLE, reason=reason)
        return
    planned = list(_planned(case))
    for thing, pattern in params.things.items():
        if any(thing in name or name in thing for name in fact.value if name):
            continue
        found = next((a for a in planned if pattern.search(uncited(a.quote))), None)
        if found is not None:
            yield Hit(thing, {"thing": thing, "quote": " ".join(found.quote.split())[:60]}, (found,))


def _planned(case: Case) -> Iterator[Anchor]:
    told = contexts(case.document)
    for anchor in sentences(case):
        if told(anchor.block) == "plan" and not _REFUSED.search(anchor.quote):
            yield anchor
