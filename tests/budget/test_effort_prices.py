"""I7: matrices of efforts, and efforts whose rates and cost are stated elsewhere."""

import pytest

from budget.plans import read
from proposal_check.model.budget import Identity

RATES = """# 一、费用测算
表1 人员单价
| 角色 | 人月单价（元） |
| 项目经理 | 28000 |
| 架构师 | 30000 |
| 开发工程师 | 22000 |
"""
MATRIX = """表2 投入表（单位：人月）
| 阶段 | 项目经理 | 架构师 | 开发工程师 | 小计 |
| 需求 | 1 | 0.5 | | 1.5 |
| 设计 | 1 | 2 | 2 | 5 |
| 开发 | 2 | {cell} | 12 | 15 |
| 合计 | 4 | 3.5 | 14 | {sum} |
"""
COST = "软件开发费用为{cost}元。"


def _broken(text: str) -> list[str]:
    return [i.subject for i in read(text).identities if i.state == "broken"]


def _joined(text: str) -> list[Identity]:
    """Give what is stated outside of the efforts' own table."""
    return [i for i in read(text).identities if i.name == "I7" and "（" not in i.subject]


@pytest.mark.parametrize(
    ("cell", "whole", "cost", "wrong"),
    [
        ("1", "21.5", "525000", []),
        ("1", "21.5", "528000", ["正文软件开发费用"]),
        ("2", "21.5", "525000", ["开发（工作量）", "合计（架构师）"]),
        ("1", "22.5", "525000", ["合计（工作量）", "合计（工作量）"]),
    ],
)
def test_a_matrix_by_role_with_its_rates_and_cost(cell: str, whole: str, cost: str, wrong: list[str]) -> None:
    text = RATES + MATRIX.format(cell=cell, sum=whole) + COST.format(cost=cost)
    assert sorted(_broken(text)) == sorted(wrong)


def test_a_matrix_cut_in_two_by_columns() -> None:
    text = (
        RATES
        + """
| 序号 | 阶段 | 项目经理 | 架构师 |
| 1 | 需求 | 1 | |
| 2 | 设计 | 1 | 2 |
| 3 | 开发 | 2 | 1 |

| 序号 | 阶段 | 开发工程师 | 测试经理 |
| 1 | 需求 | | |
| 2 | 设计 | 2 | |
| 3 | 开发 | 12 | 1 |
软件开发费用为510000元。"""
    )
    (found,) = _joined(text)
    assert (found.state, found.reason) == ("unchecked", "没有写明“测试经理”的单价")
    (found,) = _joined(text.replace("| 测试经理 |", "| 美工人员 |").replace("| 12 | 1 |", "| 12 | |"))
    assert found.state == "holds"


def test_a_matrix_that_prices_itself() -> None:
    text = """表9 软件开发费用测算表
| 序号 | 功能模块 | 项目经理 | 开发工程师 | 合计 |
| 1 | 门户 | 2 | 10 | 12 |
| 2 | 运营 | 3 | 18 | 21 |
| 人天合计 | < | 5 | 28 | 33 |
| 人天单价（元） | < | 1500 | {rate} | |
| 费用（元） | < | 7500 | 33600 | 41100 |"""
    reading = read(text.format(rate=1200))
    assert {i.state for i in reading.identities} == {"holds"}
    assert {(r.name, r.value, r.per, r.sure) for r in reading.rates} == {
        ("项目经理", 1500, "人日", True),
        ("开发工程师", 1200, "人日", True),
    }
    assert _broken(text.format(rate=1300)) == ["开发工程师（费用）"]


SPLIT = """表2-1 软件开发费用估算表
| 模块名称 | 工作量（人月） | < | < | 人月单价（元） | 预算价（元） |
| ^ | 需求 | 编码 | 小计 | ^ | ^ |
| 接入 | 0.5 | 1.5 | 2 | 24000 | 48000 |
| 清洗 | 0.6 | {code} | 2.1 | 24000 | 50400 |
| 合计 | 1.1 | 3 | 4.1 | | 98400 |"""


def test_stages_add_up_along_the_row_and_down_the_column() -> None:
    assert {i.state for i in read(SPLIT.format(code="1.5")).identities} == {"holds"}
    wrong = ["合计（工作量（人月）/编码）", "清洗（工作量）"]
    assert sorted(_broken(SPLIT.format(code="1.8"))) == sorted(wrong)


PLAIN = """# 一、费用测算
{said}
表1 开发工作量表（单位：{unit}）
| 模块 | 功能 | 工作量 |
| 甲 | 登记 | 66 |
| 乙 | 查询 | 88 |
| 合计 | | 154 |
{cost}"""


