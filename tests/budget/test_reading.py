"""Tables as people lay them out: which are read, what they say, which sums hold."""

from decimal import Decimal

import pytest
from markup import parse

from budget.plans import broken, read
from proposal_check.budget.reading import read_budget
from proposal_check.model.document import Table

RATE = """表2 开发费（单位：元）
| 功能模块 | 功能 | 工作量（人日） | 人日单价 | 小计 |
"""


@pytest.mark.parametrize(
    ("text", "kind", "identities"),
    [
        (
            """表2-1 软件开发费预算表
| 子系统名称 | 模块名称 | 工作量（人月） | < | < | 小计（人月） | 复用系数 | 人月单价（元） | 预算价（元） |
| ^ | ^ | 设计 | 编码 | 测试 | ^ | ^ | ^ | ^ |
| 甲 | A | 1 | 2 | 1 | 4 | 1 | 20000 | 80000 |
| ^ | B | 1 | 1 | 1 | 3 | 0.5 | 20000 | 30000 |
| 合计 | < | < | < | < | 7 | | | 110000 |""",
            "effort",
            {"I7": 2, "I3": 2},
        ),
        (
            """表1 人员投入表（单位：万元）
| 岗位 | 人数 | 投入（月） | 单价 | 金额 |
| 经理 | 1 | 6 | 2.0 | 12.0 |
| 工程师 | 5 | 4 | 1.8 | 36.0 |
| 合计 | 6 | | | 48.0 |""",
            "staffing",
            {"I1": 2, "I3": 2},
        ),
        (
            """| 投资估算总表（单位：万元） | < | < |
| 序号 | 费用名称 | 金额 |
| 一 | 系统建设费 | 46 |
| 1 | 应用软件开发 | 30 |
| 2 | 硬件购置 | 16 |
| 二 | 其他费用 | 5.4 |
| 总计（一+二） | < | 51.4 |""",
            "summary",
            {"I4": 1, "I3": 1},
        ),
        (
            """表3 硬件清单
| 序号 | 名称 | 数量 | 单价（元） | 总价（万元） |
| 1 | 2 | 3 | 4 | 5=3×4 |
| 1 | 服务器 | 4 | 80,000 | 32 |
| 2 | 交换机 | 2 | ￥40000/台 | 8 |
| 合计 | < | < | < | 40 |
人民币大写：肆拾万元整""",
            "hardware",
            {"I1": 2, "I3": 1, "I10": 1},
        ),
        (
            """表4 成本（单位：万元）
| 子任务 | 人天 | 成本 | 人天总计 | 成本总计 |
| 设计 | 30 | 20 | 75 | 50 |
| 开发 | 45 | 30 | ^ | ^ |
| 测试 | 25 | 15 | 25 | 15 |""",
            "effort",
            {"I2": 4},
        ),
        (
            """表5 资金来源（单位：万元）
| 资金来源 | 2024年 | 2025年 | 合计 |
| 财政资金 | 10.0 | 20.0 | 30.0 |
| 自筹资金 | 5.0 | 5.0 | 10.0 |
| 合计 | 15.0 | 25.0 | 40.0 |""",
            "funding",
            {"I4": 3, "I3": 3},
        ),
        (
            """表6 费用
| 类别 | 金额（元） |
| 小程序 | 13000 |
| 后台 | 38000 |
合计：51000元""",
            "other",
            {"I3": 1},
        ),
        (
            """表7 云资源（单位：万元）
| 名称 | 数量 | 单价 | 年限 | 金额 |
| 云主机 | 4 | 0.5 | 3年 | 6.0 |
| 云存储 | 10 | 0.1 | 3年 | 3.0 |""",
            "product",
            {"I1": 2},
        ),
    ],
)
def test_layouts_that_hold(text: str, kind: str, identities: dict[str, int]) -> None:
    reading = read(text)
    assert [t.kind for t in reading.tables] == [kind]
    assert {i.state for i in reading.identities} == {"holds"}
    names = [i.name for i in reading.identities]
    assert {name: names.count(name) for name in names} == identities


