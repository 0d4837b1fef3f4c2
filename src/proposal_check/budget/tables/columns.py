"""Columns by what their headers say: one to three header rows, column numbers, formula rows, title rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from proposal_check.budget.figures.amounts import narrow, read_cell
from proposal_check.budget.tables.amount_columns import beside_merged, in_sums, is_part, main_column
from proposal_check.budget.tables.effort_columns import effort_roles, is_number_column
from proposal_check.budget.tables.header_words import (
    HeaderUnit,
    header_levels,
    header_unit,
    role_of,
)
from proposal_check.budget.tables.point_types import point_roles
from proposal_check.budget.tables.sheet import Line, Sheet, squeeze

_EXTRA = (("model", re.compile(r"型号")), ("brand", re.compile(r"品牌")), ("spec", re.compile(r"参数|配置")))
_PERSON = re.compile(r"人员|岗位|职务|角色")
_BARE_SUM = re.compile(r"^(?:合计|小计|总计|汇总)$")
_YEAR = re.compile(r"(?:(?:19|20)\d\d|第[一二三四五六七八九十\d]{1,2})年")
_INDEX_ROW = re.compile(r"^[\d①-⑳ⅠⅡⅢⅣⅤA-Za-z(（)）]{1,4}$")
_FORMULA = re.compile(r"(?:项|列|栏)?[\d①-⑳A-Z]+\s*[=＝]\s*(?:项|列|栏)?[\d①-⑳A-Z]+\s*[×xX*+＋/÷-]")


@dataclass(frozen=True, slots=True)
class Header:
    """Roles → columns, the header text and unit of every column, and the number of header rows.

    `parts` are the columns that split an effort by role or by stage, `extra` those nothing claims; `title` is
    a title row inside the table.
    """

    roles: Mapping[str, int]
    texts: tuple[str, ...]
    units: tuple[HeaderUnit, ...]
    rows: int
    extra: tuple[int, ...]
    title: str = ""
    amounts: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()


def read_header(sheet: Sheet) -> Header | None:
    """Find the header rows of a sheet; None when no row names at least two columns we know."""
    start = leading_lines(sheet)
    titles = [" ".join(c.text.strip() for c in line.own() if c.text.strip()) for line in sheet.lines[:start]]
    if start >= len(sheet.lines):
        return None
    depth = _depth(sheet, start)
    texts = tuple(_column_text(sheet, start, depth, c) for c in range(1, sheet.cols + 1))
    roles, amounts = _assign(texts, sheet, start + depth)
    roles = point_roles(texts, roles, sheet, start + depth)
    units = tuple(_unit_of(sheet, start, depth, c) for c in range(1, sheet.cols + 1))
    title = " ".join(t for t in titles if t)
    heading = " ".join((sheet.caption, *titles))
    roles, parts = effort_roles(roles, texts, units, sheet, start + depth, heading)
    if len(roles) < 2:
        return None
    rows = start + depth
    while rows < len(sheet.lines) and _is_index_or_formula(sheet.lines[rows]):
        rows += 1
    extra = tuple(c for c in range(1, sheet.cols + 1) if c not in {*roles.values(), *parts})
    return Header(roles, texts, units, rows, extra, title, amounts, parts)


def leading_lines(sheet: Sheet) -> int:
    """Count the lines above the header: titles, and what holds for the whole table (人月单价 | 2.4)."""
    start = 0
    while start < min(4, len(sheet.lines)) and (
        _is_title(sheet.lines[start], sheet.cols) or _is_preamble(sheet, start)
    ):
        start += 1
    return start


def _is_preamble(sheet: Sheet, start: int) -> bool:
    """A line with a number or of labels with their values, right above one that names three columns."""
    if start + 1 >= len(sheet.lines):
        return False
    below = [c.text for c in sheet.lines[start + 1].own()]
    roles = {role_of(text) for text in below} - {None}
    named = len(roles) > 2 and not any(map(_is_value, below))
    filled = [c.text for c in sheet.lines[start].own() if c.text.strip()]
    return named and (any(map(_is_value, filled)) or all("：" in t or ":" in t for t in filled))


def _is_value(text: str) -> bool:
    """Say whether a cell holds a number; a year is a name in a header."""
    return read_cell(text).state == "number" and not _YEAR.search(squeeze(text))


def _is_title(line: Line, cols: int) -> bool:
    """One text over the whole width, or alone in its row, is a title and no header."""
    cells = list(line.own())
    filled = [c for c in cells if c.text.strip()]
    if cols < 2 or len(filled) > 2 or not cells:
        return not filled
    wide = all(c.col_span >= max(2, cols - 1) for c in filled) or (len(filled) == 1 and cols > 2)
    money = [c for c in filled if "单位" in c.text]
    return wide or (len(filled) == 2 and bool(money) and cols > 2)


def _depth(sheet: Sheet, start: int) -> int:
    """Count header rows: a cell spanning rows, or one spanning columns over words of its own."""
    line = sheet.lines[start]
    depth = 1
    while depth < 3 and start + depth < len(sheet.lines):
        below = sheet.lines[start + depth]
        own = list(below.own())
        spans = any(c.row_span >= depth + 1 for c in line.own() if c.text.strip())
        wide = any(
            1 < c.col_span < sheet.cols and (spans or role_of(c.text))
            for c in sheet.lines[start + depth - 1].own()
        )
        filled = [c for c in own if c.text.strip()]
        words = bool(filled) and not any(_is_value(c.text) for c in filled)
        below_wide = words and any(
            c.col_span == 1 and _under_wide(sheet.lines[start + depth - 1], c.col) for c in filled
        )
        if not (words and ((spans and wide) or (wide and below_wide))):
            break
        depth += 1
    return depth


def _under_wide(line: Line, col: int) -> bool:
    cell = line.cells[col - 1]
    return cell is not None and cell.col_span > 1


def _levels(sheet: Sheet, start: int, depth: int, col: int) -> list[str]:
    texts: list[str] = []
    for line in sheet.lines[start : start + depth]:
        text = line.text(col)
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return texts


def _column_text(sheet: Sheet, start: int, depth: int, col: int) -> str:
    return "/".join(_levels(sheet, start, depth, col))


def _unit_of(sheet: Sheet, start: int, depth: int, col: int) -> HeaderUnit:
    for text in reversed(_levels(sheet, start, depth, col)):
        unit = header_unit(text)
        if unit != HeaderUnit():
            return unit
    return HeaderUnit()


def _column_role(text: str) -> str | None:
    """The lowest level that says something names the column, a bare 合计 the level above, then that level."""
    levels = header_levels(text)
    for n in range(len(levels) - 1, -1, -1):
        level, role = levels[n], role_of(levels[n])
        above = role_of(levels[n - 1]) if n and _BARE_SUM.match(squeeze(level)) else None
        if above in {"effort", "quantity"}:
            return above
        if role:
            return role
        if "/" in text and is_part(level):
            return None
    return role_of(text)


def _assign(texts: tuple[str, ...], sheet: Sheet, first: int) -> tuple[dict[str, int], tuple[int, ...]]:
    """Give each role one column. Of several amounts a 合计 column wins; of several names the last."""
    wanted: dict[str, list[int]] = {}
    for col, text in enumerate(texts, 1):
        role = _by_content(_column_role(text) if text else None, sheet, first, col)
        if role:
            wanted.setdefault(role, []).append(col)
    roles = {role: cols[0] for role, cols in wanted.items()}
    names = [c for c in wanted.get("name", []) if not _PERSON.search(texts[c - 1])]
    _settle(roles, names, wanted.get("price", []), texts)
    for role in ("amount", "effort"):
        if len(wanted.get(role, ())) > 1:
            roles[role] = main_column(in_sums(_in_person_time(wanted[role], texts), sheet, first), texts)
    amounts = tuple(wanted.get("amount", ()))
    _pair(roles, wanted.get("quantity", []), texts)
    own = beside_merged(roles, amounts, sheet, first)
    if own:
        roles["group_amount"], roles["amount"] = roles["amount"], own
    for role, pattern in _EXTRA:
        hit = next((c for c, t in enumerate(texts, 1) if pattern.search(t)), None)
        if hit:
            roles.setdefault(role, hit)
    free = [c for c in range(1, len(texts) + 1) if c not in roles.values() and texts[c - 1]]
    labels = [c for c in free if c <= min(roles.values(), default=0) + 1 and _labels(sheet, first, c)]
    if "amount" in roles and labels:
        roles.setdefault("name", labels[0])
    elif "amount" in roles and roles.get("model") == min(roles.values()):
        roles.setdefault("name", roles["model"])
    return roles, amounts


def _in_person_time(cols: Sequence[int], texts: Sequence[str]) -> Sequence[int]:
    """Of efforts that say what they count prefer 人天 to 工时, which may be how long it takes."""
    hours = [c for c in cols if texts[c - 1].startswith("工时")]
    days = [c for c in cols if texts[c - 1].startswith(("人天", "人日", "人月"))]
    return [c for c in cols if c not in hours] if hours and days else cols


def _pair(roles: dict[str, int], quantities: Sequence[int], texts: Sequence[str]) -> None:
    """Take the 数量 that stands under the same wide header as the amounts, or the sum of several."""
    head = texts[roles["amount"] - 1].rpartition("/")[0] if "amount" in roles else ""
    beside = [c for c in quantities if head and texts[c - 1].rpartition("/")[0] == head]
    beside = beside or [c for c in quantities if _BARE_SUM.match(squeeze(header_levels(texts[c - 1])[-1]))]
    if beside:
        roles["quantity"] = beside[0]


def _by_content(role: str | None, sheet: Sheet, first: int, col: int) -> str | None:
    """Correct a role by what the column holds: points without numbers, costs of words, names of numbers."""
    if role == "function_points" and not _numeric(sheet, first, col):
        return "function"
    if role == "amount" and _wordy(sheet, first, col):
        return "name"
    return None if role == "name" and is_number_column(sheet, first, col) else role


def _settle(roles: dict[str, int], names: list[int], prices: list[int], texts: tuple[str, ...]) -> None:
    """Fill the roles that only the other columns decide: the deepest name, an amount called 价格."""
    units = [c for c in prices if "单价" in texts[c - 1]]
    others = [c for c in prices if c not in units]
    if units and others:
        roles["price"] = units[0]
        roles.setdefault("amount", others[-1])
    if names:
        roles["name"] = names[-1]
    if len(names) > 1:
        roles.setdefault("category", names[0])
    if "price" in roles and not {"amount", "quantity", "effort"} & roles.keys():
        roles["amount"] = roles.pop("price")
    stand_in = next((r for r in ("function", "category", "source", "year") if r in roles), None)
    if "name" not in roles and stand_in:
        roles["name"] = roles[stand_in]


def _numeric(sheet: Sheet, first: int, col: int) -> bool:
    cells = [line.text(col) for line in sheet.lines[first:] if line.text(col)]
    return bool(cells) and sum(read_cell(t).state == "number" for t in cells) * 2 > len(cells)


def _labels(sheet: Sheet, first: int, col: int) -> bool:
    """Say whether most cells of a column begin with a word."""
    cells = [line.text(col) for line in sheet.lines[first:] if line.text(col)]
    return sum(not narrow(t)[0].isdigit() and read_cell(t).state != "mark" for t in cells) * 2 > len(cells)


def _wordy(sheet: Sheet, first: int, col: int) -> bool:
    """A column called 费用 that holds words names the costs."""
    cells = [line.text(col) for line in sheet.lines[first:] if line.text(col)]
    return bool(cells) and all(read_cell(t).state == "text" for t in cells)


def _is_index_or_formula(line: Line) -> bool:
    """A row of column numbers (1 2 3, ①②③) or of formulas (项4=项3×项5) is part of the header."""
    texts = [squeeze(c.text) for c in line.own() if c.text.strip()]
    if len(texts) < 3:
        return bool(texts) and all(_FORMULA.search(t) for t in texts)
    plain = [t for t in texts if not _FORMULA.search(t)]
    if len(plain) < len(texts) and all(_INDEX_ROW.match(t) for t in plain):
        return True
    digits = [narrow(t) for t in texts]
    runs = digits == [str(n) for n in range(1, len(digits) + 1)]
    return runs or texts == [chr(0x2460 + n) for n in range(len(texts))] or _letters(texts)


def _letters(texts: list[str]) -> bool:
    return texts == [chr(ord("A") + n) for n in range(len(texts))]
