"""Columns by what their headers say: one to three header rows, column numbers, formula rows, title rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from proposal_check.budget.figures.amounts import narrow, read_cell
from proposal_check.budget.tables.column_roles import assign
from proposal_check.budget.tables.effort_columns import effort_roles
from proposal_check.budget.tables.header_words import (
    HeaderUnit,
    header_unit,
    role_of,
)
from proposal_check.budget.tables.point_types import point_roles
from proposal_check.budget.tables.sheet import Line, Sheet, squeeze

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
    roles, amounts = assign(texts, sheet, start + depth)
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
