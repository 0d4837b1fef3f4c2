"""Which one reading would repair a broken equation: a number, a digit, a row too many or too few.

A suggestion for the person who looks, never a verdict. Where the other equations leave one number only, it is
named with the value it should have; else every likely reading is, none that would break what holds today.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from proposal_check.budget.equations.suspects import PRODUCTS, SUMS, Printed, Suspects, printed_numbers
from proposal_check.budget.figures.wording import in_unit, plain
from proposal_check.budget.tables.work import Work
from proposal_check.model.budget import Identity, StatedTotal
from proposal_check.model.document import Anchor

_MOST_TERMS = 200
_MOST_READINGS = 3
_SLIP = "金额相差10000倍，请核对单位是元还是万元"


def repaired(
    works: Sequence[Work], stated: Sequence[StatedTotal], identities: Sequence[Identity]
) -> tuple[Identity, ...]:
    """Give each equation that is wrong by itself the readings that repair it, in words."""
    if not any(i.is_fault for i in identities):
        return tuple(identities)
    suspects = Suspects(identities, printed_numbers(works, stated))
    return tuple(
        replace(i, repair=_words(i, suspects)) if i.is_fault and not i.repair else i for i in identities
    )


def _words(broken: Identity, suspects: Suspects) -> str:
    if broken.name == "I14":
        return _SLIP
    found = suspects.culprit(broken)
    if found:
        anchor, value, among = found
        subjects = "、".join(dict.fromkeys(f"“{i.subject}”" for i in among))
        return f"{_change(suspects.numbers[anchor], value)}，{subjects}{'都' if len(among) > 1 else ''}相符"
    if broken.name in PRODUCTS:
        readings = _factors(broken, suspects)
    elif broken.name in SUMS:
        readings = _terms(broken, suspects)
    else:
        return ""
    return "；或".join(islice(dict.fromkeys(readings), _MOST_READINGS))


def _factors(broken: Identity, suspects: Suspects) -> Iterator[str]:
    """Any number of a row may be the wrong one; a factor only if its new value is as short as the old."""
    for anchor in suspects.of(broken):
        value = suspects.solved(broken, anchor)
        if value is not None:
            yield f"{_change(suspects.numbers[anchor], value)}，本行相符"


def _terms(broken: Identity, suspects: Suspects) -> Iterator[str]:
    """A row left out or counted twice, a slip of the unit, one digit, a row that is missing."""
    stated = suspects.numbers.get(broken.anchors[0])
    if broken.expected is None or broken.stated is None or stated is None:
        return
    parts = [a for a in broken.anchors[1:] if a in suspects.numbers]
    more = broken.stated - broken.expected
    found = [*_whole_rows([suspects.numbers[a] for a in parts[:_MOST_TERMS]], more)]
    found += _digits(broken, suspects, parts, more)
    if not found and more > 0:
        found.append(f"明细比合计少{_write(stated, more)}，请核对是否缺少一项")
    change = _change(stated, broken.expected)
    if suspects.of(broken) == [broken.anchors[0]] and change not in found:
        found.append(f"各行均与其他算式相符，{change}")
    yield from found


def _whole_rows(parts: Sequence[Printed], more: Decimal) -> Iterator[str]:
    """What the sum does to a row as a whole: not counted, counted twice, counted in another unit."""
    for part in parts:
        value = part.amount.value
        if value == -more:
            yield f"不计{part.label}时相符，请核对是否漏计或重复计列"
        elif value == more:
            yield f"{part.label}计入两次时相符，请核对是否重复计列"
        elif value and more in {value * 9_999, value / 10_000 - value}:
            yield f"{part.label}按{'万元' if more > 0 else '元'}计时相符，请核对单位"
    if len(parts) > 1 and more == sum(part.amount.value for part in parts):
        yield "各行都计入两次时相符，请核对是否把上级行与其明细都计入"


def _digits(broken: Identity, suspects: Suspects, parts: Sequence[Anchor], more: Decimal) -> Iterator[str]:
    """The sum by one digit, or the one or two terms whose one changed digit would do."""
    open_ = set(suspects.of(broken))
    stated = suspects.numbers[broken.anchors[0]]
    if broken.anchors[0] in open_ and _one_digit(stated.amount.value, stated.amount.value - more):
        yield _change(stated, stated.amount.value - more)
    if len(parts) > _MOST_TERMS:
        return
    terms = (suspects.numbers[a] for a in parts if a in open_)
    able = [t for t in terms if _one_digit(t.amount.value, t.amount.value + more)]
    if len(able) < _MOST_READINGS:
        yield from (f"{_change(term, term.amount.value + more)}则合计相符" for term in able)


def _change(number: Printed, new: Decimal) -> str:
    digit = "（与原文差一位数字）" if _one_digit(number.amount.value, new) else ""
    return f"{number.label}改为{_write(number, new)}{digit}"


def _write(number: Printed, value: Decimal) -> str:
    is_money = number.scale > 1 or number.amount.unit == "元"
    return in_unit(value, number.scale) if is_money else plain(value.normalize())


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