@pytest.mark.parametrize(
    "text",
    [
        "表1 评分表\n| 序号 | 评审因素 | 分值 | 评分标准 |\n| 1 | 价格 | 30 | 最低价满分 |",
        "表2 现有设备存量一览表\n| 名称 | 数量 | 单价（元） | 金额（元） |\n| 服务器 | 2 | 50000 | 100000 |",
        "表3 实施计划一览表\n| 阶段 | 时间 | 工作内容 |\n| 设计 | 30天 | 需求 |",
        "| 序号 | 工作阶段 | 工作量权重 |\n| 1 | 需求 | 5% |",
        "| 章节 | 标题 | 页码 |\n| 十一 | 投资概算 | 30 |",
        "| 设备名称 | 数量 |\n| 服务器 | 2台 |",
        "| 基线 | 版本号 |\n| 需求 | 1.0 |",
    ],
)
def test_tables_left_alone(text: str) -> None:
    reading = read(text)
    assert not reading.tables
    assert not reading.unread


def test_a_blank_form_is_unread_and_never_zero() -> None:
    reading = read("表1 报价表（单位：元）\n| 名称 | 数量 | 单价 | 总价 |\n| 服务器 | | | |\n| 合计 | | | |")
    assert not reading.tables
    assert [u.reason for u in reading.unread] == ["金额各格均为空白，未填写"]
    assert reading.total is None


@pytest.mark.parametrize(("label", "state"), [("总投资（取整）", "rounding"), ("总投资", "broken")])
def test_a_total_that_says_it_is_rounded(label: str, state: str) -> None:
    rows = "| 软件 | 600.37 |\n| 硬件 | 48.00 |\n"
    reading = read(f"表1 概算（单位：万元）\n| 费用名称 | 金额 |\n{rows}| {label} | 650 |")
    assert [i.state for i in reading.identities] == [state]


HEADLESS = "表1 {what}（单位：{unit}）\n| 服务器 | 两台 | 12 |\n| 软件 | 一套 | 30 |\n| 集成 | 一项 | 5 |\n"


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (
            HEADLESS.format(what="投资概算", unit="万元") + "| 合计 | | 47 |",
            ["没有读出表头，不能确定各列是什么"],
        ),
        (HEADLESS.format(what="投资概算", unit="万元"), []),
        (HEADLESS.format(what="投资概算", unit="台") + "| 合计 | | 47 |", []),
        (HEADLESS.format(what="方案投资比较", unit="万元") + "| 合计 | | 47 |", []),
        (HEADLESS.format(what="人口情况", unit="万元") + "| 合计 | | 47 |", []),
        ("表1 报价表（单位：元）\n| 名称 | 数量 | 单价 | 总价 |", ["只读到表头，没有读到各行"]),
        (
            "表1 报价表（单位：元）\n| 名称 | 数量 | 单价 | 总价 | 型号 | |\n| 服务器 | | | | R1 | 12 |\n"
            "| 软件 | | | | S2 | 30 |",
            ["金额各格没有读到数，表格的列可能没有对上"],
        ),
    ],
)
def test_money_that_could_not_be_read_says_why(text: str, reasons: list[str]) -> None:
    reading = read(text)
    assert not reading.tables
    assert [u.reason for u in reading.unread] == reasons


@pytest.mark.parametrize(
    ("row", "total", "wrong"),
    [
        ("| 乙 | f | 10 | 900 | 9000 |", "19000", set()),
        ("| 乙 | f | 10 | 900 | 9500 |", "19500", {("I7", "乙")}),
        ("| 乙 | f | 10 | 900 | 9000 |", "29000", {("I3", "合计")}),
        ("| 其中：丙 | f | 5 | 1000 | 5000 |", "10000", set()),
        ("| 乙 | f | 10 | 900 | 赠送 |", "10000", set()),
        ("| 乙 | f | 10 | 900 | 0.9 |", "10000.9", {("I14", "乙")}),
    ],
)
def test_rows_and_totals(row: str, total: str, wrong: set[tuple[str, str]]) -> None:
    text = f"{RATE}| 甲 | f | 10 | 1000 | 10000 |\n{row}\n| 合计 | < | < | < | {total} |"
    assert broken(read(text)) == wrong


