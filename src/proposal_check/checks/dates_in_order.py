"""Compare two dates among the facts: the first must not lie after the second, such as a warranty's end.

Unknown dates leave a question: needs review, saying which one to give. The same day is in order.
"""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Hit, Outcome
from proposal_check.model.submission import FACTS
from proposal_check.outline.dates import day_of

VALUES = frozenset({"first", "second"})


class Params(BaseModel):
    """`first` and `second` are facts that hold dates; of `second` the first known one counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    first: str
    second: tuple[str, ...]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the first date lies after the second."""
    label, known = FACTS[params.first].label, case.facts.get(params.first)
    name = next((n for n in params.second if n in case.facts), None)
    one = day_of(str(known.value)) if known else None
    other = day_of(str(case.facts[name].value)) if name else None
    if one is None or other is None or name is None:
        missing = label if one is None else "、".join(FACTS[n].label for n in params.second)
        yield Hit(label, outcome=Outcome.NEEDS_REVIEW, reason=f"未能确定{missing}，请确认或在申报信息中写明")
    elif one > other:
        values = {"first": f"{label}{one}", "second": f"{FACTS[name].label}{other}"}
        facts = (known, case.facts[name])
        anchors: tuple[Anchor, ...] = tuple(f.anchor for f in facts if f is not None and f.anchor)
        yield Hit(label, values, anchors)
