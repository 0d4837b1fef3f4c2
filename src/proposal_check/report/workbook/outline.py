"""The sheet 大纲: every required item and where it stands."""

from typing import TYPE_CHECKING

from proposal_check.model.finding import Review
from proposal_check.model.outline import OutlineStatus
from proposal_check.packs.schema import Pack
from proposal_check.report.places import outline_numbers, section_title
from proposal_check.report.wording import STATUSES
from proposal_check.report.workbook.page import Page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

_COLUMNS = (("编号", 8), ("层级", 6), ("大纲条目", 48), ("状态", 14), ("所在章节", 48), ("说明", 48))
_FILLS: dict[OutlineStatus, str] = {
    "missing": "must",
    "empty": "must",
    "elsewhere": "should",
    "merged": "note",
}


def outline_sheet(book: "Workbook", review: Review, pack: Pack) -> None:
    """Write every item of the required outline with its status."""
    page = Page(book, "大纲", _COLUMNS)
    numbers = outline_numbers(pack.outline.chapters)
    for match in review.outline.matches:
        title = "　" * (match.level - 1) + numbers.get(match.id, "") + match.title
        status = STATUSES[match.status] + ("" if match.sure else "（待核）")
        row = (match.id, match.level, title, status, section_title(review, match), match.reason)
        page.add(row, _FILLS.get(match.status, "none") if match.sure else "doubt")
    page.close()
