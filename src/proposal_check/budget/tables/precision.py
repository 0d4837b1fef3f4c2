"""How precisely a number is meant: by its column, and to the 元 where people price in whole 元.

12 in a column that also prints 3.14 means 12.00. A whole number of 元 is exact when its row's count and
price are whole too. It is not when the price was got by dividing a rounder amount: 3 × 33,333 for 100,000.
"""

import re
from dataclasses import replace
from decimal import Decimal

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.tables.rows import Entry
from proposal_check.model.budget import Amount, BudgetRow

_OWN_UNIT = frozenset("万亿元")
_CUT = re.compile(r"取整|四舍五入")
_ROUGH = re.compile(r"约|左右|大概|估")


def sharpened(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Give item rows the precision of their column; a total may be rounded further and keeps its own.

    A cell that prints its own unit counts neither way.
    """
    price = _finest([e.row.price for e in entries if e.row.kind in {"item", "memo"}])
    amount = _finest([e.row.amount for e in entries if e.row.kind in {"item", "memo"}])
    return tuple(
        _sharpened(e, price, amount) if e.row.kind in {"item", "memo"} else _rounded_off(e) for e in entries
    )


def _sharpened(entry: Entry, price: Decimal | None, amount: Decimal | None) -> Entry:
    row = entry.row
    sharp = _sharp(row.price, price), _sharp(row.amount, amount)
    if sharp != (row.price, row.amount):
        row = replace(row, price=sharp[0], amount=sharp[1])
    row = _whole_yuan(row)
    return entry if row is entry.row else replace(entry, row=row)


def _rounded_off(entry: Entry) -> Entry:
    """A sum that says 取整 is as precise as its last digit but the zeros, up or down."""
    amount = entry.row.amount
    if amount is None or not says_rounded(entry):
        return entry
    half = max(amount.high - amount.value, Decimal(10) ** _zeros(amount.value))
    return replace(entry, row=replace(entry.row, amount=_within(amount, half)))


def says_rounded(entry: Entry) -> bool:
    """Say whether a row says that its sum is rounded: 总投资（取整）."""
    return bool(_CUT.search("".join(entry.row.texts.values()) + entry.row.name))


def _plain(amount: Amount) -> bool:
    return not _OWN_UNIT & set(amount.printed)


def _finest(amounts: list[Amount | None]) -> Decimal | None:
    return min((a.high - a.value for a in amounts if a and _plain(a)), default=None)


def _sharp(amount: Amount | None, half: Decimal | None) -> Amount | None:
    if amount is None or half is None or not _plain(amount):
        return amount
    return _within(amount, half)


def _whole_yuan(row: BudgetRow) -> BudgetRow:
    """Make the whole 元 of a row exact when its count is."""
    counts = [c for c in (row.quantity, row.effort) if c]
    prices = [p for p in (row.rate, row.price) if p]
    if not counts or not prices or any(c.low != c.high or c.value % 1 for c in counts):
        return row
    if not all(_is_whole(p) for p in prices):
        return row
    amount = row.amount
    if amount is not None and _is_whole(amount):
        if _zeros(amount.value) >= _zeros(prices[0].value) + 2:
            return row
        amount = _exact(amount)
    rate, price = row.rate and _exact(row.rate), row.price and _exact(row.price)
    return replace(row, amount=amount, rate=rate, price=price)


def _is_whole(amount: Amount) -> bool:
    """Say whether an amount is printed in 元 without decimals and without 约."""
    figure = read_cell(amount.printed).figure
    return (
        (amount.unit or "").split("/")[0] == "元"
        and figure is not None
        and figure.raw == amount.value
        and not (amount.value % 1 or _ROUGH.search(amount.printed))
    )


def _exact(amount: Amount) -> Amount:
    return _within(amount, Decimal(0))


def _within(amount: Amount, half: Decimal) -> Amount:
    low, high = amount.value - half, amount.value + half
    return amount if (low, high) == (amount.low, amount.high) else replace(amount, low=low, high=high)


def _zeros(value: Decimal) -> int:
    digits = f"{abs(value):.0f}"
    return len(digits) - len(digits.rstrip("0"))
