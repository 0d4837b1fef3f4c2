"""Faults of the budget: something added, left out, priced otherwise, or added up wrongly."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from benchmarks.submissions.budget import APPLICATION, HARDWARE, OTHER, SYSTEM, TOOLS, Fee, Item
from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.faults.change import substitute
from benchmarks.submissions.faults.shapes.texts import Fault, Outcome, Scalar, Severity, replace_all
from benchmarks.submissions.grid import Grid
from benchmarks.submissions.grid_edits import reprint
from benchmarks.submissions.money import WAN, YUAN, in_unit
from benchmarks.submissions.proposal import Proposal


def costed(
    rule: str,
    name: str,
    outcome: Outcome = "fail",
    severity: Severity = "must",
    may: tuple[str, ...] = (),
    price: int = 30000,
    **facts: Scalar,
) -> Fault:
    """Budget one more thing, at a price in 元; every total follows."""

    def fault(proposal: Proposal) -> Expected:
        group = proposal.budget.group(OTHER)
        section = Counter(i.section for i in group.items).most_common(1)[0][0]
        beside = next(i.name for i in group.items if i.section == section)
        group.items.append(Item(name, Decimal(1), "项", Decimal(price), spec=f"{name}一项", section=section))
        _in_summary(proposal, lambda of: (*of, name) if beside in of else of)
        proposal.declared |= facts
        return Expected(
            rule,
            f"概算列有{name}",
            "概算",
            Proof(contains=(f"|{name}|",)),
            severity,
            outcome,
            quote=name,
            may=may,
        )

    return fault


def _in_summary(proposal: Proposal, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    """Change what the lines of the numbered summary add up; a line of nothing goes."""
    lines = [replace(line, of=change(line.of)) for line in proposal.budget.estimate]
    proposal.budget.estimate[:] = [line for line in lines if line.of]


def not_costed(rule: str, *words: str, may: tuple[str, ...] = (), **facts: Scalar) -> Fault:
    """Budget nothing whose name has one of the words and say nothing of it."""

    def fault(proposal: Proposal) -> Expected:
        group = proposal.budget.group(OTHER)
        gone = [i for i in group.items if any(w in i.name for w in words)]
        if not gone:
            raise LookupError(f"nothing budgeted is called {words}")
        kept = [i for i in group.items if i not in gone]
        group.items = kept
        names = {item.name for item in gone}
        _in_summary(proposal, lambda of: tuple(n for n in of if n not in names))
        for item in gone:
            substitute(proposal, rf"\{{[^{{}}]*:{re.escape(item.name)}\}}", "")
        return unsaid_after(proposal, rule, words, may, facts)

    return fault


def unsaid_after(
    proposal: Proposal, rule: str, words: tuple[str, ...], may: tuple[str, ...], facts: dict[str, Scalar]
) -> Expected:
    pattern = re.compile("|".join(map(re.escape, words)))
    replace_all(proposal, lambda text: pattern.sub("有关", text))
    proposal.declared |= facts
    return Expected(
        rule, f"概算未列{'、'.join(words)}", "概算", Proof(lacks=words), severity="should", may=may
    )


_PRICE_LISTS = ("modules", "effort", "hardware", "products", "fees")


def amount_off(rule: str) -> Fault:
    """Print 1000 元 more than quantity × price in the first row of a price list."""

    def fault(proposal: Proposal) -> Expected:
        used = {b.text for s in proposal.walk() for b in s.blocks if b.kind == "table"}
        name = next((n for n in _PRICE_LISTS if n in used), "")
        if not name:
            raise LookupError("no price list")
        item = proposal.budget.modules[0]
        printed = in_unit(item.amount + 1000, YUAN)
        proposal.edit(name, _first_amount(item.name, printed, item.amount + 1000))
        return Expected(
            rule,
            f"“{item.name}”金额多列1000元",
            "概算",
            Proof(contains=(f"|{printed}",)),
            row=item.name,
            quote=printed,
        )

    return fault


def _first_amount(row: str, text: str, value: Decimal) -> Callable[[Grid], None]:
    def edit(grid: Grid) -> None:
        col = next(c for c, column in enumerate(grid.columns) if column.role == "amount")
        reprint(grid, grid.at(grid.row_of(row), col), text, value)

    return edit


def row_twice(rule: str) -> Fault:
    """Budget one piece of hardware twice, in two lines that say the same."""

    def fault(proposal: Proposal) -> Expected:
        items = proposal.budget.group(HARDWARE).items
        items.append(replace(items[0]))
        bought = [i for c in (SYSTEM, TOOLS, HARDWARE) for i in proposal.budget.group(c).items]
        tables = {b.text for s in proposal.walk() for b in s.blocks if b.kind == "table"}
        name, last = items[0].name, len(bought if "products" in tables else items)
        proof = Proof(contains=(f"|{name}|", f"\n{last}|{name}|"))
        return Expected(rule, f"“{name}”列了两次", "概算", proof, severity="should", row=name, quote=name)

    return fault


def module_again(rule: str, name: str, again: str, may: tuple[str, ...] = ()) -> Fault:
    """Budget a module once more under a like name, at an effort of its own; every total follows."""

    def fault(proposal: Proposal) -> Expected:
        item = proposal.budget.find(name)
        modules = proposal.budget.group(APPLICATION).items
        modules.append(replace(item, name=again, quantity=item.quantity - 5))
        proof = Proof(contains=(f"|{name}|", f"|{again}|"))
        what = f"“{name}”与“{again}”各计一次"
        return Expected(rule, what, "概算", proof, "should", "needs_review", quote=again, may=may)

    return fault


def recosted(rule: str, name: str, severity: Severity = "should", table: str = "", **numbers: str) -> Fault:
    """Budget something at another `price`, `quantity` or `percent`; every total follows.

    `table` is the caption of the list that the rule speaks of, where it does not speak of the row.
    """

    def fault(proposal: Proposal) -> Expected:
        item = proposal.budget.find(name)
        for field, number in numbers.items():
            setattr(item, field, Decimal(number))
        printed = in_unit(item.amount, YUAN)
        proof = Proof(contains=(f"|{name}|", f"|{printed}"))
        return Expected(
            rule, f"“{name}”列{printed}元", "概算", proof, severity, table=table, row="" if table else name
        )

    return fault


def rebased(rule: str, name: str, *more: str) -> Fault:
    """Take a percentage of more categories than it may be taken of; every total follows."""

    def fault(proposal: Proposal) -> Expected:
        fee = proposal.budget.find(name)
        if not isinstance(fee, Fee):
            raise LookupError(f"{name} is no percentage")
        fee.base = [*fee.base, *(proposal.budget.group(category) for category in more)]
        words = "、".join(g.category for g in fee.base)
        fee.spec = f"以{words}之和为基数"
        proof = Proof(contains=(f"{name}|{in_unit(fee.base_amount, YUAN)}|", fee.spec))
        return Expected(rule, f"{name}的基数含{'、'.join(more)}", "概算", proof, "should", row=name)

    return fault


def total_differs(rule: str) -> Fault:
    """State the total of an earlier draft where the text first states it."""

    def fault(proposal: Proposal) -> Expected:
        blocks = [b for s in proposal.walk() for b in s.blocks if "{total}" in b.text]
        if not blocks:
            raise LookupError("the text states no total")
        stated = f"{in_unit(proposal.budget.total + 200000, WAN)}万元"
        blocks[0].text = blocks[0].text.replace("{total}", stated).replace("（{total_upper}）", "")
        return Expected(rule, f"总投资写作{stated}", "正文", Proof(contains=(stated,)), quote=stated)

    return fault
