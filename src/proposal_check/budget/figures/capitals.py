"""Amounts written in Chinese capitals: 人民币壹万零叁佰元零伍分."""

import re
from collections.abc import Iterator
from decimal import Decimal

_ALIKE = ("零〇", "壹弌", "贰貳弍", "叁參叄", "肆", "伍", "陆陸", "柒", "捌", "玖")
_DIGITS = {c: i for i, group in enumerate(_ALIKE) for c in group}
_STEPS = {"拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_FRACTIONS = {"角": Decimal("0.1"), "分": Decimal("0.01")}
_WHOLE = "".join(_DIGITS) + "".join(_STEPS) + "".join(_MYRIADS)
_PATTERN = re.compile(
    rf"([{_WHOLE}]+)[元圆圓]((?:[{''.join(_DIGITS)}]+[角分])*)[整正]?|([{_WHOLE}]*[拾佰仟万萬亿億][{_WHOLE}]*)[整正]"
)

_SAYS_SOMETHING = re.compile(rf"[{''.join(_ALIKE[1:])}拾]")


def _whole(text: str) -> int:
    """Add up sections: each 亿 or 万 closes what stands before it."""
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _STEPS:
            section += (digit or (1 if section == 0 else 0)) * _STEPS[char]
            digit = 0
        else:
            scale = _MYRIADS[char]
            section += digit
            closed = total + section if scale > 10_000 else section
            total = closed * scale if scale > 10_000 else total + closed * scale
            section = digit = 0
    return total + section + digit


def _fraction(text: str) -> Decimal:
    total, digit = Decimal(0), 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total += digit * _FRACTIONS[char]
            digit = 0
    return total


def has_capitals(text: str) -> bool:
    """Say at once whether a long text may hold an amount in capitals."""
    return bool(_SAYS_SOMETHING.search(text))


def capitals(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """Yield every capital amount in 元 with its character range; digits without 元 or 整 are none."""
    for match in _PATTERN.finditer(text):
        whole = match.group(1) or match.group(3)
        if not _SAYS_SOMETHING.search(whole):
            continue
        yield Decimal(_whole(whole)) + _fraction(match.group(2) or ""), match.start(), match.end()
