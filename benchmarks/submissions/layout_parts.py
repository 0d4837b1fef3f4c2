"""What the tables of the budget have in common: captions, the numbers behind a row, the last row."""

from collections.abc import Sequence
from decimal import Decimal

from benchmarks.submissions.budget import Item
from benchmarks.submissions.grid import Column, Grid
from benchmarks.submissions.money import YUAN, in_unit
from benchmarks.submissions.proposal import Proposal


def start(proposal: Proposal, name: str, caption: str, columns: list[Column], unit: str, kind: str) -> Grid:
    """Begin a table under the caption that the proposal gives it, else under the usual one."""
    return Grid.start(name, proposal.budget.captions.get(name, caption), columns, unit, kind)


def numbers(item: Item) -> dict[str, Decimal]:
    """Return the numbers behind a row by column role."""
    return {
        "quantity": item.quantity,
        "effort": item.quantity,
        "price": item.price,
        "rate": item.price,
        "amount": item.amount,
    }


def add_total(grid: Grid, items: Sequence[Item]) -> None:
    """Append the row 合计 with the sum of the items."""
    amount = sum((i.amount for i in items), Decimal())
    grid.add_spanning("合计", 0, in_unit(amount, YUAN), amount, "total")
