"""The sheet 原表: tables of the budget as printed, for the figures that 概算 has no column for.

A figure that stands in 概算 is a link to it here, so that each figure has one cell to change.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from proposal_check.model.budget import Identity
from proposal_check.model.document import Anchor, Cell, Table
from proposal_check.model.finding import Review
from proposal_check.report.places import place_of
from proposal_check.report.workbook.figures import Figures, Key, Spot, key_of
from proposal_check.report.workbook.page import EXACT, Page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

NAME = "原表"
_NUMBER = re.compile(r"[￥¥]?\s*(-?)(\d[\d,，]*(?:[.．]\d+)?)\s*([%％]?)(?:元|万元|人[日天月年时])?")
_FIRST, _OTHERS = 30, 14


@dataclass(frozen=True, slots=True)
class _Printed:
    """A table on the sheet: its caption stands in row `top`, the cells below it, shifted by one column."""

    document: int
    table: Table
    top: int

    def key(self, cell: Cell) -> Key:
        return self.document, self.table.place.block, (cell.row, cell.col)

    def spot(self, cell: Cell) -> Spot | None:
        """Place the number a cell holds; None when it holds no single number."""
        found = _NUMBER.fullmatch(cell.text.strip())
        if not found:
            return None
        number = Decimal(re.sub("[,，]", "", found[1] + found[2]).replace("．", "."))
        shown = number / 100 if found[3] else number
        return Spot(self.top + cell.row, cell.col, shown, Decimal(1), Decimal(0), NAME)


def printed_sheet(
    book: "Workbook", review: Review, figures: Figures, identities: Collection[Identity]
) -> None:
    """Write the tables with figures that `identities` speak of and `figures` lacks, and add these to it."""
    tables = list(_tables(review, figures, identities))
    if not tables:
        return
    width = max(printed.table.cols for printed in tables)
    page = Page(book, NAME, [("表、行", _FIRST), *((f"第{n}列", _OTHERS) for n in range(1, width + 1))])
    wrong = {key for i in identities if i.is_fault for a in i.anchors[:1] if (key := key_of(a))}
    for printed in tables:
        _table(page, review, printed, figures, wrong)
    page.close()


def _tables(review: Review, figures: Figures, identities: Collection[Identity]) -> Iterator[_Printed]:
    anchors = [a for i in identities for a in i.anchors if a.cell and figures.find(a) is None]
    top = 1
    for document, block in sorted({(a.document, a.block) for a in anchors}):
        table = review.submission.documents[document].blocks[block]
        if isinstance(table, Table):
            yield _Printed(document, table, top)
            top += table.rows + 2


def _table(page: Page, review: Review, printed: _Printed, figures: Figures, wrong: Collection[Key]) -> None:
    table = printed.table
    place = place_of(review, Anchor(table.place.block, 0, 0, "", document=printed.document))
    page.row = printed.top
    page.add((table.caption or place,), "head")
    for row in range(1, table.rows + 1):
        page.put(printed.top + row, 0, row)
    for cell in table.cells:
        spot, fill = printed.spot(cell), "must" if printed.key(cell) in wrong else "none"
        if spot is None:
            page.put(printed.top + cell.row, cell.col, cell.text, fill)
        else:
            _number(page, spot, figures.link(printed.key(cell), spot), fill)
    page.row = printed.top + table.rows + 2


def _number(page: Page, spot: Spot, original: Spot | None, fill: str) -> None:
    if original is None:
        page.put(spot.row, spot.column, spot.shown, fill)
    else:
        look = page.format(fill, EXACT)
        page.sheet.write_formula(
            spot.row, spot.column, f"={original.sheet}!{original.local}", look, float(spot.shown)
        )