def test_the_unit_may_come_from_the_arithmetic() -> None:
    reading = read("| 名称 | 数量 | 单价 | 金额 |\n| A | 2 | 12000 | 2.40 |\n| B | 3 | 10000 | 3.00 |")
    assert (reading.tables[0].unit, reading.tables[0].unit_origin) == ("万元", "arithmetic")
    assert {i.state for i in reading.identities} == {"holds"}


def test_without_a_unit_amounts_stay_as_printed() -> None:
    reading = read("| 名称 | 数量 | 单价 | 金额 |\n| A | 2 | 12 | 24 |\n| B | 3 | 10 | 39 |")
    table = reading.tables[0]
    assert table.unit is None
    assert table.rows[0].amount
    assert (table.rows[0].amount.unit, table.rows[0].amount.value) == (None, 24)
    assert [i.difference for i in reading.identities if i.state == "broken"] == [None]


def test_a_merged_amount_belongs_to_all_its_rows() -> None:
    reading = read(
        f"{RATE}| 甲 | f | 10 | 1000 | 15000 |\n| 乙 | f | 5 | ^ | ^ |\n| 合计 | < | < | < | 15000 |"
    )
    assert not broken(reading)
    assert [r.amount_state for r in reading.tables[0].rows] == ["number", "merged", "number"]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("本项目总投资为120.5万元。", ["1205000.0"]),
        ("项目总投资共计人民币1,205,000元", ["1205000"]),
        ("投资概算：12万元", ["120000"]),
        ("其中软件总投资为20万元。", []),
        ("原有系统总投资80万元，于2018年投入使用。", []),
        ("一期项目总投资为80万元。", []),
        ("可行性研究报告已获批复，批复总投资3,600.00万元。", []),
        ("平台分两期建设，规划总投资约1200万元。", []),
        ("××管理系统于2022年6月上线，2023年1月通过竣工验收，总投资68.5万元。", []),
        ("本项目计划于2026年12月建成，总投资68.5万元。", ["685000.0"]),
        ("总投资不超过100万元。", []),
        ("总投资1000万元以上的项目应当复核。", []),
        ("总投资为20–30万元。", []),
        ("总成本=直接成本+间接成本=50.05万元+10.01万元=60.06万元。", ["600600.00"]),
    ],
)
def test_totals_in_the_text(sentence: str, values: list[str]) -> None:
    assert [s.amount.value for s in read(sentence).totals] == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("项目总投资268.00万元（大写：人民币贰佰陆拾捌万元整）。", True),
        ("本项目总投资268.00万元。", True),
        ("总投资268.00万元。", False),
    ],
)
def test_a_total_that_is_surely_this_projects(sentence: str, plain: bool) -> None:
    assert [s.plain for s in read(sentence).totals] == [plain]


def test_a_large_table_is_read_whole() -> None:
    rows = "\n".join(f"| {n} | 模块{n} | 功能 | 10 | 1000 | 10000 |" for n in range(1, 801))
    head = "表1 开发费（单位：元）\n| 序号 | 功能模块 | 功能 | 工作量（人日） | 人日单价 | 小计 |\n"
    text = f"{head}{rows}\n| 合计 | < | < | < | < | 8000000 |"
    assert len(read(text).identities) == 801


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ("| A | 3 | 12 | 37 |\n| B | 3 | 10 | 30 |", "unchecked"),
        ("| A | 3 | 12 | 37 |\n| B | 3 | 0.25 | 0.75 |", "broken"),
        ("| A | 3 | 1.2 | 3.7 |\n| B | 3 | 0.5 | 1.5 |", "rounding"),
        ("| A | 3 | 1.2 | 3.8 |\n| B | 3 | 0.5 | 1.5 |", "broken"),
        ("| A | 3 | 1.2 | 3.6 |\n| B | 3 | 0.5 | 1.5 |", "holds"),
    ],
)
def test_precision_is_that_of_the_column(rows: str, state: str) -> None:
    reading = read(f"表1 清单（单位：万元）\n| 名称 | 数量 | 单价 | 金额 |\n{rows}")
    assert [i.state for i in reading.identities] == [state, "holds"]


