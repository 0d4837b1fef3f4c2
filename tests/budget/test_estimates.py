"""Estimates as people lay them out: sums named by row numbers, 其中 among siblings, discounts, pages."""

import pytest

from budget.plans import read

NUMBERED = "表1 投资估算表（单位：万元）\n| 序号 | 费用名称 | 金额 | 备注 |\n"
LIST = "表1 报价表（单位：元）\n| 序号 | 名称 | 数量 | 单价 | 合价 |\n"
STAGES = "| 一 | 工程费用 | {a} | |\n| 二 | 其他费用 | 20 | |\n| 三 | 预备费 | 6 | |\n"


def _states(text: str) -> list[tuple[str, str, str]]:
    return [(i.name, i.subject, i.state) for i in read(text).identities]


def _wrong(text: str) -> list[tuple[str, str]]:
    """Name what is broken with its arithmetic."""
    return [(i.subject, i.formula) for i in read(text).identities if i.state == "broken"]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        # a sum that names its rows is no row of the next sum
        (
            "| 四 | 建设投资（一+二+三） | 126 | |\n| 五 | 运维费 | 10 | |\n| 六 | 总投资（四+五） | 136 | |",
            [],
        ),
        (
            "| 四 | 建设投资（一+二+三） | 128 | |\n| 五 | 运维费 | 10 | |\n| 六 | 总投资（四+五） | 138 | |",
            [("建设投资（一+二+三）", "100 + 20 + 6 = 126 ≠ 128（万元）")],
        ),
        (
            "| 四 | 建设投资（一～三） | 126 | |\n| 五 | 运维费 | 10 | |\n| 六 | 总投资（四+五） | 146 | |",
            [("总投资（四+五）", "126 + 10 = 136 ≠ 146（万元）")],
        ),
        # without brackets
        ("| 四 | 静态投资=一+二+三 | 126 | |\n| | 总计 | 126 | |", []),
        # a fee on the base of other rows is not their sum
        ("| 四 | 监理费（一+二） | 4 | 按3.33% |\n| | 总计 | 130 | |", []),
    ],
)
def test_sums_that_name_their_rows(rows: str, wrong: list[tuple[str, str]]) -> None:
    assert _wrong(NUMBERED + STAGES.format(a=100) + rows) == wrong


def test_a_sum_that_is_right_but_names_other_rows_is_asked_about() -> None:
    text = NUMBERED + STAGES.format(a=100) + "| 四 | 总投资（一+二） | 126 | |"
    assert [(i.name, i.state, i.reason) for i in read(text).identities] == [
        ("I3", "unchecked", "与行名所列算式不符，与各行之和相符")
    ]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # 其中 at the head of a numbered list of parts
        (
            "| 5 | 其他费用 | 90 | |\n| 5.1 | 其中：监理费 | 30 | |\n| 5.2 | 设计费 | 60 | |\n",
            ("I4", "其他费用", "holds"),
        ),
        (
            "| 5 | 其他费用 | 90 | |\n| 5.1 | 其中：监理费 | 30 | |\n| 5.2 | 设计费 | 50 | |\n",
            ("I4", "其他费用", "unchecked"),
        ),
        # one part singled out
        ("| 5 | 其他费用 | 90 | |\n| 5.1 | 其中：监理费 | 30 | |\n", None),
        # numbered like its neighbours, and still inside the row above
        ("| 5 | 其他费用 | 90 | |\n| 6 | 其中：监理费 | 30 | |\n| 7 | 硬件 | 0 | |\n", None),
    ],
)
def test_numbered_memo_rows(rows: str, found: tuple[str, str, str] | None) -> None:
    states = _states(f"{NUMBERED}| 4 | 软件 | 10 | |\n{rows}| 合计 | | 100 | |")
    assert states == [*([found] if found else []), ("I3", "合计", "holds")]


def test_a_memo_row_is_called_by_its_name() -> None:
    reading = read(
        NUMBERED + "| 5 | 其他费用 | 90 | |\n| 5.1 | 其中：监理费 | 30 | |\n| 5.2 | 设计费 | 60 | |"
    )
    assert [row.name for row in reading.tables[0].rows] == ["其他费用", "监理费", "设计费"]


