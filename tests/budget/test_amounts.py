"""Printed numbers as people print them."""

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proposal_check.budget.figures.amounts import effort_unit, figures, read_cell
from proposal_check.budget.figures.capitals import capitals
from proposal_check.budget.tables.header_words import HeaderUnit, header_unit, role_of


@pytest.mark.parametrize(
    ("text", "raw", "scale", "unit", "per"),
    [
        ("12.5万元", "12.5", 10_000, "元", ""),
        ("￥94.00 /h", "94.00", 1, "元", "人时"),
        ("7000￥/台", "7000", 1, "元", "台"),
        ("300，000", "300000", 1, "", ""),
        ("1,234.50", "1234.50", 1, "", ""),
        ("900万", "900", 10_000, "", ""),
        ("１２．５", "12.5", 1, "", ""),
        ("800元/人日", "800", 1, "元", "人日"),
        ("1000元/人/月", "1000", 1, "元", "人月"),
        ("500元/人*天", "500", 1, "元", "人日"),
        ("2.5 万/人月", "2.5", 10_000, "", "人月"),
        ("12 人·月", "12", 1, "人月", ""),
        ("35人天", "35", 1, "人日", ""),
        ("5000$/年", "5000", 1, "美元", "年"),
        ("暂估10万", "10", 10_000, "", ""),
        ("合计：￥12.50", "12.50", 1, "元", ""),
        ("5.2（限价6.0）", "5.2", 1, "", ""),
        ("1.50(万元)", "1.50", 10_000, "元", ""),
        ("300000元（30万元）", "300000", 1, "元", ""),
        ("-500", "-500", 1, "", ""),
        ("10%", "10", 1, "%", ""),
        ("0", "0", 1, "", ""),
    ],
)
def test_a_cell_with_one_number(text: str, raw: str, scale: int, unit: str, per: str) -> None:
    figure = read_cell(text).figure
    assert figure is not None
    assert (figure.raw, figure.scale, figure.unit, figure.per) == (Decimal(raw), scale, unit, per)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "blank"),
        ("  ", "blank"),
        ("￥", "blank"),
        ("—", "mark"),
        ("/", "mark"),
        ("免费", "free"),
        ("赠送", "free"),
        ("含", "free"),
        ("20–30", "range"),
        ("3万至5万", "range"),
        ("10台/5套", "several"),
        ("3×2台", "several"),
        ("（50,000.00）", "text"),
        ("若干", "text"),
        ("暂估", "text"),
        ("A4", "text"),
    ],
)
def test_a_cell_without_a_value(text: str, state: str) -> None:
    assert read_cell(text).state == state
    assert read_cell(text).figure is None


@settings(max_examples=60)
@given(st.decimals(0, 10**9, places=2), st.sampled_from(["{:,}", "{}", "￥{:,}", "{:,}元", "约{:,}元"]))
def test_a_printed_number_is_read_back(value: Decimal, form: str) -> None:
    figure = read_cell(form.format(value)).figure
    assert figure is not None
    assert figure.raw == value
    assert figure.half == Decimal("0.005")


@settings(max_examples=60)
@given(st.text("0123456789.,，万元￥/人月天（）()- ", max_size=14))
def test_offsets_stay_inside_the_text(text: str) -> None:
    assert all(0 <= f.start < f.end <= len(text) for f in figures(text))


@settings(max_examples=100)
@given(st.decimals("0.01", 99_999_999, places=2))
def test_capitals_against_an_oracle(value: Decimal) -> None:
    printed = cn2an.an2cn(str(value), "rmb")
    if value >= 1:
        assert [v for v, _, _ in capitals(f"人民币{printed}（大写）")] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("人民币壹万零叁佰元零伍分", ["10300.05"]),
        ("叁拾万元整", ["300000"]),
        ("拾万元整", ["100000"]),
        ("壹亿贰仟万元", ["120000000"]),
        ("贰佰零叁亿零伍万圆整", ["20300050000"]),
        ("50.05万元", []),
        ("陆续完成", []),
    ],
)
def test_capitals(text: str, values: list[str]) -> None:
    assert [v for v, _, _ in capitals(text)] == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("人天", "人日"),
        ("人/天", "人日"),
        ("工日", "人日"),
        ("人·月", "人月"),
        ("人年", "人年"),
        ("h", "人时"),
        ("台", None),
    ],
)
def test_effort_units(text: str, unit: str | None) -> None:
    assert effort_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "role", "unit"),
    [
        ("名称（模块/型号）", "name", HeaderUnit()),
        ("单价(元)", "price", HeaderUnit(money="元")),
        ("小计（万元）", "amount", HeaderUnit(money="万元")),
        ("小计(人月)", "effort", HeaderUnit(effort="人月")),
        ("成本（人天）", "effort", HeaderUnit(effort="人日")),
        ("数量（人月）", "effort", HeaderUnit(effort="人月")),
        ("单价（元/人月）", "rate", HeaderUnit(money="元", per="人月")),
        ("人日单价（元）", "rate", HeaderUnit(money="元", per="人日")),
        ("人天要价", "rate", HeaderUnit(effort="人日")),
        ("预算￥", "amount", HeaderUnit(money="元")),
        ("成本总计（万元）", "group_amount", HeaderUnit(money="万元")),
        ("计量单位", "unit", HeaderUnit()),
        ("建设单位", None, HeaderUnit()),
        ("工作量权重（%）", None, HeaderUnit()),
        ("质保期（年）", "warranty", HeaderUnit()),
        ("软件开发费用（元）", "amount", HeaderUnit(money="元")),
        ("用户数", "users", HeaderUnit()),
        ("计算说明", "note", HeaderUnit()),
        ("估算依据", "note", HeaderUnit()),
    ],
)
def test_headers(text: str, role: str | None, unit: HeaderUnit) -> None:
    assert role_of(text) == role
    assert header_unit(text) == unit
