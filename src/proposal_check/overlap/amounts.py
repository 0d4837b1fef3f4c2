"""What a planned module costs by the budget tables."""

from decimal import Decimal

from proposal_check.model.budget import BudgetReading, BudgetRow
from proposal_check.model.document import Anchor
from proposal_check.overlap.words import core


def amount_of(module: Anchor, budget: BudgetReading) -> Decimal | None:
    """Give a module's cost in 元: of its own row, else of the rows of that name when all say the same.

    None when no row states it, rows disagree, or the unit of money is not known.
    """
    rows = [row for table in budget.tables for row in table.rows if row.kind == "item" and _yuan(row)]
    if module.cell is not None:
        for row in rows:
            if row.anchor.block == module.block and row.row == module.cell[0]:
                return _yuan(row)
    name = core(module.quote)
    amounts = {_yuan(row) for row in rows if name and core(row.name) == name}
    return amounts.pop() if len(amounts) == 1 else None


def _yuan(row: BudgetRow) -> Decimal | None:
    return row.amount.value if row.amount and row.amount.unit == "元" and row.amount.value else None
