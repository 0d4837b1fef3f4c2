"""A price library from import to opinion: spreadsheets in, like prices beside a draft's own."""

import json
from pathlib import Path

import xlsxwriter
from docx import Document
from typer.testing import CliRunner

from proposal_check.cli.app import app

HEADER = ("设备名称", "品牌", "规格参数", "数量", "单位", "单价（元）", "金额（元）")
REVIEWED = [
    ("核心交换机", "甲牌", "48口 万兆", 2, "台", 40000, 80000),
    ("机柜", "", "42U", 1, "台", 6000, 6000),
]
QUOTED = [("核心交换机", "乙牌", "48口 万兆", 1, "台", 44000, 44000)]
DRAFT = ("核心交换机", "甲牌、乙牌", "48口 万兆", 2, "台", 60000, 120000)


def _sheet(path: Path, rows: list[tuple[object, ...]]) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("设备清单")
    for number, row in enumerate([HEADER, *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def _draft(path: Path) -> Path:
    document = Document()
    document.add_heading("十一、项目的投资概算", 1)
    document.add_paragraph("表1 硬件设备清单（单位：元）")
    table = document.add_table(0, len(HEADER))
    for row in (HEADER, DRAFT):
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = str(value)
    document.save(path)
    return path


def _run(*args: object) -> str:
    result = CliRunner().invoke(app, [*map(str, args)])
    assert result.exit_code in {0, 1}, result.output
    return result.output


def test_imported_prices_stand_beside_a_drafts_own_as_advice(tmp_path: Path) -> None:
    library = tmp_path / "库"
    source = ["--source", "××项目评审后概算", "--date", "2025-12-31"]
    assert "读到 2 条" in _run("prices", "import", library, _sheet(tmp_path / "甲.xlsx", REVIEWED), *source)
    quoted = ["--source", "××公司报价", "--date", "2026-02"]
    assert "现有 3 条" in _run("prices", "import", library, _sheet(tmp_path / "乙.xlsx", QUOTED), *quoted)
    assert "现有 3 条" in _run("prices", "import", library, tmp_path / "乙.xlsx", *quoted)
    out = tmp_path / "结果"
    draft = _draft(tmp_path / "方案.docx")
    _run("review", draft, "--pack", "linan", "--library", library, "--out", out)
    review = json.loads((out / "review.json").read_text("utf-8"))
    (compared,) = review["budget"]["comparisons"]
    assert [(e["price"], e["source"], e["date"]) for e in compared["found"]] == [
        ("44000", "××公司报价", "2026-02"),
        ("40000", "××项目评审后概算", "2025-12-31"),
    ]
    (finding,) = [f for f in review["findings"] if f["rule"] == "LA-T13"]
    assert finding["severity"] == "note"
    assert "较同类产品的中间价高42.9%" in finding["message"]
    assert "核心交换机44,000元（××公司报价，2026-02）" in finding["message"]
    assert review["library"] is None
    assert "不能据此认为没有重复" in json.dumps(review["not_checked"], ensure_ascii=False)


CSV = "名称,品牌,参数,单位,单价,来源,日期\n核心交换机,,48口 万兆,台,41000,,\n"


def test_a_list_as_office_programs_save_it_is_read(tmp_path: Path) -> None:
    library, path = tmp_path / "库", tmp_path / "报价.csv"
    path.write_bytes(CSV.encode("gb18030"))
    assert "读到 1 条" in _run("prices", "import", library, path, "--source", "××询价", "--date", "2026/1/5")
    assert _run("prices", "list", library) == "××询价\t2026-01-05\t1 条\n"
    stored = library / "prices.csv"
    stored.write_bytes(stored.read_text("utf-8").encode("gb18030"))
    assert "41,000.00元/台" in _run("prices", "search", library, "核心交换机")


def test_an_unreadable_date_changes_nothing(tmp_path: Path) -> None:
    library, path = tmp_path / "库", _sheet(tmp_path / "甲.xlsx", REVIEWED)
    args = ["prices", "import", str(library), str(path), "--source", "××询价", "--date", "三月"]
    result = CliRunner().invoke(app, args)
    assert result.exit_code != 0
    assert not library.exists()
