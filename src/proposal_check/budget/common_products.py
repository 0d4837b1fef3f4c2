"""I1 where no column is called 数量: 授权用户数 × 单价, 条数 × 月租 × 租期, 人数 × 天数 × 人天单价.

Which columns multiply is read off the rows: the one choice that gives the amount in most of them.
"""

from collections.abc import Sequence
from itertools import combinations

from proposal_check.budget.row_formulas import Product, primary, rate_as_price, shares
from proposal_check.budget.rows import Entry
from proposal_check.budget.work import Work, interval
from proposal_check.model.budget import Amount

_MOST_COLUMNS = 5
_MOST_FACTORS = 3


def common_products(work: Work) -> tuple[tuple[Entry, Product], ...]:
    """Give each row that names no count the product that most such rows follow; none without a majority."""
    rows = [(e, price) for e in work.entries if (price := _price(e))]
    counts = [{a.anchor.cell[1]: a for a in shares(work, e) if a.anchor.cell} for e, _ in rows]
    cols = sorted({c for found in counts for c in found} - {*work.header.amounts})[:_MOST_COLUMNS]
    best: list[tuple[Entry, Product]] = []
    most = 1
    for size in range(1, _MOST_FACTORS + 1):
        for chosen in combinations(cols, size):
            tried = [
                (e, Product("I1", tuple(found[c] for c in chosen), price))
                for (e, price), found in zip(rows, counts, strict=True)
                if all(c in found for c in chosen)
            ]
            fitting = _fitting(tried)
            if fitting > most and fitting * 2 > len(rows):
                best, most = tried, fitting
    return tuple(best)


def _price(entry: Entry) -> Amount | None:
    """Take the price of an item that no count of its own goes with."""
    if entry.row.kind != "item" or entry.row.amount is None or primary(entry):
        return None
    return entry.row.price or rate_as_price(entry.row)


def _fitting(tried: Sequence[tuple[Entry, Product]]) -> int:
    stated = ((e.row.amount, product) for e, product in tried)
    return sum(a is not None and a.unit == p.price.unit and p.value.meets(interval(a)) for a, p in stated)
