"""Lists as offices and design institutes draw them up: what they are, and one wrong figure in each."""

import pytest

from budget.plans import read
from proposal_check.budget.figures.amounts import read_cell

TAXED = """表1 服务费用测算表（单位：元）
| 类别 | 服务内容 | 数量 | 不含税单价 | 不含税金额 |
| 一、数据治理 | < | < | < | 5,000 |
| | 清洗 | 10 | 300 | 3,000 |
| | 入库 | 20 | 100 | 2,000 |
| 二、数据标注 | < | < | < | 1,000 |
| | 图像 | 500 | 2 | 1,000 |
| 不含税合计 | < | < | < | 6,000 |
| 税金（6%） | < | < | < | 360 |
| 含税总计 | < | < | < | {total} |"""

SINGLED_OUT = """表1 投资汇总表（单位：万元）
| | 费用类别 | 金额 |
| 总投资 | < | {total} |
| （一） | 硬件设备 | 43.37 |
| （二） | 应用开发 | 35.68 |
| （三） | 其他费用 | 5.08 |
| | 其中：监理费 | 1.48 |
| | 测评费 | 3.60 |"""

DISCOUNTED = """表1 分包概算表（单位：万元）
| 包号 | 采购内容 | 询价金额 | 下浮率 | 概算金额 |
| A包 | 平台 | 80.00 | 5% | 76.00 |
| ^ | 接口 | 20.00 | 5% | {interface} |
| ^ | 包小计 | 100.00 | | 95.00 |
| B包 | 感知设备 | 50.00 | 8% | 46.00 |
| 总计 | < | 150.00 | | 141.00 |"""

REPLACED = """表1 替代产品清单（单位：元）
| 序号 | 类别 | 现用产品 | 原价 | 替代产品 | 现价 | 数量 | 费用 |
| 1 | 应用服务器 | 双路 | 42000 | 国产双路 | 56800 | 4 | {servers} |
| 2 | 中间件 | 进口 | 65000 | 国产 | 49500 | 2 | 99000 |
| 3 | 终端 | 台式机 | — | 国产台式机 | 5650 | 10 | 56500 |"""

LINES = """表1 通信线路租费测算
| 线路类型 | 条数 | 租费（元/条·月） | 租用期（月） | 租费合计（元） |
| 出口 | 1 | 5,200 | 12 | 62,400 |
| 汇聚专线 | 2 | 1,650 | 12 | {trunk} |
| 接入专线 | 14 | 330 | 12 | 55,440 |"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TAXED.format(total="6,360"), []),
        (TAXED.format(total="6,860"), ["含税总计：6,000 + 360 = 6,360 ≠ 6,860（元）"]),
        (SINGLED_OUT.format(total="84.13"), []),
        (DISCOUNTED.format(interface="19.00"), []),
        (
            DISCOUNTED.format(interface="16.00"),
            ["接口：0.95 × 20.00 = 19.0000 ≠ 16.00（万元）", "包小计：76.00 + 16.00 = 92.00 ≠ 95.00（万元）"],
        ),
        (REPLACED.format(servers=227200), []),
        (REPLACED.format(servers=257200), ["应用服务器：4 × 56,800 = 227,200 ≠ 257,200（元）"]),
        (LINES.format(trunk="39,600"), []),
        (LINES.format(trunk="36,600"), ["汇聚专线：2 × 12 × 1,650 = 39,600 ≠ 36,600（元）"]),
    ],
)
def test_one_wrong_figure(text: str, found: list[str]) -> None:
    assert [f"{i.subject}：{i.formula}" for i in read(text).identities if i.state == "broken"] == found


@pytest.mark.parametrize(("hours", "months", "states"), [
    ("661.68", "3.80", ["holds", "rounding", "rounding", "holds"]),
    ("691.68", "3.98", ["holds", "broken", "rounding", "broken"]),
    ("661.68", "8.80", ["holds", "rounding", "broken", "broken"]),
])  # fmt: skip
def test_an_effort_in_hours_above_the_same_in_months(hours: str, months: str, states: list[str]) -> None:
    reading = read(f"""表1 软件开发费计算表
