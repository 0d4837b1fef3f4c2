"""Typed cells: money in 元, counts and effort exact when whole, labour rates with what they are per."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from proposal_check.budget.figures.amounts import EFFORT_UNITS, Figure, effort_unit, narrow, read_cell
from proposal_check.budget.tables.columns import Header
from proposal_check.budget.tables.sheet import Line, squeeze
from proposal_check.budget.tables.units import Units
from proposal_check.model.budget import Amount, AmountState
from proposal_check.model.document import Anchor, Cell

_BILLING = re.compile(r"^(?:￥|元)/(人?[日天月年]|小?时|h)$")
_COUNTERS = ("", "元")


def amount_of(
    line: Line, header: Header, units: Units, sum_word: Callable[[str], str] | None
) -> tuple[AmountState, Amount | None]:
    """Read the row's amount; a sum row may carry it in its label's merged cell or right beside it."""
    col = header.roles.get("amount")
    state, amount = money(line, col, units.scale("amount"))
    if amount or sum_word is None:
        return state, amount
    filled = [cell for cell in line.own() if cell.text.strip()]
    for cell in filled:
        if not sum_word(cell.text) and len(filled) > 2:
            continue
        figure = read_cell(cell.text).figure
        if figure and _is_amount(figure) and (col or figure.is_money):
            return "number", _money_amount(figure, cell, line.block, units.scale("amount"))
    return state, None


def _is_amount(figure: Figure) -> bool:
    return figure.unit in _COUNTERS or figure.scale > 1


def money(
    line: Line, col: int | None, scale: int | None, *, merged: bool = False
) -> tuple[AmountState, Amount | None]:
    """Read a money cell; one that begins on a row above counts here only with `merged`, as a price may."""
    cell = line.cells[col - 1] if col else None
    if cell is None:
        return "blank", None
    if cell.row != line.row and not merged:
        return ("merged" if cell.text.strip() else "blank"), None
    read = read_cell(cell.text)
    if read.figure is None:
        return read.state, None
    if not _is_amount(read.figure):
        return "text", None
    return "number", _money_amount(read.figure, cell, line.block, scale)


def _money_amount(figure: Figure, cell: Cell, block: int, scale: int | None) -> Amount:
    """Resolve a money figure: a unit printed in the cell wins over the column's.

    A bare ￥ neither wins nor tells a unit: tables in 万元 print it as well.
    """
    explicit = figure.scale > 1 or (figure.is_money and not figure.sign_only)
    factor = figure.scale if explicit else scale
    unit = "元" if factor else None
    size = Decimal(factor or 1)
    value, half = figure.raw * size, figure.half * size
    return Amount(value, value - half, value + half, unit, cell.text.strip(), _at(cell, block, figure))


def _at(cell: Cell, block: int, figure: Figure) -> Anchor:
    return Anchor(block, figure.start, figure.end, cell.text[figure.start : figure.end], (cell.row, cell.col))


def count(line: Line, col: int | None, unit: str | None) -> Amount | None:
    """Read a count or an effort: whole numbers are exact, decimals as precise as printed."""
    cell = line.cells[col - 1] if col else None
    if cell is None or cell.row != line.row:
        return None
    figure = read_cell(cell.text).figure
    if figure is None or figure.is_money:
        return None
    value = figure.raw * figure.scale
    half = figure.half * figure.scale if figure.raw.as_tuple().exponent != 0 else Decimal(0)
    said = effort_unit(figure.unit) or unit or figure.unit or None
    return Amount(value, value - half, value + half, said, cell.text.strip(), _at(cell, line.block, figure))


def counts(line: Line, roles: Mapping[str, int], units: Units) -> tuple[Amount | None, Amount | None]:
    """Read quantity and effort; a quantity whose 单位 cell says 人月 is an effort."""
    said = line.text(roles["unit"]) if "unit" in roles else ""
    quantity = count(line, roles.get("quantity"), said or None)
    effort = count(line, roles.get("effort"), units.effort)
    if effort and effort.unit not in EFFORT_UNITS:
        effort = replace(effort, unit=units.effort or effort_unit(said))
    if effort is None and quantity is not None and effort_unit(quantity.unit or ""):
        effort = replace(quantity, unit=effort_unit(quantity.unit or ""))
    return quantity, effort


def rate_of(line: Line, header: Header, units: Units, price: Amount | None) -> Amount | None:
    """Read a labour rate, its unit 元/人日 and the like; a price per effort unit is one, 元/台 is none."""
    col = header.roles.get("rate")
    value = money(line, col, units.scale("rate"), merged=True)[1] if col else price
    if value is None:
        return None
    figure = read_cell(value.printed).figure
    if figure and figure.per:
        per = effort_unit(figure.per)
        return replace(value, unit=f"{value.unit or ''}/{per}") if per else None
    said, per = _billing(line) if col else (None, None)
    per = per or effort_unit(units.per or "")
    if per is None and not col:
        return None
    return replace(value, unit=f"{value.unit or said or ''}/{per or ''}")


def _billing(line: Line) -> tuple[str | None, str | None]:
    """A 计费标准 cell such as ￥/天 says the money unit of a rate and what it is per."""
    for cell in line.own():
        match = _BILLING.match(squeeze(narrow(cell.text)))
        if match:
            text = match[1]
            return "元", effort_unit(text if text[0] in "人小h" else f"人{text}")
    return None, None


def merged_sums(line: Line, roles: Mapping[str, int], units: Units) -> dict[str, tuple[Amount, int]]:
    """Read the merged totals that stand beside the rows they sum."""
    found: dict[str, tuple[Amount, int]] = {}
    for role, kind in (("group_amount", "amount"), ("group_effort", "effort")):
        col = roles.get(role)
        cell = line.cells[col - 1] if col else None
        if cell is None or cell.row != line.row:
            continue
        value = money(line, col, units.scale(role))[1] if kind == "amount" else count(line, col, units.effort)
        if value:
            found[kind] = (value, cell.row_span)
    return found
