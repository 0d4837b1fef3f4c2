"""The unit of a table that prints none: what it says again elsewhere in the document, with a unit.

Only arithmetic decides: the table's total, or the amounts of its rows, equal figures whose unit is printed,
times one or times ten thousand, never both. Nothing is taken from how plausible a number looks.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, StatedTotal

_UNITS = {"元": Decimal(1), "万元": Decimal(10_000)}
_AGREEING_ROWS = 2


def inferred_unit(work: Work, others: Sequence[Work], stated: Sequence[StatedTotal]) -> str | None:
    """Tell a table's money unit by its total, else by two or more of its rows; None when both are open."""
    known = [w for w in others if w is not work and w.unit]
    totals = [s.amount for s in stated] + [a for w in known for a in _sums(w)]
    own = next((a for a in reversed(list(_sums(work)))), None)
    return (_by_total(own, totals) if own else None) or _by_rows(work, known)


def _sums(work: Work) -> Iterator[Amount]:
    """Yield what a table's total rows and the line below it state."""
    for entry in work.entries:
        if entry.row.kind == "total" and entry.row.amount:
            yield entry.row.amount
    if work.below:
        yield work.below


def _by_total(own: Amount, totals: Sequence[Amount]) -> str | None:
    if own.unit is not None or not own.value:
        return None
    units = {u for u, k in _UNITS.items() for t in totals if t.unit == "元" and _meets(own, k, t)}
    return units.pop() if len(units) == 1 else None


def _meets(own: Amount, scale: Decimal, other: Amount) -> bool:
    return interval(own).scaled(scale).meets(interval(other))


def _by_rows(work: Work, known: Sequence[Work]) -> str | None:
    """Let rows of the same name in tables with a unit vote; one vote for another unit leaves it open."""
    elsewhere: dict[str, list[Amount]] = {}
    for other in known:
        for name, amount in _named(other.entries):
            if amount.unit == "元":
                elsewhere.setdefault(name, []).append(amount)
    votes = dict.fromkeys(_UNITS, 0)
    for name, amount in _named(work.entries):
        for unit, scale in _UNITS.items():
            if amount.unit is None and amount.value:
                votes[unit] += any(_meets(amount, scale, a) for a in elsewhere.get(name, ()))
    best = max(votes, key=lambda u: votes[u])
    return best if votes[best] >= _AGREEING_ROWS and sum(votes.values()) == votes[best] else None


def _named(entries: Sequence[Entry]) -> Iterator[tuple[str, Amount]]:
    for entry in entries:
        if entry.row.kind == "item" and entry.row.amount:
            yield squeeze(entry.row.name), entry.row.amount