| 步骤 | 指标 | 数值 | 计算方法 |
| 1 | 未调整功能点数（FP） | 84 | 表6-1 |
| 2 | 规模变更调整因子 | 1.21 | 估算阶段 |
| 3 | 调整后功能点数（FP） | 101.64 | 1×2 |
| 4 | 生产率（人时/FP） | 6.51 | P50 |
| 5 | 工作量（人时） | {hours} | 3×4 |
| 6 | 工作量（人月） | {months} | 5÷174 |
| 7 | 人月费率（元/人月） | 21,500 | |
| 8 | 软件开发费（元） | 81,700.00 | 6×7 |""")
    assert [i.state for i in reading.identities if i.name == "I8"] == states


def test_people_by_role_are_not_the_project() -> None:
    reading = read("""表1 按角色级别汇总（单位：万元）
| 角色级别 | 人数 | 投入（人月） | 单价 | 小计 |
| 高级工程师 | 2 | 6 | 2.00 | 12.00 |
| 工程师 | 3 | 15 | 1.00 | 15.00 |
| 合计 | 5 | | | 27.00 |
表2 概算汇总表（单位：万元）
| 费用名称 | 金额 |
| 软件开发费 | 27.00 |
| 测评费 | 3.00 |
| 总计 | 30.00 |""")
    assert {i.state for i in reading.identities} == {"holds"}
    assert reading.total
    assert reading.total.value == 300_000


@pytest.mark.parametrize(("text", "kinds"), [
    ("""表1 利旧设备清单
| 设备名称 | 数量 | 单价（元） | 金额（元） |
| 核心交换机 | 2 | 0 | 0 |""", []),
    ("""表1 硬件设备清单（含利旧设备）
| 设备名称 | 数量 | 单价（元） | 金额（元） |
| 核心交换机 | 2 | 0 | 0 |
| 服务器 | 2 | 10 | 20 |""", ["hardware"]),
    ("""表1 资金支付计划
| 支付阶段 | 支付条件 | 支付金额（万元） |
| 预付款 | 签订合同 | 30.00 |
| 尾款 | 验收合格 | 70.00 |
| 合计 | | 100.00 |""", ["other"]),
    ("""表1 培训费测算表
| 培训内容 | 期数 | 每期人数 | 金额（元） |
| 管理员 | 1 | 40 | 30,400 |
| 合计 | | | 30,400 |""", ["other"]),
    ("""表1 应用开发表
| 开发内容 | 功能说明 | 费用（元） |
| 转诊模块 | 上转、下转 | 100,000 |
| 小计 | | 100,000 |""", ["software"]),
    ("""表1 人员测算表
| 序号 | 模块 | 各级别投入人月 | < | 人月小计 | 费用（万元） |
| ^ | ^ | 高级 | 初级 | ^ | ^ |
| | 单价（万元/人月） | 2.00 | 1.00 | — | — |
| 1 | 受理 | 2 | 1 | 3 | 5.00 |
| 2 | 审批 | 1 | 4 | 5 | 6.00 |
| | 合计 | 3 | 5 | 8 | 11.00 |""", ["effort"]),
    ("""表1 替代产品清单
| 名称 | 数量 | 单价（元） | 金额（元） |
| 国产服务器 | 2 | 10 | 20 |
| 国产数据库 | 1 | 10 | 10 |
| 国产操作系统 | 3 | 10 | 30 |""", ["product"]),
])  # fmt: skip
def test_what_a_table_is(text: str, kinds: list[str]) -> None:
    assert [t.kind for t in read(text).tables] == kinds


@pytest.mark.parametrize(
    ("text", "value"),
    [("￥173, 000.00", "173000.00"), ("¥68 000", "68000"), ("1 234 567.8 元", "1234567.8"), ("12 34", None)],
)
def test_blanks_between_thousands(text: str, value: str | None) -> None:
    figure = read_cell(text).figure
    assert (str(figure.raw) if figure else None) == value


@pytest.mark.parametrize(("rate", "effort", "states"), [
    ("2.00", "2", {"holds"}),
    ("2.00", "7", {"holds", "broken"}),
    ("6.00", "2", {"holds", "unchecked"}),
])  # fmt: skip
def test_rows_priced_by_the_rates_above_their_efforts(rate: str, effort: str, states: set[str]) -> None:
    """A wrong rate leaves no row right: which figure is wrong is for a person."""
    reading = read(f"""表1 人员测算表（单位：万元）