SUMMARY = """表1 投资估算总表（单位：万元）
| 费用名称 | 金额 |
| 硬件设备购置费 | {hard} |
| 监理费 | 2.00 |
| 总计 | {total} |
"""
LIST = """表{n} {name}清单（单位：万元）
| 设备名称 | 数量 | 单价 | 金额 |
| 设备 | 2 | 3.00 | 6.00 |
| 合计 | | | 6.00 |
"""


@pytest.mark.parametrize(
    ("hard", "lists", "states"),
    [
        ("6.00", ["硬件设备"], ["holds"]),
        ("7.00", ["硬件设备"], ["broken"]),
        ("12.00", ["硬件设备", "网络设备"], ["holds"]),
        ("13.00", ["硬件设备", "网络设备"], ["unchecked"]),
    ],
)
def test_a_summary_line_against_its_list(hard: str, lists: list[str], states: list[str]) -> None:
    text = SUMMARY.format(hard=hard, total=Decimal(hard) + 2)
    text += "\n".join(LIST.format(n=n, name=name) for n, name in enumerate(lists, 2))
    assert [i.state for i in read(text).identities if i.name == "I5"] == states


@pytest.mark.parametrize(
    ("parent", "state"),
    [("| 1 | 机柜 | 2 | 5.00 | 10.00 |", "holds"), ("| 1 | 机柜 | 2 | 6.00 | 12.00 |", "unchecked")],
)
def test_a_parent_with_its_own_quantity(parent: str, state: str) -> None:
    parts = "| 1.1 | 柜体 | 1 | 3.00 | 3.00 |\n| 1.2 | 配电 | 1 | 2.00 | 2.00 |"
    head = "表1 设备清单（单位：万元）\n| 序号 | 名称 | 数量 | 单价 | 金额 |"
    reading = read(f"{head}\n{parent}\n{parts}")
    assert [i.state for i in reading.identities if i.name == "I4"] == [state]


def test_two_totals_of_the_project_are_compared() -> None:
    reading = read(SUMMARY.format(hard="6.00", total="8.00") + "\n" + "本项目总投资为8.20万元。")
    assert [(i.name, i.state) for i in reading.identities if i.name == "I6"] == [("I6", "broken")]


def test_quotes_stand_where_anchors_point() -> None:
    text = SUMMARY.format(hard="6.00", total="8.00") + "本项目总投资为8.20万元（大写：捌万贰仟元整）。"
    document = parse(text)[0].main
    for identity in read_budget(document).identities:
        for anchor in identity.anchors:
            block = document.blocks[anchor.block]
            cells = {(c.row, c.col): c.text for c in block.cells} if isinstance(block, Table) else {}
            held = cells[anchor.cell] if anchor.cell else block.text
            assert held[anchor.start : anchor.end] == anchor.quote


def test_two_lists_with_one_header_keep_their_own_totals() -> None:
    one = "| 名称 | 数量 | 单价（元） | 金额（元） |\n| A | 2 | 300 | 600 |\n| 合计 | | | 600 |"
    two = "| 名称 | 数量 | 单价（元） | 金额（元） |\n| B | 1 | 500 | 500 |\n| 合计 | | | 500 |"
    assert not broken(read(f"{one}\n续\n{two}"))


UNITLESS = """本项目总投资为252万元。
附表 项目资金概算明细汇总表
| 类别 | 名称 | 数量 | 单价 | 小计 |
| 硬件 | 服务器 | 2 | 100 | 200 |
| ^ | 合计：￥{sub} | < | < | < |
| 其他项目 | 监理费 | 1 | 52 | 52 |
| ^ | 合计：￥52 | < | < | < |
| 资金总计 | ￥{total} | < | < | < |"""


