"""Waivers applied to a review. A verdict never hangs on the date: only who must still act does."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from proposal_check.model.finding import Finding, Review, Waiver


@dataclass(frozen=True, slots=True)
class WaiverAccount:
    """What became of the waivers given, as of `today`: in force, expired though they match, of no use."""

    today: date
    active: tuple[Waiver, ...] = ()
    expired: tuple[Waiver, ...] = ()
    unused: tuple[Waiver, ...] = ()


def waive(review: Review, waivers: Sequence[Waiver]) -> Review:
    """Mark the findings that waivers name, expired or not; outcomes and conclusion stay what they are.

    Of several the one that lasts longest is shown, one of the finding itself before one of its rule.
    """
    if not waivers:
        return review
    return replace(review, findings=tuple(_waived(finding, waivers) for finding in review.findings))


def _waived(finding: Finding, waivers: Iterable[Waiver]) -> Finding:
    fit = [w for w in waivers if w.target in (finding.id, finding.rule)]
    best = max(fit, key=lambda w: (w.expires, w.target == finding.id, w.reason, w.by), default=None)
    return replace(finding, waiver=best)


def targets(review: Review) -> frozenset[str]:
    """Name everything of a review that a waiver may be about."""
    return frozenset(name for finding in review.findings for name in (finding.id, finding.rule))


def account(known: Collection[str], waivers: Iterable[Waiver], today: date) -> WaiverAccount:
    """Say which waivers are in force, which have expired and which match none of the `known` targets."""
    given = tuple(dict.fromkeys(waivers))
    return WaiverAccount(
        today,
        active=tuple(w for w in given if w.target in known and w.expires >= today),
        expired=tuple(w for w in given if w.target in known and w.expires < today),
        unused=tuple(w for w in given if w.target not in known),
    )


def pursued(review: Review, today: date) -> tuple[Finding, ...]:
    """Give the findings that no waiver in force covers: those that an exit code counts."""
    return tuple(f for f in review.findings if f.waiver is None or f.waiver.expires < today)
