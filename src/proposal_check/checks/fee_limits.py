"""From which amount on a fee leaves what a table allows, and the table's arithmetic in words."""

from dataclasses import dataclass
from decimal import Decimal

from proposal_check.budget.figures.fee_tables import FeeRange
from proposal_check.checks.norm_source import wan
from proposal_check.packs.schema import Figure

# A fee is seldom printed more finely than its percentage: half a percent is no deviation.
_PRINTED = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What one table allows, with the margin that remains usual."""

    label: str
    figure: Figure
    fee: FeeRange
    margin: Decimal

    @property
    def most(self) -> Decimal:
        return self.fee.high * (1 + self.margin / 100 + _PRINTED) + 1

    @property
    def least(self) -> Decimal:
        return self.fee.low * (1 - self.margin / 100 - _PRINTED) - 1

    @property
    def formula(self) -> str:
        head = f"{self.label}：" if self.label else ""
        if not self.margin:
            return f"{head}{self.fee.formula}"
        room = self.margin / 100
        low, high = wan(self.fee.low * (1 - room)), wan(self.fee.high * (1 + room))
        return f"{head}{self.fee.formula}，上下浮动{self.margin}%为{low}至{high}"
