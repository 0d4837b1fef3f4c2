"""What a row says of how its amount is computed: a percentage, and the base it is taken of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from proposal_check.budget.figures.amounts import Figure, figures, narrow, read_cell
from proposal_check.budget.figures.arithmetic import Interval
from proposal_check.budget.tables.header_words import SCALES
from proposal_check.budget.tables.printed_base import printed, printed_base
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work
from proposal_check.model.document import Anchor

_BASE = re.compile(r"基数|计费额|取费额")
_PERCENT = re.compile(r"费率|比例|百分比|取费标准|%")
_NOT_PERCENT = re.compile(r"占|总投资比|权重|完成|支付")
_STATED = re.compile(r"[按以×xX*]|基数|计取|计列|取费|的\s*\d")
_FACTOR = re.compile(
    r"[×xX*]\s*(?:0\.\d+|[1-9]\d?\s*[%％])|折|下浮|优惠|系数|内插|累进|分档|取整|取定|取\s*\d"
)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Computation:
    """What a row says of its computation."""

    percent: Decimal
    at: Anchor
    base: Interval | None = None
    base_at: Anchor | None = None
    words: str = ""


def computation(work: Work, entry: Entry) -> Computation | None:
    """Read percentage and base from their columns, else from the words of the row."""
    base_col = _column(work, _BASE)
    percent_col = _column(work, _PERCENT, _NOT_PERCENT)
    words = " ".join(entry.line.text(c) for c in _word_columns(work))
    base = base_at = None
    if base_col:
        base, base_at = _base_cell(work, entry, base_col)
    if percent_col:
        percent = _percent_cell(work, entry, percent_col)
        if percent is not None:
            return Computation(percent, entry.line.anchor(percent_col), base, base_at, words)
    return _from_words(work, entry, words)


def _column(work: Work, pattern: re.Pattern[str], but: re.Pattern[str] | None = None) -> int | None:
    for col, text in enumerate(work.header.texts, 1):
        if pattern.search(text) and not (but and but.search(text)) and col != work.header.roles.get("amount"):
            return col
    return None


def _word_columns(work: Work) -> Iterator[int]:
    for role in ("note", "function", "spec"):
        col = work.header.roles.get(role)
        if col:
            yield col


def _base_cell(work: Work, entry: Entry, col: int) -> tuple[Interval | None, Anchor | None]:
    figure = read_cell(entry.line.text(col)).figure if entry.line.starts(col) else None
    unit = work.header.units[col - 1].money or work.unit
    if figure is None or figure.unit not in {"", "元"} or not unit:
        return None, None
    scale = figure.scale if figure.scale > 1 or figure.is_money else SCALES[unit]
    return printed(figure, scale), entry.line.anchor(col)


def _percent_cell(work: Work, entry: Entry, col: int) -> Decimal | None:
    figure = read_cell(entry.line.text(col)).figure
    if figure is None or not (
        figure.unit == "%" or (not figure.unit and "%" in narrow(work.header.texts[col - 1]))
    ):
        return None  # fmt: skip
    return figure.raw / _HUNDRED


def _from_words(work: Work, entry: Entry, words: str) -> Computation | None:
    """Read 按软硬件购置费的6%计取 and 100万元×6%; two percentages, or a further factor, say nothing sure."""
    shares = [f for f in figures(words) if f.unit == "%"]
    if len(shares) != 1 or not _STATED.search(words):
        return None
    share = shares[0]
    if _FACTOR.search(words[: share.start]) or _FACTOR.search(words[share.end :]):
        return None
    at = _place(work, entry, words, share)
    base = printed_base(words[: share.start], work, entry)
    return Computation(share.raw / _HUNDRED, at, base, at if base else None, words[: share.start])


def _place(work: Work, entry: Entry, words: str, share: Figure) -> Anchor:
    quote = words[share.start : share.end].strip()
    for col in _word_columns(work):
        cell = entry.line.cells[col - 1]
        start = cell.text.find(quote) if cell else -1
        if cell and start >= 0:
            return Anchor(entry.line.block, start, start + len(quote), quote, (cell.row, cell.col))
    return entry.row.anchor
