"""Prices paid or quoted elsewhere, and how a budget's prices compare with them."""

from dataclasses import dataclass
from decimal import Decimal

from proposal_check.model.document import Anchor


@dataclass(frozen=True, slots=True)
class PriceEntry:
    """A reviewed or quoted price in 元 per `unit`, with where and when (ISO date, or a year) it was seen."""

    name: str
    brand: str
    spec: str
    unit: str
    price: Decimal
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class PriceComparison:
    """A budget row beside the prices of like items, the most alike first."""

    table: int
    name: str
    price: Decimal
    anchor: Anchor
    found: tuple[PriceEntry, ...]
