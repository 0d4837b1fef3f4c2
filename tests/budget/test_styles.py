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


YEARS = """表1 分期投资估算表
| 序号 | 建设内容 | 投资估算（万元） | < | < | 备注 |
| ^ | ^ | 一期（2026年） | 二期（2027年） | 小计 | ^ |
| 一 | 建设费用 | 30 | 20 | 50 | |
| 二 | 其他费用 | 3 | 2 | 5 | |
| 总投资 | < | 33 | 22 | {total} | |"""

# what holds for the whole table stands above its header
RATE_ABOVE = """| 应用软件开发估算表 | < | < | < | < |
| | | | 人月单价（万元） | 2.4 |
| 系统/模块 | 功能点 | 工作量(人月) | 单价 | 金额 |
| 指标 | 管理 | 12 | 2.4 | 28.8 |
| ^ | 采集 | 18 | 2.4 | {amount} |
| ^ | 小计 | 30 | | 72.0 |
| 事件 | 汇聚 | 20 | 2.4 | 48.0 |
| ^ | 小计 | 20 | | 48.0 |
| 合计 | < | 50 | | 120.0 |"""

ADJUSTED = """表1 概算调整对比表（单位：万元）
| 序号 | 费用名称 | 批复概算 | 调整概算 | 增减额 | 调整原因 |
| 1 | 工程费用 | 100 | 110 | 10 | 材料涨价 |
| 2 | 其他费用 | 20 | 18 | -2 | |
| | 概算总投资 | 120 | 128 | 8 | |
"""

SPENT = """表1 投资情况表（单位：万元）
| 费用名称 | 一期已完成 | 本次申报 | 合计 |
| 设备 | 30 | 60 | 90 |
| 软件 | 10 | 20 | 30 |
| 合计 | 40 | 80 | 120 |"""

FOREIGN = """表1 投资明细
| 名称 | 数量 | 外币单价（美元） | 外币金额（美元） | 人民币单价（元） | 人民币金额（万元） |
| 探测门 | 4 | 120,000 | 480,000 | 840,000 | 336.00 |
| 地磅 | 4 | | | 220,000 | 88.00 |
| 合计 | | | 480,000 | | 424.00 |"""

RENT = """表1 服务费用总表
| 项　目 | 年费用(元) | 年限 | 三年费用(元) |
| 云资源 | 400 | 3 | 1,200 |
| 链路 | 80 | 3 | 240 |
| 总　计 | 480 | — | 1,440 |"""

