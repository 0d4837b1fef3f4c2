"""Labour rates: printed in a row, or implied by its amount and effort."""

from collections.abc import Iterator
from decimal import Decimal

from proposal_check.budget.figures.amounts import EFFORT_UNITS
from proposal_check.budget.figures.wording import in_unit, plain
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import LabourRate


def table_rates(work: Work) -> tuple[LabourRate, ...]:
    """Yield the labour rate of every row that prints one or implies one, with its interval in 元."""
    found: list[LabourRate] = []
    for entry in work.entries:
        if entry.row.kind in {"item", "memo"}:
            found.extend(_stated(work, entry))
            found.extend(_implied(work, entry))
    return tuple(found)


def _stated(work: Work, entry: Entry) -> Iterator[LabourRate]:
    row = entry.row
    rate, per = row.rate, None
    if rate is not None and rate.unit:
        per = rate.unit.split("/")[1] or None
        money = rate.unit.split("/")[0]
    elif row.price and row.effort and not _is_separate(work, entry):
        rate, money = row.price, row.price.unit or ""
    if rate is None:
        return
    per = per or (row.effort.unit if row.effort else None)
    yield LabourRate(
        work.sheet.block, row.row, row.name, "stated", rate.low, rate.value, rate.high,
        per if per in EFFORT_UNITS else None, money == "元", _shown(rate.value, money, per), (rate.anchor,),
    )  # fmt: skip


def _shown(value: Decimal, money: str, per: str | None) -> str:
    return f"{in_unit(value, 1)}{money}{'/' + per if per else ''}"


def _is_separate(work: Work, entry: Entry) -> bool:
    """A price beside both a quantity and an effort may be per piece, unless effort × price is the amount."""
    row = entry.row
    if row.quantity is None or "effort" not in work.header.roles or row.rate is not None:
        return False
    if row.price is None or row.effort is None or row.amount is None:
        return True
    return not (interval(row.effort) * interval(row.price)).meets(interval(row.amount))


def _implied(work: Work, entry: Entry) -> Iterator[LabourRate]:
    row = entry.row
    if row.amount is None or row.effort is None or row.effort.low <= 0 or row.amount.value <= 0:
        return
    if not entry.aligned(row.amount, row.effort) or _is_separate(work, entry):
        return
    value = row.amount.value / row.effort.value
    unit = row.effort.unit if row.effort.unit in EFFORT_UNITS else None
    shown = plain(value.quantize(Decimal("0.01")).normalize() if value < 10**12 else value)
    formula = (
        f"{in_unit(row.amount.value, work.scale)}{work.unit or ''} ÷ {plain(row.effort.value)}{unit or ''}"
        f" = {shown}{'元' if row.amount.unit else ''}{'/' + unit if unit else ''}"
    )
    yield LabourRate(
        work.sheet.block, row.row, row.name, "implied", row.amount.low / row.effort.high, value,
        row.amount.high / row.effort.low, unit, row.amount.unit == "元", formula,
        (row.amount.anchor, row.effort.anchor),
    )  # fmt: skip