@pytest.mark.parametrize(
    ("sub", "total", "unit", "wrong"),
    [
        ("200", "252", "万元", set()),
        ("210", "252", "万元", {("I2", "硬件合计")}),
        ("200", "300", None, {("I3", "资金总计")}),
    ],
)
def test_a_table_without_unit(sub: str, total: str, unit: str | None, wrong: set[tuple[str, str]]) -> None:
    reading = read(UNITLESS.format(sub=sub, total=total))
    assert (reading.tables[0].unit, broken(reading)) == (unit, wrong)
    assert reading.total
    assert reading.total.value == 2_520_000


def test_rows_known_elsewhere_tell_the_unit() -> None:
    listed = "表1 清单（单位：元）\n| 名称 | 金额 |\n| 甲 | 35000 |\n| 乙 | 48000 |"
    bare = "表2 费用\n| 名称 | 金额 |\n| 甲 | {} |\n| 乙 | {} |\n| 丙 | 7.7 |"
    assert read(f"{listed}\n{bare.format('3.50', '4.80')}").tables[1].unit == "万元"
    assert read(f"{listed}\n{bare.format('3.50', '48000')}").tables[1].unit is None


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("| A | 16 | 3418 | 54688 |", "holds"),
        ("| A | 16 | 3418 | 54684 |", "broken"),
        ("| A | 3 | 33333 | 100000 |", "rounding"),
        ("| A | 3 | 约3400 | 10201 |", "rounding"),
        ("| A | 1.5 | 3333 | 5000 |", "rounding"),
    ],
)
def test_whole_yuan_are_exact(row: str, state: str) -> None:
    reading = read(f"表1 清单（单位：元）\n| 名称 | 数量 | 单价 | 金额 |\n{row}")
    assert [i.state for i in reading.identities] == [state]


def test_a_price_beside_a_unit_price_is_an_amount() -> None:
    reading = read(
        "表1 软件清单\n| 名称 | 数量 | 单价（元） | 价格（元） |\n| A | 2 | 500 | 1200 |\n| 合计 | | | 1200 |"
    )
    assert broken(reading) == {("I1", "A")}


def test_the_module_names_the_row_not_its_function() -> None:
    head = "表1 工作量\n| 子系统 | 功能模块 | 模块功能 | 工作量（人日） |"
    assert read(f"{head}\n| 甲 | A | 查询 | 3 |").tables[0].rows[0].name == "A"


TRANSPOSED = """表1 硬件清单（单位：元）
| 名称 | 服务器 | 交换机 | 合计 |
| 数量 | 2 | 3 | |
| 单价 | 50000 | 8000 | |
| 金额 | 100000 | {} | 124000 |"""
HALVES = """表2 设备清单（单位：元）
| 名称 | 数量 | 单价 | 金额 | 名称 | 数量 | 单价 | 金额 |
| 服务器 | 2 | 50000 | 100000 | 交换机 | 3 | 8000 | {} |
| 防火墙 | 1 | 30000 | 30000 | | | | |
| 合计 | < | < | < | < | < | < | 154000 |"""
CUT = """表3 设备清单（单位：元）
| 名称 | 型号 | 参数 |
| 服务器 | A1 | 2路 |
| 交换机 | B2 | 48口 |
| 合计 | | |

| 名称 | 数量 | 单价 | 金额 |
| 服务器 | 2 | 50000 | 100000 |
| 交换机 | 3 | 8000 | {} |
| 合计 | | | 124000 |"""


@pytest.mark.parametrize("text", [TRANSPOSED, HALVES, CUT])
def test_other_layouts(text: str) -> None:
    whole = read(text.format(24000))
    assert len(whole.tables) == 1
    assert {(i.name, i.state) for i in whole.identities} == {("I1", "holds"), ("I3", "holds")}
    document = parse(text.format(25000))[0].main
    wrong = [i for i in read_budget(document).identities if i.state == "broken"]
    assert [(i.name, i.subject) for i in wrong] == [("I1", "交换机"), ("I3", "合计")]
    for anchor in (a for i in wrong for a in i.anchors):
        block = document.blocks[anchor.block]
        assert isinstance(block, Table)
        cell = next(c for c in block.cells if (c.row, c.col) == anchor.cell)
        assert cell.text[anchor.start : anchor.end] == anchor.quote
