"""Price lists of offices: odd headers, firms side by side, units, tax, dates."""

from decimal import Decimal

import pytest

from proposal_check.overlap.quotations import iso_date, priced_columns, quoted

Row = list[str]
SWITCH = ["核心交换机", "48口", "台", "2"]


def _prices(rows: list[Row], unit: str | None = None) -> list[tuple[str, str, str]]:
    found = quoted(rows, "询价", "2026-01", unit).entries
    return [(e.name, f"{e.price:f}", e.source) for e in found]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # three firms side by side, each over its own price
        (
            [["设备名称", "规格", "单位", "数量", "甲公司单价（元）", "乙公司单价（元）", "平均单价（元）"],
             [*SWITCH, "40000", "42,000", "41000"]],
            [("核心交换机", "40000", "询价（甲公司）"), ("核心交换机", "42000", "询价（乙公司）")],
        ),
        # a header of two rows under a title that names the unit
        (
            [["三方询价表（单位：万元）", "", "", "", "", ""],
             ["货物名称", "规格", "单位", "数量", "甲公司报价", "甲公司报价"],
             ["", "", "", "", "单价", "小计"],
             [*SWITCH, "4.2", "8.4"],
             ["合计", "", "", "", "", "8.4"]],
            [("核心交换机", "42000.0", "询价（甲公司）")],
        ),
        # the price with tax is taken where both stand there
        (
            [["品名", "型号", "单位", "数量", "不含税单价（元）", "含税单价（元）"],
             [*SWITCH, "40000", "45200"]],
            [("核心交换机", "45200", "询价")],
        ),
        (
            [["品名", "型号", "单位", "数量", "不含税单价（元）"], [*SWITCH, "40000"]],
            [("核心交换机", "40000", "询价（不含税）")],
        ),
        # the cell names its unit; a source of its own; ranges and words are no price
        (
            [["名称", "单价", "供应商"], ["堡垒机", "8万元/台", "丙公司"], ["网关", "面议", "丙公司"]],
            [("堡垒机", "80000", "丙公司")],
        ),
        # nothing tells the money unit
        ([["名称", "单价"], ["堡垒机", "8"]], []),
        ([["名称", "说明"], ["堡垒机", "好用"]], []),
        ([], []),
    ],
)  # fmt: skip
def test_prices_of_a_list(rows: list[Row], found: list[tuple[str, str, str]]) -> None:
    assert _prices(rows) == found


def test_rows_without_a_price_are_counted() -> None:
    made = quoted([["名称", "单价（元）"], ["甲", "1"], ["乙", "面议"], ["", "3"]], "询价", "2026")
    assert (len(made.entries), made.unread) == (1, 1)


def test_the_units_come_from_the_table_or_by_default() -> None:
    rows = [["名称", "单价"], ["堡垒机", "8"]]
    assert _prices(rows, "万元") == [("堡垒机", "80000", "询价")]
    assert [e.price for e in quoted(rows, "询价", "2026", default=Decimal(1)).entries] == [Decimal(8)]


def test_prices_with_and_without_tax_are_two_columns() -> None:
    assert priced_columns([["品名", "不含税单价（元）", "含税单价（元）"], ["甲", "1", "2"]]) == 2


@pytest.mark.parametrize(
    ("text", "date"),
    [("2026", "2026"), ("2026年", "2026"), ("2026-3", "2026-03"), ("2026/3/1", "2026-03-01"),
     ("2026年3月1日", "2026-03-01"), ("2026.12.31", "2026-12-31"), ("20260301", "2026-03-01"),
     ("2026-13-01", None), ("三月", None), ("", None), ("26-3-1", None)],
)  # fmt: skip
def test_dates_are_written_one_way(text: str, date: str | None) -> None:
    assert iso_date(text) == date