def test_sources_under_the_total_run_on() -> None:
    text = (
        NUMBERED
        + "| 1 | 软件 | 90 | |\n| 2 | 总投资 | 90 | |\n| 其中 | 中央资金 | 40 | |\n| | 地方配套 | 50 | |"
    )
    assert [row.kind for row in read(text).tables[0].rows] == ["item", "total", "memo", "memo"]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("| 下浮优惠（-5%） | | | | -15 |\n| 合计 | | | | 285 |", []),
        ("| | 优惠 | | | 15 |\n| 合计 | | | | 285 |", []),
        ("| 下浮优惠 | | | | -15 |\n| 合计 | | | | 295 |", [("合计", "300 - 15 = 285 ≠ 295（元）")]),
        (
            "| | 承前页 | | | 300 |\n| 3 | 丙 | 1 | 50 | 50 |\n| | 本页小计 | | | 50 |\n| 合计 | | | | 350 |",
            [],
        ),
        ("| | 过次页 | | | 300 |\n| 3 | 丙 | 1 | 50 | 50 |\n| 合计 | | | | 350 |", []),
        ("| 合计（取整） | | | | 300 |", []),
    ],
)
def test_rows_that_are_no_cost(rows: str, wrong: list[tuple[str, str]]) -> None:
    head = LIST + "| 1 | 甲 | 2 | 100 | 200 |\n| 2 | 乙 | 1 | 100 | 100 |\n| | 小计 | | | 300 |\n"
    assert _wrong(head + rows) == wrong


@pytest.mark.parametrize(("total", "state"), [("1,014,600", "rounding"), ("1,014,960", "broken")])
def test_a_total_said_to_be_rounded(total: str, state: str) -> None:
    text = f"{LIST}| 1 | 甲 | 2 | 507,280 | 1,014,560 |\n| 合计（取整） | | | | {total} |"
    assert _states(text)[-1] == ("I3", "合计（取整）", state)


def test_items_under_codes_belong_to_the_heading_above() -> None:
    text = """表1 预算表（单位：元）
| 项目编码 | 项目名称 | 工程量 | 单价 | 合价 |
| 一、 | 分部分项工程 | | | 300 |
| 030507001001 | 适配器 | 2 | 100 | 200 |
| 030507002001 | 音柱 | 1 | 100 | 100 |
| 二、 | 措施项目费 | | | 50 |
| | 合计 | | | 350 |"""
    assert {state for *_, state in _states(text)} == {"holds"}
    assert _wrong(text.replace("| | 350 |", "| | 360 |")) == [("合计", "300 + 50 = 350 ≠ 360（元）")]


SERVED = """表1 租赁费（单位：元）
| 名称 | 数量 | 单价 | 服务年限（年） | 金额 |
| 云主机 | 2 | 100 | 3 | 600 |
| 云盘 | 5 | 10 | 3 | 150 |
| 云库 | 4 | 50 | 3 | {amount} |"""


def test_a_wrong_row_is_held_against_the_formula_of_the_others() -> None:
    assert not _wrong(SERVED.format(amount=600))
    assert _wrong(SERVED.format(amount=650)) == [("云库", "4 × 3 × 50 = 600 ≠ 650（元）")]


@pytest.mark.parametrize(
    ("amount", "state"), [("6.17", "rounding"), ("6.16", "rounding"), ("6.15", "broken"), ("6.18", "broken")]
)
def test_a_product_cut_off_at_its_last_digit(amount: str, state: str) -> None:
    text = f"表1 清单\n| 名称 | 数量 | 单价（元） | 金额（万元） |\n| 装订 | 3333 | 18.50 | {amount} |"
    assert [s for *_, s in _states(text)] == [state]


def test_a_share_of_rows_with_pointed_numbers() -> None:
    text = NUMBERED + (
        "| 一 | 建设费 | 138.6 | |\n| 1.1 | 硬件 | 92 | |\n| 1.2 | 软件 | 34 | |\n"
        "| 1.3 | 系统集成费 | {fee} | （1.1+1.2）×10% |\n| 二 | 监理费 | 5 | |"
    )
    assert not _wrong(text.format(fee="12.6"))
    assert ("系统集成费", "126 × 10% = 12.6 ≠ 12.9（万元）") in _wrong(text.format(fee="12.9"))
    assert not _wrong(text.format(fee="12.6").replace("×10%", "×9.9%，取12.6"))


def test_a_price_without_tax_against_the_amount_without() -> None:
    text = """表1 清单（单位：元）
| 名称 | 数量 | 不含税单价 | 不含税合价 | 税率 | 税额 | 价税合计 |
| 记录仪 | 10 | 2800 | 28000 | 13% | 3640 | 31640 |
| 终端 | 10 | 4500 | 45000 | 13% | 5850 | 50850 |
| 采集站 | {n} | 21000 | 126000 | 13% | 16380 | 142380 |
| 大写（价税合计）：壹拾肆万贰仟叁佰捌拾元整 | < | < | < | < | < | < |"""
    assert {state for *_, state in _states(text.format(n=6))} == {"holds"}
    assert _wrong(text.format(n=8)) == [("采集站", "8 × 21,000 = 168,000 ≠ 126,000（元）")]


