"""I9: costs computed as a percentage of others, and what their base is made of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposal_check.budget.fees.bases import Base, named_base
from proposal_check.budget.fees.costs import CostLine, cost_class
from proposal_check.budget.figures.amounts import Figure, figures, narrow, read_cell
from proposal_check.budget.figures.arithmetic import Interval, compare
from proposal_check.budget.figures.wording import equation, in_unit, plain
from proposal_check.budget.tables.header_words import SCALES
from proposal_check.budget.tables.printed_base import printed, printed_base
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, CostClass, Fee, Identity, IdentityState
from proposal_check.model.document import Anchor

_BASE = re.compile(r"基数|计费额|取费额")
_PERCENT = re.compile(r"费率|比例|百分比|取费标准|%")
_NOT_PERCENT = re.compile(r"占|总投资比|权重|完成|支付")
_STATED = re.compile(r"[按以×xX*]|基数|计取|计列|取费|的\s*\d")
_FACTOR = re.compile(
    r"[×xX*]\s*(?:0\.\d+|[1-9]\d?\s*[%％])|折|下浮|优惠|系数|内插|累进|分档|取整|取定|取\s*\d"
)
_NO_FEES = frozenset({"development", "hardware", "software", "purchase", "financing", "operation"})
_HUNDRED = Decimal(100)
_NEAR_ENOUGH = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a row says of its computation."""

    percent: Decimal
    at: Anchor
    base: Interval | None = None
    base_at: Anchor | None = None
    words: str = ""


def read_fees(
    works: Sequence[Work], main: Work | None, lines: Sequence[CostLine]
) -> tuple[tuple[Fee, ...], tuple[Identity, ...]]:
    """Read the costs of classes that are computed from others, and check those that state a percentage."""
    fees: list[Fee] = []
    identities: list[Identity] = []
    for work in works:
        if work.kind in {"operation", "funding", "staffing"} or "amount" not in work.header.roles:
            continue
        for entry in work.entries:
            found = _fee(work, entry, main, lines)
            if found:
                fees.extend([found[0]] if found[0] else [])
                identities.extend(found[1])
    return tuple(fees), tuple(identities)


def _fee(
    work: Work, entry: Entry, main: Work | None, lines: Sequence[CostLine]
) -> tuple[Fee | None, list[Identity]] | None:
    row = entry.row
    if row.kind != "item" or row.amount is None or row.amount.unit != "元":
        return None
    kind = _fee_class(entry)
    read = _reading(work, entry)
    if read is None:
        return (_lump(work, entry, kind), []) if kind else None
    base = named_base(read.words, lines, main)
    found = read.base or (base.amount if base else None)
    identities = [_identity(work, entry, read, base)] if found else []
    if kind is None:
        return None, identities
    agree = base is not None and (read.base is None or read.base.meets(base.amount))
    fee = Fee(
        work.sheet.block, row.row, row.name, kind, row.amount, (row.amount.anchor, read.at),
        read.percent, found.value if found else None, base.kinds if base and agree else (),
    )  # fmt: skip
    return fee, identities


def _fee_class(entry: Entry) -> CostClass | None:
    """What is bought or built is no fee, and a product may be called a detector."""
    if not ("费" in entry.row.name or "其他" in entry.row.category):
        return None
    kind = cost_class(entry.row.name)
    return None if kind in _NO_FEES else kind


def _lump(work: Work, entry: Entry, kind: CostClass) -> Fee:
    amount = entry.row.amount
    assert amount is not None
    return Fee(work.sheet.block, entry.row.row, entry.row.name, kind, amount, (amount.anchor,))


def _reading(work: Work, entry: Entry) -> _Reading | None:
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
            return _Reading(percent, entry.line.anchor(percent_col), base, base_at, words)
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


