"""Which category a row stands in: a merged cell, a repeated one, one named once, or a group's header."""

from collections.abc import Iterator
from dataclasses import replace

from proposal_check.budget.tables.columns import Header
from proposal_check.budget.tables.numbering import split_number
from proposal_check.budget.tables.rows import Entry, sum_word
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.model.document import Cell


class _Walk:
    """The open category while walking down; `span` numbers each run of rows in one category."""

    def __init__(self, col: int | None) -> None:
        self.col = col
        self.name = ""
        self.span = 0
        self.cell: Cell | None = None

    def enter(self, name: str) -> None:
        self.name, self.span = name, self.span + 1

    def step(self, entry: Entry) -> Entry:
        """Give a row its category, and its span when a category cell or a repeated name holds it."""
        if entry.row.kind == "group":
            self.enter(_bare(entry.row.name))
            return _placed(entry, self.name, None)
        if self.col is None:
            category = self.name
            if entry.row.kind in {"subtotal", "total"}:
                self.enter("")
            return _placed(entry, category, None)
        cell = entry.line.cells[self.col - 1]
        printed = _bare(cell.text) if cell else ""
        held = cell is not None and cell is self.cell
        self.cell = cell
        if printed and sum_word(printed):
            category = self.name if sum_word(printed) == "小计" else printed
            self.enter("")
            return _placed(entry, category, None)
        if printed and printed != self.name:
            self.enter(printed)
        elif not printed and entry.row.kind in {"subtotal", "total"} and not held:
            return _placed(entry, self.name, None)
        return _placed(entry, self.name, self.span if self.name else None)


def categorised(entries: tuple[Entry, ...], header: Header) -> tuple[Entry, ...]:
    """Carry categories down the rows; a page break inside a category does not end it."""
    col = header.roles.get("category")
    walk = _Walk(col if col != header.roles.get("name") else None)
    placed = tuple(walk.step(entry) for entry in entries)
    return placed if walk.col else tuple(_under_parents(placed))


def parents(entries: tuple[Entry, ...]) -> frozenset[int]:
    """Find the numbered rows that a deeper numbered row follows: they head what is below them."""
    found: set[int] = set()
    last: int | None = None
    for index, entry in enumerate(entries):
        if entry.row.kind not in {"item", "group"} or not entry.numbered:
            continue
        if last is not None and entry.row.level > entries[last].row.level:
            found.add(last)
        last = index
    return frozenset(found)


def _under_parents(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """Without a category column, a top row with rows below it is their category."""
    heads = parents(entries)
    category = ""
    for index, entry in enumerate(entries):
        if entry.numbered and entry.row.level == 1 and entry.row.kind in {"item", "group"}:
            category = _bare(entry.row.name) if index in heads else ""
            yield entry
        elif category and entry.row.kind in {"item", "memo"} and not entry.row.category:
            yield _placed(entry, category, None)
        else:
            if entry.row.kind in {"subtotal", "total"}:
                category = ""
            yield entry


def _bare(text: str) -> str:
    flat = squeeze(text)
    return flat[len(split_number(flat)) :]


def _placed(entry: Entry, category: str, span: int | None) -> Entry:
    if (entry.row.category, entry.span) == (category, span):
        return entry
    return replace(entry, row=replace(entry.row, category=category), span=span)
