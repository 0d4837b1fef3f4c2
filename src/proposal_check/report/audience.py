"""Who reads a report: the reviewer sees both sides of an overlap, the applicant only its own text.

Of another's system an applicant learns the name and the owner, nothing more. What the published shared
platforms offer is nobody's secret and stays: it is what the applicant is asked to use.
"""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from proposal_check.model.finding import Finding, Review, RuleResult
from proposal_check.model.overlap import Coverage, Overlap, SystemEntry

WITHHELD = "（不对外提供，可向初审单位了解）"
_MASK = "〔略〕"
# Shorter texts are names of common things, such as 查询, not anybody's wording.
_SHORTEST = 3


class Audience(StrEnum):
    reviewer = "reviewer"
    applicant = "applicant"


def edition(review: Review, audience: Audience) -> Review:
    """Give the review as an audience may read it; every writer gets its review from here."""
    return review if audience is Audience.reviewer else for_applicant(review)


def for_applicant(review: Review) -> Review:
    """Withhold what others wrote, wherever it is quoted: overlaps, findings, reasons, register entries."""
    secrets = _secrets(review)
    said = dict(_replacements(review.findings))
    overlap = replace(
        review.overlap,
        overlaps=tuple(map(_overlap, review.overlap.overlaps)),
        coverage=tuple(map(_coverage, review.overlap.coverage)),
    )
    return replace(
        review,
        overlap=overlap,
        findings=tuple(_finding(f, secrets) for f in review.findings),
        results=tuple(_result(r, said, secrets) for r in review.results),
    )


def _overlap(overlap: Overlap) -> Overlap:
    if overlap.kind == "platform" or not overlap.entry:
        return overlap
    return replace(overlap, theirs=WITHHELD, theirs_place="", source="")


def _coverage(coverage: Coverage) -> Coverage:
    entry = coverage.entry
    return replace(coverage, entry=SystemEntry(entry.id, entry.name, entry.owner, platform=entry.platform))


def _secrets(review: Review) -> tuple[str, ...]:
    """List others' texts that do not also stand in the applicant's own documents, the longest first."""
    texts = {o.theirs for o in review.overlap.overlaps if o.kind != "platform" and o.entry}
    for coverage in review.overlap.coverage:
        if not coverage.entry.platform:
            texts |= {coverage.entry.functions, *coverage.entry.modules}
    own = "\n".join(block.text for document in review.submission.documents for block in document.blocks)
    names = {o.entry_name for o in review.overlap.overlaps} | {o.owner for o in review.overlap.overlaps}
    kept = {
        t
        for t in texts - {WITHHELD}
        if len(t) >= _SHORTEST and t not in own and not any(t in name for name in names)
    }
    return tuple(sorted(kept, key=lambda text: (-len(text), text)))


def _replacements(findings: Iterable[Finding]) -> Iterable[tuple[str, str]]:
    return (
        (f.values[name], shown) for f in findings for name, shown in f.public.items() if f.values.get(name)
    )


def _finding(finding: Finding, secrets: tuple[str, ...]) -> Finding:
    said = dict(_replacements([finding]))
    values = {name: finding.public.get(name, _masked(v, secrets)) for name, v in finding.values.items()}
    return replace(
        finding,
        message=_told(finding.message, said, secrets),
        suggestion=_told(finding.suggestion, said, secrets),
        values=values,
    )


def _result(result: RuleResult, said: dict[str, str], secrets: tuple[str, ...]) -> RuleResult:
    return replace(result, reason=_told(result.reason, said, secrets))


def _told(text: str, said: dict[str, str], secrets: tuple[str, ...]) -> str:
    for full, shown in said.items():
        text = text.replace(full, shown)
    return _masked(text, secrets)


def _masked(text: str, secrets: tuple[str, ...]) -> str:
    for secret in secrets:
        text = text.replace(secret, _MASK)
    return text
