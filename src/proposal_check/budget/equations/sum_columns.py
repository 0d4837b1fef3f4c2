"""Which columns of a table a sum row adds up, and what each of their cells says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from proposal_check.budget.equations.across import part_columns
from proposal_check.budget.points.function_points import point_columns
from proposal_check.budget.tables.amount_columns import tax_basis
from proposal_check.budget.tables.cells import count
from proposal_check.budget.tables.counted import counted_columns, counted_unit
from proposal_check.budget.tables.work import Work
from proposal_check.model.budget import Amount


@dataclass(frozen=True, slots=True)
class SumColumn:
    """A column; `col` is 0 where amounts have no header. `unit` is what it counts, or its own money unit."""

    role: Literal["amount", "effort", "money", "count"]
    col: int
    unit: str | None = None

    @property
    def is_money(self) -> bool:
        return self.role in {"amount", "money"}

    def value(self, work: Work, index: int) -> Amount | None:
        """Read a row's number; the row behind the last is the line below the table."""
        if index == len(work.entries):
            return work.below if self.role == "amount" else None
        entry = work.entries[index]
        if self.role == "money":
            return work.money(entry, self.col)
        if self.role == "count":
            return count(entry.line, self.col, self.unit)
        return entry.row.amount if self.role == "amount" else entry.row.effort


def sum_columns(work: Work) -> Iterator[SumColumn]:
    """Name the columns, the amounts first."""
    roles = work.header.roles
    if any(e.row.amount for e in work.entries):
        yield SumColumn("amount", roles.get("amount", 0))
    if any(e.row.effort for e in work.entries) and "effort" in roles:
        yield SumColumn("effort", roles["effort"])
    parts = part_columns(work)
    for col in (*parts, *_beside(work, parts)):
        yield SumColumn("money", col, work.header.units[col - 1].money)
    points = point_columns(work)
    yield from (SumColumn("count", col, "功能点") for col in points)
    counted = (col for col in counted_columns(work) if col not in points)
    yield from (SumColumn("count", col, counted_unit(work, col)) for col in counted)


def _beside(work: Work, parts: Sequence[int]) -> Iterator[int]:
    """Name the further columns of amounts: 批复金额 beside 变更后金额; tax has equations of its own."""
    header = work.header
    known = {*parts, header.roles.get("amount"), header.roles.get("group_amount")}
    others = (c for c in header.amounts if c not in known and not tax_basis(header.texts[c - 1]))
    yield from (c for c in others if not _is_one_cell(work, c, header.roles.get("amount", c)))


def _is_one_cell(work: Work, col: int, amount: int) -> bool:
    """Say whether the cells of money span both columns, as where a page joins two tables."""
    lines = [e.line for e in work.entries if work.money(e, col)]
    return col != amount and all(line.cells[col - 1] == line.cells[amount - 1] for line in lines)
