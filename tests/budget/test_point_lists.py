"""I8: lists of functions with their weights, sizes in the text, and lists of figures from points to cost."""

import pytest

from budget.plans import read

LIST = """# 一、功能点估算
{weights}
功能点清单如下。
| 功能模块 | 功能类型 | 复杂度 | 权重 |
| 登记 | EI | 低 | 3 |
| 变更 | EI | 中 | {change} |
| 月报 | EO | 中 | 5 |
| 业务库 | ILF | 中 | 10 |
{said}"""
BY_LEVEL = """权重如下。
| 功能类型 | 低 | 中 | 高 |
| EI | 3FP | 4FP | 6FP |
| EO | 4FP | 5FP | 7FP |
| ILF | 7FP | 10FP | 15FP |
"""
BY_TYPE = """权重如下。
| 类型 | 复杂性 | 权重 |
| 外部输入（EI） | 中等 | 4 |
| 外部输出（EO） | 中等 | 5 |
| 内部逻辑文件（ILF） | 中等 | 10 |
"""


def _broken(text: str) -> list[str]:
    return [i.subject for i in read(text).identities if i.state == "broken"]


@pytest.mark.parametrize("weights", [BY_LEVEL, BY_TYPE])
@pytest.mark.parametrize(
    ("change", "said", "wrong"),
    [
        ("4", "未调整功能点 UFC = 22", []),
        ("5", "", ["变更（权重）"]),
        ("4", "未调整功能点 UFC = 3+4+5+10 = 22", []),
        ("4", "未调整功能点 UFC = 28", ["正文未调整功能点"]),
        ("4", "未调整功能点 UFC × TCF = 22 × 1.1 = 24.2", []),
        ("4", "受理子系统未调整功能点共12个", []),
    ],
)
def test_weights_and_the_size_stated(weights: str, change: str, said: str, wrong: list[str]) -> None:
    assert _broken(LIST.format(weights=weights, change=change, said=said)) == wrong


def test_a_wrong_weight_is_named_at_its_cell() -> None:
    (found,) = (
        i for i in read(LIST.format(weights=BY_LEVEL, change="6", said="")).identities if i.state == "broken"
    )
    assert found.formula == "EI中权重4 ≠ 6"
    assert [a.quote for a in found.anchors] == ["6", "4"]


def test_a_list_by_another_method_is_not_held_against_the_table() -> None:
    text = LIST.format(weights=BY_LEVEL, change="35", said="")
    assert _broken(text.replace("| 登记 | EI | 低 | 3 |", "| 登记 | EI | 低 | 35 |")) == []


def test_without_a_table_of_weights_the_odd_row_is_asked_about() -> None:
    rows = "\n".join(f"| {n} | 功能{n} | EI | {4 if n != 3 else 5} |" for n in range(1, 6))
    (found,) = read(f"表1 功能点清单\n| 序号 | 功能点名称 | 类型 | UFP |\n{rows}").identities
    assert (found.state, found.reason) == ("unchecked", "同类型其他4行的权重均为4，本行为5")


COUNTS = """表3 未调整功能点统计表
| 功能类型 | 数量 | 权重 | 功能点数 |
| ILF | 12 | 10 | {points} |
| EI | 30 | 4 | 120 |
| EO | {n} | 5 | 70 |
| 合计 | 56 | | 310 |"""


@pytest.mark.parametrize(
    ("n", "points", "wrong"),
    [("14", "120", []), ("14", "130", ["ILF", "合计（功能点数）"]), ("15", "120", ["EO", "合计（数量）"])],
)
def test_counts_and_weights_by_type(n: str, points: str, wrong: list[str]) -> None:
    assert sorted(_broken(COUNTS.format(n=n, points=points))) == sorted(wrong)


NESMA = """表2 功能点计数汇总表
| 子系统 | ILF数量 | EIF数量 | UFP |
| 受理 | 8 | 2 | 310 |
| 审批 | 6 | 3 | {points} |
| 统计 | 4 | 0 | 140 |"""


@pytest.mark.parametrize(("points", "wrong"), [("255", []), ("265", ["审批"])])
def test_counts_by_type_in_columns(points: str, wrong: list[str]) -> None:
    assert _broken(NESMA.format(points=points)) == wrong


