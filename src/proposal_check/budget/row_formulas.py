"""The formulas a row may follow: quantity × price, effort × rate, people × months × rate, × years, × tax."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from proposal_check.budget.amounts import read_cell
from proposal_check.budget.arithmetic import Interval
from proposal_check.budget.rows import Entry
from proposal_check.budget.tax import price_basis, tax_columns, tax_rate
from proposal_check.budget.work import Work, interval
from proposal_check.model.budget import Amount

_OTHER_ROLES = ("users", "warranty", "year", "function_points")


@dataclass(frozen=True, slots=True)
class Product:
    """Counts multiplied by one price."""

    name: str
    counts: tuple[Amount, ...]
    price: Amount

    @property
    def value(self) -> Interval:
        result = interval(self.price)
        for count in self.counts:
            result = result * interval(count)
        return result


def taxed_apart(work: Work) -> bool:
    """Say whether unit prices and amounts stand on different bases."""
    return set(price_basis(work)) == {"net", "gross"}


def primary(entry: Entry) -> Product | None:
    """Give the formula a row's columns name; None without a count and a price."""
    row = entry.row
    rate = replace(row.rate, unit=row.rate.unit.split("/")[0] or None) if row.rate and row.rate.unit else None
    per = row.rate.unit.split("/")[1] if row.rate and row.rate.unit else ""
    if row.effort and rate and (not per or per == row.effort.unit or not row.effort.unit):
        return Product("I7", (row.effort,), rate)
    if row.quantity and row.price:
        return Product("I1", (row.quantity,), row.price)
    if row.effort and row.price and not per:
        return Product("I7", (row.effort,), row.price)
    return None


def others(work: Work, entry: Entry, tried: Product) -> Iterator[Product]:
    """Yield the other formulas a row may follow: people × months × rate, users × price, × years."""
    row = entry.row
    counts = [c for c in (row.quantity, row.effort) if c]
    more = [x for x in entry.extras if x is not None] + [
        x for x in (_count(entry, work.header.roles.get(role)) for role in _OTHER_ROLES) if x
    ]
    if taxed_apart(work) and (factor := _tax_factor(work, entry)):
        yield Product(tried.name, (*tried.counts, factor), tried.price)
    if len(counts) == 2:
        yield Product(tried.name, tuple(counts), tried.price)
    for count in counts:
        yield Product(tried.name, (count,), tried.price)
    for factor in (*map(_share, more), *(_rest(x) for x in more if x.unit == "%")):
        yield Product(tried.name, (*tried.counts, factor), tried.price)
        yield Product(tried.name, (factor,), tried.price)
        if len(counts) == 2:
            yield Product(tried.name, (*counts, factor), tried.price)


def _tax_factor(work: Work, entry: Entry) -> Amount | None:
    """Give 1 + the row's tax rate as a factor of its product."""
    cols = tax_columns(work)
    rate = tax_rate(entry, cols)
    if rate is None or cols.rate is None:
        return None
    return Amount(
        1 + rate, 1 + rate, 1 + rate, None, entry.line.text(cols.rate), entry.line.anchor(cols.rate)
    )


def _share(factor: Amount) -> Amount:
    if factor.unit != "%":
        return factor
    hundredth = Decimal("0.01")
    return replace(
        factor, value=factor.value * hundredth, low=factor.low * hundredth, high=factor.high * hundredth
    )


def _rest(discount: Amount) -> Amount:
    """Give what a discount leaves: 10% off is a factor of 0.9."""
    off = _share(discount)
    return replace(off, value=1 - off.value, low=1 - off.high, high=1 - off.low)


def _count(entry: Entry, col: int | None) -> Amount | None:
    cell = entry.line.cells[col - 1] if col else None
    figure = read_cell(cell.text).figure if cell and cell.row == entry.line.row else None
    if cell is None or figure is None or figure.is_money:
        return None
    return Amount(figure.raw, figure.raw, figure.raw, figure.unit, cell.text, entry.line.anchor(cell.col))
