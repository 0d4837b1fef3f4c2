"""The price library: reviewed budgets and quotations as rows, and the prices of like items.

Alike is what is called nearly the same, is counted in the same unit, and contradicts neither in its brand nor
in the numbers of its parameters. Nothing is said of items without a likeness.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from proposal_check.errors import ConfigError
from proposal_check.model.budget import BudgetReading, BudgetRow, BudgetTable
from proposal_check.model.prices import PriceComparison, PriceEntry
from proposal_check.overlap.rows import read_rows

COLUMNS = ("名称", "品牌", "参数", "单位", "单价", "来源", "日期")
FILE = "prices.csv"
_ALIKE = 85
_MOST = 5
_LUMP = frozenset({"项", "宗", "批"})
_WHOLE = frozenset({"", "年"})
_BRANDS = re.compile(r"[、/，,；;\s]+|或同等|或相当于|等")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?\s*[A-Za-z\u4e00-\u9fff]?")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def load_prices(path: Path) -> tuple[PriceEntry, ...]:
    """Read a price list (CSV, prices in 元) in the order of its entries' content; none when there is no file.

    Raises ConfigError with every row that lacks a name, a price, a source or a date.
    """
    if not path.is_file():
        return ()
    ((_, rows),) = read_rows(path)
    header = rows[0] if rows else list(COLUMNS)
    if missing := [c for c in COLUMNS if c not in header]:
        raise ConfigError(f"价格表 {path.name} 缺少列：{'、'.join(missing)}。", "")
    entries = [_entry(dict(zip(header, row, strict=False))) for row in rows[1:]]
    bad = [n for n, entry in enumerate(entries, 2) if entry is None]
    if bad:
        lines = "、".join(map(str, bad[:10]))
        raise ConfigError(
            f"价格表 {path.name} 第{lines}行没有名称、单价、来源或日期。",
            "单价以元为单位，日期写作 2026 或 2026-03-01。",
        )
    return ordered(e for e in entries if e)


def _entry(row: dict[str, str]) -> PriceEntry | None:
    cells = [(row.get(name) or "").strip() for name in COLUMNS]
    name, brand, spec, unit, price, source, date = cells
    try:
        value = Decimal(price.replace(",", ""))
    except InvalidOperation:
        return None
    if not (name and source and _DATE.fullmatch(date)) or value <= 0:
        return None
    return PriceEntry(name, brand, spec, unit, value, source, date)


def save_prices(path: Path, entries: Iterable[PriceEntry]) -> None:
    """Write a price list, the same entries always as the same bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for e in ordered(entries):
            writer.writerow((e.name, e.brand, e.spec, e.unit, f"{e.price.normalize():f}", e.source, e.date))


def ordered(entries: Iterable[PriceEntry]) -> tuple[PriceEntry, ...]:
    return tuple(
        sorted(set(entries), key=lambda e: (e.name, e.brand, e.spec, e.unit, e.price, e.source, e.date))
    )


def prices_of(reading: BudgetReading, source: str, date: str) -> tuple[PriceEntry, ...]:
    """Take the priced items of a budget or a quotation; no efforts, and nothing without a money unit."""
    return ordered(
        PriceEntry(_bare(row.name), row.texts.get("brand", ""), _spec(row), row.texts.get("unit", ""),
                   row.price.value, f"{source}（不含税）" if _untaxed(table) else source, date)
        for table, row in _priced(reading)
        if row.price
    )  # fmt: skip


def compared(reading: BudgetReading, entries: Sequence[PriceEntry]) -> Iterator[PriceComparison]:
    """Yield every priced row that has like items in the library."""
    if not entries:
        return
    names = [_bare(entry.name) for entry in entries]
    for table, row in _priced(reading):
        texts = row.texts
        found = similar(row.name, texts.get("brand", ""), _spec(row), texts.get("unit", ""), entries, names)
        if found and row.price:
            yield PriceComparison(table.block, _bare(row.name), row.price.value, row.price.anchor, found)


def similar(
    name: str,
    brand: str,
    spec: str,
    unit: str,
    entries: Sequence[PriceEntry],
    names: Sequence[str] | None = None,
) -> tuple[PriceEntry, ...]:
    """Find the entries most alike, at most five, the latest first among equals; `names` are theirs, bare."""
    choices = names or [_bare(entry.name) for entry in entries]
    alike = process.extract(_bare(name), choices, scorer=ratio, score_cutoff=_ALIKE, limit=None)
    scored = [(score, entries[at]) for _, score, at in sorted(alike, key=lambda found: found[2])]
    scored = [(score, entry) for score, entry in scored if not _differ(brand, spec, unit, entry)]
    scored.sort(key=lambda pair: pair[1].date, reverse=True)
    scored.sort(key=lambda pair: pair[0], reverse=True)
    # One source may print an item in two tables, with and without its parameters.
    once = {_said(e): e for _, e in reversed(scored)}
    return tuple(entry for _, entry in scored if once[_said(entry)] is entry)[:_MOST]


def _said(entry: PriceEntry) -> tuple[str, Decimal, str, str]:
    return _bare(entry.name), entry.price, entry.source, entry.date


def _differ(brand: str, spec: str, unit: str, entry: PriceEntry) -> bool:
    if unit and entry.unit and unit != entry.unit:
        return True
    ours, theirs = _brands(brand), _brands(entry.brand)
    if ours and theirs and not ours & theirs:
        return True
    mine, other = _figures(spec), _figures(entry.spec)
    return bool(mine and other) and len(mine & other) * 2 < min(len(mine), len(other))


def _untaxed(table: BudgetTable) -> bool:
    column = table.columns.get("price", 0)
    return "不含税" in "".join(table.headers[column - 1 : column])


def _priced(reading: BudgetReading) -> Iterator[tuple[BudgetTable, BudgetRow]]:
    for table in reading.tables:
        for row in table.rows:
            if (
                row.kind == "item"
                and row.price
                and row.price.unit == "元"
                and not row.effort
                and not row.rate
                and not _lump(_bare(row.name), row.texts.get("unit", ""))
            ):
                yield table, row


def _lump(name: str, unit: str) -> bool:
    """Tell what is priced for one project as a whole: it says nothing of another one's price."""
    return unit in _LUMP or (name.endswith("费") and unit in _WHOLE)


def _spec(row: BudgetRow) -> str:
    texts = (row.texts.get("model", ""), row.texts.get("spec", ""))
    return " ".join(dict.fromkeys(t for t in texts if t and _bare(t) != _bare(row.name)))


def _brands(text: str) -> set[str]:
    return {part.lower() for part in _BRANDS.split(text) if part}


def _figures(text: str) -> set[str]:
    return {"".join(m.split()).lower() for m in _NUMBERS.findall(text)}


def _bare(text: str) -> str:
    return "".join(text.split())
