"""The base a row prints before ×N%: 600万元×6%, (400+200)×6%, or other rows by number, (1+2)×6%."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from proposal_check.budget.figures.amounts import Figure, narrow
from proposal_check.budget.figures.arithmetic import Interval, point, total
from proposal_check.budget.tables.header_words import SCALES
from proposal_check.budget.tables.numbering import split_number
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval

_TERM = r"(?:\d[\d,]*(?:\.\d+)?\s*(?:万?元)?|[一二三四五六七八九十]{1,3})"
_PRODUCT = re.compile(
    rf"(?:(?<![\d.,+\-×xX*/÷(])(?P<one>{_TERM})|\((?P<terms>{_TERM}(?:\+{_TERM})*)\))[×xX*]$"
)
_ROW_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3}")
_AMOUNT = re.compile(r"(?P<number>[\d,.]+)(?P<unit>万?元)?")


def printed_base(words: str, work: Work, entry: Entry) -> Interval | None:
    """Read what stands before the percentage; None where it may as well be read another way.

    `words` end before the percentage. Small whole numbers without a unit are the numbers of rows where such
    rows stand beside this one; a single one says nothing sure.
    """
    found = _PRODUCT.search("".join(narrow(words).split()))
    if found is None:
        return None
    terms = (found["one"] or found["terms"]).split("+")
    if not all(_ROW_NUMBER.fullmatch(term) for term in terms):
        return _amounts(terms, work)
    rows = _rows_beside(work, entry)
    if any(term in rows for term in terms):
        return None if found["one"] else _sum_of_rows(terms, rows)
    if any(row_number(e) in terms for e in work.entries):
        return None
    return _amounts(terms, work)


def _amounts(terms: Sequence[str], work: Work) -> Interval | None:
    matches = [_AMOUNT.fullmatch(term) for term in terms]
    read = [_amount(match, work) for match in matches if match]
    return total(read) if len(read) == len(terms) else None


def _amount(match: re.Match[str], work: Work) -> Interval:
    scale = SCALES[match["unit"]] if match["unit"] else work.scale
    return printed(Figure(Decimal(match["number"].replace(",", "")), 1, "", "", 0, 0), scale)


def printed(figure: Figure, scale: int) -> Interval:
    """Whole 元 are exact; anything else is as precise as printed."""
    found = figure.times(scale)
    return point(found.value) if scale == 1 and not found.value % 1 else found


def _rows_beside(work: Work, entry: Entry) -> Mapping[str, Entry]:
    """Number the rows under the same parent and those of the first level; a number used twice is none."""
    at = next(i for i, e in enumerate(work.entries) if e is entry)
    above, below = work.entries[:at][::-1], work.entries[at + 1 :]
    beside = [e for side in (above, below) for e in _until_parent(side, entry.row.level)]
    top = [e for e in work.entries if e.row.level == 1 and e not in beside]
    numbered = [(row_number(e), e) for e in (*beside, *top) if e.row.kind in {"item", "subtotal"}]
    numbers = [number for number, _ in numbered]
    return {number: e for number, e in numbered if number and numbers.count(number) == 1}


def _until_parent(entries: Sequence[Entry], level: int) -> list[Entry]:
    end = next((i for i, e in enumerate(entries) if e.row.level < level), len(entries))
    return [e for e in entries[:end] if e.row.level == level]


def row_number(entry: Entry) -> str:
    """Read the number a row stands under, bare of points and brackets: 三, 1.2."""
    text = entry.row.texts.get("number", "")
    return split_number(text or entry.row.name, alone=bool(text)).strip("、.()第")


def _sum_of_rows(terms: Sequence[str], rows: Mapping[str, Entry]) -> Interval | None:
    amounts = [rows[term].row.amount for term in terms if term in rows]
    known = [a for a in amounts if a and a.unit == "元"]
    return total(interval(a) for a in known) if len(known) == len(terms) else None
