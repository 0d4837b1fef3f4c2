"""Tables in the styles of many offices: what is right stays silent, and one wrong figure is found."""

import pytest

from budget.plans import read

INVESTMENT = """表1 项目总投资估算表（单位：万元）
| 序号 | 工程或费用名称 | 建筑工程 | 设备购置 | 其他费用 | 合计 |
| I | 第一部分 工程费用 | 40 | 60 | | 100 |
| 1 | 感知设施 | 40 | 30 | | 70 |
| 1.1 | 雨量站 | 15 | 30 | | 45 |
| 1.2 | 站房 | 25 | | | 25 |
| 2 | 平台 | | 30 | | {platform} |
| II | 第二部分 工程建设其他费用 | | | 20 | 20 |
| 1 | 设计费 | | | 12 | 12 |
| 2 | 监理费 | | | 8 | 8 |
| III | 第三部分 预备费 | | | 6 | 6 |
| 1 | 基本预备费 | | | 6 | 6 |
| IV | 项目总投资（I+II+III） | 40 | 60 | 26 | 126 |"""

PLAN = """表2 投资使用计划与资金筹措表（万元）
| 项目 | 合计 | 第1年 | 第2年 |
| 一、总投资 | 126 | 76 | 50 |
| 1.工程费用 | 100 | 60 | 40 |
| 2.其他费用 | 26 | 16 | {second} |
| 二、资金筹措 | 126 | 76 | 50 |
| 1.省级补助 | 60 | 36 | 24 |
| 2.县级财政 | {county} | 40 | 26 |"""

# one number merged over the rows that bear their own
MERGED_NUMBER = """表1 预算总表（单位：元）
| 序号 | 项目名称 | < | 金额（元） |
| 一 | 软件开发服务 | 1.定制软件开发 | 3,000 |
| ^ | ^ | 2.软件升级改造 | 0 |
| ^ | ^ | 3.成品软件购置 | 500 |
| 二 | 运维服务 | 1.应用软件运维 | {care} |
| ^ | ^ | 2.基础设施运维 | — |
| 总计 | < | < | 3,900 |"""


def wrong(text: str) -> list[str]:
    """Name what is broken with its arithmetic."""
    return [f"{i.subject}：{i.formula}" for i in read(text).identities if i.state == "broken"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (INVESTMENT.format(platform=30), []),
        (
            INVESTMENT.format(platform=80),
            ["第一部分工程费用：70 + 80 = 150 ≠ 100（万元）"],
        ),
        (PLAN.format(second=10, county=66), []),
        (
            PLAN.format(second=10, county=61),
            ["2.县级财政：40 + 26 = 66 ≠ 61（万元）", "二、资金筹措：60 + 61 = 121 ≠ 126（万元）"],
        ),
        (MERGED_NUMBER.format(care=400), []),
        (MERGED_NUMBER.format(care=900), ["总计：3,000 + 0 + 500 + 900 = 4,400 ≠ 3,900（元）"]),
    ],
)
def test_one_wrong_figure(text: str, found: list[str]) -> None:
    assert wrong(text) == found