| 序号 | 模块 | 各级别投入人月 | < | 人月小计 | 费用（万元） |
| ^ | ^ | 高级工程师 | 初级工程师 | ^ | ^ |
| | 单价（万元/人月） | {rate} | 1.00 | — | — |
| 1 | 受理 | {effort} | 1 | 3 | 5.00 |
| 2 | 审批 | 1 | 4 | 5 | 6.00 |
| 3 | 统计 | 2 | 2 | 4 | 6.00 |
| | 合计 | 5 | 7 | 12 | 17.00 |""")
    assert {i.state for i in reading.identities} == states


@pytest.mark.parametrize(("share", "found"), [
    ("40.0%", []),
    ("60.0%", ["乙（占比）：40.00 ÷ 100.00 = 40.00% ≠ 60.0%（所列占比与按金额计算的不同）"]),
])  # fmt: skip
def test_shares_of_the_total(share: str, found: list[str]) -> None:
    reading = read(f"""表1 投资汇总表（单位：万元）
| 费用名称 | 金额 | 占总投资比例 |
| 甲 | 35.00 | 35.0% |
| 乙 | 40.00 | {share} |
| 丙 | 25.00 | 25.0% |
| 总投资 | 100.00 | 100% |""")
    assert [f"{i.subject}：{i.formula}（{i.reason}）" for i in reading.identities if i.reason] == found


@pytest.mark.parametrize(("original", "sessions", "states"), [
    ("526.00", "80", {"holds"}),
    ("626.00", "80", {"holds", "broken"}),
    ("526.00", "90", {"holds", "unchecked"}),
])  # fmt: skip
def test_rates_of_a_base_and_two_ways_to_count(original: str, sessions: str, states: set[str]) -> None:
    reading = read(f"""表1 年运维费测算表
| 系统名称 | 建设原值（万元） | 年费率 | 年运维费（万元） |
| 指挥平台 | {original} | 8% | 42.08 |
| 监测系统 | 318.00 | 8% | 25.44 |
| 值守系统 | 124.50 | 8% | 9.96 |
表2 培训费测算表
| 培训内容 | 期数 | 每期人数 | 天数 | 标准（元/人·天） | 人次·天 | 金额（元） |
| 管理员 | 1 | 40 | 2 | 380 | {sessions} | 30,400 |
| 操作员 | 6 | 35 | 1 | 260 | 210 | 54,600 |
| 网格员 | 12 | 50 | 1 | 150 | 600 | 90,000 |""")
    assert {i.state for i in reading.identities} == states


def test_counts_by_place_with_their_sum() -> None:
    reading = read("""表1 设备清单（单位：元）
| 序号 | 设备名称 | 数量 | < | < | 单价 | 金额 |
| ^ | ^ | 中心机房 | 东镇 | 合计 | ^ | ^ |
| 1 | 交换机 | 2 | 7 | 9 | 1,500 | 13,500 |
| 2 | 网关 | 1 | 4 | 5 | 800 | 4,000 |
| 合计 | < | 3 | 11 | 14 | | 17,500 |""")
    assert {i.state for i in reading.identities} == {"holds"}
    assert reading.total
    assert reading.total.value == 17_500


@pytest.mark.parametrize(("total", "states"), [("97.00", {"holds"}), ("99.00", {"broken"})])
def test_costs_beside_costs(total: str, states: set[str]) -> None:
    """Two halves whose names stand under 费用 add up to one total."""
    reading = read(f"""表1 费用汇总表（单位：万元）
| 费用 | 金额 | 费用 | 金额 |
| 软件开发 | 60.00 | 监理 | 2.00 |
| 硬件 | 30.00 | 测评 | 5.00 |
| 合计 | < | < | {total} |""")
    assert {i.state for i in reading.identities} == states
