"""The formulas a row may follow: quantity × price, effort × rate, people × months × rate, × years, × tax."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from proposal_check.budget.equations.tax import price_basis, tax_columns, tax_rate
from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.figures.arithmetic import Interval, total
from proposal_check.budget.tables.cells import money
from proposal_check.budget.tables.header_words import SCALES
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, BudgetRow

_ADDED = re.compile(r"(?:非人力|直接|附加|运杂|运输|安装|调试)(?:成本|费用?)")
_PERIOD = re.compile(r"月|周期|期限|租期|时长")
_OTHER_ROLES = ("users", "warranty", "year", "function_points")


@dataclass(frozen=True, slots=True)
class Product:
    """Counts multiplied by one price, and what the row adds to that: 直接非人力成本."""

    name: str
    counts: tuple[Amount, ...]
    price: Amount
    plus: tuple[Amount, ...] = ()

    @property
    def value(self) -> Interval:
        result = interval(self.price)
        for count in self.counts:
            result = result * interval(count)
        return total([result, *map(interval, self.plus)])


def taxed_apart(work: Work) -> bool:
    """Say whether unit prices and amounts stand on different bases."""
    return set(price_basis(work)) == {"net", "gross"}


def primary(entry: Entry) -> Product | None:
    """Give the formula a row's columns name; None without a count and a price."""
    row = entry.row
    rate = rate_as_price(row) if row.effort else None
    per = row.rate.unit.split("/")[1] if row.rate and row.rate.unit else ""
    if row.effort and rate and (not per or per == row.effort.unit or not row.effort.unit):
        return Product("I7", (row.effort,), rate)
    if row.quantity and row.price:
        return Product("I1", (row.quantity,), row.price)
    if row.effort and row.price and not per:
        return Product("I7", (row.effort,), row.price)
    return None


def rate_as_price(row: BudgetRow) -> Amount | None:
    """Give a row's labour rate as the price of one unit of work."""
    return replace(row.rate, unit=row.rate.unit.split("/")[0] or None) if row.rate and row.rate.unit else None


def with_added_costs(work: Work, entry: Entry, product: Product) -> Product:
    """Add to a product what a column of further costs prints in the row."""
    header = work.header
    cols = [c for c in header.extra if _ADDED.search(header.texts[c - 1])]
    units = [header.units[c - 1].money or work.unit or "元" for c in cols]
    found = (money(entry.line, c, SCALES[unit])[1] for c, unit in zip(cols, units, strict=True))
    return replace(product, plus=tuple(a for a in found if a and a.unit == product.price.unit and a.value))


def others(work: Work, entry: Entry, tried: Product) -> Iterator[Product]:
    """Yield the other formulas a row may follow: people × months × rate, users × price, × years."""
    row = entry.row
    counts = [c for c in (row.quantity, row.effort) if c]
    more = _more(work, entry)
    if months := _months(work, entry):
        yield Product(tried.name, (*tried.counts, months), tried.price)
    if taxed_apart(work) and (factor := _tax_factor(work, entry)):
        yield Product(tried.name, (*tried.counts, factor), tried.price)
    if len(counts) == 2:
        yield Product(tried.name, tuple(counts), tried.price)
    for count in counts:
        yield Product(tried.name, (count,), tried.price)
    for factor in (*map(share, more), *(rest(x) for x in more if x.unit == "%")):
        yield Product(tried.name, (*tried.counts, factor), tried.price)
        if factor.value > 1:
            yield Product(tried.name, (factor,), tried.price)
        if len(counts) == 2:
            yield Product(tried.name, (*counts, factor), tried.price)


def _more(work: Work, entry: Entry) -> list[Amount]:
    roles = work.header.roles
    named = (_count(entry, roles.get(role)) for role in _OTHER_ROLES)
    return [x for x in (*entry.extras, *named) if x is not None]


def shares(work: Work, entry: Entry) -> list[Amount]:
    """Read the counts of a row, and its further numbers, as factors: 90% and 9折 are 0.9."""
    counts = [c for c in (entry.row.quantity, entry.row.effort) if c]
    return [*counts, *(share(x) for x in _more(work, entry))]


def _months(work: Work, entry: Entry) -> Amount | None:
    """Give the 12 months between a price by the month and an amount by the year."""
    header, amount = work.header, entry.row.amount
    col = header.roles.get("price")
    if not col or not amount or not header.texts[header.roles["amount"] - 1].startswith("年"):
        return None
    if any(_PERIOD.search(header.texts[c - 1]) for c in {*header.extra} - {*header.amounts}):
        return None
    monthly = (header.units[col - 1].per or "").endswith("月") or header.texts[col - 1].startswith("月")
    if not monthly:
        return None
    said = work.sheet.lines[header.rows - 1].anchor(col)
    return Amount(Decimal(12), Decimal(12), Decimal(12), "个月", "12", said)


def _tax_factor(work: Work, entry: Entry) -> Amount | None:
    """Give 1 + the row's tax rate as a factor of its product."""
    cols = tax_columns(work)
    rate = tax_rate(entry, cols)
    if rate is None or cols.rate is None:
        return None
    return Amount(
        1 + rate, 1 + rate, 1 + rate, None, entry.line.text(cols.rate), entry.line.anchor(cols.rate)
    )


def share(factor: Amount) -> Amount:
    if factor.unit == "折":
        hundredth = Decimal("0.1") if factor.value < 10 else Decimal("0.01")
    elif factor.unit != "%":
        return factor
    else:
        hundredth = Decimal("0.01")
    return replace(
        factor, value=factor.value * hundredth, low=factor.low * hundredth, high=factor.high * hundredth
    )


def rest(discount: Amount) -> Amount:
    """Give what a discount leaves: 10% off is a factor of 0.9."""
    off = share(discount)
    return replace(off, value=1 - off.value, low=1 - off.high, high=1 - off.low)


def _count(entry: Entry, col: int | None) -> Amount | None:
    cell = entry.line.cells[col - 1] if col else None
    figure = read_cell(cell.text).figure if cell and cell.row == entry.line.row else None
    if cell is None or figure is None or figure.is_money:
        return None
    return Amount(figure.raw, figure.raw, figure.raw, figure.unit, cell.text, entry.line.anchor(cell.col))
