"""review.sarif: SARIF 2.1.0, for tools that collect findings of many programs.

A finding's id is its partial fingerprint, a waiver its suppression, what was not looked at a notification.
A proposal has no lines: a result names its file, and its place in words as a logical location.
"""

from collections.abc import Mapping
from datetime import date
from urllib.parse import quote

from proposal_check import __version__
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Finding, Outcome, Review, Severity
from proposal_check.packs.schema import Pack
from proposal_check.report.json_values import Json, anchor_value, dump
from proposal_check.report.not_checked import KINDS, NotChecked, not_checked
from proposal_check.report.places import place_of
from proposal_check.report.wording import clean

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "findingId/v1"
_LEVELS: Mapping[Severity, str] = {
    Severity.MUST: "error",
    Severity.SHOULD: "warning",
    Severity.NOTE: "note",
}


def review_sarif(review: Review, pack: Pack, today: date | None = None) -> bytes:
    """Encode a review as SARIF; a waiver suppresses up to its last day, without `today` whenever it ends."""
    rules = {rule.id: index for index, rule in enumerate(pack.rules)}
    run = {
        "tool": {"driver": _driver(pack)},
        "automationDetails": {"id": f"{review.pack.id}/{review.pack.version}"},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(review, index) for index in range(len(review.submission.documents))],
        "invocations": [
            {
                "executionSuccessful": not any(r.outcome is Outcome.ERROR for r in review.results),
                "toolExecutionNotifications": [_notification(gap) for gap in not_checked(review)],
            }
        ],
        "results": [_result(review, f, rules, today) for f in review.findings],
        "properties": {"conclusion": review.conclusion.value, "packSha256": review.pack.sha256},
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(pack: Pack) -> Json:
    return {
        "name": "proposal-check",
        "version": __version__,
        "language": "zh-CN",
        "rules": [
            {
                "id": rule.id,
                "shortDescription": {"text": rule.title},
                "help": {"text": rule.suggestion},
                "defaultConfiguration": {
                    "level": _LEVELS[rule.severity],
                    "enabled": rule.status == "active",
                },
                "properties": {"group": rule.group, "check": rule.check, "basis": rule.basis},
            }
            for rule in pack.rules
        ],
    }


def _artifact(review: Review, index: int) -> Json:
    source = review.submission.documents[index].source
    return {
        "location": _file(review, index),
        "length": source.size,
        "hashes": {"sha-256": source.sha256},
        "roles": ["analysisTarget"],
    }


def _file(review: Review, index: int) -> Json:
    return {"uri": quote(clean(review.submission.documents[index].source.name)), "index": index}


def _result(review: Review, finding: Finding, rules: Mapping[str, int], today: date | None) -> Json:
    failed = finding.outcome is Outcome.FAIL
    return {
        "ruleId": finding.rule,
        "ruleIndex": rules.get(finding.rule, -1),
        "kind": "fail" if failed else "review",
        "level": _LEVELS[finding.severity] if failed else "none",
        "message": {"text": clean(f"{finding.message}{finding.suggestion}")},
        "locations": [_location(review, a) for a in finding.anchors]
        or [{"physicalLocation": _whole(review)}],
        "partialFingerprints": {FINGERPRINT: finding.id},
        "suppressions": _suppressions(finding, today),
        "properties": {
            "severity": finding.severity.value,
            "subject": finding.subject,
            "basis": [f"{b.source} {b.clause}" for b in finding.basis],
        },
    }


def _whole(review: Review) -> Json:
    return {"artifactLocation": _file(review, 0)}


def _location(review: Review, anchor: Anchor) -> Json:
    location: Json = {
        "physicalLocation": {"artifactLocation": _file(review, anchor.document)},
        "properties": {"anchor": anchor_value(anchor)},
    }
    if words := place_of(review, anchor):
        location["logicalLocations"] = [{"fullyQualifiedName": words, "kind": "element"}]
    if text := clean(anchor.quote):
        location["message"] = {"text": text}
    return location


def _suppressions(finding: Finding, today: date | None) -> list[Json]:
    waiver = finding.waiver
    if waiver is None:
        return []
    active = today is None or waiver.expires >= today
    return [
        {
            "kind": "external",
            "status": "accepted" if active else "rejected",
            "justification": waiver.reason,
            "properties": {"by": waiver.by, "expires": waiver.expires.isoformat()},
        }
    ]


def _notification(gap: NotChecked) -> Json:
    return {
        "level": "note" if gap.kind == "needs_review" else "warning",
        "message": {"text": f"{KINDS[gap.kind]}：{gap.label}：{gap.reason}"},
        "descriptor": {"id": gap.code},
    }
