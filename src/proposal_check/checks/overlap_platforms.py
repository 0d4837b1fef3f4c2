"""Find shared platforms that the proposal builds anew instead of using.

The sentence around the name decides: 对接, 依托, 利用 are use; the present state, negation, citations and
other people's plans are no plan of this project. Only an unequivocal wording about a platform that the
regulation names is an opinion, with no word of use elsewhere or one that refuses the shared platform itself;
everything less is for a person.
"""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.finding import Hit, Outcome
from proposal_check.model.overlap import Overlap, SystemEntry

VALUES = frozenset({"platform", "owner", "named", "quote", "duty"})
_SHOWN = 5
# The score of a sentence that builds the platform and refuses the shared one.
_DECIDED = 1.0


class Params(BaseModel):
    """`named` are the ids of the platforms that the regulation names and whose wording is unambiguous.

    `sure` is the certainty of the stance from which an opinion may rest on it. `only` and `left_out` divide
    the platforms among rules that rest on different clauses.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    named: frozenset[str] = frozenset()
    sure: float = 0.8
    only: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()

    def concerns(self, entry: SystemEntry) -> bool:
        return entry.id not in self.left_out and (not self.only or entry.id in self.only)


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per platform that the text seems to build."""
    found: dict[str, list[Overlap]] = {}
    for overlap in case.overlap.overlaps:
        if overlap.kind == "platform":
            found.setdefault(overlap.entry, []).append(overlap)
    for entry in filter(params.concerns, case.overlap.platforms):
        yield from _judge(case, entry, found.get(entry.id, []), params)


def _judge(case: Case, entry: SystemEntry, overlaps: list[Overlap], params: Params) -> Iterator[Hit]:
    built = [o for o in overlaps if o.stance == "build"]
    sure = [o for o in built if o.score >= params.sure]
    decided = [o for o in built if o.score >= _DECIDED]
    used = [] if decided else [o for o in overlaps if o.stance in ("use", "deny")]
    if not built or (used and not sure):
        return
    shown = (decided or sure or built)[:_SHOWN]
    values = {
        "platform": entry.name,
        "owner": entry.owner,
        "named": shown[0].subject,
        "quote": shown[0].mine.quote,
        "duty": entry.duty or "与平台的对接",
    }
    anchors = tuple(o.mine for o in shown)
    doubt = _doubt(case, entry, used, bool(sure), params)
    if doubt is None:
        yield Hit(entry.name, values, anchors)
    else:
        anchors += tuple(o.mine for o in used[:1])
        reason = f"方案中“{shown[0].mine.quote}”涉及共性平台“{entry.name}”，{doubt}"
        yield Hit(entry.name, values, anchors, Outcome.NEEDS_REVIEW, reason)


def _doubt(case: Case, entry: SystemEntry, used: list[Overlap], sure: bool, params: Params) -> str | None:
    """Say why an opinion cannot rest on the wording alone; None when it can."""
    if used:
        return f"另一处又写“{used[0].mine.quote}”，请核实是自建还是使用统一平台"
    if not sure:
        return "未写明是自建还是使用统一平台，请核实"
    if _is_the_project(case, entry):
        return "且项目名称与该平台相同或相近，请核实项目是否即为该平台的建设"
    return None if entry.id in params.named else "请核实是否已有可利用的统一平台"


def _is_the_project(case: Case, entry: SystemEntry) -> bool:
    fact = case.facts.get("project_name")
    return fact is not None and any(name in str(fact.value) for name in (entry.name, *entry.aliases))
