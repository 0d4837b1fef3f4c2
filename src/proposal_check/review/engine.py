"""Run the rules of a pack over a submission: one outcome for every active rule, whatever happens."""

import gc
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetReading
from proposal_check.model.finding import (
    Finding,
    Hit,
    Outcome,
    PackIdentity,
    Review,
    RuleResult,
    Severity,
)
from proposal_check.model.outline import OutlineReading
from proposal_check.model.overlap import OverlapReading
from proposal_check.model.submission import Submission
from proposal_check.overlap.library import Library
from proposal_check.packs.schema import Pack
from proposal_check.review.binding import BoundRule, bind
from proposal_check.review.certainty import doubted
from proposal_check.review.conclusion import conclude, has_gaps
from proposal_check.review.conditions import obstacle
from proposal_check.review.findings import findings_of
from proposal_check.review.gates import refuse_secrets, refuse_strangers
from proposal_check.review.readings import Readings, declared_facts, readings

_LOG = logging.getLogger(__name__)
# Without this, Python would print tracebacks to the terminal of a person who configured no logging.
_LOG.addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one rule, with its findings."""

    result: RuleResult
    findings: tuple[Finding, ...] = ()


def review(submission: Submission, pack: Pack, library: Library | None = None) -> Review:
    """Check a submission against a pack.

    Raises PackError before anything else is looked at, SecretDocument at a secrecy marking, NotAProposal
    when nothing shows that the main document is a proposal.
    """
    rules = bind(pack)
    refuse_secrets(submission, pack.manifest.secrecy_marks)
    with _uncollected():
        read = readings(submission, pack, library)
        refuse_strangers(submission.main, read)
        case = make_case(submission, pack, read)
        judged = [judge(bound, case) for bound in rules]
        return _review(submission, pack, read, judged, rules)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold off the collector of cycles: it takes a tenth of a review, which leaves hardly any."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def make_case(submission: Submission, pack: Pack, read: Readings) -> Case:
    """Hand the readings to the checks."""
    return Case(
        submission,
        pack,
        outline=read.outline,
        budget=read.budget,
        overlap=read.overlap,
        facts=read.facts,
    )


def judge(bound: BoundRule, case: Case) -> Judged:
    """Give one rule its outcome; what a check raises becomes 未检, its traceback goes to the log."""
    rule = bound.rule
    try:
        stop = obstacle(rule.when, case.facts, rule.given) if rule.when or rule.given else None
        if stop:
            return Judged(RuleResult(rule.id, rule.title, stop.outcome, stop.reason))
        hits = doubted(bound.check.run(case, bound.params), case.submission)
        findings = findings_of(rule, hits, case.submission, case.pack.norms)
    except Exception as error:
        _LOG.exception("rule %s could not run", rule.id)
        reason = f"检查时发生内部错误（{type(error).__name__}），本条未检，请人工核查"
        return Judged(RuleResult(rule.id, rule.title, Outcome.ERROR, reason))
    ids = tuple(finding.id for finding in findings)
    outcome = _outcome(hits)
    return Judged(RuleResult(rule.id, rule.title, outcome, _reason(hits, outcome), ids), tuple(findings))


def _outcome(hits: Iterable[Hit]) -> Outcome:
    seen = {hit.outcome for hit in hits}
    order = (Outcome.FAIL, Outcome.ERROR, Outcome.NEEDS_REVIEW, Outcome.INAPPLICABLE)
    return next((outcome for outcome in order if outcome in seen), Outcome.PASS)


def _reason(hits: Iterable[Hit], outcome: Outcome) -> str:
    """Join the reasons; beside one for 未检 doubts are left out, which have findings of their own."""
    told = {Outcome.ERROR} if outcome is Outcome.ERROR else set(Outcome) - {Outcome.FAIL}
    return "；".join(dict.fromkeys(hit.reason for hit in hits if hit.outcome in told and hit.reason))


def _review(
    submission: Submission,
    pack: Pack,
    read: Readings,
    judged: list[Judged],
    rules: tuple[BoundRule, ...],
) -> Review:
    outline = read.outline.otherwise(OutlineReading(()))
    budget = read.budget.otherwise(BudgetReading())
    results = tuple(j.result for j in judged)
    findings = tuple(finding for j in judged for finding in j.findings)
    judged_outline = outline if pack.outline_of(outline.kind).complete else OutlineReading(())
    binding = frozenset(b.rule.id for b in rules if b.rule.severity is Severity.MUST)
    return Review(
        pack=PackIdentity(pack.manifest.id, pack.manifest.version, pack.sha256),
        submission=submission,
        facts=read.facts.otherwise(declared_facts(submission)),
        outline=outline,
        budget=budget,
        overlap=read.overlap.otherwise(OverlapReading(None)),
        results=results,
        findings=findings,
        conclusion=conclude(results, findings, judged_outline, has_gaps(submission, budget), binding),
        notices=tuple(pack.manifest.notices),
        labels={str(name): words for name, words in pack.manifest.conclusions.items()},
    )
