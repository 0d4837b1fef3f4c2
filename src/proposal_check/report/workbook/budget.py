"""The sheet 概算: every budget row as printed, recomputed by live formulas, differences in colour.

Change a figure and what depends on it follows. Colours of 结果 are this review's; 差额 colours itself.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from proposal_check.model.budget import BudgetRow, BudgetTable, Identity, IdentityState, RowKind
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Review
from proposal_check.report.equations import equations, readings
from proposal_check.report.places import place_of
from proposal_check.report.wording import IDENTITY_NAMES, IDENTITY_STATES, clean, unit_of
from proposal_check.report.workbook.expression import rebuilt
from proposal_check.report.workbook.figures import (
    SCALES,
    Figures,
    Formula,
    Spot,
    cell_name,
    product,
    spot,
    times,
    total,
)
from proposal_check.report.workbook.page import EXACT, Page
from proposal_check.report.workbook.printed import printed_sheet

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

NAME = "概算"
_COLUMNS = (
    ("表", 30), ("行", 6), ("类型", 8), ("类别", 14), ("名称", 36), ("数量", 10), ("单价", 12),
    ("工作量", 10), ("人工单价", 12), ("金额单位", 9), ("表列金额", 14), ("重算金额", 14), ("差额", 12),
    ("结果", 12), ("说明", 60),
)  # fmt: skip
_QUANTITY, _PRICE, _EFFORT, _RATE = range(5, 9)
_UNIT, _AMOUNT, _COMPUTED, _DIFFERENCE, _RESULT, _NOTE = range(9, 15)
_KINDS: dict[RowKind, str] = {
    "item": "明细", "subtotal": "小计", "total": "合计", "memo": "其中", "group": "分组", "blank": "",
}  # fmt: skip
_FILLS: dict[IdentityState, str] = {
    "broken": "must",
    "rounding": "note",
    "unchecked": "doubt",
    "holds": "good",
}
_PRODUCTS = frozenset({"I1", "I7"})
_SUMS = frozenset({"I2", "I3", "I4"})


def budget_sheet(book: "Workbook", review: Review) -> None:
    """Write all budget tables, then the checks that span tables and text, then the tables not read.

    Attached budgets are among them. Tables whose figures need more columns follow on a sheet of their own.
    """
    page = Page(book, NAME, _COLUMNS)
    figures = Figures(NAME)
    amounts = {
        s.row: s
        for reading in readings(review)
        for table in reading.tables
        for s in _table(page, figures, table)
    }
    wanted = [i for i in equations(review) if not _beside(page, figures, amounts, i)]
    printed_sheet(book, review, figures, wanted)
    for identity in wanted:
        _below(page, figures, review, identity)
    for unread in (unread for reading in readings(review) for unread in reading.unread):
        row = page.add((unread.caption or "无表题的表格", "", "未读"), "doubt")
        page.put(row, _RESULT, "未读", "doubt")
        page.put(row, _NOTE, unread.reason, "doubt")
    if page.row == 1:
        page.add(("没有读到概算表",))
    page.close()


def _table(page: Page, figures: Figures, table: BudgetTable) -> Iterator[Spot]:
    """Write a table's rows and yield the cells of their amounts."""
    for row in table.rows:
        if row.kind == "blank":
            continue
        name = row.name or row.texts.get("name", "")
        unit = table.unit or "未注明"
        at = page.add(
            (table.caption, row.row, _KINDS[row.kind], row.category, name, *[""] * 4, unit, *[""] * 5)
        )
        for column, placed, anchor in _figures(row, at):
            page.put(at, column, placed.shown)
            figures.add(anchor, placed)
            if column == _AMOUNT:
                yield placed


def _figures(row: BudgetRow, at: int) -> Iterator[tuple[int, Spot, Anchor]]:
    price = row.price if not (row.rate and row.price and row.price.anchor == row.rate.anchor) else None
    cells = (
        (_QUANTITY, row.quantity), (_PRICE, price), (_EFFORT, row.effort), (_RATE, row.rate),
        (_AMOUNT, row.amount),
    )  # fmt: skip
    for column, amount in cells:
        if amount is not None:
            yield column, spot(amount, at, column), amount.anchor


