"""Layouts beyond the plain one: depth without numbers, tax, two lists, cells with arithmetic."""

import pytest

from budget.plans import broken, read

FEES = "表1 费用（单位：万元）\n| 费用名称 | 金额 |\n"
NUMBERED = "表1 投资概算（单位：万元）\n| 费用项目 | 数量 | 单价 | 合价 |\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # rows that detail the row above without saying so
        (
            FEES + "| 软件 | 100 |\n| 开发 | 60 |\n| 测试 | 40 |\n| 硬件 | 50 |\n| 合计 | 150 |",
            {("I3", "holds")},
        ),
        (
            FEES + "| 软件 | 100 |\n| 开发 | 60 |\n| 测试 | 40 |\n| 硬件 | 50 |\n| 合计 | 160 |",
            {("I3", "broken")},
        ),
        # unnumbered rows under numbered ones: the sums of most parents bear it out
        (
            NUMBERED
            + "| 一、硬件 | | | 58 |\n| 服务器 | 2 | 25 | 50 |\n| 交换机 | 1 | 8 | 8 |\n"
            + "| 二、软件 | | | 120 |\n| 数据库 | 1 | 20 | 20 |\n"
            + "| 中间件 | 1 | 100 | 100 |\n| 三、总计 | | | 178 |",
            {("I1", "holds"), ("I4", "holds"), ("I3", "holds")},
        ),
        (
            NUMBERED
            + "| 一、硬件 | | | 58 |\n| 服务器 | | | 50 |\n| 交换机 | | | 8 |\n"
            + "| 二、软件 | | | 120 |\n| 数据库 | | | 20 |\n| 中间件 | | | 100 |\n"
            + "| 三、其他 | | | 30 |\n| 培训 | | | 10 |\n| 监理 | | | 10 |\n| 总计 | | | 208 |",
            {("I4", "holds"), ("I4", "broken"), ("I3", "holds")},
        ),
        # one numbered row happens to be the sum of unnumbered ones: the total counts them all
        (
            "表1 清单（单位：万元）\n| 序号 | 名称 | 金额 |\n"
            "| 1 | 服务器 | 10 |\n| | 配件 | 4 |\n| | 上架 | 6 |\n"
            "| 2 | 交换机 | 8 |\n| 合计 | | 28 |",
            {("I3", "holds")},
        ),
        # 其中 rows go on until the next number
        (
            "表1 估算（单位：万元）\n| 序号 | 费用名称 | 金额 |\n| 1 | 软件 | 100 |\n| | 其中：开发 | 60 |\n"
            "| | 测试 | 40 |\n| 2 | 硬件 | 50 |\n| 合计 | | 150 |",
            {("I3", "holds")},
        ),
        # a last 合计 that closes a second list speaks for neither
        (
            "表1 概算（单位：万元）\n| 类别 | 名称 | 金额 |\n| 建设 | 硬件 | 58 |\n| ^ | 软件 | 120 |\n"
            "| 合计 | | 178 |\n| 运维 | 人员 | 10 |\n| ^ | 云 | 5 |\n| 合计 | | 15 |",
            {("I2", "holds")},
        ),
        # subtotals merged beside the rows
        (
            "表1 费用（单位：万元）\n| 类别 | 名称 | 金额 | 小计 |\n"
            "| 软件 | 开发 | 60 | 100 |\n| ^ | 测试 | 40 | ^ |\n"
            "| 硬件 | 服务器 | 30 | 55 |\n| ^ | 网络 | 20 | ^ |\n| 合计 | | | 150 |",
            {("I2", "holds"), ("I2", "broken"), ("I3", "holds")},
        ),
        # depth by indentation alone: three levels, one of them wrong, and a total that counts two levels
        (
            FEES + "| 建设 | 178.50 |\n| 　硬件 | 58.50 |\n| 　　服务器 | 50.50 |\n| 　　交换机 | 8.00 |\n"
            "| 　软件 | 120.00 |\n| 其他 | 21.50 |\n| 　监理 | 11.50 |\n| 　培训 | 10.00 |\n"
            "| 合计 | 200.00 |",
            {("I4", "holds"), ("I3", "holds")},
        ),
        (
            FEES + "| 硬件 | 58.00 |\n| 　服务器 | 50.00 |\n| 　交换机 | 9.50 |\n| 软件 | 120.00 |\n"
            "| 　开发 | 20.00 |\n| 　测试 | 100.00 |\n| 合计 | 178.00 |",
            {("I4", "holds"), ("I4", "broken"), ("I3", "holds")},
        ),
        (
            FEES + "| 硬件 | 58.00 |\n| 　服务器 | 50.00 |\n| 　交换机 | 8.00 |\n| 软件 | 120.00 |\n"
            "| 　开发 | 20.00 |\n| 　测试 | 100.00 |\n| 合计 | 356.00 |",
            {("I3", "unchecked")},
        ),
        # indentation that no sum bears out: layout where the rows add up, open where they do not
        (
            FEES + "| 甲 | 58.00 |\n| 　乙 | 50.00 |\n| 　丙 | 28.00 |\n| 丁 | 64.00 |\n| 合计 | 200.00 |",
            {("I3", "holds")},
        ),
        (
            FEES + "| 甲 | 58.00 |\n| 　乙 | 50.00 |\n| 　丙 | 28.00 |\n| 丁 | 64.00 |\n| 合计 | 190.00 |",
            {("I3", "unchecked")},
        ),
        # 其中 without numbers, told by the sums
        (
            "表1 资金来源（单位：万元）\n| 资金来源 | 2026年 | 2027年 | 合计 |\n"
            "| 财政资金 | 100 | 50 | 150 |\n"
            "| 其中：上级补助 | 40 | 20 | 60 |\n| 区级财政 | 60 | 30 | 90 |\n| 自筹资金 | 20 | 10 | 30 |\n"
            "| 合计 | 120 | 60 | 180 |",
            {("I3", "holds"), ("I4", "holds")},
        ),
        # 其中 columns that need not be all
        (
            "表1 投资表（单位：万元）\n| 费用名称 | 总投资 | 其中：中央补助 | 其中：地方配套 |\n"
            "| 软件 | 100 | 30 | 20 |\n| 硬件 | 80 | 10 | 20 |\n| 总计 | 180 | 40 | 40 |",
            {("I3", "holds")},
        ),
        # an amount in brackets may be a deduction or an aside
        (FEES + "| 甲 | 100 |\n| 核减 | （50） |\n| 合计 | 50 |", {("I3", "unchecked")}),
        # columns of parts
        (
            "表1 投资表（单位：万元）\n| 费用名称 | 分项目1 | 分项目2 | 合计 |\n| 软件 | 20 | 30 | 50 |\n"
            "| 硬件 | 10 | 10 | 20 |\n| 总计 | 30 | 40 | 70 |",
            {("I3", "holds"), ("I4", "holds")},
        ),
    ],
)
def test_what_a_sum_sums(text: str, found: set[tuple[str, str]]) -> None:
    assert {(i.name, i.state) for i in read(text).identities} == found


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        ("3×2", 60_000),
        ("3×2=6", 60_000),
        ("3*2万元", 60_000),
        ("2+4", 60_000),
        ("陆万元整", 60_000),
        ("6万", 60_000),
    ],
)
def test_cells_that_print_arithmetic(amount: str, value: int) -> None:
    reading = read(f"表1 清单（单位：万元）\n| 名称 | 数量 | 单价 | 金额 |\n| 甲 | 3 | 2 | {amount} |")
    row = reading.tables[0].rows[0]
    assert row.amount
    assert row.amount.value == value
    assert [(i.name, i.state) for i in reading.identities] == [("I1", "holds")]


