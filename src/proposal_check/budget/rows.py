"""Rows with typed cells: what each cell counts, what kind of row it is, how deep it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from proposal_check.budget.amounts import Figure, effort_unit, narrow, read_cell
from proposal_check.budget.columns import Header
from proposal_check.budget.numbering import Numbering, split_number
from proposal_check.budget.sheet import Line, Sheet, anchor_of, squeeze
from proposal_check.budget.units import Units
from proposal_check.model.budget import Amount, AmountState, BudgetRow, RowKind
from proposal_check.model.document import Anchor, Cell

_TOTAL = re.compile(
    r"^(?:本?项目|工程|资金|投资|费用|预算|概算|估算|系统|建设|本期|静态|以上|全部|合计)*"
    r"(?:总计|总投资|共计|总额|总金额|总费用|总价|总概算|总预算|总造价|总和|总合计|总成本)$"
)
_SUM = re.compile(r"^.{0,14}(?:小计|合计)$|^(?:汇总|累计|总工作量|工作量合计)$")
_MEMO = re.compile(r"^(?:其中|其中[:].*|其中.{1,20}|含[:].*|包括[:].*)$")
_BILLING = re.compile(r"^(?:￥|元)/(人?[日天月年]|小?时|h)$")
_COUNTERS = ("", "元")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row at work: the typed row, its line, the merged category cell it stands in, its other numbers.

    `word` is the sum word of a sum row; `span` identifies a category cell that covers several rows.
    `groups` are merged amounts over several rows: role → (amount, number of rows).
    """

    row: BudgetRow
    line: Line
    numbered: bool
    word: str = ""
    span: tuple[int, int] | None = None
    extras: tuple[Amount | None, ...] = ()
    groups: Mapping[str, tuple[Amount, int]] | None = None


def read_rows(sheet: Sheet, header: Header, units: Units) -> tuple[Entry, ...]:
    """Type every line under the header."""
    numbering = Numbering()
    memo_open = False
    entries = []
    for line in sheet.lines[header.rows :]:
        entry = _entry(line, header, units, numbering)
        if entry.row.kind == "memo":
            memo_open = not entry.row.amount
        elif memo_open and entry.row.kind == "item" and not entry.numbered:
            entry = replace(entry, row=replace(entry.row, kind="memo"))
        else:
            memo_open = False
        entries.append(entry)
    return tuple(entries)


def _entry(line: Line, header: Header, units: Units, numbering: Numbering) -> Entry:
    roles = header.roles
    category, name = _labels(line, roles)
    word = _sum_word(line, header)
    number, numbered = _number(line, roles)
    state, amount = _amount_of(line, header, units, bool(word))
    quantity, effort = _counts(line, roles, units)
    price = _money(line, roles.get("price"), units.scale("price"))[1]
    rate = _rate(line, header, units, price)
    if rate is None and price is None and "rate" in roles:
        price = _money(line, roles["rate"], units.scale("rate"))[1]
    if word:
        quantity = price = rate = None
        effort = effort if effort and not (amount and effort.anchor == amount.anchor) else None
    kind = _kind(line, header, word, (amount, quantity, effort, price, rate), name)
    level = numbering.level(number) if kind in {"item", "group"} else 1
    texts = {role: line.text(col) for role, col in roles.items()}
    row = BudgetRow(
        line.row, kind, level, squeeze(category), name, texts, _anchor(line, roles),
        quantity=quantity, price=price, amount=amount, effort=effort, rate=rate, amount_state=state,
    )  # fmt: skip
    extras = tuple(_count(line, col, None) for col in header.extra)
    return Entry(row, line, numbered, word, _span(line, roles), extras, _groups(line, roles, units))


def _anchor(line: Line, roles: Mapping[str, int]) -> Anchor:
    for role in ("name", "category", "number"):
        if role in roles and line.starts(roles[role]) and line.text(roles[role]):
            return line.anchor(roles[role])
    first = next((c for c in line.own() if c.text.strip()), None)
    return anchor_of(first, line.block) if first else Anchor(line.block, 0, 0, "", (line.row, 1))


def _labels(line: Line, roles: Mapping[str, int]) -> tuple[str, str]:
    category = line.text(roles["category"]) if "category" in roles else ""
    name = line.text(roles["name"]) if "name" in roles else ""
    if not name and "function" in roles:
        name = line.text(roles["function"])
    return category, name or category


def _number(line: Line, roles: Mapping[str, int]) -> tuple[str, bool]:
    for role in ("number", "category", "name"):
        col = roles.get(role)
        if col and line.starts(col):
            number = split_number(line.text(col), alone=role == "number")
            if number:
                return number, True
    return "", False


def sum_word(text: str) -> str:
    """Return 总计 for a grand total's label, 合计 or 小计 for another sum's, "" for anything else."""
    flat = re.sub(r"￥.*$|[:：].*$", "", squeeze(narrow(text)))
    flat = re.sub(r"[(\[【].*?[)\]】]|\d[\d,.]*(?:万?元)?$", "", flat)
    flat = flat[len(split_number(flat)) :].strip("、.:")
    if _TOTAL.match(flat):
        return "总计"
    return ("小计" if flat.endswith("小计") else "合计") if _SUM.match(flat) else ""


def _sum_word(line: Line, header: Header) -> str:
    """A sum row says so in one of its leading cells, before any number."""
    last = max((header.roles.get(r, 0) for r in ("number", "category", "name")), default=0)
    for cell in line.own():
        if cell.col > max(last, 1):
            break
        word = sum_word(cell.text)
        if word:
            return word
    return ""


