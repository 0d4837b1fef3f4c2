"""A budget table at work: what the readers know of it before it becomes a BudgetTable."""

from dataclasses import dataclass, field

from proposal_check.budget.figures.arithmetic import Interval
from proposal_check.budget.tables.cells import money
from proposal_check.budget.tables.columns import Header
from proposal_check.budget.tables.header_words import SCALES
from proposal_check.budget.tables.rows import Entry, sum_word
from proposal_check.budget.tables.sheet import Sheet, squeeze
from proposal_check.budget.tables.units import Units
from proposal_check.model.budget import Amount, TableKind


@dataclass(frozen=True, slots=True)
class Work:
    """`below` is the total that the line right under a table without a total row states.

    `section` is the heading that the table stands under.
    """

    sheet: Sheet
    header: Header
    units: Units
    entries: tuple[Entry, ...]
    kind: TableKind
    caption: str
    below: Amount | None = None
    section: str = ""
    _money: dict[tuple[int, int, int], Amount | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def unit(self) -> str | None:
        """The unit amounts are printed in: 元, 万元 …"""
        return self.units.money.get("amount") or self.units.money.get("group_amount")

    @property
    def scale(self) -> int:
        return SCALES[self.unit] if self.unit else 1

    def column_scale(self, col: int) -> int | None:
        """Give the money unit of a column as its number of 元: its own, else the amounts'."""
        unit = self.header.units[col - 1].money
        return SCALES[unit] if unit else self.units.scale("amount")

    def money(self, entry: Entry, col: int) -> Amount | None:
        """Read a cell of a further column of money, each once."""
        place = (entry.line.block, entry.line.row, col)
        if place not in self._money:
            self._money[place] = money(entry.line, col, self.column_scale(col))[1]
        return self._money[place]

    def label(self, index: int) -> str:
        """Name a row for people: its own name, its category for a subtotal."""
        if index == len(self.entries):
            return "表下合计"
        row = self.entries[index].row
        name = squeeze(row.name)
        if row.kind == "subtotal" and row.category and (sum_word(name) or not name):
            return row.category if sum_word(row.category) else f"{row.category}合计"
        return name.split("：")[0].split(":")[0].split("￥")[0] or row.category or f"第{row.row}行"


def interval(amount: Amount) -> Interval:
    return Interval(amount.low, amount.value, amount.high)