@pytest.mark.parametrize("cell", ["10台/5套", "20-30"])
def test_several_numbers_in_a_cell_are_said_to_be_unchecked(cell: str) -> None:
    reading = read(f"表1 清单（单位：万元）\n| 名称 | 数量 | 单价 | 金额 |\n| 甲 | {cell} | 2 | 20 |")
    assert [(i.name, i.state, i.reason) for i in reading.identities] == [
        ("I1", "unchecked", f"“{cell}”不是单一的数")
    ]


@pytest.mark.parametrize(
    ("count", "price", "amount", "state"),
    [
        ("10台/5套", "2/3", "35", "holds"),
        ("10、5", "2万、3万", "35", "holds"),
        ("10台/5套", "2/3", "36", "unchecked"),
        ("10台/5套", "2/3/4", "35", "unchecked"),
    ],
)
def test_several_values_in_a_cell_go_one_by_one(count: str, price: str, amount: str, state: str) -> None:
    rows = f"| 甲/乙 | {count} | {price} | {amount} |\n| 丙 | 1 | 4 | 4 |"
    reading = read(f"表1 清单（单位：万元）\n| 名称 | 数量 | 单价 | 金额 |\n{rows}")
    assert [i.state for i in reading.identities] == [state, "holds"]


TAXED = """表1 清单（单位：元）
| 名称 | 数量 | 不含税单价 | 不含税金额 | 税率 | 税额 | 含税金额 |
| 服务器 | 2 | 50000 | 100000 | 13% | 13000 | {gross} |
| 合计 | | | 100000 | | 13000 | {gross} |"""


