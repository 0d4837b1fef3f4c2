"""I8, the last step: function points to cost, by a price per point or by productivity and a monthly rate."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from proposal_check.budget.figures.arithmetic import Interval, compare, point
from proposal_check.budget.figures.wording import equation, in_unit, plain
from proposal_check.budget.tables.cells import count
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Conversion, Identity, IdentityState

# Effort is rounded to hundredths of a person-month before it is priced.
_HALF_STEP = Decimal("0.005")
_UNSAID = "没有写明生产率或每人月小时数，不能由功能点核算费用"


def cost_identities(work: Work, points: int, conversion: Conversion) -> tuple[Identity, ...]:
    """Check what the points of a row cost; nothing where the row prices an effort of its own."""
    rows = [e for e in work.entries if e.row.kind == "item" and not (e.row.effort or e.row.quantity)]
    found = [i for e in rows for i in _row(work, e, points, conversion)]
    broken = [i for i in found if i.state == "broken"]
    if len(broken) > 1 and len(broken) * 2 > len(found):
        reason = "多数行另有系数，不能确定算式"
        return tuple(replace(i, state="unchecked", difference=None, reason=reason) for i in found)
    return tuple(found)


def _row(work: Work, entry: Entry, points: int, conversion: Conversion) -> Iterator[Identity]:
    row = entry.row
    size = count(entry.line, points, "功能点")
    if size is None or row.amount is None or row.amount.unit != "元":
        return
    rate = row.rate if row.rate and (row.rate.unit or "").startswith("元") else None
    if rate and (rate.unit or "").endswith("/人月"):
        yield _by_rate(work, entry, size, rate, conversion)
    elif row.price and row.price.unit == "元" and not row.rate:
        yield _by_price(work, entry, size, row.price)


def _by_price(work: Work, entry: Entry, size: Amount, price: Amount) -> Identity:
    expected = interval(size) * interval(price)
    left = f"{plain(size.value)} × {in_unit(price.value, work.scale)}"
    return _written(work, entry, left, expected, (size, price))


def _by_rate(work: Work, entry: Entry, size: Amount, rate: Amount, said: Conversion) -> Identity:
    if said.per_point is None or said.hours_per_month is None:
        return _written(work, entry, plain(size.value), None, (size, rate))
    hours, month = said.per_point.value, said.hours_per_month.value
    effort = interval(size).scaled(hours / month)
    other = _other_cost(work, entry)
    expected = effort * interval(rate) + other
    left = f"{plain(size.value)} × {plain(hours)} ÷ {plain(month)} × {in_unit(rate.value, 1)}元"
    left += f" + {in_unit(other.value, 1)}元" if other.value else ""
    slack = _HALF_STEP * rate.high
    loose = Interval(expected.low - slack, expected.value, expected.high + slack)
    return _written(work, entry, left, loose, (size, rate))


def _other_cost(work: Work, entry: Entry) -> Interval:
    """A direct cost beside the people is added to theirs."""
    for col, text in enumerate(work.header.texts, 1):
        if "非人力" in text:
            amount = work.money(entry, col)
            return interval(amount) if amount else point(Decimal(0))
    return point(Decimal(0))


def _written(
    work: Work, entry: Entry, left: str, expected: Interval | None, terms: tuple[Amount, ...]
) -> Identity:
    stated = entry.row.amount
    assert stated is not None
    state: IdentityState = compare(expected, interval(stated)) if expected else "unchecked"
    shown = in_unit(stated.value, work.scale)
    value = expected.value.quantize(Decimal("0.01")) if expected else stated.value
    formula = equation(
        left, in_unit(value, work.scale), shown,
        equal=value == stated.value, unit=work.unit or "", near=state == "rounding",
    )  # fmt: skip
    return Identity(
        "I8", state, entry.row.name, formula, value if expected else None, stated.value,
        stated.value - value if expected else None,
        (stated.anchor, *(t.anchor for t in terms)), work.sheet.block, "" if expected else _UNSAID,
    )  # fmt: skip
