"""How precisely a column is printed: 12 in a column that also prints 3.14 means 12.00."""

from dataclasses import replace
from decimal import Decimal

from proposal_check.budget.rows import Entry
from proposal_check.model.budget import Amount

_OWN_UNIT = frozenset("万亿元")


def sharpened(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Give item rows the precision of their column; a total may be rounded further and keeps its own.

    A cell that prints its own unit counts neither way.
    """
    price = _finest([e.row.price for e in entries if e.row.kind in {"item", "memo"}])
    amount = _finest([e.row.amount for e in entries if e.row.kind in {"item", "memo"}])
    return tuple(
        replace(e, row=replace(e.row, price=_sharp(e.row.price, price), amount=_sharp(e.row.amount, amount)))
        if e.row.kind in {"item", "memo"}
        else e
        for e in entries
    )


def _plain(amount: Amount) -> bool:
    return not _OWN_UNIT & set(amount.printed)


def _finest(amounts: list[Amount | None]) -> Decimal | None:
    return min((a.high - a.value for a in amounts if a and _plain(a)), default=None)


def _sharp(amount: Amount | None, half: Decimal | None) -> Amount | None:
    if amount is None or half is None or not _plain(amount):
        return amount
    return replace(amount, low=amount.value - half, high=amount.value + half)
