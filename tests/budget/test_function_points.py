"""I8: function points to effort to cost, with the factors the document states."""

import pytest

from budget.plans import read

HEAD = """# 八、软件规模估算
{said}
表1 功能点估算表（单位：元）
| 子系统 | 功能点名称 | 类型 | UFP | 复用因子 | 调整因子 | AFP | 工作量（人月） | 人月费率 | 金额 |
"""
SAID = "生产率取6.65人时/功能点，每人月按174小时折算。"


@pytest.mark.parametrize(
    ("said", "rows", "states"),
    [
        (SAID, "| 甲 | 登记 | ILF | 10 | 1 | 1.2 | 12 | 0.46 | 24000 | 11040 |", ["rounding", "holds"]),
        (SAID, "| 甲 | 登记 | ILF | 10 | 1 | 1.2 | 13 | 0.50 | 24000 | 12000 |", ["broken", "rounding"]),
        (SAID, "| 甲 | 登记 | ILF | 10 | 1 | 1.2 | 12 | 0.64 | 24000 | 15360 |", ["broken", "holds"]),
        ("", "| 甲 | 登记 | ILF | 10 | 1 | 1.2 | 12 | 0.64 | 24000 | 15360 |", ["holds"]),
        (SAID, "| 甲 | 登记 | ILF | 10 | 1 | 1.2 | 10 | 0.38 | 24000 | 9120 |", ["holds", "rounding"]),
    ],
)
def test_rows(said: str, rows: str, states: list[str]) -> None:
    reading = read(HEAD.format(said=said) + rows)
    assert [t.kind for t in reading.tables] == ["function_points"]
    assert sorted(i.state for i in reading.identities if i.name == "I8") == sorted(states)
    assert [i.state for i in reading.identities if i.name == "I7"] == ["holds"]


def test_a_factor_nobody_states_is_no_fault() -> None:
    rows = "\n".join(
        f"| 甲 | 功能{n} | EI | {n} | 1 | 1 | {n * 1.21:.2f} | 1 | 24000 | 24000 |" for n in range(3, 9)
    )
    states = {i.state for i in read(HEAD.format(said="") + rows).identities if i.name == "I8"}
    assert states == {"unchecked"}


def test_years_are_summed_too() -> None:
    text = """表1 资金来源（单位：万元）
| 资金来源 | 2026年 | 2027年 | 合计 |
| 财政资金 | 10.0 | 20.0 | 30.0 |
| 自筹资金 | 5.0 | 5.0 | 10.0 |
| 合计 | 15.0 | {} | {} |"""
    right = [i.state for i in read(text.format("25.0", "40.0")).identities]
    assert right == ["holds"] * 6
    wrong = [(i.name, i.subject) for i in read(text.format("26.0", "41.0")).identities if i.state == "broken"]
    assert wrong == [("I3", "合计"), ("I3", "合计（2027年）")]


ONE_FACTOR = """表1 规模表
| 子系统 | 未调整功能点 | 调整后功能点 |
| 甲 | 100 | 121 |
| 乙 | 200 | 242 |
| 丙 | 50 | {} |
"""


@pytest.mark.parametrize(
    ("said", "last", "states"),
    [
        ("规模变更因子1.21。", "60.5", ["holds"] * 3),
        ("规模变更调整因子（CF）取1.21。", "60.5", ["holds"] * 3),
        ("规模变更因子取1.21，上期项目规模变更因子为1.39。", "60.5", ["unchecked"] * 3),
        ("规模变更因子取1.39。", "60.5", ["unchecked"] * 3),
        ("规模变更因子取1.21。", "70.5", ["holds", "holds", "unchecked"]),
        ("", "60.5", ["unchecked"] * 3),
    ],
)
def test_a_factor_that_only_the_text_states(said: str, last: str, states: list[str]) -> None:
    reading = read(f"# 八、软件规模估算\n{said}\n{ONE_FACTOR.format(last)}")
    assert [i.state for i in reading.identities if i.name == "I8"] == states


def test_a_row_off_the_factor_that_the_others_follow() -> None:
    rows = ONE_FACTOR.format("60.5") + "| 丁 | 10 | 13 |\n"
    reading = read(f"规模变更因子取1.21。\n{rows}")
    assert [i.formula for i in reading.identities if i.state == "broken"] == [
        "10 × 1.21 = 12.1 ≠ 13（功能点）"
    ]
