"""Ask a person to look when two facts that must differ name the same body, such as adviser and assessor."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.finding import Hit, Outcome
from proposal_check.model.submission import FACTS
from proposal_check.outline.identity import squeeze

VALUES = frozenset({"first", "second", "value"})


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    first: str
    second: str


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when both are known and the same; inapplicable when one is unknown."""
    one, other = case.facts.get(params.first), case.facts.get(params.second)
    labels = {"first": FACTS[params.first].label, "second": FACTS[params.second].label}
    if one is None or other is None:
        reason = f"没有写明{'、'.join(labels.values())}，无从比对"
        yield Hit(labels["second"], outcome=Outcome.INAPPLICABLE, reason=reason)
    elif squeeze(str(one.value)) == squeeze(str(other.value)):
        values = {**labels, "value": str(one.value)}
        reason = f"{labels['first']}与{labels['second']}均为“{one.value}”，请核对是否应当回避"
        yield Hit(labels["second"], values, outcome=Outcome.NEEDS_REVIEW, reason=reason)
