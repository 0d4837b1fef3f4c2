"""Lengths of time, however written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup import parse

from proposal_check.outline.periods import days, periods


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建设周期为6个月，其中试运行1个月。", ["6个月"]),
        ("总工期 180 日历天", ["180 日历天"]),
        ("建设期一年半。", ["一年半"]),
        ("项目周期约为1年6个月", ["1年6个月"]),
        ("建设工期：十二个月", ["十二个月"]),
        ("建设周期：2026年3月至12月", []),
        ("建设期至2026年底", []),
        ("维护期3年", []),
    ],
)
def test_periods(text: str, found: list[str]) -> None:
    document = parse(text)[0].main
    assert [a.quote for a in periods(document, [(0, 1)])] == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("6个月", "半年"), ("一年半", "18个月"), ("180天", "六个月"), ("十二个月", "1年"), ("两年", "24个月")],
)
def test_equal_lengths(one: str, other: str) -> None:
    assert abs(days(one) - days(other)) < Decimal("0.03") * days(one)


@given(st.integers(1, 60))
def test_months_grow(months: int) -> None:
    assert days(f"{months}个月") < days(f"{months + 1}个月")