UNNAMED = """表1 链路费用
| 链路 | 数量 | 月租 | 月数 | 年费用 |
| 城域网 | 2条 | 2,400元 | 12 | 57,600元 |
| 备份 | 2条 | 1,200元 | 12 | {amount}元 |
| 合计 | | | | 86,400元 |"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (YEARS.format(total=55), []),
        (RATE_ABOVE.format(amount="43.2"), []),
        (
            RATE_ABOVE.format(amount="48.2"),
            ["采集：18 × 2.4 = 43.2 ≠ 48.2（万元）", "指标合计：28.8 + 48.2 = 77.0 ≠ 72.0（万元）"],
        ),
        (FOREIGN, []),
        (FOREIGN.replace("336.00", "386.00"), ["合计：386.00 + 88.00 = 474.00 ≠ 424.00（万元）"]),
        (UNNAMED.format(amount="28,800"), []),
    ],
)
def test_one_wrong_cell(text: str, found: list[str]) -> None:
    assert set(found) <= set(wrong(text))
    assert bool(found) == bool(wrong(text))


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (YEARS.format(total=55), 550_000),
        (ADJUSTED, 1_280_000),
        (SPENT, 800_000),
        (FOREIGN, 4_240_000),
        (RENT, 1_440),
    ],
)
def test_the_column_that_states_the_project(text: str, total: int) -> None:
    reading = read(text)
    assert reading.total is not None
    assert reading.total.value == total


@pytest.mark.parametrize(
    "text",
    [
        "表1 收入预测表（万元）\n| 收入项目 | 2029年 | 2030年 | 合计 |\n"
        "| 服务收入 | 4 | 5 | 9 |\n| 合计 | 4 | 5 | 9 |",
        "表1 总成本费用估算表（万元）\n| 序号 | 项目 | 合计 |\n"
        "| 1 | 修理费 | 60 |\n| 2 | 折旧费 | 90 |\n| | 合计 | 150 |",
        "表1 同类项目投资对比表\n| 项目名称 | 数量 | 总投资（万元） |\n"
        "| 甲县 | 30 | 2010 |\n| 本项目 | 38 | 2386 |",
        "表1 投资比选\n| 方案 | 建设内容 | 投资（万元） |\n"
        "| 方案一 | 新建 | 468.9 |\n| 方案二 | 升级 | 312 |",
    ],
)
def test_money_that_is_no_budget(text: str) -> None:
    assert read(text).tables == ()


# every part under a header of its own, its sum on the line that names it
PARTS = """表1 项目概算
| 一、软件开发费 | < | < | < | < | 18.00 |
| 序号 | 模块名称 | 功能说明 | 工作量（人天） | 单价（元/人天） | 小计（万元） |
| 1 | 作坊档案 | 登记 | 150 | 900 | 13.50 |
| 2 | 公众查询 | 查询 | 50 | 900 | 4.50 |
| 二、硬件设备费 | < | < | < | < | {hardware} |
| 序号 | 设备名称 | 规格 | 数量 | 单价（元/台） | 小计（万元） |
| 1 | 摄像机 | 400万 | 520 | 950 | {camera} |
| 2 | 分析盒 | 8路 | 26 | 5000 | 13.00 |
| 合计 | < | < | < | < | {total} |"""

# every part with a sum row of its own
SUMMED = """表1 项目概算（单位：万元）
| 一、软件开发费 | < | < | < | < | < |
| 序号 | 模块名称 | 功能说明 | 工作量（人天） | 单价（元/人天） | 金额 |
| 1 | 作坊档案 | 登记 | 150 | 900 | 13.50 |
| 小计 | < | < | 150 | | 13.50 |
| 二、硬件设备费 | < | < | < | < | < |
| 序号 | 设备名称 | 规格 | 数量 | 单价（元/台） | 金额 |
| 1 | 分析盒 | 8路 | 26 | 5000 | 13.00 |
| 小计 | < | < | | | 13.00 |
| 总计 | < | < | < | < | {total} |"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (PARTS.format(hardware="62.40", camera="49.40", total="80.40"), []),
        (
            PARTS.format(hardware="62.40", camera="49.40", total="80.90"),
            ["合计：18.00 + 62.40 = 80.40 ≠ 80.90（万元）"],
        ),
        (
            PARTS.format(hardware="65.40", camera="49.40", total="83.40"),
            ["二、硬件设备费：49.40 + 13.00 = 62.40 ≠ 65.40（万元）"],
        ),
        (SUMMED.format(total="26.50"), []),
        (SUMMED.format(total="28.50"), ["总计：13.50 + 13.00 = 26.50 ≠ 28.50（万元）"]),
    ],
)
def test_parts_under_headers_of_their_own(text: str, found: list[str]) -> None:
    reading = read(text)
    assert [t.kind for t in reading.tables] == ["effort", "hardware", "summary"]
    assert {r.name for r in reading.rates} == {"作坊档案", *(["公众查询"] if "公众查询" in text else [])}
    assert wrong(text) == found


def test_a_part_is_found_by_its_rows() -> None:
    reading = read(SUMMED.format(total="26.50"))
    work, goods, summary = reading.tables
    for table in (work, goods):
        assert all(reading.table_of(table.block, row.anchor) is table for row in table.rows)
    assert reading.table_of(summary.block, summary.rows[-1].anchor) is summary
    assert reading.table_of(99, reading.tables[0].rows[0].anchor) is None


def test_a_header_that_comes_again_is_no_row() -> None:
    reading = read(
        "表1 清单（元）\n| 名称 | 数量 | 单价 | 金额 |\n| 甲 | 2 | 950 | 1900 |\n"
        "| 名称 | 数量 | 单价 | 金额 |\n| 乙 | 1 | 50 | 50 |\n| 合计 | | | 1950 |"
    )
    assert [row.name for row in reading.tables[0].rows] == ["甲", "乙", "合计"]


DIRECT = """表1 软件开发费用估算
| 名称 | 基准人月费率(元/人月) | 工作量(人月) | 直接非人力成本(元) | 金额(元) |
| 引进 | 28,000 | 42.0 | 24,000 | {first} |
| 服务 | 28,000 | 40.2 | 0 | 1,125,600 |"""