@pytest.mark.parametrize(
    ("said", "unit", "cost", "state", "reason"),
    [
        ("按1000元/人日测算。", "人日", "软件开发费合计15.4万元。", "holds", ""),
        ("按1000元/人日测算。", "人日", "软件开发费合计15.9万元。", "broken", ""),
        ("按20000元/人月测算，每人月按22天折算。", "人日", "软件开发费合计140000元。", "holds", ""),
        ("按20000元/人月测算。", "人日", "软件开发费合计140000元。", "unchecked", "折算"),
        ("按1000元/人日测算，另计税金。", "人日", "软件开发费合计16.5万元。", "unchecked", "另有“另计”"),
        ("甲按1000元/人日、乙按900元/人日测算。", "人日", "软件开发费15万元。", "unchecked", "几种单价"),
        ("按1000元/人日测算。", "人日", "", "unchecked", "没有找到与之对应的费用"),
    ],
)
def test_one_rate_in_the_text(said: str, unit: str, cost: str, state: str, reason: str) -> None:
    (found,) = _joined(PLAIN.format(said=said, unit=unit, cost=cost))
    assert found.state == state
    assert reason in found.reason


@pytest.mark.parametrize(
    "cost", ["软件开发费不超过15.9万元。", "一期软件开发费15.9万元。", "软件开发费约15.9万元。"]
)
def test_a_bound_or_another_projects_cost_is_not_held_against_the_efforts(cost: str) -> None:
    (found,) = _joined(PLAIN.format(said="按1000元/人日测算。", unit="人日", cost=cost))
    assert found.state == "unchecked"


def test_the_line_of_the_summary() -> None:
    text = PLAIN.format(said="按1000元/人日测算。", unit="人日", cost="")
    text += """
# 二、总估算
表2 投资估算总表（单位：万元）
| 费用名称 | 金额 |
| 应用软件开发费 | {cost} |
| 监理费 | 1.0 |
| 总计 | {sum} |"""
    assert [i.state for i in _joined(text.format(cost="15.4", sum="16.4"))] == ["holds"]
    assert [i.state for i in _joined(text.format(cost="18.4", sum="19.4"))] == ["broken"]


def test_levels_are_no_roles() -> None:
    text = """# 一、费用
表1 人员级别单价（单位：元/人月）
| 级别 | 单价 |
| 高级 | 30000 |
| 中级 | 22000 |

表2 人员投入表
| 角色 | 投入（人月） |
| 项目经理 | 6 |
| 工程师 | 30 |
| 合计 | 36 |
软件开发费合计78万元。"""
    assert [(i.state, i.reason) for i in _joined(text)] == [("unchecked", "工作量表与单价表的名称不能对应")]
    assert {(r.name, r.per, r.sure) for r in read(text).rates} == {
        ("高级", "人月", True),
        ("中级", "人月", True),
    }


MERGED = """表1 开发费用表
| 模块 | 功能点 | 工作量（人月） | 单价（万元/人月） | 金额（万元） |
| 平台 | 权限 | 4 | 2.5 | {amount} |
| 协同 | 收发文 | {n} | ^ | ^ |
| 移动端 | 小程序 | 12 | ^ | ^ |"""


@pytest.mark.parametrize(
    ("n", "amount", "wrong"), [("16", "80", []), ("16", "85", ["开发费用"]), ("18", "80", ["开发费用"])]
)
def test_one_price_and_one_amount_for_all_rows(n: str, amount: str, wrong: list[str]) -> None:
    assert _broken(MERGED.format(n=n, amount=amount)) == wrong


STAFF = """表7 人员投入表（单位：万元）
| 岗位 | 人数 | 投入（人月） | 单价（万元/人月） | 金额 |
| 项目经理 | 1 | 6 | 2.8 | 16.8 |
| 开发工程师{note} | 6 | 30 | 2.2 | 66 |
| 合计 | {people} | 36 | | 82.8 |"""


@pytest.mark.parametrize(
    ("note", "people", "wrong"),
    [("", "7", []), ("", "8", ["合计（人数）"]), ("（经理兼任）", "6", [])],
)
def test_people_are_added_up(note: str, people: str, wrong: list[str]) -> None:
    assert _broken(STAFF.format(note=note, people=people)) == wrong


@pytest.mark.parametrize(
    "text",
    [
        # people at work in each stage
        """表1 各阶段人员安排（单位：人）
| 阶段 | 项目经理 | 开发工程师 | 合计 |
| 需求 | 1 | 2 | 3 |
| 开发 | 1 | 6 | 7 |
| 高峰期人数 | 1 | 6 | 6 |""",
        # a factor between the stages and their sum
        """表1 工作量表（单位：人月）
| 模块 | 设计 | 开发 | 复用系数 | 合计 |
| 甲 | 1 | 2 | 0.5 | 1.5 |
| 乙 | 2 | 4 | 1 | 6 |""",
        # shares of the stages
        """表1 工作量分布
| 阶段 | 项目经理 | 开发工程师 |
| 需求 | 10% | 20% |
| 开发 | 20% | 50% |""",
    ],
)
def test_tables_that_only_look_like_a_matrix(text: str) -> None:
    assert _broken(text) == []
