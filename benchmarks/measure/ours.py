"""Our own reader and readings in the plain form, and their score on amounts and sections."""

from collections import Counter
from decimal import Decimal
from typing import Any

from benchmarks.measure.reading import Reading, pairs
from proposal_check.budget.reading import read_budget
from proposal_check.model.budget import Amount, BudgetReading, BudgetRow
from proposal_check.model.document import Document, Table
from proposal_check.model.outline import OutlineReading

_NAMES = {"quantity": ("quantity", "effort"), "effort": ("effort", "quantity"), "amount": ("amount",)}
_NAMES |= {"price": ("price", "rate"), "rate": ("rate", "price")}


def plain_reading(document: Document) -> Reading:
    headings = [(s.number or "", s.title, s.level) for s in document.sections]
    tables = [(i, b) for i, b in enumerate(document.blocks) if isinstance(b, Table)]
    return Reading(headings, [_rows(t) for _, t in tables], tuple(i for i, _ in tables))


def _rows(table: Table) -> list[list[str]]:
    rows = [[""] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row - 1][cell.col - 1] = cell.text
    return rows


def amount_score(document: Document, truth: dict[str, Any]) -> tuple[int, int]:
    """Count the typed numbers that are right (value, unit, row and meaning), and the true ones."""
    reading = plain_reading(document)
    places = {(p.true_table, p.true_row): (reading.keys[p.table], p.row + 1) for p in pairs(reading, truth)}
    rows = _rows_by_place(read_budget(document))
    captions = {t["caption"]: i for i, t in enumerate(truth["tables"])}
    right = total = 0
    for table in truth["budget"]["tables"]:
        for row in table["rows"]:
            found = rows.get(places.get((captions[table["caption"]], row["row"] - 1), (-1, -1)))
            for role, value in row["values"].items():
                if role in _NAMES:
                    total += 1
                    right += found is not None and _holds(found, role, Decimal(value))
    return right, total


def _rows_by_place(budget: BudgetReading) -> dict[tuple[int, int], BudgetRow]:
    return {
        (r.anchor.block, r.anchor.cell[0] if r.anchor.cell else r.row): r
        for t in budget.tables
        for r in t.rows
    }


def _holds(row: BudgetRow, role: str, value: Decimal) -> bool:
    amounts: list[Amount | None] = [getattr(row, name) for name in _NAMES[role]]
    return any(
        a is not None and a.low <= value <= a.high and abs(a.value - value) <= a.high - a.low for a in amounts
    )


def status_score(outline: OutlineReading, truth: dict[str, Any]) -> tuple[int, int, Counter[str]]:
    """Count the outline items whose status is right, all items, and the mistakes as “true → read”."""
    mistakes: Counter[str] = Counter()
    read = {m.id: m.status for m in outline.matches}
    for item, status in truth["statuses"].items():
        if read.get(item) != status:
            mistakes[f"{item} {status} → {read.get(item)}"] += 1
    return len(truth["statuses"]) - mistakes.total(), len(truth["statuses"]), mistakes
