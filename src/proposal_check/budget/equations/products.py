"""I1 and I7: quantity × price and effort × rate against the amount, row by row. I14: off by 10,000."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from proposal_check.budget.equations.common_products import by_percentage, common_products, products_beside
from proposal_check.budget.equations.periods import doubt, timed
from proposal_check.budget.equations.row_formulas import (
    Product,
    others,
    primary,
    taxed_apart,
    with_added_costs,
)
from proposal_check.budget.equations.several import several_products
from proposal_check.budget.equations.tax import net_amount, price_basis
from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.figures.arithmetic import Interval, compare, is_coarse, is_slip
from proposal_check.budget.figures.wording import COARSE_REASON, equation, in_unit, plain
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity, IdentityState
from proposal_check.model.document import Anchor


def row_products(work: Work) -> tuple[Identity, ...]:
    """Check every row that states a count, a price and an amount.

    Abstains on the whole table when most rows follow some other formula: it then has a factor we do not see.
    """
    found = [i for i in (_row(work, entry) for entry in work.entries) if i]
    found = _by_common_formula(work, _doubting_lone_rows(work, found))
    common, alike = common_products(work)
    told = (*common, *products_beside(work), *by_percentage(work))
    found += [_judged(work, e, p, a, sole=True) for e, p in told if (a := e.row.amount)]
    found += [_only_asked(_judged(work, e, p, a, sole=True)) for e, p in alike if (a := e.row.amount)]
    broken = [i for i in found if i.state == "broken" and i.name != "I14"]
    judged = [i for i in found if i.state != "unchecked"]
    if len(broken) * 2 > len(judged) and (len(judged) >= 5 or any(any(e.extras) for e in work.entries)):
        reason = "多数行的数量×单价不等于金额，可能另有系数"
        return tuple(replace(i, state="unchecked", reason=reason) if i in broken else i for i in found)
    return _merge_slips(found)


def _only_asked(identity: Identity) -> Identity:
    """Another formula that most rows follow as well may not be meant for this one."""
    reason = "与本表另一种算法的结果不同"
    broken = identity.state == "broken"
    return replace(identity, state="unchecked", difference=None, reason=reason) if broken else identity


def _doubting_lone_rows(work: Work, found: Sequence[Identity]) -> list[Identity]:
    """A row that holds only without its count, where the other rows count theirs, is for a person to read."""
    counts = {
        e.row.amount.anchor: [c for c in p.counts if c.value != 1]
        for e in work.entries
        if e.row.amount and (p := primary(e))
    }
    held = [i for i in found if i.state in {"holds", "rounding"} and counts.get(i.anchors[0])]
    lone = [i for i in held if any(c.anchor not in i.anchors for c in counts[i.anchors[0]])]
    if len(lone) * 3 > len(held):
        return list(found)
    reason = "金额与数量×单价不符，只按本行其他数相符"
    return [replace(i, state="unchecked", difference=None, reason=reason) if i in lone else i for i in found]


def _by_common_formula(work: Work, found: list[Identity]) -> list[Identity]:
    """Hold a wrong row against the formula that the right rows follow: people × months × rate."""
    shapes = Counter(_shape(i.anchors[1:]) for i in found if i.state in {"holds", "rounding"})
    if not shapes:
        return found
    common = min(shapes, key=lambda shape: (-shapes[shape], shape))
    rows = {(e.row.amount.anchor.block, e.row.amount.anchor.cell): e for e in work.entries if e.row.amount}
    again = []
    for identity in found:
        place = (identity.anchors[0].block, identity.anchors[0].cell)
        entry = rows.get(place) if identity.state == "broken" and identity.name != "I14" else None
        again.append((_again(work, entry, common) if entry else None) or identity)
    return again


def _again(work: Work, entry: Entry, shape: tuple[int, ...]) -> Identity | None:
    tried = primary(entry)
    for product in (tried, *others(work, entry, tried)) if tried else ():
        if _shape([c.anchor for c in (*product.counts, product.price)]) == shape:
            return _identity(work, entry, with_added_costs(work, entry, product), "broken")
    return None


def _shape(anchors: Sequence[Anchor]) -> tuple[int, ...]:
    """Name a formula by the columns of its factors."""
    return tuple(a.cell[1] for a in anchors if a.cell)


def _row(work: Work, entry: Entry) -> Identity | None:
    if entry.row.kind not in {"item", "memo"}:
        return None
    one_basis = _on_one_basis(work, entry)
    apart = taxed_apart(work) and one_basis is entry
    entry = one_basis
    product = primary(entry)
    if product is None or entry.row.amount is None:
        return _unread(work, entry)
    if not entry.aligned(entry.row.amount, *product.counts):
        return None
    return _judged(work, entry, product, entry.row.amount, apart=apart)


def _judged(
    work: Work, entry: Entry, product: Product, amount: Amount, *, apart: bool = False, sole: bool = False
) -> Identity:
    """Compare; no other formula is tried where the rows told this one."""
    if product.price.unit != amount.unit and None in (product.price.unit, amount.unit):
        return _identity(work, entry, product, "unchecked", "单价与金额的单位不能确定")
    stated = interval(amount)
    state = compare(product.value, stated)
    if state == "broken" and (whole := with_added_costs(work, entry, product)).plus:
        product, state = whole, compare(whole.value, stated)
    if state == "broken" and not sole:
        more = chain(others(work, entry, product), timed(work, entry, product))
        other = next((p for p in more if p.value.meets(stated)), None)
        if other:
            product, state = other, compare(other.value, stated)
    if state == "broken" and _is_cut(product.value, amount):
        state = "rounding"
    if state == "broken" and (why := doubt(work, entry, product, amount)):
        return _identity(work, entry, product, "unchecked", why)
    if state == "broken" and is_slip(product.value, stated):
        product = replace(product, name="I14")
    if state == "broken" and apart:
        return _identity(work, entry, product, "unchecked", "单价与金额的含税口径不同")
    if state == "rounding" and amount.unit == "元" and is_coarse(product.value, stated):
        return _identity(work, entry, product, "unchecked", COARSE_REASON)
    return _identity(work, entry, product, state)


def _is_cut(product: Interval, amount: Amount) -> bool:
    """Say whether a product was cut off or rounded up at the amount's last digit, finer than it prints."""
    last = amount.high - amount.low or Decimal(1)
    return bool(product.value % last) and abs(product.value - amount.value) < last