def _kind(line: Line, header: Header, word: str, values: tuple[Amount | None, ...], name: str) -> RowKind:
    if word:
        return "subtotal"
    label = squeeze(narrow(name))
    if not any(c.text.strip() for c in line.own()) or label in {"无", "/", "—", "-", "……", "…", "..."}:
        return "blank"
    category = squeeze(line.text(header.roles["category"])) if "category" in header.roles else ""
    if _MEMO.match(label) or category.startswith("其中"):
        return "memo"
    own = [c for c in line.own() if c.text.strip()]
    wide = any(c.col_span > 2 for c in own)
    lonely = len([c for c in own if c.col != header.roles.get("number")]) == 1
    if not any(values) and (wide or lonely) and len(header.texts) > 2:
        return "group"
    return "item" if label else "blank"


def _amount_of(line: Line, header: Header, units: Units, is_sum: bool) -> tuple[AmountState, Amount | None]:
    """Read the row's amount; a sum row may carry it in its label's merged cell or right beside it."""
    col = header.roles.get("amount")
    state, amount = _money(line, col, units.scale("amount"))
    if amount or not is_sum:
        return state, amount
    others = {header.roles.get(r) for r in ("effort", "quantity", "users", "number", "function_points")}
    claimed = {c for role, c in header.roles.items() if role in {"price", "rate"}} | others
    for cell in line.own():
        if (cell.col in claimed and cell.col_span == 1) or not (col or sum_word(cell.text)):
            continue
        figure = read_cell(cell.text).figure
        if figure and _is_amount(figure):
            return "number", _money_amount(figure, cell, line.block, units.scale("amount"))
    return state, None


def _is_amount(figure: Figure) -> bool:
    return figure.unit in _COUNTERS or figure.scale > 1


def _money(line: Line, col: int | None, scale: int | None) -> tuple[AmountState, Amount | None]:
    cell = line.cells[col - 1] if col else None
    if cell is None:
        return "blank", None
    if cell.row != line.row:
        return ("merged" if cell.text.strip() else "blank"), None
    read = read_cell(cell.text)
    if read.figure is None:
        return read.state, None
    if not _is_amount(read.figure):
        return "text", None
    return "number", _money_amount(read.figure, cell, line.block, scale)


def _money_amount(figure: Figure, cell: Cell, block: int, scale: int | None) -> Amount:
    """Resolve a money figure: 万 or 元 printed in the cell wins over the column's unit; a bare ￥ does not."""
    explicit = figure.scale > 1 or (figure.is_money and not figure.sign_only)
    factor = figure.scale if explicit else scale
    unit = "元" if factor or figure.is_money else None
    size = Decimal(factor or 1)
    value, half = figure.raw * size, figure.half * size
    return Amount(value, value - half, value + half, unit, cell.text.strip(), _at(cell, block, figure))


def _at(cell: Cell, block: int, figure: Figure) -> Anchor:
    return Anchor(block, figure.start, figure.end, cell.text[figure.start : figure.end], (cell.row, cell.col))


def _count(line: Line, col: int | None, unit: str | None) -> Amount | None:
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


def _counts(line: Line, roles: Mapping[str, int], units: Units) -> tuple[Amount | None, Amount | None]:
    """Read quantity and effort; a quantity whose 单位 cell says 人月 is an effort."""
    said = line.text(roles["unit"]) if "unit" in roles else ""
    quantity = _count(line, roles.get("quantity"), said or None)
    effort = _count(line, roles.get("effort"), units.effort)
    if effort and effort.unit not in {"人日", "人月", "人年", "人时"}:
        effort = replace(effort, unit=units.effort or effort_unit(said))
    if effort is None and quantity is not None and effort_unit(quantity.unit or ""):
        effort = replace(quantity, unit=effort_unit(quantity.unit or ""))
    return quantity, effort


def _rate(line: Line, header: Header, units: Units, price: Amount | None) -> Amount | None:
    """Read a labour rate, its unit 元/人日 and the like; a price per effort unit is one, 元/台 is none."""
    col = header.roles.get("rate")
    value = _money(line, col, units.scale("rate"))[1] if col else price
    if value is None:
        return None
    figure = read_cell(value.printed).figure
    if figure and figure.per:
        per, money = effort_unit(figure.per), value.unit
        return replace(value, unit=f"{money or ''}/{per}") if per else None
    money, per = _billing(line) if col else (None, None)
    per = per or effort_unit(units.per or "")
    if per is None and not col:
        return None
    return replace(value, unit=f"{value.unit or money or ''}/{per or ''}")


def _billing(line: Line) -> tuple[str | None, str | None]:
    """A 计费标准 cell such as ￥/天 says the money unit of a rate and what it is per."""
    for cell in line.own():
        match = _BILLING.match(squeeze(narrow(cell.text)))
        if match:
            text = match[1]
            return "元", effort_unit(text if text[0] in "人小h" else f"人{text}")
    return None, None


def _span(line: Line, roles: Mapping[str, int]) -> tuple[int, int] | None:
    cell = line.cells[roles["category"] - 1] if "category" in roles else None
    return (line.block, cell.row) if cell is not None and cell.row_span > 1 and cell.text.strip() else None


def _groups(line: Line, roles: Mapping[str, int], units: Units) -> dict[str, tuple[Amount, int]]:
    """Read the merged totals that stand beside the rows they sum."""
    found: dict[str, tuple[Amount, int]] = {}
    for role, kind in (("group_amount", "amount"), ("group_effort", "effort")):
        col = roles.get(role)
        cell = line.cells[col - 1] if col else None
        if cell is None or cell.row != line.row:
            continue
        value = (
            _money(line, col, units.scale(role))[1] if kind == "amount" else _count(line, col, units.effort)
        )
        if value:
            found[kind] = (value, cell.row_span)
    return found