FACTORS = """表2 功能点计数表
| 名称 | 类型 | UFP | 调整系数 | 应用因子 | US |
| 人员信息 | ILF | 10 | {one} | 1.2 | 12 |
| 新增人员 | EI | 4 | 0.5 | 1.2 | 2.4 |
| 工资数据 | ILF | 10 | 1 | 1.2 | 12 |
| 工资条 | EO | 5 | 0.5 | 1.2 | 3 |"""


@pytest.mark.parametrize(("one", "wrong"), [("1", []), ("4", ["人员信息"])])
def test_a_factor_that_the_other_rows_use(one: str, wrong: list[str]) -> None:
    assert _broken(FACTORS.format(one=one)) == wrong


CHAIN = """# 八、软件开发费用
表8-1 软件开发费用测算表
| 测算项 | 数值 | 单位 |
| 未调整功能点数（UFP） | 612 | FP |
| 规模变更调整因子 | {factor} | |
| 调整后功能点数（AFP） | 740.52 | FP |
| 生产率 | 6.65 | {per} |
| 人月折算系数 | {month} | |
| 工作量 | 27.98 | 人月 |
| 人月费率 | 25500 | 元/人月 |
{more}| 软件开发费用 | {cost} | 元 |"""
RIGHT = {"factor": "1.21", "per": "人时/功能点", "month": "176", "more": "", "cost": "713490"}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, []),
        ({"factor": "1.39"}, ["调整后功能点数（AFP）"]),
        ({"month": "174"}, ["工作量"]),
        ({"cost": "731490"}, ["软件开发费用"]),
        # days, not hours; another kind of productivity: nothing is taken for granted
        ({"month": "22"}, []),
        ({"per": "功能点/人月"}, []),
        ({"more": "| 直接非人力成本 | 20000 | 元 |\n", "cost": "733490"}, []),
        # a number that no label explains
        ({"more": "| 税率 | 6 | % |\n", "cost": "756299"}, []),
    ],
)
def test_a_list_of_figures(change: dict[str, str], wrong: list[str]) -> None:
    assert _broken(CHAIN.format(**(RIGHT | change))) == wrong


def test_what_a_list_of_figures_tells_of_the_method() -> None:
    reading = read(CHAIN.format(**RIGHT))
    assert [t.kind for t in reading.tables] == ["function_points"]
    assert (reading.method, [(r.per, r.value) for r in reading.rates]) == (
        "function_points",
        [("人月", 25500)],
    )
    assert reading.conversion.per_point
    assert reading.conversion.per_point.anchor.quote == "6.65"


def test_a_list_of_figures_for_two_systems() -> None:
    text = """| 测算内容 | 审批系统 | 监管系统 |
| 未调整功能点 | 300 | 210 |
| 规模调整因子 | 1.21 | 1.21 |
| 调整后功能点 | 363 | 254.1 |
| 功能点单价（元） | 900 | 900 |
| 软件开发费用（元） | 326700 | 228960 |"""
    assert [(i.subject, i.formula) for i in read(text).identities if i.state == "broken"] == [
        ("软件开发费用（元）", "254.1 × 900 = 228,690 ≠ 228,960（元）")
    ]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("外部输入（EI）：4 * 10 = 40", []),
        ("外部输入（EI）：4 * 10 = 44", ["正文算式"]),
        ("TCF = 0.65 + 0.01 × 45 = 1.1", []),
        ("TCF = 0.65 + 0.01 × 45 = 1.2", ["正文算式"]),
        ("FP = UFC × TCF = 267 × 1.1 = 293.7 ≈ 294", []),
        ("工作量：854.85 × 6.65 ÷ 174 = 32.67人月", []),
        ("工作量：854.85 × 6.65 ÷ 174 = 23.67人月", ["正文算式"]),
        ("开发工作量2×3=6万元", []),
        ("规模按（0.65+0.01×35）×200=200功能点", []),
    ],
)
def test_equations_of_an_estimate_in_the_text(said: str, wrong: list[str]) -> None:
    assert _broken(f"# 一、功能点估算\n{said}") == wrong


@pytest.mark.parametrize("title", ["一、系统指标", "一、建设内容"])
def test_equations_of_something_else_are_left_alone(title: str) -> None:
    assert _broken(f"# {title}\n双机热备1+1=3节点，分辨率2×2=5路拼接。") == []
