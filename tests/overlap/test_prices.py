"""The price library: what it takes in, what it finds alike."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from markup import parse
from typer.testing import CliRunner

from proposal_check.budget.reading import read_budget
from proposal_check.cli.app import app
from proposal_check.errors import ConfigError
from proposal_check.model.budget import BudgetReading
from proposal_check.model.prices import PriceEntry
from proposal_check.overlap.prices import compared, load_prices, prices_of, save_prices, similar

SWITCH = PriceEntry("核心交换机", "甲牌", "48口 万兆", "台", Decimal(40000), "××项目", "2026")
OLDER = PriceEntry("核心交换机", "甲牌", "48口 万兆", "台", Decimal(42000), "××项目", "2024")
OTHER = PriceEntry("接入交换机", "乙牌", "24口", "台", Decimal(5000), "××项目", "2025")


@pytest.mark.parametrize(
    ("name", "brand", "spec", "unit", "found"),
    [
        ("核心交换机", "", "", "", [SWITCH, OLDER]),
        ("核心 交换机", "甲牌、丙牌", "48口", "台", [SWITCH, OLDER]),
        ("核心交换机", "丙牌", "", "", []),
        ("核心交换机", "", "", "套", []),
        ("核心交换机", "", "24口千兆", "", []),
        ("防火墙", "", "", "", []),
    ],
)
def test_alike(name: str, brand: str, spec: str, unit: str, found: list[PriceEntry]) -> None:
    assert list(similar(name, brand, spec, unit, [OTHER, OLDER, SWITCH])) == found


def test_a_list_survives_the_disk(tmp_path: Path) -> None:
    save_prices(tmp_path / "prices.csv", [SWITCH, OTHER, SWITCH])
    assert set(load_prices(tmp_path / "prices.csv")) == {SWITCH, OTHER}


@pytest.mark.parametrize(
    "row", ["交换机,,,台,,××项目,2026", "交换机,,,台,100,,2026", "交换机,,,台,100,××项目,上月"]
)
def test_a_price_without_source_or_date_is_refused(tmp_path: Path, row: str) -> None:
    (tmp_path / "prices.csv").write_text(f"名称,品牌,参数,单位,单价,来源,日期\n{row}\n", "utf-8")
    with pytest.raises(ConfigError, match="第2行"):
        load_prices(tmp_path / "prices.csv")


def test_prices_of_a_reviewed_budget_are_imported_and_found(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(tmp_path / "概算.xlsx")
    sheet = book.add_worksheet("设备清单")
    for n, line in enumerate(
        (
            ("设备名称", "数量", "单位", "单价（元）", "金额（元）"),
            ("核心交换机", 2, "台", 40000, 80000),
            ("机柜", 1, "台", 6000, 6000),
        )
    ):
        sheet.write_row(n, 0, line)
    book.close()
    run = CliRunner().invoke(
        app,
        [
            "prices",
            "import",
            str(tmp_path / "lib"),
            str(tmp_path / "概算.xlsx"),
            "--source",
            "××",
            "--date",
            "2026",
        ],
    )
    assert run.exit_code == 0, run.output
    assert "2 条" in run.output
    found = CliRunner().invoke(app, ["prices", "search", str(tmp_path / "lib"), "核心交换机"])
    assert "40,000.00元/台" in found.output


def _read(rows: str) -> BudgetReading:
    head = "表1 清单（单位：元）\n| 名称 | 参数 | 数量 | 单位 | 单价 | 金额 |\n"
    submission, _ = parse(head + rows)
    return read_budget(submission.main)


@pytest.mark.parametrize(
    ("row", "taken"),
    [
        ("| 核心交换机 | 48口 | 2 | 台 | 40000 | 80000 |", ["核心交换机"]),
        # what is priced for one project as a whole says nothing of another one
        ("| 工程监理费 | | 1 | 项 | 42000 | 42000 |", []),
        ("| 软件维护费 | | 1 | 年 | 42000 | 42000 |", []),
        ("| 培训费 | | 2 | 期 | 3500 | 7000 |", ["培训费"]),
        ("| 云主机租用 | | 1 | 年 | 8000 | 8000 |", ["云主机租用"]),
    ],
)
def test_only_prices_per_piece_are_taken(row: str, taken: list[str]) -> None:
    assert [e.name for e in prices_of(_read(row), "××项目", "2026")] == taken


def test_one_source_is_told_once_and_a_long_list_is_searched_as_well() -> None:
    bare = replace(SWITCH, spec="")
    others = [replace(OTHER, name=f"设备{n}", price=Decimal(n)) for n in range(1, 3000)]
    assert len(similar("核心交换机", "", "", "", [*others, SWITCH, bare])) == 1
    reading = _read("| 核心交换机 | 48口 万兆 | 2 | 台 | 60000 | 120000 |")
    (compared_,) = compared(reading, [*others, SWITCH, OLDER])
    assert compared_.found == (SWITCH, OLDER)
