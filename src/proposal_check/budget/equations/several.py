"""I1 in a row whose cells hold several values: 10台/5套 at 2/3 comes to 35."""

import re

from proposal_check.budget.figures.amounts import Figure, figures, read_cell
from proposal_check.budget.figures.arithmetic import Interval, compare, is_coarse, point, total
from proposal_check.budget.figures.wording import equation, in_unit, plain
from proposal_check.budget.tables.header_words import SCALES
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity
from proposal_check.model.document import Anchor

_BETWEEN = re.compile(r"[/／、;；+＋,，\n]")


def several_products(work: Work, entry: Entry) -> Identity | None:
    """Multiply the values of a row's cells one by one; None where they are not one for one.

    A difference is for a person: which value goes with which is not said.
    """
    roles = work.header.roles
    cols = (roles.get("quantity") or roles.get("effort"), roles.get("price") or roles.get("rate"))
    amount = entry.row.amount
    if amount is None or amount.unit is None or None in cols:
        return None
    counts, prices = (_values(entry.line.text(col or 0)) for col in cols)
    if len(counts) != len(prices) or len(counts) < 2:
        return None
    return _identity(work, entry, amount, (counts, prices), [entry.line.anchor(col or 0) for col in cols])


def _identity(
    work: Work, entry: Entry, amount: Amount, cells: tuple[tuple[Figure, ...], ...], anchors: list[Anchor]
) -> Identity:
    scale = work.units.scale("price") or work.units.scale("rate") or work.scale
    pairs = list(zip(*cells, strict=True))
    expected, stated = total(_interval(c, 1) * _interval(p, scale) for c, p in pairs), interval(amount)
    computed, printed = in_unit(expected.value, work.scale), in_unit(amount.value, work.scale)
    state = compare(expected, stated)
    off = state == "broken" or is_coarse(expected, stated)
    reason = f"一格多值，逐项相乘为{computed}，与金额{printed}不符" if off else ""
    formula = equation(
        " + ".join(f"{plain(c.raw)} × {plain(p.raw)}" for c, p in pairs), computed, printed,
        equal=expected.value == amount.value, unit=work.unit or "", near=state == "rounding",
    )  # fmt: skip
    return Identity(
        "I1", "unchecked" if reason else state, entry.row.name, formula, expected.value, amount.value,
        None if reason else amount.value - expected.value,
        (amount.anchor, *anchors), work.sheet.block, reason,
    )  # fmt: skip


def _values(text: str) -> tuple[Figure, ...]:
    """Read a cell as a list, every part of it one number."""
    parts = [p for p in _BETWEEN.split(squeeze(text) if "\n" not in text else text) if p.strip()]
    read = [read_cell(p).figure for p in parts]
    return tuple(f for f in read if f) if all(read) and len(figures(text)) == len(parts) else ()


def _interval(figure: Figure, scale: int) -> Interval:
    size = figure.scale if figure.scale > 1 else SCALES["元"] if _says_yuan(figure) else scale
    return point(figure.raw * size) if not figure.raw % 1 and scale == 1 else figure.times(size)


def _says_yuan(figure: Figure) -> bool:
    return figure.is_money and not figure.sign_only
