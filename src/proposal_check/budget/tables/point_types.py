"""Types of functions as tables print them: EI or 外部输入, and the columns of a list of functions."""

import re
from collections.abc import Sequence
from functools import lru_cache

from proposal_check.budget.figures.amounts import narrow, read_cell
from proposal_check.budget.tables.sheet import Sheet, squeeze

_TYPES = (
    ("ILF", re.compile(r"(?<![A-Z])ILF(?![A-Z])|内部逻辑(?:文件|数据)")),
    ("EIF", re.compile(r"(?<![A-Z])EIF(?![A-Z])|外部(?:接口|逻辑)文件|外部接口$")),
    ("EI", re.compile(r"(?<![A-Z])EI(?![A-Z])|外部输入")),
    ("EO", re.compile(r"(?<![A-Z])EO(?![A-Z])|外部输出")),
    ("EQ", re.compile(r"(?<![A-Z])EQ(?![A-Z])|外部查询")),
)
_LEVELS = (
    ("低", re.compile(r"^(?:低|简单|low)", re.IGNORECASE)),
    ("中", re.compile(r"^(?:中|一般|平均|average|medium)", re.IGNORECASE)),
    ("高", re.compile(r"^(?:高|复杂|high)(?!度|性)", re.IGNORECASE)),
)
_WEIGHT = re.compile(r"权重|权值|^分值$|点数$|^功能点(?:数|值)?$|^(?:UFP|UFC|FP)$", re.IGNORECASE)
_COUNTED = re.compile(r"数量|个数")
# A letter or character that every such name has.
_SIGN = re.compile("[EIei部]")
_FEWEST, _LONGEST = 3, 24


def function_type(text: str) -> str:
    """Name the type of function a cell is, "" where it is none or several."""
    return _type_of(text) if len(text) <= _LONGEST and _SIGN.search(text) else ""


@lru_cache(maxsize=4096)
def _type_of(text: str) -> str:
    flat = squeeze(narrow(text)).upper()
    found = [name for name, pattern in _TYPES if pattern.search(flat)]
    return found[0] if len(found) == 1 else ""


def complexity(text: str) -> str:
    """Name the complexity a cell says, 低, 中 or 高; "" where it says none."""
    flat = squeeze(text)
    return next((name for name, pattern in _LEVELS if len(flat) <= 10 and pattern.search(flat)), "")


def type_column(sheet: Sheet, first: int) -> int | None:
    """Find the column that says the type of each row."""
    for col in range(1, sheet.cols + 1):
        cells = [line.text(col) for line in sheet.lines[first:] if line.text(col)]
        typed = sum(bool(function_type(c)) for c in cells)
        if typed >= _FEWEST and typed * 3 >= len(cells) * 2:
            return col
    return None


def point_roles(texts: Sequence[str], roles: dict[str, int], sheet: Sheet, first: int) -> dict[str, int]:
    """Give a list of functions its columns; a table of weights, each type once and uncounted, has none."""
    weight = next((c for c, t in enumerate(texts, 1) if _is_weight(t, sheet, first, c)), None)
    kind = type_column(sheet, first) if weight else None
    if weight is None or kind is None:
        return roles
    types = [t for line in sheet.lines[first:] if (t := function_type(line.text(kind)))]
    once = len(set(types)) == len(types) and not any(_COUNTED.search(t) for t in texts)
    if once and roles.get("name") in {None, kind}:
        return roles
    found = {"function_points": weight, **roles}
    return {"name": kind, "category": kind, **found}


def _is_weight(text: str, sheet: Sheet, first: int, col: int) -> bool:
    if not _WEIGHT.search(squeeze(text)):
        return False
    cells = [line.text(col) for line in sheet.lines[first:] if line.text(col)]
    return sum(read_cell(c).state == "number" for c in cells) * 2 > len(cells)
