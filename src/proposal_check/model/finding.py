"""Opinions: what a check yields (Hit), what a rule makes of it (Finding), what a pass found (Review)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from proposal_check.model.budget import BudgetReading
from proposal_check.model.document import Anchor
from proposal_check.model.outline import OutlineReading
from proposal_check.model.overlap import OverlapReading
from proposal_check.model.submission import Fact, Submission


class Severity(StrEnum):
    """How strongly an opinion asks: 必须修改, 建议, 提示. 人工核查 is an outcome, not a severity."""

    MUST = "must"
    SHOULD = "should"
    NOTE = "note"


class Outcome(StrEnum):
    """What became of a rule: every rule has exactly one. ERROR means 未检: it could not run."""

    PASS = "pass"
    FAIL = "fail"
    NEEDS_REVIEW = "needs_review"
    INAPPLICABLE = "inapplicable"
    ERROR = "error"


class Conclusion(StrEnum):
    READY = "ready"
    REVISE = "revise"
    REWRITE = "rewrite"
    NEEDS_PERSON = "needs_person"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check saw, without clause or wording.

    `subject` names the thing concerned in a way that survives renumbering (a title, a module name): it is
    part of the finding's identity. `values` fill the rule's message. `outcome` is FAIL, NEEDS_REVIEW,
    INAPPLICABLE or ERROR, which says that it could not look; all but FAIL need a `reason`, and the last two
    make no finding. ERROR never stands beside FAIL. `severity` may only weaken the rule's own. `public` says
    what an applicant reads instead of a value that quotes somebody else's text.
    """

    subject: str
    values: Mapping[str, str] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()
    outcome: Outcome = Outcome.FAIL
    reason: str = ""
    severity: Severity | None = None
    public: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Basis:
    """The clause an opinion rests on, as printed: 《source》clause."""

    id: str
    source: str
    clause: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A person's decision not to pursue a finding, or a rule's findings, up to and including a day.

    `target` is a finding's or a rule's id. What is waived stays in the review, marked.
    """

    target: str
    reason: str
    by: str
    expires: date


@dataclass(frozen=True, slots=True)
class Finding:
    """One opinion. `id` hashes rule, subject and normalised quotes: no page, no index."""

    id: str
    rule: str
    check: str
    group: str
    title: str
    severity: Severity
    outcome: Outcome
    subject: str
    message: str
    suggestion: str
    anchors: tuple[Anchor, ...]
    places: tuple[str, ...]
    basis: tuple[Basis, ...]
    values: Mapping[str, str]
    public: Mapping[str, str] = field(default_factory=dict)
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What became of one rule; `reason` is said for every outcome but pass and fail."""

    rule: str
    title: str
    outcome: Outcome
    reason: str = ""
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackIdentity:
    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a pass found, including what it could not look at."""

    pack: PackIdentity
    submission: Submission
    facts: Mapping[str, Fact]
    outline: OutlineReading
    budget: BudgetReading
    overlap: OverlapReading
    results: tuple[RuleResult, ...]
    findings: tuple[Finding, ...]
    conclusion: Conclusion
    notices: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