def test_amounts_with_and_without_tax() -> None:
    right = read(TAXED.format(gross="113000"))
    assert {i.state for i in right.identities} == {"holds"}
    assert [i.name for i in right.identities] == ["I1", "I13", "I13", "I3"]
    assert right.total
    assert right.total.value == 113_000
    assert broken(read(TAXED.format(gross="112000"))) == {("I13", "服务器"), ("I13", "合计")}


def test_a_price_without_tax_and_an_amount_with() -> None:
    head = "表1 清单（单位：元）\n| 名称 | 数量 | 单价（不含税） | {rate} | 含税总价 |\n"
    told = read(head.format(rate="税率") + "| 服务器 | 2 | 50000 | 13% | 113000 |")
    assert [(i.name, i.state) for i in told.identities] == [("I1", "holds")]
    untold = read(head.format(rate="备注") + "| 服务器 | 2 | 50000 | | 113000 |")
    assert [(i.name, i.state) for i in untold.identities] == [("I1", "unchecked")]


def test_tables_on_two_bases_are_not_held_against_each_other() -> None:
    text = """表1 投资估算总表（单位：元）
| 费用名称 | 含税金额 |
| 硬件设备购置费 | 113000 |
| 总计 | 113000 |
表2 硬件设备清单（单位：元）
| 设备名称 | 数量 | 单价 | 不含税金额 |
| 服务器 | 2 | 50000 | 100000 |
| 合计 | | | 100000 |"""
    states = {i.name: i.state for i in read(text).identities}
    assert states["I5"] == "unchecked"
    assert states["I13"] == "unchecked"
    assert not broken(read(text))


@pytest.mark.parametrize(
    ("months", "states"),
    [
        (("6", "20", "6"), ["holds"] * 3),
        (("6", "20", "5"), ["holds", "holds", "broken"]),
        (("5", "18", "5"), ["unchecked"] * 3),
    ],
)
def test_people_times_months(months: tuple[str, str, str], states: list[str]) -> None:
    rows = zip(("1", "4", "2"), ("6", "5", "3"), months, strict=True)
    text = "表1 人员投入（单位：万元）\n| 岗位 | 人数 | 月数 | 工作量（人月） |\n"
    text += "\n".join(f"| 岗位{n} | {p} | {m} | {e} |" for n, (p, m, e) in enumerate(rows))
    assert [i.state for i in read(text).identities if i.name == "I7"] == states


@pytest.mark.parametrize(
    "text",
    [
        "| 序号 | 项目名称 | 用户单位 | 合同金额（万元） |\n| 1 | 甲 | ××局 | 300 |",
        "表1 经济效益分析（单位：万元）\n| 项目 | 建设前成本 | 建设后成本 |\n"
        "| 人工 | 100 | 40 |\n| 合计 | 100 | 40 |",
        "中小企业声明函\n"
        "| 标的名称 | 从业人员 | 营业收入（万元） | 资产总额（万元） |\n| 甲 | 30 | 1000 | 500 |",
        "表1 询价对比\n| 名称 | 供应商A报价 | 供应商B报价 |\n| 服务器 | 50000 | 52000 |",
    ],
)
def test_more_that_only_looks_like_a_budget(text: str) -> None:
    reading = read(text)
    assert (reading.tables, reading.unread) == ((), ())


def test_a_bound_is_no_total() -> None:
    assert not read("| 一级指标 | 二级指标 | 指标值 |\n| 成本指标 | 项目总成本 | ≤100万元 |").totals


def test_what_was_approved_counts_before_what_was_asked_for() -> None:
    text = "表1 概算（单位：万元）\n| 费用 | 申报金额 | 核减金额 | 核定金额 |\n"
    text += "| 软件 | 100 | 20 | 80 |\n| 合计 | 100 | 20 | 80 |"
    total = read(text).total
    assert total
    assert total.value == 800_000


STOCK = "# 现状\n表1 现有软硬件存量一览表\n| 设备名称 | 数量 |\n| 服务器 | 2 |\n"
STOCK += "# 概算\n表2 硬件清单（单位：万元）\n| 设备名称 | 数量 | 单价 | 金额 |\n| 服务器 | 3 | 5 | 15 |\n"
STOCK += "# 建成后存量\n表3 建成后软硬件资源存量一览表\n| 设备名称 | 数量 |\n| 服务器 | {} |"


@pytest.mark.parametrize(("after", "state"), [("5", "holds"), ("6", "unchecked")])
def test_stock_before_and_after(after: str, state: str) -> None:
    assert [i.state for i in read(STOCK.format(after)).identities if i.name == "I12"] == [state]
    row = f"| 名称 | 现有数量 | 新增数量 | 建成后数量 |\n| 服务器 | 2 | 3 | {after} |"
    assert [i.state for i in read(row).identities if i.name == "I12"] == [state]


