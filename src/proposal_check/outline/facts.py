"""Project facts: what is declared, and what the document itself says plainly. Nothing is guessed."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from proposal_check.model.budget import BudgetReading
from proposal_check.model.document import Document
from proposal_check.model.outline import OutlineReading
from proposal_check.model.submission import FACTS, Fact, FactValue
from proposal_check.outline.flags import flags
from proposal_check.outline.identity import compiled, owner_unit, project_name
from proposal_check.outline.nature import nature, predecessor
from proposal_check.outline.particulars import particulars
from proposal_check.outline.scope import has_hardware, has_infrastructure
from proposal_check.outline.terms import attachments, funding_source, period, security_level


def extract(
    document: Document,
    outline: OutlineReading,
    budget: BudgetReading,
    declared: Mapping[str, FactValue],
    kind: Fact | None = None,
) -> Mapping[str, Fact]:
    """Collect the facts in the order of model.submission.FACTS; declared ones win over the document's.

    A fact that the document does not state, or states in two ways, is absent. `kind` is the kind of document.
    """
    found = dict(_extracted(document, outline, budget))
    if kind is not None:
        found["doc_kind"] = kind
    found.update({name: Fact(value, "declared", stated=found.get(name)) for name, value in declared.items()})
    if "category" not in found and (category := _category(found)):
        found["category"] = category
    return {name: found[name] for name in FACTS if name in found}


def _extracted(
    document: Document, outline: OutlineReading, budget: BudgetReading
) -> Iterator[tuple[str, Fact]]:
    facts = {
        "project_name": project_name(document, outline),
        "owner_unit": owner_unit(document),
        "nature": nature(document, outline),
        "total_yuan": _total(budget),
        "funding_source": funding_source(document, outline),
        "period": period(document, outline),
        "security_level": security_level(document, outline),
        "compiled": compiled(document),
        "predecessor": predecessor(document, outline),
        "has_hardware": has_hardware(document, budget),
        "has_infrastructure": has_infrastructure(document, outline, budget),
        "attachments": attachments(document, outline),
    }
    yield from ((name, fact) for name, fact in facts.items() if fact is not None)
    yield from particulars(document)
    yield from flags(document)


def _category(found: Mapping[str, Fact]) -> Fact | None:
    """Building or upkeep, by the nature of the project, else by the kind of its document."""
    for name, upkeep in (("nature", "运维"), ("doc_kind", "运维方案")):
        if name in found:
            words = f"{FACTS[name].label}为“{found[name].value}”"
            return Fact("运维类" if found[name].value == upkeep else "建设类", "inferred", reason=words)
    return None


def _total(budget: BudgetReading) -> Fact | None:
    """The budget's total in 元, or the one that all stated totals agree on."""
    amount = budget.total
    if amount is None:
        stated = [t.amount for t in budget.totals]
        if not stated or len({a.value for a in stated}) > 1:
            return None
        amount = stated[0]
    return Fact(_number(amount.value), "extracted", amount.anchor)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
