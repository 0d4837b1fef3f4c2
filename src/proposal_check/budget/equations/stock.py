"""I12: stock afterwards = stock now + what this project adds. A difference is for a person."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.figures.wording import plain
from proposal_check.budget.tables.header_words import role_of
from proposal_check.budget.tables.sheet import Line, Sheet, squeeze
from proposal_check.budget.tables.work import Work
from proposal_check.model.budget import Identity, IdentityState
from proposal_check.model.document import Anchor, Document

_NOW = re.compile(r"现有|原有|已有|现状|存量")
_NEW = re.compile(r"新增|本期|本次|拟购|新购|增加")
_AFTER = re.compile(r"建成后|建设后|完成后|合计|总数")
_RETIRED = re.compile(r"报废|淘汰|利旧|替换|退役|调出")
_COUNT = re.compile(r"数量|台数|套数|个数")

_Number = tuple[Decimal, Anchor]


def stock_identities(
    document: Document, tables: Sequence[Sheet], works: Sequence[Work]
) -> Iterator[Identity]:
    """Check inventories: three columns of one table, or the tables before and after with the purchases."""
    found = [s for s in tables if s.lines]
    for sheet in found:
        yield from _in_one_table(sheet)
    titled = [(s, _title(document, s)) for s in found]
    before = [s for s, title in titled if _NOW.search(title) and not _AFTER.search(title)]
    after = [s for s, title in titled if _AFTER.search(title) and "存量" in title]
    if len(before) == 1 and len(after) == 1:
        yield from _between(_listed(before[0]), _listed(after[0]), _bought(works), after[0].block)


def _title(document: Document, sheet: Sheet) -> str:
    path = () if sheet.caption else document.section_path(sheet.block)
    return path[-1].title if path else sheet.caption


def _in_one_table(sheet: Sheet) -> Iterator[Identity]:
    heads = [squeeze(sheet.lines[0].text(c)) for c in range(1, sheet.cols + 1)]
    counted = [(c, h) for c, h in enumerate(heads, 1) if _COUNT.search(h)]
    cols = [next((c for c, h in counted if p.search(h)), None) for p in (_NOW, _NEW, _AFTER)]
    if None in cols or len(set(cols)) < 3 or any(_RETIRED.search(h) for h in heads):
        return
    names = next((c for c, h in enumerate(heads, 1) if role_of(h) == "name"), 1)
    for line in sheet.lines[1:]:
        numbers = [_number(line, c) for c in cols if c]
        now, new, later = numbers
        if now and new and later:
            yield _identity(line.text(names), now, new, later, sheet.block)


def _number(line: Line, col: int) -> _Number | None:
    figure = read_cell(line.text(col)).figure if line.starts(col) else None
    return (figure.raw * figure.scale, line.anchor(col)) if figure and not figure.is_money else None


def _listed(sheet: Sheet) -> dict[str, _Number]:
    """Give the counts of an inventory by name; a name listed twice is none."""
    heads = [squeeze(sheet.lines[0].text(c)) for c in range(1, sheet.cols + 1)]
    names = next((c for c, h in enumerate(heads, 1) if role_of(h) == "name"), None)
    amounts = next((c for c, h in enumerate(heads, 1) if role_of(h) == "quantity"), None)
    if names is None or amounts is None:
        return {}
    rows = [(squeeze(line.text(names)), _number(line, amounts)) for line in sheet.lines[1:]]
    seen = [name for name, _ in rows]
    return {name: number for name, number in rows if name and number and seen.count(name) == 1}


def _bought(works: Sequence[Work]) -> dict[str, _Number]:
    """Give what the budget buys by name; the same thing in two tables is bought once."""
    found: dict[str, _Number] = {}
    for entry in (
        e for w in works if w.kind in {"hardware", "product", "software", "detail"} for e in w.entries
    ):
        if entry.row.kind == "item" and entry.row.quantity:
            found.setdefault(squeeze(entry.row.name), (entry.row.quantity.value, entry.row.quantity.anchor))
    return found


def _between(
    before: dict[str, _Number], after: dict[str, _Number], bought: dict[str, _Number], block: int
) -> Iterator[Identity]:
    for name, later in after.items():
        now, new = before.get(name), bought.get(name)
        if now and new:
            yield _identity(name, now, new, later, block)


def _identity(name: str, now: _Number, new: _Number, later: _Number, block: int) -> Identity:
    expected = now[0] + new[0]
    state: IdentityState = "holds" if expected == later[0] else "unchecked"
    sign = "=" if state == "holds" else "≠"
    formula = f"现状{plain(now[0])} + 新增{plain(new[0])} = {plain(expected)}"
    formula += "" if state == "holds" else f" {sign} 建成后{plain(later[0])}"
    reason = "" if state == "holds" else "现状与新增之和不同于建成后，可能另有报废或调整"
    return Identity(
        "I12",
        state,
        squeeze(name),
        formula,
        expected,
        later[0],
        None,
        (later[1], now[1], new[1]),
        block,
        reason,
    )
