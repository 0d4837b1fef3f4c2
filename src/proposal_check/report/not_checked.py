"""Everything a pass did not look at, or could not decide, with the reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from proposal_check.model.budget import BudgetReading
from proposal_check.model.document import Document
from proposal_check.model.finding import Outcome, Review, RuleResult
from proposal_check.model.overlap import NO_LIBRARY
from proposal_check.report.wording import clean, shorten

Kind = Literal["needs_review", "error", "warning", "unread_table", "unchecked_identity", "library"]

KINDS: dict[Kind, str] = {
    "needs_review": "人工核查",
    "error": "未检",
    "warning": "读取提示",
    "unread_table": "表格未读",
    "unchecked_identity": "勾稽未核",
    "library": "未比对",
}


@dataclass(frozen=True, slots=True)
class NotChecked:
    """One thing left to a person. `code` is a rule id, a warning code or an identity's name."""

    kind: Kind
    code: str
    subject: str
    reason: str
    amount: int | None = None
    document: int | None = None
    block: int | None = None
    page: int | None = None

    @property
    def certain_gap(self) -> bool:
        """Tell what could not be looked at at all from what a person only has to decide."""
        return self.kind != "needs_review"

    @property
    def label(self) -> str:
        """Name the subject; a rule is named after its defect, in quotation marks: it is not asserted."""
        return f"“{self.subject}”" if self.kind in ("needs_review", "error") else self.subject


@dataclass(frozen=True, slots=True)
class SameReason:
    """Things left to a person for one reason."""

    kind: Kind
    reason: str
    gaps: tuple[NotChecked, ...]

    def labels(self, limit: int) -> str:
        """Name at most `limit` of the things, then their number."""
        names = list(dict.fromkeys(shorten(g.label, 60) for g in self.gaps))
        return "、".join(names[:limit]) + (f"等{len(self.gaps)}项" if len(names) > limit else "")


def by_reason(gaps: Iterable[NotChecked]) -> tuple[SameReason, ...]:
    """Merge what has kind and reason in common, in order of first appearance."""
    same: dict[tuple[Kind, str], list[NotChecked]] = {}
    for gap in gaps:
        same.setdefault((gap.kind, gap.reason.rstrip("。") + "。"), []).append(gap)
    return tuple(SameReason(kind, reason, tuple(members)) for (kind, reason), members in same.items())


def not_checked(review: Review) -> tuple[NotChecked, ...]:
    """List what was not looked at: undecided and failed rules, read warnings, unread tables, no library."""
    return (
        *_rules(review.results, Outcome.ERROR, "error"),
        *_warnings(review.submission.documents),
        *_tables(review.budget),
        *_identities(review.budget),
        *_library(review),
        *_rules(review.results, Outcome.NEEDS_REVIEW, "needs_review"),
        *_mixed(review),
    )


def _rules(results: tuple[RuleResult, ...], outcome: Outcome, kind: Kind) -> Iterator[NotChecked]:
    for result in results:
        if result.outcome is outcome:
            reason = clean(result.reason) or "未给出原因"
            yield NotChecked(kind, result.rule, clean(result.title), reason)


def _mixed(review: Review) -> Iterator[NotChecked]:
    """Doubts of a rule that also failed: its outcome is fail, and alone would not show them."""
    failed = {r.rule for r in review.results if r.outcome is Outcome.FAIL}
    for finding in review.findings:
        if finding.outcome is Outcome.NEEDS_REVIEW and finding.rule in failed:
            yield NotChecked("needs_review", finding.rule, clean(finding.title), clean(finding.message))


def _warnings(documents: tuple[Document, ...]) -> Iterator[NotChecked]:
    for index, document in enumerate(documents):
        for w in document.warnings:
            name = clean(document.source.name)
            yield NotChecked("warning", w.code, name, clean(w.message), w.amount, index, w.block, w.page)


def _tables(budget: BudgetReading) -> Iterator[NotChecked]:
    for table in budget.unread:
        subject = clean(table.caption) or "无表题的表格"
        yield NotChecked(
            "unread_table", "unread_table", subject, clean(table.reason), document=0, block=table.block
        )


def _identities(budget: BudgetReading) -> Iterator[NotChecked]:
    for identity in budget.identities:
        if identity.state == "unchecked":
            reason = clean(identity.reason) or "数据不足"
            block = identity.anchors[0].block if identity.anchors else identity.table
            yield NotChecked(
                "unchecked_identity", identity.name, clean(identity.subject), reason, document=0, block=block
            )


def _library(review: Review) -> Iterator[NotChecked]:
    """Say that nothing was compared with, unless a rule on it has said so."""
    if review.overlap.library is None and not any(r.reason == NO_LIBRARY for r in review.results):
        yield NotChecked("library", "library", "重复建设比对", NO_LIBRARY)
