"""The sheet 概算 computes every relation of every layout again, and comes to what the review says."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from markup import parse
from openpyxl import Workbook, load_workbook
from report import samples
from report.spreadsheet import computed

from proposal_check.budget.reading import read_budget
from proposal_check.model.budget import BudgetReading, Identity
from proposal_check.report.to_xlsx import write_workbook
from proposal_check.report.wording import IDENTITY_STATES
from proposal_check.report.workbook.expression import expression
from proposal_check.report.workbook.figures import Spot

LAYOUTS = {
    "rows and a total": (
        "表1 清单（单位：万元）\n| 名称 | 数量 | 单价 | 金额 |\n"
        "| 服务器 | 2 | 5.00 | 10.00 |\n| 交换机 | 3 | 1.20 | 3.60 |\n| 合计 | | | 13.60 |"
    ),
    "a broken total": (
        "表1 清单（单位：万元）\n| 名称 | 数量 | 单价 | 金额 |\n"
        "| 服务器 | 2 | 5.00 | 10.00 |\n| 交换机 | 3 | 1.20 | 3.60 |\n| 合计 | | | 14.60 |"
    ),
    "years and sources": (
        "表1 资金计划（单位：万元）\n| 名称 | 总投资 | 2026年 | < | < | 2027年 | < | < |\n"
        "| ^ | ^ | 小计 | 财政资金 | 自筹资金 | 小计 | 财政资金 | 自筹资金 |\n"
        "| 软件 | 100.00 | 60.00 | 40.00 | 20.00 | 40.00 | 25.00 | 15.00 |\n"
        "| 硬件 | 80.00 | 50.00 | 50.00 | 0.00 | 30.00 | 10.00 | 20.00 |\n"
        "| 合计 | 180.00 | 110.00 | 90.00 | 20.00 | 70.00 | 45.00 | 35.00 |"
    ),
    "two units": (
        "表1 设备清单\n| 名称 | 数量 | 单价（元） | 金额（元） | 金额（万元） |\n"
        "| 服务器 | 2 | 50000 | 100000 | 10.00 |\n| 交换机 | 3 | 12000 | 36000 | 3.60 |\n"
        "| 终端 | 5 | 4200 | 21000 | 2.70 |\n| 合计 | | | 157000 | 15.70 |"
    ),
    "a matrix of efforts": (
        "表1 软件开发工作量表（单位：人月）\n| 序号 | 功能模块 | 需求分析 | 系统设计 | 编码实现 | 合计 |\n"
        "| 1 | 档案收集 | 0.5 | 0.8 | 2 | 3.3 |\n| 2 | 档案整理 | 0.4 | 0.6 | 1.8 | 2.8 |\n"
        "| 3 | 档案利用 | 1 | 1 | 3 | 5 |\n| | 合计 | 1.9 | 2.4 | 6.8 | 11.1 |"
    ),
    "from points to cost": (
        "表1 软件开发费用测算表\n| 测算项 | 数值 |\n"
        "| 未调整功能点数（UFP） | 612 |\n| 规模变更调整因子 | 1.21 |\n| 调整后功能点数（AFP） | 740.52 |\n"
        "| 生产率（人时/功能点） | 6.65 |\n| 人月折算系数（人时/人月） | 176 |\n"
        "| 工作量（人月） | 27.98 |\n| 人月费率（元/人月） | 25500 |\n| 软件开发费用（元） | 713490 |"
    ),
    "several values in a cell": (
        "表1 设备清单（单位：万元）\n| 名称 | 数量 | 单价 | 金额 |\n"
        "| 服务器/交换机 | 10台/5套 | 2.00/3.00 | 35.00 |\n| 终端 | 2 | 3.00 | 6.00 |\n| 合计 | | | 41.00 |"
    ),
    "text and table": (
        "# 一、投资\n本项目总投资19.00万元。\n表1 投资概算表（单位：万元）\n| 名称 | 金额 |\n"
        "| 软件 | 12.00 |\n| 硬件 | 6.00 |\n| 总投资 | 18.00 |"
    ),
}  # fmt: skip
_AMOUNT, _COMPUTED, _DIFFERENCE, _RESULT = 11, 12, 13, 14


def _written(text: str, folder: Path) -> tuple[BudgetReading, Workbook]:
    submission, _ = parse(text)
    budget = read_budget(submission.main)
    empty = samples.review(0)
    outline = replace(empty.outline, matches=())
    path = folder / "findings.xlsx"
    write_workbook(
        replace(empty, submission=submission, budget=budget, outline=outline), samples.pack(folder), path
    )
    return budget, load_workbook(path)


@pytest.fixture(params=LAYOUTS)
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[BudgetReading, Workbook]:
    return _written(LAYOUTS[request.param], tmp_path)


def _lines(book: Workbook) -> Iterator[tuple[str, float, float]]:
    """Give of every checked row the result, what is computed in 元 or as it is, and the difference."""
    sheet = book["概算"]
    for row in range(2, sheet.max_row + 1):
        unit, result = sheet.cell(row, 10).value, sheet.cell(row, _RESULT).value
        if result and sheet.cell(row, _COMPUTED).value is not None:
            scale = 10_000 if unit == "万元" else 1
            yield result, computed(book, sheet, f"L{row}") * scale, computed(book, sheet, f"M{row}") * scale


def test_every_relation_is_computed(written: tuple[BudgetReading, Workbook]) -> None:
    budget, book = written
    checked = [i for i in budget.identities if i.expected is not None and i.stated is not None]
    assert checked
    found = Counter((result, round(value, 4)) for result, value, _ in _lines(book))
    assert found == Counter((IDENTITY_STATES[i.state], round(_float(i), 4)) for i in checked)


def _float(identity: Identity) -> float:
    assert identity.expected is not None
    return float(identity.expected)


def test_what_is_broken_differs_in_colour(written: tuple[BudgetReading, Workbook]) -> None:
    _, book = written
    sheet = book["概算"]
    coloured = {str(ranges.sqref): ranges.rules[0] for ranges in sheet.conditional_formatting}
    for row in range(2, sheet.max_row + 1):
        result = sheet.cell(row, _RESULT).value
        if result in ("不一致", "一致"):
            low, high = map(float, coloured[f"M{row}"].formula)
            assert (low <= computed(book, sheet, f"M{row}") <= high) == (result == "一致")


def test_relations_between_cells_are_live(written: tuple[BudgetReading, Workbook]) -> None:
    budget, book = written
    sheet = book["概算"]
    live = sum(sheet.cell(row, _COMPUTED).data_type == "f" for row in range(2, sheet.max_row + 1))
    assert live == sum(i.expected is not None and len(i.anchors) > 1 for i in budget.identities)


def test_a_figure_changed_where_it_is_printed_changes_the_difference(tmp_path: Path) -> None:
    _, book = _written(LAYOUTS["years and sources"], tmp_path)
    assert sum(abs(difference) > 0 for _, _, difference in _lines(book)) == 2
    cell = next(c for row in book["原表"].iter_rows() for c in row if c.value == 45)
    cell.value = 35
    assert sum(abs(difference) > 0 for _, _, difference in _lines(book)) == 0


def _spot(shown: str, column: int) -> Spot:
    return Spot(1, column, Decimal(shown), Decimal(1), Decimal(0), "原表")


@pytest.mark.parametrize(
    ("words", "expected", "text"),
    [
        ("480 × 6.65 ÷ 174 × 24,000元 = 440,275.86（元）", "440275.86", "原表!B2*6.65/174*24000"),
        ("（480 + 20） × 2.5 = 1,250（万元）", "12500000", "((原表!B2+20)*2.5)*10000"),
        ("1000元/天*455天=45.5万元", "455000", "1000*455"),
        ("45.5万元+4.55万元=50.05万元", "500500", "(45.5+4.55)*10000"),
        ("45.5万元*10%=4.55万元", "45500", "45.5*0.1*10000"),
        ("“表3”现状480 + 新增0 = 480", "480", "原表!B2+0"),
        ("34,200 + … + 26,600（共30项） = 938,000（元）", "938000", None),
        ("198人日 × 0.0455 × 20,000元 = 180,000（元）", "180000", None),
        ("工作量 × 单价", "180000", None),
        ("480 ÷ 960 = 50.00% = 50.00", "50", "原表!B2/960*100"),
    ],
)
def test_words_become_formulas_when_they_come_to_the_same(
    words: str, expected: str, text: str | None
) -> None:
    made = expression(words, [_spot("480", 1)], Decimal(expected))
    assert (made.text if made else None) == text
