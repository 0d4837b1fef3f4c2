"""The budget as a page shows it: what the total is made of, and every table recomputed beside itself."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from proposal_check.model.budget import BudgetReading, BudgetRow, BudgetTable, Identity
from proposal_check.model.document import Table
from proposal_check.model.finding import Review
from proposal_check.report.places import place_of
from proposal_check.report.wording import clean, shorten

TABLE_KINDS: Mapping[str, str] = {
    "summary": "汇总表",
    "detail": "明细表",
    "software": "软件清单",
    "effort": "工作量测算表",
    "hardware": "硬件清单",
    "product": "产品清单",
    "function_points": "功能点测算表",
    "funding": "资金来源表",
    "operation": "运维费用表",
    "staffing": "人员投入表",
    "other": "其他表",
}
# Tables that divide the whole investment; the others list a part of it, or another sum.
DIVIDING = ("summary", "detail")
BARS = 12
LABEL = 28
# The numbers a row without typed figures shows, the last ones.
SHOWN = 6
_NUMBER = re.compile(r"[￥¥]?-?\d[\d,，]*(?:[.．]\d+)?%?")


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of the total: `share` in percent of all parts, `width` of its bar in tenths of a percent."""

    name: str
    yuan: Decimal
    share: Decimal
    width: int


@dataclass(frozen=True, slots=True)
class Composition:
    """What a table's items add up to, by category, and how far that is from the total investment."""

    caption: str
    block: int
    bars: tuple[Bar, ...]
    total: Decimal
    difference: Decimal | None


def composition(budget: BudgetReading) -> Composition | None:
    """Divide the investment by category, from the table whose items come nearest to the total.

    None when no table divides it, or only into far less or more.
    """
    stated = budget.total.value if budget.total else None
    found: list[tuple[Decimal, int, Composition]] = []
    for rank, table in enumerate(t for t in budget.tables if t.kind in DIVIDING):
        parts = _parts(table)
        total = sum(parts.values(), Decimal(0))
        if len(parts) < 2 or total <= 0:
            continue
        difference = None if stated is None else total - stated
        distance = abs(difference) if difference is not None else Decimal(0)
        if stated is None or distance * 2 <= stated:
            made = Composition(clean(table.caption), table.block, _bars(parts, total), total, difference)
            found.append((distance, rank, made))
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def _parts(table: BudgetTable) -> dict[str, Decimal]:
    """Add up the items of the upper level by category, or by name where the table has no categories."""
    items = [r for r in table.rows if r.kind == "item" and r.amount is not None and r.amount.unit == "元"]
    top = min((row.level for row in items), default=1)
    parts: dict[str, Decimal] = {}
    for row in items:
        if row.level == top and row.amount is not None:
            name = shorten(row.category or row.name, LABEL) or "未注明类别"
            parts[name] = parts.get(name, Decimal(0)) + row.amount.value
    return parts


def _bars(parts: Mapping[str, Decimal], total: Decimal) -> tuple[Bar, ...]:
    names = sorted(parts, key=lambda name: -parts[name])
    shown = {name: parts[name] for name in names[: BARS if len(names) <= BARS else BARS - 1]}
    rest = total - sum(shown.values(), Decimal(0))
    if len(names) > len(shown):
        shown[f"其余{len(names) - len(shown)}类"] = rest
    most = max(shown.values())
    return tuple(
        Bar(name, yuan, (yuan * 100 / total).quantize(Decimal("0.1")), int(yuan * 1000 / most))
        for name, yuan in shown.items()
    )


def recomputed(review: Review, reading: BudgetReading, table: BudgetTable) -> dict[str, Any]:
    """Put beside each row of a table the identities that are anchored in it, and where the row stands."""
    beside: dict[tuple[int, int], list[Identity]] = {}
    for identity in reading.identities:
        anchor = identity.anchors[0] if identity.anchors else None
        if identity.table == table.block and anchor and anchor.cell:
            beside.setdefault((anchor.block, anchor.cell[0]), []).append(identity)
    printed = _printed(review, table)
    places = [(row.anchor.block, row.row) for row in table.rows]
    rows = [(r, beside.get(p, []), printed.get(p, "")) for r, p in zip(table.rows, places, strict=True)]
    at = table.rows[0].anchor if table.rows else None
    place = place_of(review, at)
    return {"table": table, "place": place, "at": at, "rows": rows, "differing": _differing(rows)}


def _printed(review: Review, table: BudgetTable) -> dict[tuple[int, int], str]:
    """Give of rows without a typed figure the numbers they print, as in a list of 测算项 and 数值."""
    at = table.rows[0].anchor if table.rows else None
    original = review.submission.documents[at.document].blocks[table.block] if at else None
    if not isinstance(original, Table):
        return {}
    own = (r for r in table.rows if r.anchor.block == table.block)
    untyped = {r.row for r in own if not any((r.quantity, r.effort, r.price, r.rate, r.amount))}
    numbers: dict[int, list[str]] = {}
    for cell in original.cells:
        if cell.row in untyped and _NUMBER.fullmatch(cell.text.strip()):
            numbers.setdefault(cell.row, []).append(cell.text.strip())
    return {(table.block, row): " / ".join(texts[-SHOWN:]) for row, texts in numbers.items()}


def _differing(rows: Iterable[tuple[BudgetRow, list[Identity], str]]) -> int:
    return sum(any(i.state in ("broken", "unchecked") for i in checks) for _, checks, _ in rows)
