"""I9: percentage fees, with their base in a column, in words or as a formula."""

from decimal import Decimal

import pytest

from budget.plans import read

SUMMARY = """本项目总投资为{total}万元。
表1 项目总投资估算表（单位：万元）
| 序号 | 费用名称 | 金额 | 说明 |
| 一 | 工程费用 | 506.00 | |
| （一） | 应用系统开发费 | 400.00 | |
| （二） | 硬件设备购置费 | 69.00 | |
| （三） | 系统软件购置费 | 31.00 | |
| （四） | 系统集成费 | 6.00 | {note} |
| 二 | 预备费 | {reserve} | {words} |
| 总投资 | < | {total} | |"""


def _i9(text: str) -> list[tuple[str, str]]:
    return [(i.subject, i.state) for i in read(text).identities if i.name == "I9"]


@pytest.mark.parametrize(
    ("note", "state"),
    [
        ("按软硬件购置费的6%计取", "holds"),
        ("按软硬件购置费的8%计取", "unchecked"),
        ("按硬件设备购置费的6%计取", "broken"),
        ("100万元×6%", "holds"),
        ("100×6%", "holds"),
        ("120万元×6%", "broken"),
        ("不低于项目的6%", None),
        ("按软硬件购置费的6%计取，下浮20%", None),
        ("基数×6%×0.8", None),
        ("施工占6%", None),
        ("(60+40)×6%", "holds"),
        ("（69万元+31万元）×6%", "holds"),
        ("（69+51）×6%", "broken"),
        ("2×50×6%", None),
    ],
)
def test_the_words_of_a_fee(note: str, state: str | None) -> None:
    text = SUMMARY.format(note=note, reserve="10.12", words="按第一部分的2%", total="516.12")
    assert [s for n, s in _i9(text) if n == "系统集成费"] == ([state] if state else [])


BY_NUMBER = """表1 项目总投资估算表（单位：万元）
| 序号 | 费用名称 | 金额 | 备注 |
| 一 | 工程费用 | 506.00 | 1+2+3 |
| 1 | 硬件购置费 | 70.00 | |
| 2 | 软件开发费 | 430.00 | |
| 3 | 系统集成费 | {integration} | {note} |
| 二 | 其他费用 | 20.00 | |
| 1 | 设计费 | 12.00 | |
| 2 | 监理费 | 8.00 | |
| 三 | 预备费 | {reserve} | {words} |"""


@pytest.mark.parametrize(
    ("integration", "note", "state"),
    [
        ("6.00", "(1+2)×1.2%", "holds"),
        ("6.00", "（1＋2）*1.2%", "holds"),
        ("8.00", "(1+2)×1.2%", "broken"),
        ("6.00", "2×1.2%", None),
        ("6.00", "(1+9)×1.2%", None),
    ],
)
def test_rows_named_by_their_numbers(integration: str, note: str, state: str | None) -> None:
    text = BY_NUMBER.format(integration=integration, note=note, reserve="10.52", words="（一+二）×2%")
    assert [s for n, s in _i9(text) if n == "系统集成费"] == ([state] if state else [])
    assert [s for n, s in _i9(text) if n == "预备费"] == ["holds"]


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("| 监理费 | 5,000,000 | 2% | 100,000 |", "holds"),
        ("| 监理费 | 5,000,000 | 2% | 110,000 |", "broken"),
        ("| 监理费 | 1,162,800 | 6% | 69,800 |", "rounding"),
        ("| 监理费 | 1,162,800 | 6% | 69,768 |", "holds"),
        ("| 监理费 | 1,162,805 | 6% | 69,768 |", "rounding"),
        ("| 监理费 | 1,162,800 | 6% | 69,770 |", "rounding"),
        ("| 监理费 | 1,162,800 | 6% | 69,761 |", "broken"),
        ("| 监理费 | — | 6% | 69,761 |", None),
    ],
)
def test_base_and_percentage_in_columns(row: str, state: str | None) -> None:
    text = f"表1 其他费用测算表\n| 费用名称 | 计费基数（元） | 费率 | 金额（元） |\n{row}"
    assert [s for _, s in _i9(text)] == ([state] if state else [])


def test_what_the_base_is_made_of() -> None:
    note = "按应用系统开发费和软硬件购置费的1.2%计取"
    reading = read(SUMMARY.format(note=note, reserve="10.12", words="", total="516.12"))
    fee = next(f for f in reading.fees if f.kind == "integration")
    assert (fee.percent, fee.base, set(fee.parts)) == (
        Decimal("0.012"), Decimal(5_000_000), {"development", "hardware", "software"},
    )  # fmt: skip
    assert reading.costs["development"] == 4_000_000


def test_a_funding_table_is_held_against_the_total() -> None:
    text = SUMMARY.format(note="", reserve="10.12", words="", total="516.12") + (
        "\n表2 资金来源表（单位：万元）\n| 资金来源 | 2026年 | 2027年 | 合计 |"
        "\n| 财政资金 | 300.00 | 206.12 | 506.12 |"
        "\n| 合计 | 300.00 | 206.12 | 506.12 |"
    )
    assert [i.subject for i in read(text).identities if i.name == "I6" and i.state == "broken"] == [
        "“表2 资金来源表（单位：万元）”合计"
    ]
