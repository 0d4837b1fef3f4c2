"""review.json, run.json and the output of `read`: stable keys, stable bytes.

A Decimal is a string in plain notation: no exponent, no trailing zeros after the point, no negative zero.
Money is in 元. Lists keep the order of the document or the pack; open mappings are sorted by key.
"""

from collections.abc import Sequence
from datetime import datetime

from proposal_check import __version__
from proposal_check.model.document import Document, Paragraph
from proposal_check.model.finding import Finding, Review, RuleResult, Waiver
from proposal_check.model.outline import OutlineMatch
from proposal_check.model.overlap import Overlap
from proposal_check.model.submission import Fact
from proposal_check.report.json_budget import budget_value
from proposal_check.report.json_document import (
    contents_value,
    cover_value,
    figures_value,
    furniture_value,
    headings_value,
    recognised_value,
    signals_value,
    source_value,
    tables_value,
)
from proposal_check.report.json_values import (
    Json,
    anchor_value,
    dump,
    fact_value,
    section_value,
    sorted_map,
)
from proposal_check.report.not_checked import NotChecked, not_checked

SCHEMA_VERSION = "1.0"


def review_json(review: Review) -> bytes:
    """Encode a review, byte-identical for equal reviews: no clock, host or path (design §8)."""
    pack = review.pack
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "tool_version": __version__,
            "pack": {"id": pack.id, "version": pack.version, "sha256": pack.sha256},
            "documents": [source_value(d) for d in review.submission.documents],
            "conclusion": review.conclusion.value,
            "labels": sorted_map(review.labels),
            "notices": list(review.notices),
            "facts": {name: _fact(review.facts[name]) for name in sorted(review.facts)},
            "outline": [_match(review, m) for m in review.outline.matches],
            "budget": budget_value(review.budget, review.submission.documents),
            "library": review.overlap.library,
            "overlaps": [_overlap(o) for o in review.overlap.overlaps],
            "results": [_result(r) for r in review.results],
            "findings": [finding_value(f) for f in review.findings],
            "not_checked": [_gap(n) for n in not_checked(review)],
        }
    )


def document_json(document: Document) -> bytes:
    """Encode a document as a reader saw it.

    A table's `header` joins the header rows column by column (the first row when the file marks none,
    `header_rows` then being 0); `rows` are the rows below, null where a merged cell covers a place.
    `confidence`, from 0 to 1, is null for text that was not recognised from a picture; `recognised` counts
    the paragraphs that were, and lists the unsure ones.
    """
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "tool_version": __version__,
            **source_value(document),
            "cover": cover_value(document),
            "headings": headings_value(document),
            "tables": tables_value(document),
            "figures": figures_value(document),
            "paragraphs": sum(isinstance(b, Paragraph) for b in document.blocks),
            "recognised": recognised_value(document),
            "contents": contents_value(document),
            "furniture": furniture_value(document),
            "signals": signals_value(document),
        }
    )


def envelope_json(
    *,
    started: datetime,
    seconds: float,
    host: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    waivers: Json,
) -> bytes:
    """Encode what differs from run to run: run.json stands beside review.json, never inside it.

    `waivers` says on which day they were judged, and which are in force, expired or unused.
    """
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "tool_version": __version__,
            "started": started.isoformat(timespec="seconds"),
            "seconds": round(seconds, 3),
            "host": host,
            "inputs": list(inputs),
            "outputs": list(outputs),
            "waivers": waivers,
        }
    )


def _fact(fact: Fact) -> Json:
    return {
        "value": fact_value(fact.value),
        "origin": fact.origin,
        "anchor": anchor_value(fact.anchor),
        "reason": fact.reason,
    }


def _match(review: Review, match: OutlineMatch) -> Json:
    return {
        "id": match.id,
        "title": match.title,
        "level": match.level,
        "status": match.status,
        "section": section_value(review.submission.main, match.section),
        "headed": match.headed,
        "sure": match.sure,
        "score": round(match.score, 4),
        "blocks": [list(b) for b in match.blocks],
        "anchor": anchor_value(match.anchor),
        "reason": match.reason,
    }


def _result(result: RuleResult) -> Json:
    return {
        "rule": result.rule,
        "title": result.title,
        "outcome": result.outcome.value,
        "reason": result.reason,
        "findings": list(result.findings),
    }


def _gap(gap: NotChecked) -> Json:
    return {
        "kind": gap.kind,
        "code": gap.code,
        "subject": gap.subject,
        "reason": gap.reason,
        "amount": gap.amount,
        "document": gap.document,
        "block": gap.block,
        "page": gap.page,
    }


def _overlap(overlap: Overlap) -> Json:
    return {
        "kind": overlap.kind,
        "subject": overlap.subject,
        "stance": overlap.stance,
        "mine": anchor_value(overlap.mine),
        "theirs": overlap.theirs,
        "entry": overlap.entry,
        "entry_name": overlap.entry_name,
        "owner": overlap.owner,
        "source": overlap.source,
        "score": round(overlap.score, 4),
        "more": [anchor_value(a) for a in overlap.more],
        "theirs_place": overlap.theirs_place,
        "passage_kind": overlap.passage_kind,
        "share": overlap.share,
        "length": overlap.length,
        "relation": overlap.relation,
    }


def finding_value(finding: Finding) -> Json:
    """Give a finding as it stands in review.json."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "check": finding.check,
        "group": finding.group,
        "title": finding.title,
        "severity": finding.severity.value,
        "outcome": finding.outcome.value,
        "subject": finding.subject,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "places": list(finding.places),
        "anchors": [anchor_value(a) for a in finding.anchors],
        "basis": [{"id": b.id, "source": b.source, "clause": b.clause} for b in finding.basis],
        "values": sorted_map(finding.values),
        "waiver": _waiver(finding.waiver),
    }


def _waiver(waiver: Waiver | None) -> Json | None:
    """Say what was decided, not whether it is still in force: that hangs on the day."""
    if waiver is None:
        return None
    return {
        "target": waiver.target,
        "reason": waiver.reason,
        "by": waiver.by,
        "expires": waiver.expires.isoformat(),
    }
