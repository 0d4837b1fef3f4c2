"""How well each rule finds the faults put in for it, and what it says where nothing is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.measure.reviewing import answers, asks, must_fix, placed, review_built
from benchmarks.submissions.build import build
from proposal_check.model.finding import Outcome


@dataclass(frozen=True)
class Case:
    """One generated submission: a base in a format, with one fault or with harmless edits."""

    base: str
    formatting: str
    fault: str = ""
    edits: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.base, self.formatting, self.fault, *self.edits)))


@dataclass(frozen=True)
class Answer:
    """What the reviewer said about a case. `rule` is the one its fault breaks, empty for a sound one.

    `wrong` are the must-fix findings that nothing in the file justifies, as (rule, message); `asserted` are
    the rules that failed, `allowed` those that may; `asked` says that its rule left the fault to a person.
    """

    case: Case
    rule: str = ""
    found: bool = False
    at_place: bool = False
    asked: bool = False
    wrong: tuple[tuple[str, str], ...] = ()
    asserted: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


def examine(case: Case) -> Answer:
    """Build a case, review it, and hold the review against what is known."""
    built = build(case.base, case.formatting, [case.fault] if case.fault else [], edits=case.edits)
    review = review_built(built)
    expected = built.findings.get(case.fault)
    allowed = (expected.rule, *expected.may) if expected else ()
    wrong = tuple((f.rule, f.message) for f in must_fix(review) if f.rule not in allowed)
    asserted = tuple(sorted({f.rule for f in review.findings if f.outcome == Outcome.FAIL}))
    if expected is None:
        return Answer(case, wrong=wrong, asserted=asserted)
    found = [f for f in review.findings if answers(f, expected)]
    here = any(placed(f, expected, built, review.submission.main) for f in found)
    asked = not found and any(asks(f, expected) for f in review.findings)
    return Answer(case, expected.rule, bool(found), here, asked, wrong, asserted, allowed)


@dataclass
class RuleScore:
    """How a rule did: `asked` counts faults that it left to a person instead of naming them.

    `unjustified` counts the other files in which it failed, beyond what it says of the sound base.
    """

    rule: str
    injected: int = 0
    found: int = 0
    at_place: int = 0
    asked: int = 0
    unjustified: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.at_place / self.injected if self.injected else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.unjustified) if self.found + self.unjustified else 1.0


def score(rules: Sequence[str], answers_: Sequence[Answer]) -> list[RuleScore]:
    """Score every rule: faults found and placed, and files in which it failed without cause.

    A rule has cause where its own fault is, where the fault's author allowed it, and, being no must-fix,
    where it says the same of the sound base.
    """
    scores = {rule: RuleScore(rule) for rule in rules}
    baseline = {a.case.base: set(a.asserted) - {r for r, _ in a.wrong} for a in answers_ if _is_base(a.case)}
    for answer in answers_:
        if answer.rule in scores:
            own = scores[answer.rule]
            own.injected += 1
            own.found += answer.found
            own.at_place += answer.at_place
            own.asked += answer.asked
            if not answer.at_place:
                own.missed.append(answer.case.name + ("（不在其处）" if answer.found else ""))
        for rule in set(answer.asserted) - set(answer.allowed) - baseline.get(answer.case.base, set()):
            if rule in scores:
                scores[rule].unjustified += 1
    return list(scores.values())


def _is_base(case: Case) -> bool:
    return not case.fault and not case.edits
