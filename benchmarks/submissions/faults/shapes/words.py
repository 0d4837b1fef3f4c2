"""Faults of what is said: words left out, put in or changed, wherever they stand."""

import re

from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.faults.shapes.texts import Fault, Outcome, Scalar, occurs, replace_all
from benchmarks.submissions.proposal import Block, Proposal, Section


def unsaid(
    rule: str, *words: str, outcome: Outcome = "fail", may: tuple[str, ...] = (), **facts: Scalar
) -> Fault:
    """Say none of the words anywhere: in headings, text, tables, drawings' captions, budget.

    `facts` are declared besides, where only they make the words due.
    """

    def fault(proposal: Proposal) -> Expected:
        pattern = re.compile("|".join(map(re.escape, words)))
        if not occurs(proposal, pattern):
            raise LookupError(f"nothing says {words}")
        replace_all(proposal, lambda text: pattern.sub("有关", text))
        proposal.declared |= facts
        return Expected(
            rule, f"全文未写{'、'.join(words)}", "全文", Proof(lacks=words), outcome=outcome, may=may
        )

    return fault


def says(
    rule: str,
    text: str,
    quote: str = "",
    item: str = "",
    may: tuple[str, ...] = (),
    **facts: Scalar,
) -> Fault:
    """Add a sentence to the section of an item, else to the longest; declare what makes it wrong."""

    def fault(proposal: Proposal) -> Expected:
        home = proposal.section(item) if item else longest(proposal)
        home.blocks.append(Block("text", text))
        proposal.declared |= facts
        proof = Proof(contains=(text,))
        return Expected(rule, f"写有“{text}”", home.title, proof, quote=quote, may=may)

    return fault


def longest(proposal: Proposal) -> Section:
    """Return the leaf with the most text."""
    leaves = [s for s in proposal.walk() if not s.sections]
    return max(leaves, key=lambda s: sum(len(b.text) for b in s.blocks if b.kind == "text"))


def reckons_wrongly(rule: str) -> Fault:
    """Write a multiplication into the text that comes to 2 万元 less than it says."""
    return says(rule, "现场驻点支持按12人月×1.8万元/人月=23.6万元测算，已含在开发费用内。", "23.6万元")


def retitled(rule: str, name: str, may: tuple[str, ...] = ()) -> Fault:
    """Call the project by another name, everywhere and in what is declared."""

    def fault(proposal: Proposal) -> Expected:
        old = str(proposal.facts["project_name"])
        proposal.title = proposal.title.replace(old, name)
        proposal.facts["project_name"] = name
        proposal.cover = {label: text.replace(old, name) for label, text in proposal.cover.items()}
        replace_all(proposal, lambda text: text.replace(old, name))
        return Expected(rule, f"项目名称为“{name}”", "扉页", Proof(contains=(name,), scope="cover"), may=may)

    return fault


def reworded(
    rule: str,
    pattern: str,
    new: str,
    quote: str = "",
    outcome: Outcome = "fail",
    may: tuple[str, ...] = (),
) -> Fault:
    """State something else wherever the pattern is stated, in text and tables."""

    def fault(proposal: Proposal) -> Expected:
        old = re.compile(pattern)
        if not occurs(proposal, old):
            raise LookupError(f"nothing states {pattern}")
        replace_all(proposal, lambda text: old.sub(new, text))
        proof = Proof(contains=(new,))
        return Expected(rule, f"全文写“{new}”", "全文", proof, outcome=outcome, quote=quote, may=may)

    return fault
