"""The sheets 意见 and 未检: what was found, and as loudly what was not looked at."""

from typing import TYPE_CHECKING

from proposal_check.model.document import Anchor
from proposal_check.model.finding import Finding, Review
from proposal_check.report.not_checked import KINDS, not_checked
from proposal_check.report.opinions import basis_words, doubts, opinions
from proposal_check.report.places import place_of
from proposal_check.report.wording import OUTCOMES, SEVERITIES, clean
from proposal_check.report.workbook.page import Page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

_FINDINGS = (
    ("序号", 6), ("级别", 10), ("结果", 10), ("分组", 10), ("规则", 10), ("问题", 24), ("位置", 26),
    ("事实", 48), ("原文", 36), ("依据", 36), ("修改建议", 44), ("意见编号", 19),
)  # fmt: skip
_GAPS = (("序号", 6), ("类别", 12), ("事项", 40), ("原因", 60), ("位置", 26), ("代码", 22))


def findings_sheet(book: "Workbook", review: Review) -> None:
    """Write every finding as one row, in the order and with the numbers of the letter."""
    page = Page(book, "意见", _FINDINGS)
    for opinion in opinions(review):
        for finding in opinion.findings:
            page.add((opinion.number, *_row(finding)), finding.severity.value)
    for opinion in doubts(review):
        for finding in opinion.findings:
            page.add(("", *_row(finding)), "doubt")
    if page.row == 1:
        page.add(("", "", "", "", "", "没有意见"))
    page.close()


def _row(finding: Finding) -> tuple[str, ...]:
    return (
        SEVERITIES[finding.severity],
        OUTCOMES[finding.outcome],
        finding.group,
        finding.rule,
        finding.title,
        "\n".join(finding.places),
        finding.message,
        "；".join(dict.fromkeys(clean(a.quote) for a in finding.anchors if clean(a.quote))),
        basis_words(finding.basis),
        finding.suggestion,
        finding.id,
    )


def gaps_sheet(book: "Workbook", review: Review) -> None:
    """Write everything that was not looked at or could not be decided, with the reason."""
    page = Page(book, "未检", _GAPS)
    for number, gap in enumerate(not_checked(review), start=1):
        at = Anchor(gap.block, 0, 0, "", document=gap.document or 0) if gap.block is not None else None
        row = (number, KINDS[gap.kind], gap.label, gap.reason, place_of(review, at), gap.code)
        page.add(row, "doubt" if gap.kind == "needs_review" else "must")
    if page.row == 1:
        page.add(("", "", "所有要求都已检查"))
    page.close()
