"""Which one reading would repair a broken equation: a cell, a digit, a row too many or too few.

A suggestion for the person who looks, never a verdict: several may be true, and none is offered that would
break an equation which holds today.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from proposal_check.budget.wording import in_unit, plain
from proposal_check.budget.work import Work
from proposal_check.model.budget import Amount, Identity
from proposal_check.model.document import Anchor

_PRODUCTS = frozenset({"I1", "I7"})
_SUMS = frozenset({"I2", "I3", "I4"})
_MOST_TERMS = 200


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number of the table with the name of its row and column."""

    label: str
    amount: Amount
    money: bool


def repaired(work: Work, identities: Sequence[Identity]) -> tuple[Identity, ...]:
    """Give each broken equation of a table the first reading that repairs it, in words."""
    if not any(i.state == "broken" for i in identities):
        return tuple(identities)
    cells = dict(_cells(work))
    return tuple(
        replace(i, repair=next(_repairs(work, i, identities, cells), "")) if i.state == "broken" else i
        for i in identities
    )


def _cells(work: Work) -> Iterator[tuple[Anchor, _Cell]]:
    for index, entry in enumerate(work.entries):
        row, label = entry.row, work.label(index)
        for amount, word, money in (
            (row.quantity, "数量", False),
            (row.effort, "工作量", False),
            (row.price, "单价", True),
            (row.rate, "单价", True),
            (row.amount, "金额", True),
        ):
            if amount:
                yield amount.anchor, _Cell(f"“{label}”{word}", amount, money)


def _repairs(
    work: Work, broken: Identity, all_: Sequence[Identity], cells: dict[Anchor, _Cell]
) -> Iterator[str]:
    if broken.name == "I14":
        yield "金额相差10000倍，请核对单位是元还是万元"
    elif broken.name in _PRODUCTS:
        yield from _product(work, broken, all_, cells)
    elif broken.name in _SUMS:
        yield from _sum(work, broken, all_, cells)


def _product(
    work: Work, broken: Identity, all_: Sequence[Identity], cells: dict[Anchor, _Cell]
) -> Iterator[str]:
    """The sums an amount stands in say whether it is the amount that is wrong."""
    amount, *factors = broken.anchors
    assert broken.expected is not None
    assert broken.stated is not None
    sums = [i for i in all_ if i.name in _SUMS and amount in i.anchors[1:]]
    short = broken.expected - broken.stated
    if sums and all(i.state == "broken" and i.difference == short for i in sums):
        yield f"金额改为{in_unit(broken.expected, work.scale)}，本行与{_subjects(sums)}都相符"
    elif sums and all(i.state in {"holds", "rounding"} for i in sums):
        for anchor in factors:
            new = _solved(broken, factors, anchor, cells)
            if new is not None:
                yield f"金额与{_subjects(sums)}相符，{_change(work, cells[anchor], new)}则本行相符"
    else:
        yield f"金额改为{in_unit(broken.expected, work.scale)}，本行相符"


def _subjects(identities: Sequence[Identity]) -> str:
    return "、".join(dict.fromkeys(f"“{i.subject}”" for i in identities))


def _solved(
    broken: Identity, factors: Sequence[Anchor], unknown: Anchor, cells: dict[Anchor, _Cell]
) -> Decimal | None:
    """Solve for one factor; only a value as short as the printed one is a likely reading."""
    rest = Decimal(1)
    for anchor in factors:
        if anchor not in cells:
            return None
        rest *= Decimal(1) if anchor == unknown else cells[anchor].amount.value
    if not rest or broken.stated is None:
        return None
    value = broken.stated / rest
    printed = cells[unknown].amount.value
    places = min(int(printed.as_tuple().exponent), 0)
    return value if value == round(value, -places) else None


def _change(work: Work, cell: _Cell, new: Decimal) -> str:
    old = cell.amount.value
    write = in_unit(new, work.scale) if cell.money else plain(new.normalize())
    digit = "（与原文差一位数字）" if _one_digit(old, new) else ""
    return f"{cell.label}改为{write}{digit}"


def _sum(work: Work, broken: Identity, all_: Sequence[Identity], cells: dict[Anchor, _Cell]) -> Iterator[str]:
    if broken.expected is None or broken.stated is None or broken.anchors[0] not in cells:
        return
    stated, parts = broken.anchors[0], [a for a in broken.anchors[1:] if a in cells]
    more = broken.stated - broken.expected
    wrong = {i.anchors[0]: _short(i) for i in all_ if i.name in _PRODUCTS and i.state == "broken"}
    if any(wrong.get(a) == more for a in parts):
        fixed = next(cells[a].label for a in parts if wrong.get(a) == more)
        yield f"{fixed}按本行算式改正后，合计相符"
    if len(parts) > _MOST_TERMS:
        return
    for anchor in parts:
        value = cells[anchor].amount.value
        if value == -more:
            yield f"不计{cells[anchor].label}时相符，请核对是否漏计或重复计列"
        elif value == more:
            yield f"{cells[anchor].label}计入两次时相符，请核对是否重复计列"
    if _one_digit(broken.stated, broken.expected):
        yield f"合计改为{in_unit(broken.expected, _scale(work, cells.get(stated)))}（与原文差一位数字）"
    yield from _digits(work, parts, more, all_, cells)
    if more > 0:
        yield f"明细比合计少{in_unit(more, _scale(work, cells.get(stated)))}，请核对是否缺少一项"


def _short(identity: Identity) -> Decimal | None:
    if identity.expected is None or identity.stated is None:
        return None
    return identity.expected - identity.stated


def _scale(work: Work, cell: _Cell | None) -> int:
    return work.scale if cell is None or cell.money else 1


def _digits(
    work: Work, parts: Sequence[Anchor], more: Decimal, all_: Sequence[Identity], cells: dict[Anchor, _Cell]
) -> Iterator[str]:
    """One part whose one changed digit would do, when no other part's would and its row is not proven."""
    proven = {i.anchors[0] for i in all_ if i.name in _PRODUCTS and i.state == "holds"}
    open_ = [cells[a] for a in parts if a not in proven]
    able = [c for c in open_ if _one_digit(c.amount.value, c.amount.value + more)]
    if len(able) == 1:
        cell = able[0]
        yield f"{_change(work, cell, cell.amount.value + more)}则合计相符"


def _one_digit(old: Decimal, new: Decimal) -> bool:
    """Say whether two numbers differ by one digit, or by two neighbours that changed places."""
    if old <= 0 or new <= 0:
        return False
    a, b = (f"{v.normalize():f}" for v in (old, new))
    width = max(len(x.partition(".")[2]) for x in (a, b))
    a, b = (f"{v:.{width}f}" for v in (old, new))
    if len(a) != len(b):
        return False
    differ = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(differ) == 2 and differ[1] == differ[0] + 1:
        return a[differ[0]] == b[differ[1]] and a[differ[1]] == b[differ[0]]
    return len(differ) == 1
