"""I9: costs computed as a percentage of others, and what their base is made of."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from proposal_check.budget.fees.bases import Base, named_base
from proposal_check.budget.fees.computations import Computation, computation
from proposal_check.budget.fees.costs import CostLine, cost_class
from proposal_check.budget.figures.arithmetic import Interval, compare
from proposal_check.budget.figures.wording import equation, in_unit, plain
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, CostClass, Fee, Identity, IdentityState

_NO_FEES = frozenset({"development", "hardware", "software", "purchase", "financing", "operation"})
_HUNDRED = Decimal(100)
_NEAR_ENOUGH = Decimal("0.005")


def read_fees(
    works: Sequence[Work], main: Work | None, lines: Sequence[CostLine]
) -> tuple[tuple[Fee, ...], tuple[tuple[int, Identity], ...]]:
    """Read the costs of classes that are computed from others, and check those that state a percentage.

    The identities come with the blocks of their tables.
    """
    fees: list[Fee] = []
    identities: list[tuple[int, Identity]] = []
    for work in works:
        if work.kind in {"operation", "funding", "staffing"} or "amount" not in work.header.roles:
            continue
        for entry in work.entries:
            found = _fee(work, entry, main, lines)
            if found:
                fees.extend([found[0]] if found[0] else [])
                identities.extend((work.sheet.block, i) for i in found[1])
    return tuple(fees), tuple(identities)


def _fee(
    work: Work, entry: Entry, main: Work | None, lines: Sequence[CostLine]
) -> tuple[Fee | None, list[Identity]] | None:
    row = entry.row
    if row.kind != "item" or row.amount is None or row.amount.unit != "元":
        return None
    kind = _fee_class(entry)
    read = computation(work, entry)
    if read is None:
        return (_lump(work, entry, kind), []) if kind else None
    base = named_base(read.words, lines, main)
    found = read.base or (base.amount if base else None)
    identities = [_identity(work, entry, read, base)] if found else []
    if kind is None:
        return None, identities
    agree = base is not None and (read.base is None or read.base.meets(base.amount))
    fee = Fee(
        work.sheet.block, row.row, row.name, kind, row.amount, (row.amount.anchor, read.at),
        read.percent, found.value if found else None, base.kinds if base and agree else (),
    )  # fmt: skip
    return fee, identities


def _fee_class(entry: Entry) -> CostClass | None:
    """What is bought or built is no fee, and a product may be called a detector."""
    if not ("费" in entry.row.name or "其他" in entry.row.category):
        return None
    kind = cost_class(entry.row.name)
    return None if kind in _NO_FEES else kind


def _lump(work: Work, entry: Entry, kind: CostClass) -> Fee:
    amount = entry.row.amount
    assert amount is not None
    return Fee(work.sheet.block, entry.row.row, entry.row.name, kind, amount, (amount.anchor,))


def _identity(work: Work, entry: Entry, read: Computation, named: Base | None) -> Identity:
    """Check amount = base × percent; a base only described in words leaves a difference to a person."""
    amount = entry.row.amount
    assert amount is not None
    base = read.base or (named.amount if named else None)
    assert base is not None
    expected = base.scaled(read.percent)
    state, reason = _state(entry, read, named, expected)
    label = f"（{named.label}）" if named and read.base is None else ""
    left = f"{in_unit(base.value, work.scale)}{label} × {plain((read.percent * _HUNDRED).normalize())}%"
    same = expected.value == amount.value
    computed = in_unit(amount.value if same else expected.value, work.scale)
    formula = equation(
        left, computed, in_unit(amount.value, work.scale),
        equal=same, unit=work.unit or "", near=state == "rounding",
    )  # fmt: skip
    anchors = tuple(a for a in (amount.anchor, read.base_at, read.at) if a)
    return Identity(
        "I9", state, entry.row.name, formula, expected.value, amount.value,
        None if reason else amount.value - expected.value, tuple(dict.fromkeys(anchors)),
        work.sheet.block, reason,
    )  # fmt: skip


def _state(
    entry: Entry, read: Computation, named: Base | None, expected: Interval
) -> tuple[IdentityState, str]:
    amount = entry.row.amount
    assert amount is not None
    state = compare(expected, interval(amount))
    if state != "broken":
        return state, ""
    if _is_scaled(entry, expected, interval(amount)):
        return "unchecked", "另有系数，不能确定算式"
    if _is_rounded(expected.value, amount.value):
        return "rounding", ""
    if read.base is None and not (named and named.exact):
        return "unchecked", "计费基数由文字说明，不能确定与概算科目的对应关系"
    if _stands_twice(entry, amount):
        return "unchecked", "本行另有分列金额，计费基数可能只是其中一列"
    return "broken", ""


def _stands_twice(entry: Entry, amount: Amount) -> bool:
    """Say whether a row prints its amount in a column of parts as well: the base may be that column's."""
    return sum(c.text.strip() == amount.printed for c in entry.line.own()) > 1


def _is_rounded(expected: Decimal, stated: Decimal) -> bool:
    """A fee may be rounded to hundreds: within half a percent, and half its last digit that is not 0."""
    digits = f"{stated:.0f}"
    place = Decimal(10) ** (len(digits) - len(digits.rstrip("0")))
    return stated % 1 == 0 and abs(stated - expected) <= min(place / 2, abs(expected) * _NEAR_ENOUGH)


def _is_scaled(entry: Entry, expected: Interval, stated: Interval) -> bool:
    """Say whether a further number of the row explains the amount: a complexity factor, a discount."""
    factors: Mapping[Decimal, None] = dict.fromkeys(x.value for x in entry.extras if x is not None)
    return any(
        expected.scaled(f / (_HUNDRED if f > 10 else 1)).meets(stated) for f in factors if f not in (0, 1)
    )
