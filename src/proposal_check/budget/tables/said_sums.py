"""Sums that a row's name spells out by the numbers of rows above it: 建设投资（一+二+三）, 小计（1至5）."""

import re
from collections.abc import Sequence
from dataclasses import replace

from proposal_check.budget.figures.amounts import narrow
from proposal_check.budget.figures.arithmetic import compare, total
from proposal_check.budget.tables.printed_base import row_number
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import interval

_NUMBER = r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3}|[IVX]{1,4}|[A-Z]\d{0,2})\)?"
_SPELLED = re.compile(
    rf"[(=](?:(?P<terms>{_NUMBER}(?:\+{_NUMBER})+)|(?P<first>{_NUMBER})[-–—~至到](?P<last>{_NUMBER})项?)\)?$"
)
_A_SUM = re.compile(r"投资|合计|小计|总|静态")


def with_said_sums(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Take a row that names the rows it sums for a sum: by its own words, or because it does sum them.

    A fee on the same base names its rows too, and is not their sum.
    """
    return tuple(_marked(entries, i) for i in range(len(entries)))


def _marked(entries: tuple[Entry, ...], index: int) -> Entry:
    entry = entries[index]
    rows = said_rows(entries, index) if entry.row.kind == "item" and entry.row.amount else ()
    if not rows or not (_A_SUM.search(entry.row.name.split("（")[0]) or _fits(entries, index, rows)):
        return entry
    return replace(entry, word="小计", row=replace(entry.row, kind="subtotal"))


def _fits(entries: Sequence[Entry], index: int, rows: Sequence[int]) -> bool:
    stated, parts = entries[index].row.amount, [entries[n].row.amount for n in rows]
    known = [interval(p) for p in parts if p]
    return bool(stated and known) and compare(total(known), interval(stated)) != "broken"  # type: ignore[arg-type]


def said_rows(entries: Sequence[Entry], index: int) -> tuple[int, ...]:
    """Find the rows above that a row's name says it sums; none where one of them cannot be found."""
    match = _SPELLED.search(squeeze(narrow(entries[index].row.name)))
    if match is None:
        return ()
    if match["terms"]:
        found = [_above(entries, index, term) for term in match["terms"].split("+")]
    else:
        found = _between(
            entries, _above(entries, index, match["first"]), _above(entries, index, match["last"])
        )
    rows = tuple(dict.fromkeys(n for n in found if n is not None))
    return rows if len(rows) == len(found) > 1 else ()


def _above(entries: Sequence[Entry], index: int, term: str) -> int | None:
    """Find the nearest row above with this number, of （一） and 一 the one that is written alike."""
    number = term.strip("()")
    found = [n for n in range(index - 1, -1, -1) if row_number(entries[n]) == number]
    alike = [n for n in found if _bracketed(entries[n]) == ("(" in term)]
    return next(iter(alike or found), None)


def _bracketed(entry: Entry) -> bool:
    return narrow(entry.row.texts.get("number") or entry.row.name).lstrip().startswith("(")


def _between(entries: Sequence[Entry], first: int | None, last: int | None) -> list[int | None]:
    if first is None or last is None:
        return []
    level = entries[first].row.level
    items = [n for n in range(first, last + 1) if entries[n].row.kind == "item"]
    return [n for n in items if entries[n].row.level == level]
