"""The workbook findings.xlsx: 意见, 未检, 大纲, 概算 with live formulas, 重复."""

from datetime import datetime
from pathlib import Path

from proposal_check.model.finding import Review
from proposal_check.packs.schema import Pack
from proposal_check.report.workbook.budget import budget_sheet
from proposal_check.report.workbook.findings import findings_sheet, gaps_sheet
from proposal_check.report.workbook.outline import outline_sheet
from proposal_check.report.workbook.overlaps import overlaps_sheet

# A workbook states when it was made; equal reviews must give equal bytes.
NO_TIME = datetime(2000, 1, 1)
OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def write_workbook(review: Review, pack: Pack, path: Path) -> None:
    """Write the workbook, byte-identical for equal reviews; no text of a document becomes a formula."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    with Workbook(str(path), OPTIONS) as book:
        book.set_properties({"title": "规范性预审意见", "created": NO_TIME})
        findings_sheet(book, review)
        gaps_sheet(book, review)
        outline_sheet(book, review, pack)
        budget_sheet(book, review)
        overlaps_sheet(book, review)
