"""Faults of what is declared and attached; the document stays."""

import re

from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.faults.shapes.texts import Fault, Outcome, Scalar, occurs, replace_all
from benchmarks.submissions.proposal import Proposal


def declares(rule: str, outcome: Outcome = "fail", may: tuple[str, ...] = (), **facts: Scalar) -> Fault:
    """Declare facts under which the submission does not meet a requirement; the document stays."""

    def fault(proposal: Proposal) -> Expected:
        proposal.declared |= facts
        lines = tuple(_as_yaml(name, value) for name, value in facts.items())
        proof = Proof(contains=lines, scope="facts")
        return Expected(rule, "申报信息：" + "、".join(lines), "申报信息", proof, outcome=outcome, may=may)

    return fault


def _as_yaml(name: str, value: Scalar) -> str:
    if isinstance(value, list):
        return f"{name}:\n" + "\n".join(f"  - {entry}" for entry in value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return f"{name}: '{value}'"
    return f"{name}: {str(value).lower() if isinstance(value, bool) else value}"


def not_attached(
    rule: str, *words: str, outcome: Outcome = "fail", may: tuple[str, ...] = (), **facts: Scalar
) -> Fault:
    """Attach nothing whose name has one of the words; declare what makes it due."""

    def fault(proposal: Proposal) -> Expected:
        listed = proposal.facts["attachments"]
        assert isinstance(listed, list)
        gone = tuple(n for n in listed if any(w in n for w in words))
        proposal.facts["attachments"] = [n for n in listed if n not in gone]
        proposal.declared |= facts
        lines = tuple(_as_yaml(name, value) for name, value in facts.items())
        if not gone and not lines:
            raise LookupError(f"nothing attached is called {words}")
        proof = Proof(contains=lines, lacks=tuple(f"- {n}\n" for n in gone), scope="facts")
        return Expected(rule, f"附件中没有{'、'.join(words)}", "附件清单", proof, outcome=outcome, may=may)

    return fault


def undeclared(rule: str, facts: tuple[str, ...], *words: str, outcome: Outcome = "needs_review") -> Fault:
    """Declare facts no more, and say none of the words that state them anywhere in the document."""

    def fault(proposal: Proposal) -> Expected:
        for fact in facts:
            proposal.facts.pop(fact, None)
        pattern = re.compile("|".join(map(re.escape, words)))
        if not occurs(proposal, pattern):
            raise LookupError(f"nothing says {words}")
        replace_all(proposal, lambda text: pattern.sub("建设", text))
        proof = Proof(lacks=words)
        return Expected(rule, f"未写明{'、'.join(facts)}", "全文", proof, outcome=outcome)

    return fault
