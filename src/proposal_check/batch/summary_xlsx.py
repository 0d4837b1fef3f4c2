"""summary.xlsx: the batch as a workbook."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from proposal_check.batch.portfolio import PortfolioFinding
from proposal_check.batch.row import STATUSES
from proposal_check.batch.summary import Summary
from proposal_check.model.finding import Outcome, Severity
from proposal_check.report.to_xlsx import NO_TIME, OPTIONS
from proposal_check.report.wording import SEVERITIES
from proposal_check.report.workbook.page import Page, Value

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

_FILLS = {"ready": "good", "revise": "should", "rewrite": "must", "needs_person": "doubt", "": "must"}
_ROWS = (
    ("申报件", 36), ("状态", 12), ("项目名称", 44), ("建设单位", 26), ("总投资（万元）", 14), ("结论", 22),
    ("必须修改", 9), ("建议", 7), ("提示", 7),
    ("未检和待核", 10), ("已豁免", 8), ("意见函", 44), ("说明", 50),
)  # fmt: skip
_FREQUENT = (("规则", 12), ("问题", 44), ("级别", 10), ("申报件数", 10), ("处数", 8))
_UNITS = (
    ("建设单位", 40),
    ("申报件数", 10),
    ("总投资（万元）", 16),
    ("总投资未能确定", 14),
    ("必须修改", 10),
)
_PAIRS = (
    ("申报件一", 36),
    ("申报件二", 36),
    ("重合比例", 10),
    ("最长重合段（一）", 60),
    ("最长重合段（二）", 60),
)
_CLUSTERS = (("组", 6), ("申报件", 60))
_FUNCTIONS = (("功能", 30), ("各件中的名称", 50), ("申报件", 50), ("建设单位", 40), ("提示", 16))
_PORTFOLIO = (
    ("规则", 12), ("事项", 30), ("级别", 10), ("事实", 60), ("建议", 50), ("依据", 40), ("申报件", 50),
)  # fmt: skip


def write_summary_xlsx(summary: Summary, path: Path) -> None:
    """Write the workbook, byte-identical for equal summaries."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    with Workbook(str(path), OPTIONS) as book:
        book.set_properties({"title": summary.title, "created": NO_TIME})
        _rows(book, summary)
        _tables(book, summary)


def _tables(book: "Workbook", summary: Summary) -> None:
    """Write the sheets behind the list of submissions."""
    _simple(book, "常见问题", _FREQUENT, [
        (f.rule, f.title, SEVERITIES[Severity(f.severity)], f.submissions, f.places)
        for f in summary.frequent
    ])  # fmt: skip
    _simple(book, "按单位", _UNITS, [
        (u.name, u.submissions, u.total_yuan.scaleb(-4), u.unknown, u.must) for u in summary.units
    ])  # fmt: skip
    _matrix(book, summary)
    _simple(book, "相互重合", _PAIRS, [
        (p.one, p.other, Decimal(str(p.share)), p.quote_one, p.quote_other) for p in summary.shared.pairs
    ])  # fmt: skip
    _simple(book, "重合分组", _CLUSTERS, [
        (number, name) for number, names in enumerate(summary.shared.clusters, 1) for name in names
    ])  # fmt: skip
    _simple(book, "共同功能", _FUNCTIONS, [
        (c.function, "\n".join(c.names), "\n".join(c.members), "\n".join(c.units),
         "可考虑统一建设" if c.together else "")
        for c in summary.functions
    ])  # fmt: skip
    _simple(book, "批次要求", _PORTFOLIO, [
        (p.rule, p.title, _strength(p), p.message, p.suggestion, "；".join(p.basis),
         "\n".join(p.members))
        for p in summary.portfolio
    ])  # fmt: skip


def _strength(finding: PortfolioFinding) -> str:
    return SEVERITIES[Severity(finding.severity)] if finding.outcome is Outcome.FAIL else "人工核查"


def _rows(book: "Workbook", summary: Summary) -> None:
    page = Page(book, "申报件", _ROWS)
    for row in summary.rows:
        total = Decimal(row.total_yuan).scaleb(-4) if row.total_yuan else "" if row.conclusion else None
        counts: tuple[Value, ...] = (row.must, row.should, row.note, row.unchecked, row.waived)
        page.add(
            (
                row.name,
                STATUSES[row.status],
                row.project,
                row.unit,
                total,
                row.conclusion_words,
                *(counts if row.status == "reviewed" else ("",) * len(counts)),
                row.letter,
                row.message,
            ),
            _FILLS[row.conclusion],
        )
    page.close()


def _simple(
    book: "Workbook", name: str, columns: tuple[tuple[str, float], ...], rows: list[tuple[Value, ...]]
) -> None:
    page = Page(book, name, columns)
    for row in rows or [("（无）",)]:
        page.add(row)
    page.close()


def _matrix(book: "Workbook", summary: Summary) -> None:
    """Write the shares of common wording, coloured by size."""
    names = summary.shared.names
    page = Page(book, "重合矩阵", [("重合比例", 36), *((name, 12.0) for name in names)])
    for name, shares in zip(names, summary.shared.shares, strict=True):
        page.add((name, *(Decimal(str(share)) if share else "" for share in shares)))
    page.sheet.freeze_panes(1, 1)
    if names:
        scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#D9534F",
                 "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}  # fmt: skip
        page.sheet.conditional_format(1, 1, len(names), len(names), scale)
    page.close()
