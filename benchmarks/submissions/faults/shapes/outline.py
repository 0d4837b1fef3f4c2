"""Faults of the outline: chapters and sections left out, emptied or in another order."""

from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.faults.shapes.texts import Fault, Severity
from benchmarks.submissions.faults.shapes.words import longest
from benchmarks.submissions.money import chinese
from benchmarks.submissions.proposal import Block, Proposal, Section


def chapter_gone(rule: str, item: str, severity: Severity = "must", may: tuple[str, ...] = ()) -> Fault:
    """Leave out a chapter or section, with all below it."""

    def fault(proposal: Proposal) -> Expected:
        gone = proposal.remove(item)
        titles = tuple(s.title for s in gone.walk())
        return Expected(
            rule, f"缺少“{gone.title}”", "全文", Proof(lacks=titles), severity, item=item, may=may
        )

    return fault


def emptied(rule: str, item: str, severity: Severity = "must", may: tuple[str, ...] = ()) -> Fault:
    """Keep a heading with nothing to it; without `item` that of the leaf with the longest text."""

    def fault(proposal: Proposal) -> Expected:
        section: Section = proposal.section(item) if item else longest(proposal)
        section.sections, section.blocks = [], [Block("text", "详见后续深化设计。")]
        proposal.statuses[item] = "empty"
        proof = Proof(contains=(f"{section.title}\n详见后续深化设计。",))
        return Expected(
            rule, f"“{section.title}”仅有标题", section.title, proof, severity, item=item, may=may
        )

    return fault


def chapters_swapped(rule: str, first: str, second: str) -> Fault:
    """Put a chapter before the one that precedes it."""

    def fault(proposal: Proposal) -> Expected:
        one, other = (proposal.chapters.index(proposal.section(i)) for i in (first, second))
        chapters = proposal.chapters
        chapters[one], chapters[other] = chapters[other], chapters[one]
        titles = (chapters[one].title, chapters[other].title)
        order = Proof(
            contains=tuple(f"{chinese(i + 1)}、{t}" for i, t in zip((one, other), titles, strict=True))
        )
        return Expected(rule, f"“{titles[1]}”的顺序与提纲不符", "全文", order, severity="should", item=first)

    return fault
