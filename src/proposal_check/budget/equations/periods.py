"""Prices by the month or the year: how long they are paid for, and products that nobody can be sure of."""

import re
from collections.abc import Iterator
from decimal import Decimal

from proposal_check.budget.equations.row_formulas import Product, primary
from proposal_check.budget.figures.amounts import narrow, read_cell
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount

_MONTHS = {"周": Decimal(12) / 52, "月": Decimal(1), "季": Decimal(3), "年": Decimal(12)}
_PER = re.compile(r"^个?([周月季年])")
_HEADER = re.compile(r"[(/每]个?([周月季年])度?\)?$|^([月年])")
_SPAN = re.compile(r"(\d+(?:\.\d+)?)个?([周月季年])")
_DURATION = re.compile(r"月数|年限|周期|期限|租期|时长|年数|周数|服务期")
_COUNTED = ("price", "rate", "amount", "quantity", "effort", "number")
_ROUGH = re.compile(r"约|≈|大概|左右|上下|平均|均价|^[~～]|起$|\d\+$")


def is_rough(amount: Amount) -> bool:
    """Say whether a cell gives its figure as about so much, or as the least."""
    return bool(_ROUGH.search(squeeze(amount.printed)))


def timed(work: Work, entry: Entry, tried: Product) -> Iterator[Product]:
    """Yield the product over the time that the row's words or the amount's header give a price by time."""
    period = _price_period(work, entry, tried)
    if not period:
        return
    for months, printed in (*_spans(work, entry), *_year_of(work)):
        times = months / _MONTHS[period]
        factor = Amount(times, times, times, f"个{period}", printed, tried.price.anchor)
        yield Product(tried.name, (*tried.counts, factor), tried.price)


def doubt(work: Work, entry: Entry, product: Product, amount: Amount) -> str:
    """Say why a product that differs from the amount need not be wrong; blank when nothing explains it."""
    rough = next((a for a in (product.price, *product.counts, amount) if is_rough(a)), None)
    if rough:
        return f"“{rough.printed}”是约数"
    period = _price_period(work, entry, product)
    if not period or period == _amount_period(work):
        return ""
    if not _spans(work, entry) and (_lasting(work) or _is_settled(work, period)):
        return ""
    return f"单价按{period}计，不能确定计了几{'个' if period == '月' else ''}{period}"


def _price_period(work: Work, entry: Entry, product: Product) -> str:
    """Name what a price is per, when nothing in its row counts that: 月 of 500/月."""
    col = work.header.roles.get("price")
    if col is None or entry.row.effort or any(_PER.match(c.unit or "") for c in product.counts):
        return ""
    figure = read_cell(product.price.printed).figure
    said = _PER.match(figure.per) if figure else None
    return said[1] if said else _of_header(work, col)


def _amount_period(work: Work) -> str:
    col = work.header.roles.get("amount")
    return _of_header(work, col) if col else ""


def _of_header(work: Work, col: int) -> str:
    match = _HEADER.search(squeeze(narrow(work.header.texts[col - 1])))
    return (match[1] or match[2]) if match else ""


def _spans(work: Work, entry: Entry) -> tuple[tuple[Decimal, str], ...]:
    """Read the durations that the words of a row tell, in months: 按2个月计."""
    counted = {work.header.roles.get(role) for role in _COUNTED}
    cells = [c for c in entry.line.own() if c.col not in counted]
    found = (m for c in cells for m in _SPAN.finditer(squeeze(narrow(c.text))))
    return tuple((Decimal(m[1]) * _MONTHS[m[2]], m.group()) for m in found)


def _year_of(work: Work) -> tuple[tuple[Decimal, str], ...]:
    return ((Decimal(12), "12"),) if _amount_period(work) == "年" else ()


def _lasting(work: Work) -> bool:
    return any(_DURATION.search(work.header.texts[c - 1]) for c in work.header.extra)


def _is_settled(work: Work, period: str) -> bool:
    """Say whether most rows with such a price hold as they stand, or over a year: that tells the others."""
    rows = [(e, p) for e in work.entries if (p := primary(e)) and e.row.kind == "item"]
    mine = [(e, p) for e, p in rows if _price_period(work, e, p) == period]
    held = [e for e, p in mine if _holds(work, e, p)]
    return len(held) >= 2 and len(held) * 2 > len(mine)


def _holds(work: Work, entry: Entry, product: Product) -> bool:
    amount = entry.row.amount
    tried = (product, *timed(work, entry, product))
    return amount is not None and any(p.value.meets(interval(amount)) for p in tried)
