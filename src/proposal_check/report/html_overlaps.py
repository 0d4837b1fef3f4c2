"""Overlaps side by side, what both sides have in common highlighted."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from proposal_check.model.finding import Review
from proposal_check.model.overlap import Overlap
from proposal_check.report.html_cards import Link, link
from proposal_check.report.told import told_overlaps
from proposal_check.report.wording import clean

# Shorter runs are shared by any two texts.
SHORTEST = 4
LONGEST = 3000
PASSAGES = {"verbatim": "逐字相同", "edited": "改写", "reordered": "调整次序", "paraphrased": "意思相近"}


@dataclass(frozen=True, slots=True)
class Side:
    """One overlap: where the proposal says what, and what stands against it."""

    number: int
    overlap: Overlap
    links: tuple[Link, ...]
    mine: Markup
    theirs: Markup


@dataclass(frozen=True, slots=True)
class Entry:
    """All overlaps of one kind with one system or text; `told` says that a finding speaks of them.

    `since` is the year and the state of the system, blank where the register or the edition does not say.
    """

    head: Overlap
    sides: tuple[Side, ...]
    told: bool
    since: str = ""


def entries(review: Review) -> tuple[Entry, ...]:
    """Arrange the overlaps by what they overlap with, those of findings first."""
    same: dict[tuple[str, str, str], list[Side]] = {}
    for number, overlap in enumerate(review.overlap.overlaps, start=1):
        key = (overlap.kind, overlap.entry, overlap.entry_name)
        same.setdefault(key, []).append(_side(review, number, overlap))
    told = {(o.kind, o.entry, o.entry_name) for o in told_overlaps(review)}
    since = {
        c.entry.id: "，".join(filter(None, (c.entry.year, c.entry.state))) for c in review.overlap.coverage
    }
    made = [
        Entry(sides[0].overlap, tuple(sides), key in told, since.get(key[1], ""))
        for key, sides in same.items()
    ]
    return tuple(sorted(made, key=lambda entry: not entry.told))


def _side(review: Review, number: int, overlap: Overlap) -> Side:
    anchors = (overlap.mine, *overlap.more)
    mine = " ".join(clean(anchor.quote) for anchor in anchors)
    theirs = clean(overlap.theirs)
    links = tuple(dict.fromkeys(link(review, anchor) for anchor in anchors))
    if overlap.kind != "passage":
        return Side(number, overlap, links, escape(mine), escape(theirs))
    return Side(number, overlap, links, *_compared(mine, theirs))


def _compared(mine: str, theirs: str) -> tuple[Markup, Markup]:
    """Highlight the runs of characters that both texts have, in the same order."""
    matcher = SequenceMatcher(None, mine[:LONGEST], theirs[:LONGEST], autojunk=False)
    runs = [run for run in matcher.get_matching_blocks() if run.size >= SHORTEST]
    return (
        _with_runs(mine, [(run.a, run.a + run.size) for run in runs]),
        _with_runs(theirs, [(run.b, run.b + run.size) for run in runs]),
    )


def _with_runs(text: str, runs: Iterable[tuple[int, int]]) -> Markup:
    shown, at = Markup(""), 0
    for start, end in runs:
        shown += escape(text[at:start]) + Markup('<mark class="same">{}</mark>').format(text[start:end])
        at = end
    return shown + escape(text[at:])
