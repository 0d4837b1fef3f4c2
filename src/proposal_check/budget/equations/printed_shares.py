"""I9 in a column of shares: what each row's amount is of the table's total, where most rows print it right.

A share is no money: one that differs is for a person to look at.
"""

import re
from dataclasses import replace
from decimal import Decimal

from proposal_check.budget.figures.arithmetic import Interval
from proposal_check.budget.figures.wording import in_unit, plain
from proposal_check.budget.tables.cells import count
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity

_SHARE = re.compile("占.{0,6}比|占.{0,4}投资|比重|百分比")
_FEWEST = 3
_TENTH = Decimal("0.1")
_HUNDRED = Decimal(100)


def printed_shares(work: Work) -> tuple[Identity, ...]:
    """Check a column of shares; nothing where fewer than two thirds of its rows are shares of the total."""
    header = work.header
    col = next((c for c in header.extra if _SHARE.search(header.texts[c - 1])), None)
    total = next((e.row.amount for e in reversed(work.entries) if e.row.kind == "total"), None)
    if col is None or total is None or total.value <= 0:
        return ()
    found = [i for e in work.entries if (i := _share(work, e, col, total))]
    held = sum(i.state == "holds" for i in found)
    return tuple(found) if held >= _FEWEST and held * 3 >= len(found) * 2 else ()


def _share(work: Work, entry: Entry, col: int, total: Amount) -> Identity | None:
    amount, printed = entry.row.amount, count(entry.line, col, None)
    if amount is None or printed is None or amount.unit != total.unit or printed.unit not in {"", "%", None}:
        return None
    expected = interval(amount).value / total.value * _HUNDRED
    holds = any(_near(expected / size, interval(printed)) for size in (1, _HUNDRED))
    sign = "=" if holds else "≠"
    identity = Identity(
        "I9", "holds" if holds else "unchecked", f"{entry.row.name}（占比）",
        f"{in_unit(amount.value, work.scale)} ÷ {in_unit(total.value, work.scale)} "
        f"= {plain(expected.quantize(Decimal('0.01')))}% {sign} {printed.printed.strip()}",
        expected, printed.value, None, (printed.anchor, amount.anchor, total.anchor), work.sheet.block,
    )  # fmt: skip
    return identity if holds else replace(identity, reason="所列占比与按金额计算的不同")


def _near(expected: Decimal, printed: Interval) -> bool:
    """Shares made to add up to 100 may be off by the last digit."""
    last = max(printed.high - printed.low, _TENTH.scaleb(-3))
    return abs(expected - printed.value) <= last
