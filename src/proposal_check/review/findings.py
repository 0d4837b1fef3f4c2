"""What a rule makes of its check's hits: findings with an identity that survives revision."""

import hashlib
import re
import string
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from proposal_check.model.document import Anchor, Paragraph
from proposal_check.model.finding import Basis, Finding, Hit, Outcome, Severity
from proposal_check.model.submission import Submission
from proposal_check.model.where import where
from proposal_check.packs.schema import Norms, Rule

_STRENGTH = (Severity.NOTE, Severity.SHOULD, Severity.MUST)
_NUMBER = "[\\d一二三四五六七八九十]+"
_CAPTION = re.compile(rf"^\s*(?:续?[表图]|附[表图])\s*{_NUMBER}(?:\s*[-—–.．]\s*\d+)*\s*[:：.、]?\s*")
_SERIAL = re.compile(rf"\s*[(（]?{_NUMBER}[)）.、]?\s*")


def finding_id(rule: str, subject: str, quotes: Iterable[str]) -> str:
    """Hash rule, subject and quotes, whatever their width, spacing and order; no page, no index."""
    parts = (rule, _normal(subject), *sorted({_normal(quote) for quote in quotes}))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def unnumbered(anchor: Anchor, submission: Submission) -> str:
    """Quote an anchor without the numbers that a revision may shift: of headings, captions, table lines."""
    if not 0 <= anchor.document < len(submission.documents):
        return anchor.quote
    blocks = submission.documents[anchor.document].blocks
    block = blocks[anchor.block] if 0 <= anchor.block < len(blocks) else None
    if isinstance(block, Paragraph) and block.kind != "caption":
        number = block.number if anchor.start == 0 else None
        return anchor.quote.strip().removeprefix(number or "").lstrip("、.．)） \t")
    if anchor.cell is not None:
        return "" if anchor.cell[1] == 1 and _SERIAL.fullmatch(anchor.quote) else anchor.quote
    return _CAPTION.sub("", anchor.quote)


def _normal(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def findings_of(rule: Rule, hits: Iterable[Hit], submission: Submission, norms: Norms) -> list[Finding]:
    """Word one rule's hits, in their order; hits that say the same of the same thing become one."""
    found: dict[str, Finding] = {}
    for hit in hits:
        if hit.outcome in (Outcome.FAIL, Outcome.NEEDS_REVIEW):
            _add(found, _finding(rule, hit, submission, norms))
    return list(found.values())


def _add(found: dict[str, Finding], new: Finding) -> None:
    """Merge a finding with its twin; one that differs only in what it says gets a numbered id."""
    count, key = 1, new.id
    while key in found:
        if found[key].message == new.message:
            old = found[key]
            anchors = tuple(dict.fromkeys((*old.anchors, *new.anchors)))
            places = tuple(dict.fromkeys((*old.places, *new.places)))
            found[key] = replace(old, anchors=anchors, places=places)
            return
        count += 1
        key = f"{new.id}-{count}"
    found[key] = replace(new, id=key)


def _finding(rule: Rule, hit: Hit, submission: Submission, norms: Norms) -> Finding:
    message, suggestion = _wording(rule, hit)
    return Finding(
        id=finding_id(rule.id, hit.subject, (unnumbered(a, submission) for a in hit.anchors)),
        rule=rule.id,
        check=rule.check,
        group=rule.group,
        title=rule.title,
        severity=weaker(rule.severity, hit.severity),
        outcome=hit.outcome,
        subject=hit.subject,
        message=message,
        suggestion=suggestion,
        anchors=hit.anchors,
        places=_places(hit.anchors, submission),
        basis=tuple(_basis(clause, norms) for clause in rule.basis),
        values=dict(hit.values),
        public=dict(hit.public),
    )


def _wording(rule: Rule, hit: Hit) -> tuple[str, str]:
    """Word message and advice; where a person must look first, the rule's words may need unknown values."""
    if hit.outcome is Outcome.FAIL:
        return rule.message.format_map(hit.values), rule.suggestion.format_map(hit.values)
    needed = {name for _, name, _, _ in string.Formatter().parse(rule.suggestion) if name}
    known = needed <= hit.values.keys()
    return hit.reason, rule.suggestion.format_map(hit.values) if known else "请人工核查。"


def weaker(rule: Severity, hit: Severity | None) -> Severity:
    """Let a hit weaken its rule's severity, never strengthen it."""
    return rule if hit is None else min(rule, hit, key=_STRENGTH.index)


def _places(anchors: Iterable[Anchor], submission: Submission) -> tuple[str, ...]:
    named = (where(submission.documents[a.document], a) for a in anchors)
    return tuple(dict.fromkeys(place for place in named if place))


def _basis(clause_id: str, norms: Norms) -> Basis:
    clause = norms.clauses[clause_id]
    return Basis(clause_id, clause.source, clause.clause)
