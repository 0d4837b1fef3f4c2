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
