"""The one reading that would repair a broken equation."""

import pytest

from budget.plans import read

HARD = """表1 清单（单位：元）
| 名称 | 数量 | 单价 | 金额 |
| A | 36 | 3200 | 112000 |
| B | 2 | 500 | 1000 |
| 合计 | | | {} |"""
SUMS = """表1 清单（单位：万元）
| 名称 | 数量 | 单价 | 金额 |
| A | 3 | 2.00 | 6.00 |
| B | 2 | 5.00 | 10.00 |
| C | 2 | 4.00 | 8.00 |
| 合计 | | | {} |"""


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        (HARD.format(113000), ["“A”数量改为35（与原文差一位数字），本行相符"]),
        (
            HARD.format(116200),
            ["“A”金额改为115,200，“A”、“合计”都相符", "“A”金额改为115,200，“A”、“合计”都相符"],
        ),
        (
            SUMS.format("16.00"),
            ["不计“C”金额时相符，请核对是否漏计或重复计列；或各行均与其他算式相符，“合计”金额改为24.00"],
        ),
        (
            SUMS.format("34.00"),
            ["“B”金额计入两次时相符，请核对是否重复计列；或“合计”金额改为24.00（与原文差一位数字）"],
        ),
        (SUMS.format("26.00"), ["“合计”金额改为24.00（与原文差一位数字）"]),
        (SUMS.format("42.00"), ["“合计”金额改为24.00（与原文差一位数字）"]),
        (
            SUMS.format("29.50"),
            ["明细比合计少5.50，请核对是否缺少一项；或各行均与其他算式相符，“合计”金额改为24.00"],
        ),
        (SUMS.format("23.37"), ["各行均与其他算式相符，“合计”金额改为24.00"]),
        (
            SUMS.format("48.00"),
            [
                "各行都计入两次时相符，请核对是否把上级行与其明细都计入；或各行均与其他算式相符，“合计”金额改为24.00"
            ],
        ),
        (
            SUMS.format("60018.00"),
            ["“A”金额按万元计时相符，请核对单位；或各行均与其他算式相符，“合计”金额改为24.00"],
        ),
        (SUMS.format("24.00"), []),
    ],
)
def test_repairs(text: str, repairs: list[str]) -> None:
    assert [i.repair for i in read(text).identities if i.state == "broken"] == repairs


def test_a_changed_digit_of_a_row_without_factors() -> None:
    rows = "| 甲 | 31.20 |\n| 乙 | 8.85 |\n| 丙 | 4.00 |\n| 合计 | 39.05 |"
    text = f"表1 总表（单位：万元）\n| 费用 | 金额 |\n{rows}"
    assert [i.repair for i in read(text).identities] == ["“乙”金额改为3.85（与原文差一位数字）则合计相符"]
