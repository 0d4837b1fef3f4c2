"""Cells that print arithmetic instead of its result: 3×2万, 2+3.5, 3×2=6."""

import re
from decimal import Decimal

_TERM = r"￥?\d[\d,]*(?:\.\d+)?\s*(?:万元|万|元)?"
_WHOLE = re.compile(rf"{_TERM}(?:\s*[×xX*+]\s*{_TERM})+")
_READ = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|万|元)?")


def result_of(text: str) -> str | None:
    """Give the part of a narrow text behind its last equals sign; None without one."""
    head, sign, tail = text.rpartition("=")
    return tail if sign and head and tail.strip() else None


def computed(text: str) -> tuple[Decimal, str] | None:
    """Work out a sum of products of plain numbers; the unit is 元 where a term prints 元 or 万.

    None for anything else: brackets, percentages, words.
    """
    flat = text.strip()
    if not _WHOLE.fullmatch(flat):
        return None
    units = {m["unit"] for m in _READ.finditer(flat)}
    parts = [_product(part) for part in flat.split("+")]
    money = bool(units - {None}) or "￥" in flat
    if len(parts) > 1 and money and None in units:
        return None
    return sum(parts, Decimal(0)), "元" if money else ""


def _product(text: str) -> Decimal:
    value = Decimal(1)
    for match in _READ.finditer(text):
        scale = 10_000 if (match["unit"] or "").startswith("万") else 1
        value *= Decimal(match["number"].replace(",", "")) * scale
    return value