def _on_one_basis(work: Work, entry: Entry) -> Entry:
    """Hold a price without tax against the amount without tax, where the row prints it."""
    net = net_amount(work, entry) if price_basis(work) == ("net", "gross") else None
    return replace(entry, row=replace(entry.row, amount=net)) if net else entry


def _unread(work: Work, entry: Entry) -> Identity | None:
    """Say that a row cannot be checked because a cell holds a range or several numbers."""
    roles = [r for r in ("quantity", "effort", "price", "rate", "amount") if r in work.header.roles]
    if len(roles) < 3:
        return None
    cells = {r: read_cell(entry.line.text(work.header.roles[r])) for r in roles}
    doubtful = [r for r in roles if cells[r].state in {"several", "range"}]
    if not doubtful or any(cells[r].figure is None for r in roles if r not in doubtful):
        return None
    texts = [squeeze(entry.line.text(work.header.roles[r])) for r in roles]
    reason = f"“{texts[roles.index(doubtful[0])]}”不是单一的数"
    return several_products(work, entry) or Identity(
        "I1", "unchecked", entry.row.name, f"{' × '.join(texts[:-1])} 与 {texts[-1]}", None, None, None,
        (entry.line.anchor(work.header.roles[doubtful[0]]),), work.sheet.block, reason,
    )  # fmt: skip


def _identity(work: Work, entry: Entry, product: Product, state: IdentityState, reason: str = "") -> Identity:
    amount = entry.row.amount
    assert amount is not None
    value = product.value.value
    known = amount.unit is not None and state != "unchecked"
    return Identity(
        product.name, state, entry.row.name, _formula(work, product, amount, state),
        expected=value, stated=amount.value, difference=amount.value - value if known else None,
        anchors=(amount.anchor, *(c.anchor for c in (*product.counts, product.price, *product.plus))),
        table=work.sheet.block, reason=reason or ("" if known else "金额单位未注明，差额无法换算为元"),
    )  # fmt: skip


def _formula(work: Work, product: Product, amount: Amount, state: IdentityState) -> str:
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
    value = product.value.value
    computed = in_unit(amount.value if value == amount.value else value, scale)
    left = " + ".join((" × ".join((*terms, price)), *(in_unit(a.value, scale) for a in product.plus)))
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