WIDE = """表1 工程概算表（单位：万元）
| 序号 | 工程或费用名称 | 概算价值 | < | < |
| ^ | ^ | 建筑工程费 | 设备购置费 | 合计 |
| 一 | 工程费用 | 54 | 312 | 366 |
| （一） | 站房 | 54 | 60 | 114 |
| （二） | 水位计 | | {set} | 252 |
| 二 | 预备费 | | 34 | 34 |
| 三 | 总投资（一+二） | 54 | 346 | 400 |"""


def test_columns_under_one_wide_header_add_up() -> None:
    assert {state for *_, state in _states(WIDE.format(set=252))} == {"holds"}
    wrong = dict(_wrong(WIDE.format(set=257)))
    assert wrong["水位计"] == "257 ≠ 252（万元）"
    assert read(WIDE.format(set=252)).tables[0].kind == "summary"


FORM = """| 项目名称 | 监测预警系统升级 | < | < |
| 立项单位 | 某局 | 单位性质 | 机关 |
| 项目总投资 | 186.40万元 | 申请财政资金 | 186.40万元 |
| 建设内容 | 四个模块 | < | < |

项目投资明细表（单位：万元）
| 序号 | 项目 | 数量 | 单价 | 金额 |
| 1 | 采集 | 1 | 86.40 | 86.40 |
| 2 | 识别 | 1 | 100.00 | 100.00 |
| 合计 | < | < | < | {total} |"""


def test_a_form_states_the_total_and_is_no_budget() -> None:
    reading = read(FORM.format(total="186.40"))
    assert [t.columns.keys() >= {"quantity", "price", "amount"} for t in reading.tables] == [True]
    assert [s.amount.value for s in reading.totals] == [1_864_000]
    assert reading.total
    assert reading.total.value == 1_864_000
    assert ("I6", "表总投资") in {(i.name, i.subject) for i in reading.identities if i.state == "holds"}


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("项目总投资186.40万元。", "holds"),
        ("项目总投资188.40万元。", "broken"),
        ("项目总投资约200万元。", "unchecked"),
        ("项目总投资900万元。", "unchecked"),  # the form agrees with the table
    ],
)
def test_another_total_in_the_text(sentence: str, state: str) -> None:
    reading = read(f"# 一、概述\n{sentence}\n# 二、投资\n{FORM.format(total='186.40')}")
    assert [i.state for i in reading.identities if i.name == "I6" and i.subject == "正文总投资"] == [state]


@pytest.mark.parametrize(
    ("note", "state"), [("注：合计取776.00万元。", "unchecked"), ("注：含税。", "broken")]
)
def test_a_note_that_explains_the_summary(note: str, state: str) -> None:
    text = f"""表1 投资概算总表（单位：万元）
| 费用名称 | 金额 |
| 硬件设备费 | 776.00 |
| 其他费 | 24.00 |
| 总投资 | 800.00 |

表2 硬件设备清单（单位：元）
| 设备 | 数量 | 含税单价 | 含税合价 |
| 网关 | 2 | 3,882,000 | 7,764,000 |
| 合计 | | | 7,764,000 |
{note}"""
    assert [s for name, _, s in _states(text) if name == "I5"] == [state]


PARTS = """表1 投资估算总表（单位：万元）
| 序号 | 费用名称 | 建设投资 | 三年运维 | 小计 | 备注 |
| 一 | 工程费 | 180 | 36 | 216 | |
| 1 | 软件开发费 | 180.00 | 36.00 | 216.00 | |
| 二 | 监理费 | 6.25 | | 6.25 | （一）×3.47% |
| 三 | 总计 | 186.25 | 36 | 222.25 | |

表2 软件开发费测算表（单位：万元）
| 模块 | 人月 | 单价 | 金额 |
| 收费 | 90 | 2 | {total} |
| 总计 | 90 | | {total} |"""


def test_a_list_or_a_share_may_belong_to_one_column_of_a_line() -> None:
    states = {(name, state) for name, _, state in _states(PARTS.format(total="180.00"))}
    assert ("I5", "holds") in states
    assert {state for name, state in states if name == "I9"} == {"unchecked"}
    assert "broken" not in {state for _, state in states}


def test_a_price_after_a_discount_is_no_sum() -> None:
    head = LIST + "| 1 | 甲 | 2 | 50 | 100 |\n| 2 | 合计 | | | {sum} |\n| 3 | 优惠后总价 | | | 95 |"
    assert not _wrong(head.format(sum=100))
    assert _wrong(head.format(sum=108)) == [("合计", "100 ≠ 108（元）")]
    total = read(head.format(sum=100)).total
    assert total
    assert total.value == 95
