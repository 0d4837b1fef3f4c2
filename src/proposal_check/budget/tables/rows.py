"""Rows with typed cells: what each cell counts, what kind of row it is, how deep it stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from proposal_check.budget.figures.amounts import narrow, read_cell
from proposal_check.budget.tables.cells import amount_of, count, counts, merged_sums, money, rate_of
from proposal_check.budget.tables.columns import Header
from proposal_check.budget.tables.numbering import Numbering, split_number
from proposal_check.budget.tables.sheet import Line, Sheet, anchor_of, squeeze
from proposal_check.budget.tables.units import Units
from proposal_check.model.budget import Amount, BudgetRow, RowKind
from proposal_check.model.document import Anchor

_TOTAL = re.compile(
    r"^(?:报价|投标|首年|首期|年度|含税|优惠后|下浮后|折后|折扣后|让利后|本?项目|工程|资金|投资|费用|预算|概算|估算|系统|建设|本期|静态|以上|全部|合计)*"
    r"(?:总计|总投资|共计|总额|总金额|总费用|总价|总概算|总预算|总造价|总和|总合计|总成本)$"
)
_SUM = re.compile(
    r"^.{0,14}(?:小计|合计|总计)$|^(?:汇总|累计|总工作量|工作量合计)$|^(?:不含税|除税|税前)(?:总计|总价|总额|总金额)$"
)
# A character that every such label has.
_SUM_SIGN = re.compile("[总共合小汇累]")
_ONE_SPACE = re.compile(r"\s+")
# What a row says of itself: it is shown, not counted.
_NOT_COUNTED = re.compile(
    r"不(?:计|列|纳)入(?:本次|本期|本项目)?(?:项目)?(?:总投资|合计|总价|总计|概算|预算|总额|投资)|不参与合计|仅供参考"
)
_CAPITALS = re.compile(r"^(?:金额|人民币|合计|总计)*[(]?大写")
# What a page brings over from the one before, or hands on.
_CARRIED = re.compile(r"^(?:承|接|转|过|续)[上前下次]一?页")
_INCLUDED = re.compile(r"^\s*其中\s*[:：、]\s*(?=\S)")
_WORD = re.compile(r"[\u4e00-\u9fff]")
_MEMO = re.compile(r"^(?:其中|其中[:].*|其中.{1,20}|含[:].*|包括[:].*)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row at work: the typed row, its line, the run of rows it stands in, its other columns.

    `word` is the sum word of a sum row; `span` numbers the run of rows in one category.
    `others` are the columns no role claims. `groups` are merged amounts over several rows: role → (amount,
    number of rows).
    """

    row: BudgetRow
    line: Line
    numbered: bool
    word: str = ""
    span: int | None = None
    others: tuple[int, ...] = ()
    groups: Mapping[str, tuple[Amount, int]] | None = None

    @property
    def extras(self) -> tuple[Amount | None, ...]:
        """Read the numbers of the columns that no role claims."""
        return tuple(count(self.line, col, None) for col in self.others)

    def aligned(self, *amounts: Amount) -> bool:
        """Say whether amounts stand in different cells that span the same rows, and so belong to one item."""
        cells = [self.line.cells[a.anchor.cell[1] - 1] for a in amounts if a.anchor.cell]
        found = [c for c in cells if c is not None]
        return len({c.row_span for c in found}) == 1 and len({(c.row, c.col) for c in found}) == len(found)


def read_rows(sheet: Sheet, header: Header, units: Units) -> tuple[Entry, ...]:
    """Type every line under the header."""
    numbering = Numbering()
    entries = [_entry(line, header, units, numbering) for line in sheet.lines[header.rows :]]
    return tuple(_as_head(e) if _heads_rows(entries, n) else e for n, e in enumerate(entries))


def _heads_rows(entries: Sequence[Entry], index: int) -> bool:
    """Say whether a row without values marks its first column, which those below leave blank: P0 | 基础."""
    entry, below = entries[index], entries[index + 1] if index + 1 < len(entries) else None
    first = entry.line.cells[0]
    marked = first is not None and first.row == entry.line.row and bool(first.text.strip())
    bare = not any((entry.row.amount, entry.row.quantity, entry.row.effort, entry.row.price, entry.row.rate))
    if entry.row.kind != "item" or not marked or not bare or entry.row.anchor.cell == (entry.line.row, 1):
        return False
    if below is None or below.row.kind != "item" or below.line.text(1):
        return False
    return bool(below.row.amount or below.row.effort)


def _as_head(entry: Entry) -> Entry:
    return replace(entry, row=replace(entry.row, kind="group"))