def _beside(page: Page, figures: Figures, amounts: dict[int, Spot], identity: Identity) -> bool:
    """Write an identity beside the amount it concerns, once per row; say whether that was possible."""
    stated = figures.find(identity.anchors[0]) if identity.anchors else None
    if stated is None or amounts.get(stated.row) is not stated:
        return False
    formula = _formula(figures, identity, stated)
    if formula is None:
        return False
    del amounts[stated.row]
    _compare(page, stated.row, stated, formula)
    _verdict(page, stated.row, identity)
    return True


def _formula(figures: Figures, identity: Identity, stated: Spot) -> Formula | None:
    """Build the formula of a product or a sum; None unless it gives exactly what the review computed."""
    if identity.name not in _PRODUCTS | _SUMS or identity.expected is None:
        return None
    cells = figures.find_all(identity.anchors[1:], stated.row)
    if not cells:
        return None
    formula = (product if identity.name in _PRODUCTS else total)(cells, stated.scale)
    return formula if formula.value * stated.scale == identity.expected else None


def _compare(page: Page, row: int, stated: Spot, formula: Formula) -> None:
    number = page.format(number=EXACT)
    page.sheet.write_formula(row, _COMPUTED, f"={formula.text}", number, float(formula.value))
    _difference(page, row, stated.shown - formula.value, formula.half + stated.half)


def _difference(page: Page, row: int, difference: Decimal, allowed: Decimal) -> None:
    """Write stated − computed, in colour as soon as it is more than `allowed`."""
    text = f"=ROUND({cell_name(row, _AMOUNT)}-{cell_name(row, _COMPUTED)},6)"
    page.sheet.write_formula(row, _DIFFERENCE, text, page.format(number=EXACT), float(round(difference, 6)))
    limit = float(allowed + Decimal("0.000001"))
    red = page.format("must", EXACT)
    rule = {"type": "cell", "criteria": "not between", "minimum": -limit, "maximum": limit, "format": red}
    page.sheet.conditional_format(row, _DIFFERENCE, row, _DIFFERENCE, rule)


def _verdict(page: Page, row: int, identity: Identity) -> None:
    fill = _FILLS[identity.state]
    page.put(row, _RESULT, IDENTITY_STATES[identity.state], fill)
    words = [clean(text) for text in (identity.formula, identity.reason, identity.repair) if clean(text)]
    page.put(row, _NOTE, "；".join(words) if identity.state != "holds" else "")


def _below(page: Page, figures: Figures, review: Review, identity: Identity) -> None:
    """Write a check that has no row of its own: what is stated beside what the cells or words come to."""
    first = identity.anchors[0] if identity.anchors else None
    subject = "：".join(t for t in (place_of(review, first), identity.subject) if t)
    line = first.cell[0] if first and first.cell else ""
    at = page.add(("勾稽", line, identity.name, IDENTITY_NAMES.get(identity.name, ""), subject, *[""] * 10))
    stated, expected = identity.stated, identity.expected
    if stated is not None and expected is not None:
        page.put(at, _UNIT, unit_of(identity))
        _put(page, at, _AMOUNT, stated, _stated(figures, identity, stated))
        cells = [s for anchor in identity.anchors[1:] if (s := figures.find(anchor))]
        formula = rebuilt(identity, cells)
        value = formula.value if formula else expected
        _put(page, at, _COMPUTED, value, formula.text if formula else "")
        allowed = Decimal(0) if identity.state == "broken" else abs(stated - value)
        _difference(page, at, stated - value, allowed)
    _verdict(page, at, identity)


def _stated(figures: Figures, identity: Identity, stated: Decimal) -> str:
    """Refer to the cell that states the figure; empty when none does."""
    cell = figures.find(identity.anchors[0]) if identity.anchors else None
    ratio = None if cell is None else next((s for s in SCALES if cell.shown * s == stated), None)
    return "" if cell is None or ratio is None else cell.name + times(ratio)


def _put(page: Page, row: int, column: int, value: Decimal, formula: str) -> None:
    if formula:
        page.sheet.write_formula(row, column, f"={formula}", page.format(number=EXACT), float(value))
    else:
        page.put(row, column, value)
