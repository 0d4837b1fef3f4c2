"""I1 and I7: quantity × price and effort × rate against the amount, row by row. I14: off by 10,000."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import prod

from proposal_check.budget.amounts import read_cell
from proposal_check.budget.arithmetic import Interval, compare, is_coarse
from proposal_check.budget.rows import Entry
from proposal_check.budget.wording import COARSE_REASON, equation, in_unit, plain
from proposal_check.budget.work import Work, interval
from proposal_check.model.budget import Amount, Identity, IdentityState

_SLIPS = (Decimal(10_000), Decimal("0.0001"))
_OTHER_ROLES = ("users", "warranty", "year", "function_points")


@dataclass(frozen=True, slots=True)
class _Product:
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


def row_products(work: Work) -> tuple[Identity, ...]:
    """Check every row that states a count, a price and an amount.

    Abstains on the whole table when most rows follow some other formula: it then has a factor we do not see.
    """
    found = [i for i in (_row(work, entry) for entry in work.entries) if i]
    broken = [i for i in found if i.state == "broken" and i.name != "I14"]
    judged = [i for i in found if i.state != "unchecked"]
    if len(broken) * 2 > len(judged) and (len(judged) >= 5 or any(any(e.extras) for e in work.entries)):
        reason = "多数行的数量×单价不等于金额，可能另有系数"
        return tuple(replace(i, state="unchecked", reason=reason) if i in broken else i for i in found)
    return _merge_slips(found)


def _row(work: Work, entry: Entry) -> Identity | None:
    row = entry.row
    if row.kind not in {"item", "memo"} or row.amount is None:
        return None
    product = _primary(entry)
    if product is None or not entry.aligned(row.amount, *product.counts):
        return None
    if product.price.unit != row.amount.unit and None in (product.price.unit, row.amount.unit):
        return _identity(work, entry, product, "unchecked", "单价与金额的单位不能确定")
    stated = interval(row.amount)
    state = compare(product.value, stated)
    if state == "broken":
        other = next((p for p in _others(work, entry, product) if p.value.meets(stated)), None)
        if other:
            product, state = other, compare(other.value, stated)
    if state == "broken" and any(product.value.scaled(k).meets(stated) for k in _SLIPS) and stated.value:
        product = replace(product, name="I14")
    if state == "rounding" and row.amount.unit == "元" and is_coarse(product.value, stated):
        return _identity(work, entry, product, "unchecked", COARSE_REASON)
    return _identity(work, entry, product, state)


def _primary(entry: Entry) -> _Product | None:
    row = entry.row
    rate = replace(row.rate, unit=row.rate.unit.split("/")[0] or None) if row.rate and row.rate.unit else None
    per = row.rate.unit.split("/")[1] if row.rate and row.rate.unit else ""
    if row.effort and rate and (not per or per == row.effort.unit or not row.effort.unit):
        return _Product("I7", (row.effort,), rate)
    if row.quantity and row.price:
        return _Product("I1", (row.quantity,), row.price)
    if row.effort and row.price and not per:
        return _Product("I7", (row.effort,), row.price)
    return None


def _others(work: Work, entry: Entry, tried: _Product) -> Iterator[_Product]:
    """Yield the other formulas a row may follow: people × months × rate, users × price, × years."""
    row = entry.row
    counts = [c for c in (row.quantity, row.effort) if c]
    more = [x for x in entry.extras if x is not None] + [
        x for x in (_count(entry, work.header.roles.get(role)) for role in _OTHER_ROLES) if x
    ]
    if len(counts) == 2:
        yield _Product(tried.name, tuple(counts), tried.price)
    for count in counts:
        yield _Product(tried.name, (count,), tried.price)
    for factor in map(_share, more):
        yield _Product(tried.name, (*tried.counts, factor), tried.price)
        yield _Product(tried.name, (factor,), tried.price)
        if len(counts) == 2:
            yield _Product(tried.name, (*counts, factor), tried.price)


def _share(factor: Amount) -> Amount:
    if factor.unit != "%":
        return factor
    hundredth = Decimal("0.01")
    return replace(
        factor, value=factor.value * hundredth, low=factor.low * hundredth, high=factor.high * hundredth
    )


def _count(entry: Entry, col: int | None) -> Amount | None:
    cell = entry.line.cells[col - 1] if col else None
    figure = read_cell(cell.text).figure if cell and cell.row == entry.line.row else None
    if cell is None or figure is None or figure.is_money:
        return None
    return Amount(figure.raw, figure.raw, figure.raw, figure.unit, cell.text, entry.line.anchor(cell.col))


def _identity(
    work: Work, entry: Entry, product: _Product, state: IdentityState, reason: str = ""
) -> Identity:
    amount = entry.row.amount
    assert amount is not None
    value = product.value.value
    known = amount.unit is not None and state != "unchecked"
    return Identity(
        product.name, state, entry.row.name, _formula(work, product, amount, state),
        expected=value, stated=amount.value, difference=amount.value - value if known else None,
        anchors=(amount.anchor, *(c.anchor for c in product.counts), product.price.anchor),
        table=work.sheet.block, reason=reason or ("" if known else "金额单位未注明，差额无法换算为元"),
    )  # fmt: skip


def _formula(work: Work, product: _Product, amount: Amount, state: IdentityState) -> str:
    """Write a product in the amounts' unit; a price in another unit keeps its own."""
    scale = work.scale
    price_unit = work.units.money.get(
        "rate" if product.name == "I7" and "rate" in work.units.money else "price"
    )
    same = price_unit in (None, work.unit)
    price = in_unit(product.price.value, scale) if same else f"{plain(product.price.value.normalize())}元"
    if not same and price_unit == "万元":
        price = f"{in_unit(product.price.value, 10_000)}万元"
    terms = [plain(c.value) for c in product.counts]
    counts = prod((c.value for c in product.counts), start=Decimal(1))
    value = counts * product.price.value
    computed = in_unit(amount.value if value == amount.value else value, scale)
    left = " × ".join((*terms, price))
    near = state == "rounding"
    equal = state == "holds" or (state == "unchecked" and value == amount.value)
    return equation(
        left, computed, in_unit(amount.value, scale), equal=equal, unit=work.unit or "", near=near
    )


def _merge_slips(found: list[Identity]) -> tuple[Identity, ...]:
    """Several rows off by 10,000 are one slip of the unit, not many wrong rows."""
    slips = [i for i in found if i.name == "I14"]
    if len(slips) < 2:
        return tuple(found)
    first = slips[0]
    whole = replace(
        first,
        subject="单价与金额的单位",
        formula=f"{first.formula}，共{len(slips)}行相差10000倍",
        anchors=tuple(i.anchors[0] for i in slips[:6]),
        difference=None,
    )
    return (*(i for i in found if i.name != "I14"), whole)