def _from_words(work: Work, entry: Entry, words: str) -> _Reading | None:
    """Read 按软硬件购置费的6%计取 and 100万元×6%; two percentages, or a further factor, say nothing sure."""
    shares = [f for f in figures(words) if f.unit == "%"]
    if len(shares) != 1 or not _STATED.search(words):
        return None
    share = shares[0]
    if _FACTOR.search(words[: share.start]) or _FACTOR.search(words[share.end :]):
        return None
    at = _place(work, entry, words, share)
    base = printed_base(words[: share.start], work, entry)
    return _Reading(share.raw / _HUNDRED, at, base, at if base else None, words[: share.start])


def _place(work: Work, entry: Entry, words: str, share: Figure) -> Anchor:
    quote = words[share.start : share.end].strip()
    for col in _word_columns(work):
        cell = entry.line.cells[col - 1]
        start = cell.text.find(quote) if cell else -1
        if cell and start >= 0:
            return Anchor(entry.line.block, start, start + len(quote), quote, (cell.row, cell.col))
    return entry.row.anchor


def _identity(work: Work, entry: Entry, read: _Reading, named: Base | None) -> Identity:
    """Check amount = base × percent; a base only described in words leaves a difference to a person."""
    amount = entry.row.amount
    assert amount is not None
    base = read.base or (named.amount if named else None)
    assert base is not None
    expected = base.scaled(read.percent)
    state, reason = _state(entry, read, named, expected)
    label = f"（{named.label}）" if named and read.base is None else ""
    left = f"{in_unit(base.value, work.scale)}{label} × {plain((read.percent * _HUNDRED).normalize())}%"
    same = expected.value == amount.value
    computed = in_unit(amount.value if same else expected.value, work.scale)
    formula = equation(
        left, computed, in_unit(amount.value, work.scale),
        equal=same, unit=work.unit or "", near=state == "rounding",
    )  # fmt: skip
    anchors = tuple(a for a in (amount.anchor, read.base_at, read.at) if a)
    return Identity(
        "I9", state, entry.row.name, formula, expected.value, amount.value,
        None if reason else amount.value - expected.value, tuple(dict.fromkeys(anchors)),
        work.sheet.block, reason,
    )  # fmt: skip


def _state(entry: Entry, read: _Reading, named: Base | None, expected: Interval) -> tuple[IdentityState, str]:
    amount = entry.row.amount
    assert amount is not None
    state = compare(expected, interval(amount))
    if state != "broken":
        return state, ""
    if _is_scaled(entry, expected, interval(amount)):
        return "unchecked", "另有系数，不能确定算式"
    if _is_rounded(expected.value, amount.value):
        return "rounding", ""
    if read.base is None and not (named and named.exact):
        return "unchecked", "计费基数由文字说明，不能确定与概算科目的对应关系"
    if _stands_twice(entry, amount):
        return "unchecked", "本行另有分列金额，计费基数可能只是其中一列"
    return "broken", ""


def _stands_twice(entry: Entry, amount: Amount) -> bool:
    """Say whether a row prints its amount in a column of parts as well: the base may be that column's."""
    return sum(c.text.strip() == amount.printed for c in entry.line.own()) > 1


def _is_rounded(expected: Decimal, stated: Decimal) -> bool:
    """A fee may be rounded to hundreds: within half a percent, and half its last digit that is not 0."""
    digits = f"{stated:.0f}"
    place = Decimal(10) ** (len(digits) - len(digits.rstrip("0")))
    return stated % 1 == 0 and abs(stated - expected) <= min(place / 2, abs(expected) * _NEAR_ENOUGH)


def _is_scaled(entry: Entry, expected: Interval, stated: Interval) -> bool:
    """Say whether a further number of the row explains the amount: a complexity factor, a discount."""
    factors: Mapping[Decimal, None] = dict.fromkeys(x.value for x in entry.extras if x is not None)
    return any(
        expected.scaled(f / (_HUNDRED if f > 10 else 1)).meets(stated) for f in factors if f not in (0, 1)
    )
