"""The sheet 重复: what is shared with existing systems, both sides quoted."""

from decimal import Decimal
from typing import TYPE_CHECKING

from proposal_check.model.finding import Review
from proposal_check.report.places import place_of
from proposal_check.report.wording import OVERLAP_KINDS, STANCES
from proposal_check.report.workbook.page import Page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

_COLUMNS = (
    ("类型", 10), ("本方案表述", 12), ("位置", 26), ("本方案原文", 44), ("已有系统", 28), ("归口单位", 18),
    ("对方内容", 44), ("来源", 30), ("相近度", 8),
)  # fmt: skip


def overlaps_sheet(book: "Workbook", review: Review) -> None:
    """Write every overlap; say so when nothing was compared, which is not the same as none found."""
    page = Page(book, "重复", _COLUMNS)
    for overlap in review.overlap.overlaps:
        fill = "should" if overlap.stance == "build" else "note" if overlap.stance == "unclear" else "none"
        page.add(
            (
                OVERLAP_KINDS[overlap.kind],
                STANCES[overlap.stance],
                place_of(review, overlap.mine),
                overlap.mine.quote,
                overlap.entry_name,
                overlap.owner,
                overlap.theirs,
                overlap.source,
                Decimal(str(round(overlap.score, 2))),
            ),
            fill,
        )
    if page.row == 1:
        none = "未发现" if review.overlap.library else "未提供已有系统清单，没有比对"
        page.add(("", "", "", none))
    page.close()