CLOUD = """表1 云资源
| 资源类型 | 规格 | 数量 | 单价（元/月） | 月费（元） | 年费（元） |
| CPU | 核 | 160 | 60 | 9600 | 115200 |
| 内存 | GB | 640 | 40 | 25600 | {memory} |
| 存储 | TB | 40 | 600 | 24000 | 288000 |"""

LICENCES = """表1 软件清单
| 软件名称 | 授权用户数 | 单价（元/用户） | 折扣 | 金额（元） | 供应商报价A |
| 签章 | 200 | 680 | 9折 | 122,400 | 690 |
| 报表 | 50 | 1,800 | 8折 | {report} | 1,850 |
| 检索 | 100 | 600 | 100% | 60,000 | 610 |"""

LEASES = """表1 网络链路租赁
| 线路名称 | 带宽 | 条数 | 月租费（元/条·月） | 租期（月） | 费用（元） |
| 专线 | 200M | 1 | 4,200 | 12 | 50,400 |
| 备用 | 100M | 2 | 1,500 | 12 | {spare} |
| 外联 | 50M | 3 | 1,000 | 12 | 36,000 |"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (DIRECT.format(first="1,200,000"), []),
        (
            DIRECT.format(first="1,260,000"),
            ["引进：42.0 × 28,000 + 24,000 = 1,200,000 ≠ 1,260,000（元）"],
        ),
        (CLOUD.format(memory="307200"), []),
        (CLOUD.format(memory="307800"), ["内存：640 × 12 × 40 = 307,200 ≠ 307,800（元）"]),
        (LICENCES.format(report="72,000"), []),
        (LICENCES.format(report="74,000"), ["报表：50 × 0.8 × 1,800 = 72,000 ≠ 74,000（元）"]),
        (LEASES.format(spare="36,000"), []),
        (LEASES.format(spare="86,000"), ["备用：2 × 12 × 1,500 = 36,000 ≠ 86,000（元）"]),
    ],
)
def test_formulas_that_the_rows_follow(text: str, found: list[str]) -> None:
    assert wrong(text) == found


POSTS = """表1 驻场人员配置及费用表
| 岗位 | 人数 | 单价（万元/人·月） | 服务月数 | 年费用（万元） |
| 项目经理 | 1 | {price} | 12 | 26.40 |
| 系统运维 | 3 | 1.6 | 12 | 57.60 |
| 安全运维 | 1 | 1.6 | 12 | 19.20 |
| 合计 | 5 | | | 103.20 |"""

DISCOUNTED = """表1 清单（单位：万元）
| 名称 | 用户数 | 数量 | 单价(元) | 折扣率 | 小计 |
| 档案 | 200 | 1 | 186000 | 100% | 18.60 |
| 系统 | / | 6 | 8000 | 90% | 4.32 |
| 腕表 | 1000 | {watches} | 380 | 100% | 38.00 |
| 烟感 | / | 1500 | 145 | 100% | 21.75 |
| 培训 | / | {courses} | 14300 | 100% | 4.29 |"""

INDEXED = """表1 估算表（单位：万元）
| 序号 | 工程或费用名称 | 建筑工程 | 设备购置 | 合计 | 单位 | 数量 | 指标（元） |
| 1 | 感知设施 | 40 | 30 | 70 | 处 | 20 | {index} |
| 2 | 平台 | | 30 | 30 | 套 | 1 | 300000 |"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (POSTS.format(price="2.2"), []),
        (POSTS.format(price="2.9"), ["项目经理：1 × 12 × 2.9 = 34.8 ≠ 26.40（万元）"]),
        (DISCOUNTED.format(watches=1000, courses=3), []),
        (
            DISCOUNTED.format(watches=1000, courses=5),
            ["培训：5 × 14,300元 = 7.15 ≠ 4.29（万元）"],
        ),
        (INDEXED.format(index=35000), []),
        (INDEXED.format(index=85000), ["感知设施：20 × 85,000元 = 170 ≠ 70（万元）"]),
    ],
)
def test_factors_in_other_columns(text: str, found: list[str]) -> None:
    assert wrong(text) == found


