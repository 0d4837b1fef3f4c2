"""Which role each column of a table plays: by its header's words, and by what it holds where they mislead."""

import re
from collections.abc import Sequence

from proposal_check.budget.figures.amounts import narrow, read_cell
from proposal_check.budget.tables.amount_columns import beside_merged, in_sums, is_part, main_column, spans
from proposal_check.budget.tables.effort_columns import is_number_column
from proposal_check.budget.tables.header_words import (
    header_levels,
    role_of,
)
from proposal_check.budget.tables.sheet import Sheet, squeeze

_EXTRA = (("model", re.compile(r"型号")), ("brand", re.compile(r"品牌")), ("spec", re.compile(r"参数|配置")))
_PERSON = re.compile(r"人员|岗位|职务|角色")
_FUNCTION = re.compile(r"^子?功能(?:点|项)?$")
_LONGEST_NAME = 16
_BARE_SUM = re.compile(r"^(?:合计|小计|总计|汇总)$")


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


def assign(texts: tuple[str, ...], sheet: Sheet, first: int) -> tuple[dict[str, int], tuple[int, ...]]:
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
    _fill(roles, texts, sheet, first)
    _name_by_function(roles, texts, sheet, first)
    return roles, amounts


def _fill(roles: dict[str, int], texts: Sequence[str], sheet: Sheet, first: int) -> None:
    """Name columns by lesser words, and the column of labels left of those with a role."""
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


def _in_person_time(cols: Sequence[int], texts: Sequence[str]) -> Sequence[int]:
    """Of efforts that say what they count prefer 人天 to 工时, which may be how long it takes."""
    hours = [c for c in cols if texts[c - 1].startswith("工时")]
    days = [c for c in cols if texts[c - 1].startswith(("人天", "人日", "人月"))]
    return [c for c in cols if c not in hours] if hours and days else cols


def _name_by_function(roles: dict[str, int], texts: Sequence[str], sheet: Sheet, first: int) -> None:
    """Name rows by their own 功能点 where the module's cell is merged over several that are priced apart."""
    name, function = roles.get("name"), roles.get("function")
    if not name or not function or not _FUNCTION.match(squeeze(header_levels(texts[function - 1])[-1])):
        return
    own = (function, *(roles[r] for r in ("amount", "effort") if r in roles))
    cells = [line.text(function) for line in sheet.lines[first:] if line.starts(function)]
    short = sum(map(len, cells)) <= _LONGEST_NAME * len(cells)
    if short and any(spans(sheet, first, name)) and not any(any(spans(sheet, first, c)) for c in own):
        roles.setdefault("category", name)
        roles["name"] = function


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
