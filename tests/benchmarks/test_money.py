from decimal import Decimal

import cn2an
import pytest
from benchmarks.submissions.money import WAN, YUAN, capitals, chinese, in_unit
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (1807200, "人民币壹佰捌拾万柒仟贰佰元整"),
        (10000, "人民币壹万元整"),
        (100050, "人民币壹拾万零伍拾元整"),
        (20030004, "人民币贰仟零叁万零肆元整"),
        (100000000, "人民币壹亿元整"),
        (300005000, "人民币叁亿零伍仟元整"),
    ],
)
def test_capitals(amount: int, text: str) -> None:
    assert capitals(Decimal(amount)) == text


@given(st.integers(1, 10**11))
def test_capitals_agree_with_another_library(amount: int) -> None:
    words = capitals(Decimal(amount)).removeprefix("人民币").removesuffix("元整")
    assert cn2an.cn2an(words, "smart") == amount


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        ("34200", YUAN, "34,200"),
        ("34200.5", YUAN, "34,200.50"),
        ("34200", WAN, "3.42"),
        ("950", WAN, "0.095"),
        ("2520000", WAN, "252.00"),
        ("0", WAN, "0.00"),
    ],
)
def test_an_amount_is_printed_without_loss(amount: str, unit: str, text: str) -> None:
    assert in_unit(Decimal(amount), unit) == text


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四")]
)
def test_counting_figures(number: int, text: str) -> None:
    assert chinese(number) == text