def test_a_row_that_holds_without_its_count_is_asked_about() -> None:
    asked = [i for i in read(DISCOUNTED.format(watches=3000, courses=3)).identities if i.state == "unchecked"]
    assert [(i.subject, i.reason) for i in asked] == [("腕表", "金额与数量×单价不符，只按本行其他数相符")]


DISTRICTS = """表1 按单位投资分摊表（万元）
| 项目 | 市本级 | 东区 | 西区 | 合计 |
| 平台开发 | 320 | 0 | 0 | 320 |
| 推广实施 | 40 | 60 | {west} | 155 |
| 终端设备 | 24 | 84 | 72 | 180 |
| 合计 | 384 | 144 | 127 | 655 |"""

PAIRS = """表2 终端设备配置表
| 设备 | 单价（元） | 市本级 | < | 东区 | < | 合计 | < |
| ^ | ^ | 数量 | 金额（万元） | 数量 | 金额（万元） | 数量 | 金额（万元） |
| 平板 | 2400 | 50 | 12.00 | {count} | 48.00 | 250 | {sum} |
| 高拍仪 | 1200 | 100 | 12.00 | 300 | 36.00 | 400 | 48.00 |
| 合计 | | | 24.00 | | 84.00 | | 108.00 |"""

CHANGED = """表1 概算调整对比表（单位：万元）
| 序号 | 费用名称 | 批复概算 | 调整概算 | 增减额 | 调整原因 |
| 1 | 工程费用 | {granted} | 110 | 10 | 材料涨价 |
| 2 | 其他费用 | 20 | 18 | -2 | |
| 3 | 预备费 | 6 | 8 | {change} | |
| | 概算总投资 | 126 | 136 | 10 | |
"""

DONE = """表1 投资完成情况表（单位：万元）
| 费用名称 | 调整概算 | 已完成投资 | 尚需投资 |
| 工程费用 | 1,182.60 | 864.20 | {left} |
| 其他费用 | 153.30 | 98.75 | 54.55 |
| 合计 | 1,335.90 | 962.95 | 372.95 |"""

RENTED = """表1 服务费用总表
| 项目 | 年费用(元) | 年限 | 三年费用(元) |
| 云资源 | {yearly} | 3 | 1,200 |
| 链路 | 80 | 3 | 240 |
| 驻场 | 90 | 3 | 270 |
| 总计 | 570 | — | 1,710 |"""


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (DISTRICTS.format(west=55), set()),
        (DISTRICTS.format(west=58), {"推广实施", "合计（西区）"}),
        (PAIRS.format(count=200, sum="60.00"), set()),
        (PAIRS.format(count=700, sum="60.00"), {"平板（东区/金额（万元））"}),
        (PAIRS.format(count=200, sum="90.00"), {"平板", "合计"}),
        (CHANGED.format(granted=100, change=2), set()),
        (CHANGED.format(granted=100, change=7), {"预备费", "概算总投资（增减额）"}),
        (CHANGED.format(granted=400, change=2), {"工程费用", "概算总投资（批复概算）"}),
        (DONE.format(left="318.40"), set()),
        (DONE.format(left="378.40"), {"工程费用", "合计（尚需投资）"}),
        (RENTED.format(yearly=400), set()),
        (RENTED.format(yearly=900), {"云资源", "总计（年费用(元)）"}),
    ],
)
def test_columns_that_the_rows_tie_together(text: str, subjects: set[str]) -> None:
    assert {i.subject for i in read(text).identities if i.state == "broken"} == subjects


@pytest.mark.parametrize(
    "text",
    [
        "表1 云资源明细\n| 项目名称：××平台 | < | < | 建设单位：××局 | < | 单位：元 |\n"
        "| 资源 | 规格 | 数量 | 单价/月 | 月数 | 合计 |\n"
        "| 云主机 | 8核 | 10 | 500 | 12 | 60000 |\n| 云盘 | TB | 5 | 300 | 12 | 18000 |\n"
        "| 小计 | | | | | 78000 |",
        "表1 采购清单\n| 包号 | 名称 | 数量 | 单价（万元） | 最高限价（万元） |\n"
        "| A包 | 服务器 | 4 | 8.5 | 34 |\n| A包 | 存储 | 2 | 20 | 40 |\n| 总计 | | | | 74 |",
    ],
)
def test_every_row_is_checked(text: str) -> None:
    assert [i.state for i in read(text).identities] == ["holds"] * 3
