"""The workbook: sheets, live formulas that give what the review computed, texts that stay texts."""

import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from report import samples
from report.spreadsheet import computed

from proposal_check.model.budget import Amount
from proposal_check.model.finding import Review
from proposal_check.packs.load import load_pack
from proposal_check.parse.submission import read_submission
from proposal_check.report.to_xlsx import write_workbook
from proposal_check.report.workbook.figures import Spot, product, scale_of, spot, total
from proposal_check.review import review

FAULTY = Path(__file__).parents[2] / "corpora" / "examples" / "faulty"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pack = load_pack("linan")
    path = tmp_path_factory.mktemp("book") / "findings.xlsx"
    write_workbook(review(read_submission([FAULTY]), pack), pack, path)
    return path


def test_every_sheet_has_a_frozen_filtered_header(book: Path) -> None:
    loaded = load_workbook(book)
    assert loaded.sheetnames == ["意见", "未检", "大纲", "概算", "原表", "重复"]
    for sheet in loaded:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert all(cell.value for cell in sheet[1])


def test_formulas_are_live_and_give_the_stored_values(book: Path) -> None:
    loaded, stored = load_workbook(book), load_workbook(book, data_only=True)
    live = [
        (s, cell) for s in loaded for row in s.iter_rows(min_row=2) for cell in row if cell.data_type == "f"
    ]
    assert len(live) > 300
    for sheet, cell in live:
        value = stored[sheet.title][cell.coordinate].value
        assert computed(loaded, sheet, cell.coordinate) == pytest.approx(value), cell.coordinate


def test_the_broken_product_shows_its_difference(book: Path) -> None:
    formulas, values = load_workbook(book)["概算"], load_workbook(book, data_only=True)["概算"]
    (row,) = [r for r in range(2, values.max_row + 1) if values.cell(r, 14).value == "不一致"
              and values.cell(r, 5).value == "道闸联网控制器"]  # fmt: skip
    assert formulas.cell(row, 12).value == f"=F{row}*G{row}"
    assert formulas.cell(row, 13).value == f"=ROUND(K{row}-L{row},6)"
    assert [values.cell(row, c).value for c in (6, 7, 11, 12, 13)] == [36, 3200, 112000, 115200, -3200]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "=cmd|' /C calc'!A0", "\t=1+1"])
def test_no_text_becomes_a_formula(start: str, tmp_path: Path) -> None:
    made = samples.review(3)
    hostile = tuple(replace(f, message=f"{start}HYPERLINK", title=start) for f in made.findings)
    sheet = _written(replace(made, findings=hostile), tmp_path)["意见"]
    texts = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert all(cell.data_type in ("s", "n") for cell in texts)
    starts = [cell for cell in texts if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert starts
    assert all(cell.quotePrefix for cell in starts)


def _written(made: Review, folder: Path):  # type: ignore[no-untyped-def]
    path = folder / "findings.xlsx"
    write_workbook(made, samples.pack(folder), path)
    return load_workbook(path)


@pytest.mark.parametrize("count", [0, 1, 12, 200])
def test_one_row_per_finding(count: int, tmp_path: Path) -> None:
    made = samples.review(count)
    sheet = _written(made, tmp_path)["意见"]
    ids = [sheet.cell(row, 12).value for row in range(2, sheet.max_row + 1) if sheet.cell(row, 12).value]
    assert sorted(ids) == sorted(f.id for f in made.findings)


def test_equal_reviews_give_equal_bytes(tmp_path: Path) -> None:
    made = samples.review(12)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        _written(made, tmp_path / name)
    assert (tmp_path / "a" / "findings.xlsx").read_bytes() == (tmp_path / "b" / "findings.xlsx").read_bytes()


def test_the_file_has_no_outside_links(book: Path) -> None:
    with zipfile.ZipFile(book) as package:
        relations = b"".join(package.read(n) for n in package.namelist() if n.endswith(".rels"))
    assert b"TargetMode" not in relations


def _amount(printed: str, value: str) -> Amount:
    number = Decimal(value)
    return Amount(number, number, number, "元", printed, samples.anchor())


@pytest.mark.parametrize(
    ("printed", "value", "scale"),
    [("3,200", "3200", 1), ("3.80", "38000", 10000), ("合计：￥9.40", "9.40", 1), ("37万元", "370000", 10000),
     ("1，200.5", "1200.5", 1), ("叁万元", "30000", 1)],
)  # fmt: skip
def test_the_scale_is_told_from_what_is_printed(printed: str, value: str, scale: int) -> None:
    assert scale_of(_amount(printed, value)) == scale


def _spots(*values: str, scale: str = "1", rows: tuple[int, ...] = ()) -> list[Spot]:
    places = rows or tuple(range(1, len(values) + 1))
    return [Spot(r, 10, Decimal(v), Decimal(scale), Decimal(0)) for v, r in zip(values, places, strict=True)]


@pytest.mark.parametrize(
    ("rows", "text"),
    [((1, 2, 3), "SUM(K2:K4)"), ((1, 3, 4), "SUM(K2,K4:K5)"), ((1, 3, 5), "SUM(K2,K4,K6)")],
)
def test_neighbours_become_a_range(rows: tuple[int, ...], text: str) -> None:
    formula = total(_spots("1.1", "2.2", "3.3", rows=rows), Decimal(1))
    assert (formula.text, formula.value) == (text, Decimal("6.6"))


def test_units_are_converted() -> None:
    count, price = spot(_amount("3", "3"), 1, 5), spot(_amount("12,000", "12000"), 1, 6)
    formula = product([count, price], Decimal(10_000))
    assert (formula.text, formula.value) == ("F2*G2/10000", Decimal("3.6"))