def _entry(line: Line, header: Header, units: Units, numbering: Numbering) -> Entry:
    roles = header.roles
    category, name = _labels(line, roles)
    repeats = _repeats(line)
    word = "" if repeats else _sum_word(line, header)
    number, numbered = _number(line, roles)
    state, amount = amount_of(line, header, units, sum_word if word else None)
    quantity, effort = counts(line, roles, units)
    price = money(line, roles.get("price"), units.scale("price"), merged=True)[1]
    rate = rate_of(line, header, units, price)
    if rate is None and price is None and "rate" in roles:
        price = money(line, roles["rate"], units.scale("rate"), merged=True)[1]
    if repeats:
        amount = quantity = price = rate = effort = None
    if not (name or word) and any((amount, quantity, effort, price, rate)):
        name = _words_beside(line, header)
    if word:
        name = name or word
        quantity = price = rate = None
        effort = effort if effort and not (amount and effort.anchor == amount.anchor) else None
    kind = "blank" if repeats else _kind(line, header, word, (amount, quantity, effort, price, rate), name)
    counted = kind in {"item", "group"} or (kind in {"memo", "subtotal"} and numbered)
    level = numbering.level(number) if counted else 1
    texts = {role: line.text(col) for role, col in roles.items()}
    row = BudgetRow(
        line.row, kind, level, squeeze(category), _INCLUDED.sub("", name), texts, _anchor(line, roles),
        quantity=quantity, price=price, amount=amount, effort=effort, rate=rate, amount_state=state,
    )  # fmt: skip
    return Entry(row, line, numbered, word, None, header.extra, merged_sums(line, roles, units))


def _repeats(line: Line) -> bool:
    """A row that only gives an amount in capitals, or carries one over a page, repeats what is above."""
    leading = islice((c.text for c in line.own() if c.text.strip()), 2)
    filled = [squeeze(narrow(text)) for text in leading]
    capitals = len(filled) == 1 and bool(_CAPITALS.match(filled[0]))
    return capitals or any(_CARRIED.match(text) for text in filled)


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
    return category, _ONE_SPACE.sub(" ", name or category or _words_for_a_number(line, roles))


def _words_beside(line: Line, header: Header) -> str:
    """A row whose name is blank, as under the head of a group, is called by the first words it prints."""
    words = (squeeze(line.text(col)) for col in header.extra if line.starts(col))
    return next((text for text in words if _WORD.search(text) and read_cell(text).state == "text"), "")


def _words_for_a_number(line: Line, roles: Mapping[str, int]) -> str:
    """A row without a number may print its name in that column: 优惠, 税金."""
    text = line.text(roles["number"]) if "number" in roles else ""
    return text if len(_WORD.findall(text)) > 1 and not split_number(text, alone=True) else ""


def _number(line: Line, roles: Mapping[str, int]) -> tuple[str, bool]:
    """Read the row's number; one merged over several rows numbers them all, if the row has its own."""
    found = [
        (cell.row_span, number)
        for role in ("number", "category", "name")
        if (col := roles.get(role)) and (cell := line.cells[col - 1]) and cell.row == line.row
        if (number := split_number(cell.text.strip(), alone=role == "number"))
    ]
    return (min(found, key=lambda f: f[0])[1], True) if found else ("", False)


def sum_word(text: str) -> str:
    """Return 总计 for a grand total's label, 合计 or 小计 for another sum's, "" for anything else."""
    if not _SUM_SIGN.search(text):
        return ""
    flat = re.sub(r"￥.*$|[:：].*$", "", squeeze(narrow(text)))
    flat = re.sub(r"[(\[【].*?[)\]】]|\d[\d,.]*(?:万?元)?$", "", flat)
    flat = flat[len(split_number(flat)) :].strip("、.:")
    if _TOTAL.match(flat):
        return "总计"
    return ("小计" if flat.endswith("小计") else "合计") if _SUM.match(flat) else ""


def _sum_word(line: Line, header: Header) -> str:
    """A sum row says so in one of its leading cells, before any number."""
    roles = header.roles
    last = max((roles.get(r, 0) for r in ("number", "category", "name")), default=0)
    if "name" in roles and not line.starts(roles["name"]):
        last = max(last, roles.get("function", 0))
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
    marks = [squeeze(line.text(header.roles[r])) for r in ("category", "number") if r in header.roles]
    note = line.text(header.roles["note"]) if "note" in header.roles else ""
    if (
        _MEMO.match(label)
        or any(m.startswith("其中") for m in marks)
        or _NOT_COUNTED.search(label + squeeze(note))
    ):
        return "memo"
    own = [c for c in line.own() if c.text.strip()]
    wide = any(c.col_span > 2 for c in own)
    lonely = len([c for c in own if c.col != header.roles.get("number")]) == 1
    if not any(values) and (wide or lonely) and len(header.texts) > 2:
        return "group"
    return "item" if label else "blank"
