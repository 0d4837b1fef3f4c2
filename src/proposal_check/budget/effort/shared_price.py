"""I7 over a table that prints its price and its amount once for all rows: Σ effort × price = amount."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from proposal_check.budget.effort.effort_rates import exact
from proposal_check.budget.figures.arithmetic import compare, total
from proposal_check.budget.figures.wording import equation, in_unit, plain, sum_text
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity

_FEWEST = 2


def shared_price(work: Work) -> Iterator[Identity]:
    """Check such a table; the one price must span every row, or be the only one printed."""
    items = [e for e in work.entries if e.row.kind == "item"]
    efforts = [e.row.effort for e in items if e.row.effort]
    price, amount = _price(items), _amount(work, items)
    if len(efforts) < _FEWEST or len(efforts) != len(items) or not price or not amount:
        return
    expected = total(interval(exact(e)) for e in efforts) * interval(exact(price))
    state = compare(expected, interval(amount))
    known = amount.unit == "元"
    computed = (amount if expected.value == amount.value else expected).value
    formula = equation(
        f"（{sum_text([plain(e.value) for e in efforts])}） × {in_unit(price.value, work.scale)}",
        in_unit(computed, work.scale), in_unit(amount.value, work.scale),
        equal=state == "holds", unit=work.unit or "", near=state == "rounding",
    )  # fmt: skip
    yield Identity(
        "I7", state, "开发费用", formula, expected.value, amount.value,
        amount.value - expected.value if known else None,
        (amount.anchor, price.anchor, *(e.anchor for e in efforts)), work.sheet.block,
    )  # fmt: skip


def _price(items: Sequence[Entry]) -> Amount | None:
    """Give the one price of all rows, in the unit of amounts, where it counts per the rows' effort unit."""
    found = {p.anchor: p for e in items if (p := e.row.rate or e.row.price)}
    if len(found) != 1:
        return None
    price = next(iter(found.values()))
    money, _, per = (price.unit or "").partition("/")
    units = {e.row.effort.unit for e in items if e.row.effort}
    return replace(price, unit=money or None) if per in {"", *(u or "" for u in units)} else None


def _amount(work: Work, items: Sequence[Entry]) -> Amount | None:
    """Give the one amount: merged over every row, or of the sum row alone."""
    merged = [e for e in items if e.row.amount]
    sums = [e.row.amount for e in work.entries if e.row.kind == "total" and e.row.amount]
    if not merged:
        return sums[0] if len(sums) == 1 else None
    amount = merged[0].row.amount
    cell = merged[0].line.cells[amount.anchor.cell[1] - 1] if amount and amount.anchor.cell else None
    return amount if len(merged) == 1 and cell and cell.row_span == len(items) > 1 else None
