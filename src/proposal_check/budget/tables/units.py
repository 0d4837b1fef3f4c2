"""Which unit each money column is in, and how we know: header, caption, the cell, or the arithmetic."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from proposal_check.budget.figures.amounts import Figure, narrow, read_cell
from proposal_check.budget.tables.columns import Header
from proposal_check.budget.tables.header_words import SCALES, stated_effort, stated_per
from proposal_check.budget.tables.sheet import Line, Sheet, squeeze
from proposal_check.model.document import Document, Paragraph

_SAID = re.compile(r"单位[:为]?(?:人民币)?(万元|千元|百元|亿元|元)|[(\[](?:人民币)?(万元|元)[)\]]")
_YEARLY = re.compile(r"^年|[/每(（]年")
_SPAN_OF_TIME = re.compile(r"[(（](个?月|天|日|工作日)[)）]")
# A ￥ is printed in 万元 too, but no amount of so many.
_TOO_MANY_WAN = 100_000
_RATIOS = (Decimal(1), Decimal(10_000), Decimal("0.0001"))


@dataclass(frozen=True, slots=True)
class Units:
    """Money unit per role, the effort unit of the effort column, and where the amounts' unit was read."""

    money: Mapping[str, str | None]
    effort: str | None
    per: str | None
    origin: str

    def scale(self, role: str) -> int | None:
        unit = self.money.get(role)
        return SCALES[unit] if unit else None

    def inferred(self, unit: str) -> "Units":
        """The same columns, those without a unit in the one that the arithmetic gave."""
        return replace(self, money={r: u or unit for r, u in self.money.items()}, origin="arithmetic")


def said_unit(text: str) -> str | None:
    """Read a money unit from a caption, a title row or a line beside the table."""
    match = _SAID.search(squeeze(narrow(text)))
    return (match[1] or match[2]) if match else None


def read_units(sheet: Sheet, header: Header, document: Document) -> Units:
    """Resolve the units of a sheet's columns: header, then caption or nearby line, then arithmetic."""
    table = table_unit(sheet, header.title, document)
    origin = "caption" if table else "none"
    money: dict[str, str | None] = {}
    amount_origin = "none"
    for role in ("price", "rate", "amount", "group_amount"):
        col = header.roles.get(role)
        if col is None:
            continue
        unit = header.units[col - 1].money
        money[role] = unit or table
        if role == "amount":
            amount_origin = "header" if unit else origin
    effort_col = header.roles.get("effort")
    effort = _effort_unit(header, effort_col) if effort_col else None
    effort = effort or stated_effort(f"{sheet.caption} {header.title}")
    rate_col = header.roles.get("rate") or header.roles.get("price")
    per = None
    if rate_col:
        said = header.units[rate_col - 1]
        per = said.per or (said.effort if header.roles.get("rate") == rate_col else None)
        per = per or stated_per(f"{sheet.caption} {header.title}")
    if "amount" in money and money["amount"] is None and _signs_yuan(sheet, header):
        money["amount"], amount_origin = "元", "cell"
    if "amount" in money and None in (money["amount"], money.get("price", "元")):
        amount_origin = _by_arithmetic(sheet.lines[header.rows :], header, money) or amount_origin
    return Units(money, effort, per, amount_origin)


def _effort_unit(header: Header, col: int) -> str | None:
    """Read the effort column's unit; 投入（月） beside 人数 and 工作量（天） count person-time."""
    said = header.units[col - 1].effort
    span = _SPAN_OF_TIME.search(squeeze(header.texts[col - 1]))
    people = any("人数" in text for text in header.texts) or "工" in header.texts[col - 1]
    return said or (("人月" if "月" in span[1] else "人日") if span and people else None)


def table_unit(sheet: Sheet, title: str, document: Document) -> str | None:
    """Read the money unit that is said for a whole table: in its caption or title, or right above it."""
    for text in (sheet.caption, title):
        unit = said_unit(text)
        if unit:
            return unit
    for block in reversed(document.blocks[max(0, sheet.block - 3) : sheet.block]):
        if not isinstance(block, Paragraph):
            break
        unit = said_unit(block.text) if len(block.text) <= 60 else None
        if unit:
            return unit
        if len(block.text) > 60:
            break
    return sheet.unit if sheet.unit in SCALES else None


def _signs_yuan(sheet: Sheet, header: Header) -> bool:
    """Say whether an amount has a ￥ and is too large to be in 万元, where nothing else names a unit."""
    col = header.roles["amount"]
    found = (read_cell(line.text(col)).figure for line in sheet.lines[header.rows :])
    return any(f.sign_only and f.raw >= _TOO_MANY_WAN for f in found if f)


def _by_arithmetic(lines: Sequence[Line], header: Header, money: dict[str, str | None]) -> str | None:
    """Let count × price against amount tell which column is in 元 and which in 万元."""
    role = "price" if "price" in money else "rate"
    ratio = price_ratio(lines, header, role)
    if ratio is None or role not in money:
        return None
    if ratio == 1:
        known = money[role] or money["amount"]
        money[role] = money["amount"] = known
        return "arithmetic" if known else None
    low, high = (role, "amount") if ratio > 1 else ("amount", role)
    if money[low] in (None, "元") and money[high] in (None, "万元"):
        money[low], money[high] = "元", "万元"
        return "arithmetic"
    return None


def price_ratio(lines: Sequence[Line], header: Header, price: str = "price") -> Decimal | None:
    """Find the one ratio of count × price to amount, as printed, that most rows share; 1, 10⁴ or 10⁻⁴."""
    yearly = _YEARLY.search(header.texts[header.roles["amount"] - 1]) is not None
    for count in ("quantity", "effort"):
        cols = [header.roles.get(r) for r in (count, price, "amount")]
        ratio = _common_ratio(lines, [c for c in cols if c], yearly) if None not in cols else None
        if ratio is not None:
            return ratio
    return None


def _common_ratio(lines: Sequence[Line], cols: Sequence[int], yearly: bool) -> Decimal | None:
    """`yearly` says that amounts are by the year, twelve times a price by the month."""
    votes = dict.fromkeys(_RATIOS, 0)
    rows = 0
    for line in lines:
        q, p, a = (_plain(line, c) for c in cols)
        if q is None or p is None or a is None or a.raw * q.raw * p.raw == 0:
            continue
        rows += 1
        times = q.raw * (12 if yearly and p.per == "月" else 1)
        for ratio in _RATIOS:
            room = (times * p.half + a.half * ratio).copy_abs()
            if abs(times * p.raw - a.raw * ratio) <= room:
                votes[ratio] += 1
    best = max(votes, key=lambda r: votes[r])
    return best if rows and votes[best] * 2 > rows else None


def _plain(line: Line, col: int) -> Figure | None:
    """A number without a unit of its own."""
    figure = read_cell(line.text(col)).figure if line.starts(col) else None
    return figure if figure and figure.scale == 1 and (not figure.is_money or figure.sign_only) else None
