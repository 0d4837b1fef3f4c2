"""Lengths of the building period: where the text states them, and how many days they are."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from proposal_check.model.document import Anchor, Document
from proposal_check.outline.labels import labelled
from proposal_check.outline.text import text_blocks

_LABELS = ("建设周期", "建设工期", "建设期", "项目建设期", "项目周期", "工期", "实施周期", "建设期限")
_NUMBER = r"\d{1,3}(?:\.\d+)?|[一二两三四五六七八九十半]+"
_UNIT = r"日历天|工作日|[日天周月年]"
LENGTH = rf"(?:(?:{_NUMBER})\s*个?\s*(?:{_UNIT})半?(?![\d一二三四五六七八九十]*月)\s*零?)+"
# From when to when, before the length is given: 2026年7月—2026年12月，共6个月.
_SPAN = r"(?:自|从)?\s*\d{4}\s*年[\d年月日起\s]{0,12}[至到—–~～\-]+\s*\d{4}\s*年[\d月日底末止\s]{0,10}"
_STATED = re.compile(
    r"(?:建设(?:周期|工期|期限|期)|项目(?:周期|工期)|总?工期|实施周期|开发周期)"
    rf"(?:计划|预计|共计|总计|约|共|为|是|[：:])*\s*(?:{_SPAN}[，,（(\s]*(?:共计|总计|合计|共|计|为期|历时|约)+\s*)?({LENGTH})"
)
_DAYS = {"日": "1", "天": "1", "日历天": "1", "工作日": "1.4", "周": "7", "月": "30.4", "年": "365"}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}


def periods(document: Document, ranges: Iterable[tuple[int, int]]) -> Iterator[Anchor]:
    """Yield every stated length of the building period in the block ranges, quoting the length."""
    ranges = list(ranges)
    stated = set()
    for text in text_blocks(document, ranges):
        for match in _STATED.finditer(text.quote):
            length = match[1].rstrip("零 ")
            stated.add(text.block)
            yield Anchor(text.block, match.start(1), match.start(1) + len(length), length, text.cell)
    for anchor in labelled(document, _LABELS, [k for start, end in ranges for k in range(start, end)]):
        found = re.match(LENGTH, anchor.quote)
        if found and (anchor.cell or anchor.block not in stated):
            yield Anchor(anchor.block, anchor.start, anchor.start + found.end(), found[0], anchor.cell)


def days(length: str) -> Decimal:
    """Read a length in calendar days: 一年半 is 547.5, 1年6个月 about as much."""
    total = Decimal(0)
    for number, unit, half in re.findall(rf"({_NUMBER})\s*个?\s*({_UNIT})(半?)", length):
        total += (_read(number) + (Decimal("0.5") if half else 0)) * Decimal(_DAYS[unit])
    return total


def _read(number: str) -> Decimal:
    if number[0].isdigit():
        return Decimal(number)
    if number == "半":
        return Decimal("0.5")
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return Decimal(_DIGITS.get(number[0], 0))
    return Decimal(10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0))
