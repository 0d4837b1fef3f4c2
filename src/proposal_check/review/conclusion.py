"""What the results add up to."""

from collections.abc import Iterable

from proposal_check.model.budget import BudgetReading
from proposal_check.model.finding import Conclusion, Finding, Outcome, RuleResult, Severity
from proposal_check.model.outline import OutlineReading
from proposal_check.model.submission import Submission

REWRITE_SHARE = 0.5
_OPEN = (Outcome.NEEDS_REVIEW, Outcome.ERROR)


def conclude(
    results: Iterable[RuleResult],
    findings: Iterable[Finding],
    outline: OutlineReading,
    gaps: bool,
    binding: frozenset[str],
) -> Conclusion:
    """Draw the conclusion. `binding` are the must rules; `gaps` says that content could not be read.

    rewrite: at least half of the required chapters are surely missing; revise: something must be changed;
    needs_person: nothing must be changed, but a must rule is undecided, content was not read, or half of the
    chapters were not found; else ready.
    """
    if _missing_share(outline) >= REWRITE_SHARE:
        return Conclusion.REWRITE
    gaps = gaps or _missing_share(outline, doubtful=True) >= REWRITE_SHARE
    if any(f.outcome is Outcome.FAIL and f.severity is Severity.MUST for f in findings):
        return Conclusion.REVISE
    undecided = any(r.outcome in _OPEN and r.rule in binding for r in results)
    doubtful = any(f.outcome is Outcome.NEEDS_REVIEW and f.severity is Severity.MUST for f in findings)
    return Conclusion.NEEDS_PERSON if undecided or doubtful or gaps else Conclusion.READY


def _missing_share(outline: OutlineReading, *, doubtful: bool = False) -> float:
    chapters = [m for m in outline.matches if m.level == 1]
    missing = [m for m in chapters if m.status == "missing" and (m.sure or doubtful)]
    return len(missing) / len(chapters) if chapters else 0.0


def has_gaps(submission: Submission, budget: BudgetReading) -> bool:
    """Tell whether something of the submission was not read: a table, or what a reader warned of."""
    return bool(budget.unread) or any(document.warnings for document in submission.documents)
