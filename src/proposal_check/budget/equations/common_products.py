"""I1 where no column is called 数量: 授权用户数 × 单价, 条数 × 月租 × 租期, 人数 × 天数 × 人天单价.

Which columns multiply is read off the rows: the one choice that gives the amount in most of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, combinations

from proposal_check.budget.equations.row_formulas import Product, primary, rate_as_price, rest, share, shares
from proposal_check.budget.tables.amount_columns import tax_basis
from proposal_check.budget.tables.cells import count
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount

_MOST_COLUMNS = 5
_MOST_FACTORS = 3
_ENOUGH = 2
_DISCOUNT = re.compile("下浮|优惠|让利|核减")
_PERCENTAGE = re.compile("(?<!税)率$|下浮|优惠|让利|核减")
_SCALES = (1, 10_000)

Products = tuple[tuple[Entry, Product], ...]


def common_products(work: Work) -> tuple[Products, Products]:
    """Give each row that names no count the product that most such rows follow; none without a majority.

    The second are of other columns that say the same: 人次 for 期数 × 人数. A price without a unit is in 元
    or 万元, whichever the rows bear out.
    """
    found = [_of_most(work, [(e, p) for e in work.entries if (p := _price(work, e, k))]) for k in _SCALES]
    return max(found, key=lambda pair: _fitting(pair[0]))


def _of_most(work: Work, rows: Sequence[tuple[Entry, Amount]]) -> tuple[Products, Products]:
    counts = [{a.anchor.cell[1]: a for a in shares(work, e) if a.anchor.cell} for e, _ in rows]
    cols = sorted({c for found in counts for c in found} - {*work.header.amounts})[:_MOST_COLUMNS]
    first = _best(rows, counts, cols)
    used = {a.anchor.cell[1] for _, product in first for a in product.counts if a.anchor.cell}
    return first, _best(rows, counts, [c for c in cols if c not in used]) if first else ()


def _best(
    rows: Sequence[tuple[Entry, Amount]], counts: Sequence[Mapping[int, Amount]], cols: Sequence[int]
) -> Products:
    best: list[tuple[Entry, Product]] = []
    most = 1
    for chosen in chain.from_iterable(combinations(cols, size) for size in range(1, _MOST_FACTORS + 1)):
        tried = [
            (e, Product("I1", tuple(found[c] for c in chosen), price))
            for (e, price), found in zip(rows, counts, strict=True)
            if all(c in found for c in chosen)
        ]
        fitting = _fitting(tried)
        if fitting > most and fitting * 2 > len(rows):
            best, most = tried, fitting
    return tuple(best)


def products_beside(work: Work) -> Products:
    """Give the products of further columns of amounts: 数量 and 金额 under every district, 月费 beside 年费.

    None where fewer than two thirds of them hold.
    """
    found = []
    others = (c for c in work.header.amounts if c != work.header.roles.get("amount"))
    for col in (c for c in others if not tax_basis(work.header.texts[c - 1])):
        for entry in work.entries:
            price = entry.row.price or rate_as_price(entry.row)
            amount = work.money(entry, col)
            near = count(entry.line, col - 1, None) if col - 1 in work.header.extra else entry.row.quantity
            if entry.row.kind == "item" and price and amount and near and price.unit == amount.unit:
                name = f"{entry.row.name}（{work.header.texts[col - 1]}）"
                row = replace(entry.row, name=name, amount=amount)
                found.append((replace(entry, row=row), Product("I1", (near,), price)))
    held = _fitting(found)
    return tuple(found) if held >= _ENOUGH and held * 3 >= len(found) * 2 else ()


def by_percentage(work: Work) -> Products:
    """Give the rows whose amount is a part of another column: 询价金额 × (1 − 下浮率), 建设原值 × 年费率.

    None where fewer than two thirds of them hold.
    """
    header = work.header
    rate = next((c for c in header.extra if _PERCENTAGE.search(header.texts[c - 1])), None)
    bases = [c for c in sorted({*header.amounts, *header.extra}) if _is_base(work, c)]
    if rate is None or len(bases) != 1:
        return ()
    part_of = rest if _DISCOUNT.search(header.texts[rate - 1]) else share
    found = []
    for entry in work.entries:
        base, percent = work.money(entry, bases[0]), count(entry.line, rate, None)
        if entry.row.kind == "item" and base and percent and percent.unit == "%" and not primary(entry):
            found.append((entry, Product("I1", (part_of(percent),), base)))
    held = _fitting(found)
    return tuple(found) if held >= _ENOUGH and held * 3 >= len(found) * 2 else ()


def _is_base(work: Work, col: int) -> bool:
    unit = work.header.units[col - 1]
    told = col in work.header.amounts or bool(unit.money)
    return told and not unit.per and col != work.header.roles.get("amount")


def _price(work: Work, entry: Entry, scale: int) -> Amount | None:
    """Take the price of an item that no count of its own goes with; 年费用 is one beside 三年费用."""
    amount = entry.row.amount
    if entry.row.kind != "item" or amount is None or primary(entry):
        return None
    price = entry.row.price or rate_as_price(entry.row) or entry.row.rate or _by_period(work, entry)
    if price is None or price.unit == amount.unit:
        return price
    size = Decimal(scale)
    return replace(
        price, unit=amount.unit, value=price.value * size, low=price.low * size, high=price.high * size
    )


def _by_period(work: Work, entry: Entry) -> Amount | None:
    header = work.header
    others = (c for c in header.amounts if c != header.roles.get("amount"))
    col = next((c for c in others if header.texts[c - 1][:1] in {"年", "月"}), None)
    return work.money(entry, col) if col else None


def _fitting(tried: Sequence[tuple[Entry, Product]]) -> int:
    stated = ((e.row.amount, product) for e, product in tried)
    return sum(a is not None and a.unit == p.price.unit and p.value.meets(interval(a)) for a, p in stated)
