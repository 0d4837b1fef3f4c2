"""Price lists as offices keep them: quotations of several firms side by side, tables with a price column.

A column is told by its header, of one or two rows. A price whose money unit nothing tells is left out.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposal_check.model.document import Table
from proposal_check.model.prices import PriceEntry

Rows = Sequence[Sequence[str]]

# What a header says of its column, the first that fits.
_ROLES: Mapping[str, re.Pattern[str]] = {
    "total": re.compile(r"总价|合计|小计|金额|合价|平均|均价|限价|税率|税额|增值税|预算|折扣"),
    "source": re.compile(r"来源|出处|供应商|报价单位"),
    "date": re.compile(r"日期|时间"),
    "price": re.compile(r"单价|报价|价格"),
    "brand": re.compile(r"品牌|厂商|厂家"),
    "unit": re.compile(r"^(?:计量|计价)?单位$"),
    "spec": re.compile(r"规格|型号|参数|配置"),
    "name": re.compile(r"名称|品名|货物|设备|产品|软件"),
}
_MONEY = re.compile(r"(万?)元")
_HEADING = re.compile(r"单位\s*[:：]?\s*(?:人民币)?\s*(万?)元")
_NUMBER = re.compile(r"[￥¥]?\s*(\d[\d,，]*(?:\.\d+)?)\s*(?:(万)?元)?(?:/.+)?")
_SUM = re.compile(r"^(?:合计|总计|小计|总价)")
_FIRM = re.compile(r"单价|报价|价格|[(（][^()（）]*[)）]|万?元|(?:不|未)?含税|[/／\s]")
_UNTAXED = re.compile(r"(?:不|未)含税")
_DATE = re.compile(r"((?:19|20)\d\d)年?(?:[-/.]?(0?[1-9]|1[0-2])月?(?:[-/.]?(0?[1-9]|[12]\d|3[01])日?)?)?")
_HEADERS = 6


@dataclass(frozen=True, slots=True)
class _Head:
    """A header: columns by role, those of prices with what is printed over them, the first row below.

    `untaxed` counts the prices left out because the same one stands beside them with tax.
    """

    columns: Mapping[str, int]
    prices: Mapping[int, str]
    below: int
    untaxed: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """The prices of a list, and how many named rows had none that could be read."""

    entries: tuple[PriceEntry, ...] = ()
    unread: int = 0


def iso_date(text: str) -> str | None:
    """Write a date as 2026, 2026-03 or 2026-03-01; None when it is none."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, *rest = (part for part in found.groups() if part)
    return "-".join((year, *(part.zfill(2) for part in rest)))


def priced_columns(rows: Rows) -> int:
    """Count the columns of unit prices that a table's header names."""
    head = _head(rows)
    return len(head.prices) + head.untaxed if head else 0


def quoted(
    rows: Rows, source: str, date: str, unit: str | None = None, *, default: Decimal | None = None
) -> Quotation:
    """Read the prices of a list in 元; the firm over a price column stands behind the source.

    `unit` is the money unit printed near the table. Without any, prices are taken by `default`, if given.
    """
    head = _head(rows)
    if head is None:
        return Quotation()
    near = " ".join(cell for row in rows[: head.below] for cell in row)
    entries: list[PriceEntry] = []
    unread = 0
    for row in rows[head.below :]:
        cells = {role: row[c].strip() for role, c in head.columns.items() if c < len(row)}
        if not cells.get("name") or _SUM.match("".join(cells["name"].split())):
            continue
        prices = {
            header: price
            for column, header in head.prices.items()
            if column < len(row) and (price := _price(row[column], (header, unit or "", near), default))
        }
        entries += [_entry(cells, price, source, header, date) for header, price in prices.items()]
        unread += not prices
    return Quotation(tuple(entries), unread)


def _entry(cells: Mapping[str, str], price: Decimal, source: str, header: str, date: str) -> PriceEntry:
    brand, spec, unit = (cells.get(role, "") for role in ("brand", "spec", "unit"))
    name = "".join(cells["name"].split())
    named = _named(cells.get("source") or source, header)
    return PriceEntry(name, brand, spec, unit, price, named, iso_date(cells.get("date", "")) or date)


def _head(rows: Rows) -> _Head | None:
    """Find the header: a name and a price, over a row that holds a number in the price's column."""
    for at in range(min(_HEADERS, len(rows))):
        for depth in (1, 2):
            texts = _texts(rows[at : at + depth])
            columns, prices = _columns(texts)
            below = rows[at + depth] if at + depth < len(rows) else ()
            if "name" in columns and any(
                c < len(below) and _NUMBER.fullmatch(below[c].strip()) for c in prices
            ):
                kept = {c: t for c, t in prices.items() if not _untaxed_beside(t, prices.values())}
                return _Head(columns, kept, at + depth, len(prices) - len(kept))
    return None


def _texts(rows: Rows) -> list[str]:
    """Join the header of each column, from the top, what a merged cell repeats once."""
    width = max((len(row) for row in rows), default=0)
    levels = [[("".join(row[c].split()) if c < len(row) else "") for c in range(width)] for row in rows]
    return ["/".join(dict.fromkeys(t for t in column if t)) for column in zip(*levels, strict=True)]


def _columns(texts: Sequence[str]) -> tuple[dict[str, int], dict[int, str]]:
    columns: dict[str, int] = {}
    prices: dict[int, str] = {}
    for column, text in enumerate(texts):
        role = next((role for role, words in _ROLES.items() if words.search(text)), None)
        if role == "price":
            prices[column] = text
        elif role:
            columns.setdefault(role, column)
    return columns, prices


def _untaxed_beside(text: str, others: Iterable[str]) -> bool:
    """Of a firm's price with and without tax, the one with it is what a budget pays."""
    same = [o for o in others if o != text and _firm(o) == _firm(text)]
    return bool(_UNTAXED.search(text)) and any(not _UNTAXED.search(o) for o in same)


def _firm(header: str) -> str:
    return _FIRM.sub("", header)


def _named(source: str, header: str) -> str:
    said = "，".join(t for t in (_firm(header), "不含税" if _UNTAXED.search(header) else "") if t)
    return f"{source}（{said}）" if said else source


def _price(text: str, near: tuple[str, str, str], default: Decimal | None) -> Decimal | None:
    """Read a price in 元 by the unit of the cell, its header, the table or what stands above it."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return None
    header, unit, above = near
    told = _MONEY.search(text) or _MONEY.search(header) or _MONEY.search(unit) or _HEADING.search(above)
    scale = Decimal(10_000 if told[1] else 1) if told else default
    number = Decimal(found[1].replace(",", "").replace("，", ""))
    return number * scale if scale and number > 0 else None


def rows_of(table: Table) -> Rows:
    """Lay a table out as rows of texts, merged cells in every place they cover."""
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]