def test_a_total_off_by_the_unit_is_said_to_be_one() -> None:
    text = "本项目总投资120万元。\n表1 投资估算表（单位：元）\n"
    text += "| 名称 | 金额 |\n| A | 70 |\n| B | 50 |\n| 合计 | 120 |"
    found = [i for i in read(text).identities if i.name == "I6"]
    assert [(i.state, i.repair) for i in found] == [("broken", "金额相差10000倍，请核对单位是元还是万元")]


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("开发费为120人月×2万元/人月=240万元，管理费为240万元×10%=24万元。", ["holds", "holds"]),
        ("直接成本=1000元/天*455天=45.5万元。", ["holds"]),
        ("费用为30人月×1.8万元/人月=56万元。", ["broken"]),
        ("费用合计1.2万元+3.45万元=4.6万元。", ["rounding"]),
        ("费用为333万元×3%=10万元。", ["rounding"]),
        ("费用为30人月×2万元=61万元。", ["broken"]),
        ("第1期30万元+第2期40万元=80万元，共100万条×0.01元=3万元。", []),
        ("200元×1.5万=400万元；192.168.1.1；A4×2。", []),
        ("规模为2×3=7，费用为（30+20）×2万元=90万元。", []),
        ("年运维费为500万元×8%=45万元/年。", []),
        ("总投资=软件费120万元+硬件费80万元=210万元。", []),
    ],
)
def test_equations_in_the_text(sentence: str, states: list[str]) -> None:
    found = [i for i in read(sentence).identities if i.subject == "正文算式"]
    assert [i.state for i in found] == states


def test_a_row_in_capitals_repeats_the_total_above_it() -> None:
    text = "表1 清单（单位：元）\n| 名称 | 数量 | 单价 | 合计 |\n| 服务器 | 2 | 50000 | 100000 |\n"
    text += "| 合计 | < | < | 100000 |\n| 大写：{} | < | < | < |"
    assert not broken(read(text.format("壹拾万元整")))
    assert broken(read(text.format("壹拾万捌仟元整"))) == {("I10", "大写金额")}


def test_a_row_that_is_not_counted() -> None:
    text = "表1 投资（单位：万元）\n| 费用 | 金额 | 备注 |\n| 软件 | 20 | |\n"
    text += "| 网络租赁 | 30 | {} |\n| 合计 | 20 | |"
    assert not broken(read(text.format("不计入总投资，由单位自筹")))
    assert broken(read(text.format("由单位自筹"))) == {("I3", "合计")}


def test_a_caption_may_count_effort() -> None:
    reading = read(
        "表2 工作量估算（单位：人月）\n| 模块 | 设计 | 开发 | 合计 |\n"
        "| 甲 | 2 | 5 | 7 |\n| 合计 | 2 | 5 | 7 |"
    )
    assert [(t.kind, t.unit) for t in reading.tables] == [("effort", None)]
    effort = reading.tables[0].rows[0].effort
    assert effort
    assert (effort.value, effort.unit) == (7, "人月")


@pytest.mark.parametrize(("amount", "state"), [("18", "holds"), ("17", "broken")])
def test_a_discount_is_a_factor(amount: str, state: str) -> None:
    text = "表4 软件（单位：元）\n| 名称 | 数量 | 单价 | 优惠率 | 优惠后金额 |\n| 甲 | 1 | 5 | 20% | 4 |\n"
    text += f"| 丙 | 1 | 10 | 0% | 10 |\n| 乙 | 2 | 10 | 10% | {amount} |"
    found = {i.subject: i.state for i in read(text).identities}
    assert (found["甲"], found["乙"]) == ("holds", state)


MODULES = """表1 开发费（单位：万元）
| 模块 | 功能点 | 工作量（人月） | 单价 | 金额 |
| 体征 | 采集 | 2 | 2.00 | {first} |
| ^ | 预警 | 3 | 2.00 | {second} |
| 合计 | | 5 | | 10.00 |"""


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("4.00", "6.00", [("采集", "体征"), ("预警", "体征")]),
        # one amount for the module as a whole
        ("10.00", "^", [("体征", ""), ("体征", "")]),
    ],
)
def test_a_row_is_named_by_its_own_cell(first: str, second: str, names: list[tuple[str, str]]) -> None:
    rows = read(MODULES.format(first=first, second=second)).tables[0].rows
    assert [(r.name, r.category) for r in rows if r.kind == "item"] == names


def test_amounts_with_and_without_tax_in_units_of_their_own() -> None:
    text = (
        "表1 清单\n| 名称 | 不含税金额（元） | 税额（元） | 含税金额（万元） |\n"
        "| 服务器 | 100000 | 13000 | 11.30 |\n| 存储 | 50000 | 6500 | 5.65 |"
    )
    assert [(i.name, i.state) for i in read(text).identities if i.name == "I13"] == [("I13", "holds")] * 2
