"""Spreadsheets as shown: titles, units, merged areas, formats, what is hidden, what a file may cost."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proposal_check.errors import InputError, UnreadableFile
from proposal_check.model.document import Document, Paragraph, Table
from proposal_check.parse import from_xlsx, limits, read_bytes
from proposal_check.parse.number_formats import show

Fill = Callable[[Any, Any], None]


def workbook(*fills: Fill, names: tuple[str, ...] = ("概算明细",)) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name, fill in zip(names, fills, strict=True):
        fill(book, book.add_worksheet(name))
    book.close()
    return buffer.getvalue()


def budget(book: Any, sheet: Any) -> None:
    money = book.add_format({"num_format": "#,##0.00"})
    sheet.merge_range(0, 0, 0, 4, "××平台项目资金概算明细表")
    sheet.write_row(1, 0, ["编制单位：××局", "", "", "单位：万元"])
    sheet.write_row(2, 0, ["类别", "名称", "单价", "数量", "小计"])
    sheet.merge_range(3, 0, 4, 0, "硬件")
    sheet.write_row(3, 1, ["服务器", 1.2, 3])
    sheet.write_formula(3, 4, "=C4*D4", money, 3.6)
    sheet.write_row(4, 1, ["交换机", 0.1 + 0.2, 10])
    sheet.write_formula(4, 4, "=C5*D5", None, 3.0000000000000004)
    sheet.merge_range(6, 0, 6, 1, "合计")
    sheet.write_formula(6, 4, "=SUM(E4:E5)", money, 1006.6)
    sheet.write(8, 0, "注：以上价格含税。")


def read(data: bytes) -> Document:
    return read_bytes(data, "概算.xlsx")


def rewritten(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Change one part of a package."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BUDGET = workbook(budget)


def test_a_budget_sheet_is_a_section_with_one_table() -> None:
    document = read(BUDGET)
    (table,) = document.tables()
    assert [s.title for s in document.sections] == ["概算明细"]
    assert (table.caption, table.unit, table.rows, table.cols) == ("××平台项目资金概算明细表", "万元", 4, 5)
    assert [[c.text if c else "" for c in row] for row in table.grid()] == [
        ["类别", "名称", "单价", "数量", "小计"],
        ["硬件", "服务器", "1.2", "3", "3.60"],
        ["硬件", "交换机", "0.3", "10", "3"],
        ["合计", "合计", "", "", "1,006.60"],
    ]
    assert isinstance(document.blocks[-1], Paragraph)
    assert document.blocks[-1].text == "注：以上价格含税。"
    assert document.warnings == ()
    assert document.raw == document.seen


def test_values_agree_with_calamine() -> None:
    sheet = python_calamine.load_workbook(io.BytesIO(BUDGET)).get_sheet_by_index(0)
    stored = [v for row in sheet.to_python() for v in row if v != ""]
    cells = [c.text for t in read(BUDGET).tables() for c in t.cells]
    numbers = [
        float(text.replace(",", "")) for text in cells if text.replace(",", "").replace(".", "").isdigit()
    ]
    assert numbers == pytest.approx([v for v in stored if isinstance(v, float | int)])


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("0.30000000000000004", "General", "0.3"),
        ("1.5E-7", "General", "0.00000015"),
        ("12", "0.00", "12.00"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("0.0525", "0.00%", "5.25%"),
        ("2.5", "0.##", "2.5"),
        ("-1234.5", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-1,234.50"),
        ("0", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("12.3", '[$¥-804]0.00"万元"', "¥12.30万元"),
        ("12345", "0.0,", "12.3"),
        ("46053", 'yyyy"年"m"月"d"日"', "2026年1月31日"),
        ("46053", "[$-804]yyyy\\-mm\\-dd", "2026-01-31"),
        ("5", ";;;", ""),
    ],
)
def test_numbers_are_shown_as_formatted(stored: str, code: str, shown: str) -> None:
    assert show(stored, code) == (shown, True)


@pytest.mark.parametrize("code", ["# ?/?", "0.00E+00", "0!.0,", "h:mm", "0" * 300])
def test_an_unknown_format_shows_the_stored_number_and_says_so(code: str) -> None:
    assert show("12345", code) == ("12345", False)


@given(
    st.decimals(allow_nan=True, allow_infinity=True).map(str), st.text('0#?.,%;"\\_*[]年ymdE-¥ ', max_size=12)
)
def test_showing_never_fails(stored: str, code: str) -> None:
    assert isinstance(show(stored, code).text, str)


def hide(book: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["名称", "金额"])
    sheet.write_row(1, 0, ["甲", 1])
    sheet.write_row(2, 0, ["乙", 2])
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(1, 1, None, None, {"hidden": True})
    sheet.write(3, 0, "丙")
    sheet.write(3, 1, 9, book.add_format({"num_format": ";;;"}))


def old_version(book: Any, sheet: Any) -> None:  # noqa: ARG001
    sheet.write(0, 0, "旧数")
    sheet.hide()


def test_what_is_hidden_is_told() -> None:
    document = read(workbook(hide, old_version, names=("表", "旧版")))
    signals = {s.code: s.count for s in document.signals}
    assert signals == {"hidden_sheets": 1, "hidden_rows": 1, "hidden_columns": 1, "hidden_text": 1}
    assert [(w.code, w.amount) for w in document.warnings] == [("hidden_sheet", 1)]
    assert "旧数" not in "".join(b.text for b in document.blocks)
    # A hidden row takes part in the sums, so it is read.
    assert "乙" in document.tables()[0].text


def test_two_titled_tables_of_a_sheet_stay_apart_and_an_untitled_rest_goes_on() -> None:
    def fill(_: Any, sheet: Any) -> None:
        for top, title in ((0, "硬件清单"), (8, "软件清单")):
            sheet.write(top, 0, title)
            sheet.write_row(top + 1, 0, ["序号", "名称"])
            sheet.write_row(top + 2, 0, [1, "甲"])
            sheet.write_row(top + 5, 0, [2, "乙"])

    tables = read(workbook(fill)).tables()
    assert [(t.caption, t.rows) for t in tables] == [("硬件清单", 3), ("软件清单", 3)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda x: x.replace('<c r="D4"><v>3</v>', '<c r="D4"><f>1</f>'), "formulas_without_result"),
        (lambda x: x.replace('<c r="D4"><v>3</v>', '<c r="D4" t="e"><v>#REF!</v>'), "formula_errors"),
        (lambda x: x.replace('<c r="B4" t="s"><v>', '<c r="B4" t="s"><v>9'), "cells_lost"),
    ],
)
def test_doubts_are_warnings(change: Callable[[str], str], code: str) -> None:
    changed = rewritten(BUDGET, SHEET, change)
    assert changed != BUDGET
    assert [w.code for w in read(changed).warnings] == [code]


def test_a_planted_loss_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = from_xlsx.sheet_blocks
    monkeypatch.setattr(from_xlsx, "sheet_blocks", lambda s, n: (whole(s, n)[0][:-1], 0))
    found = {w.code: w.amount for w in read(BUDGET).warnings}
    assert found == {"characters_lost": 9, "cells_lost": 1}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda x: x.replace('r="A1"', 'r="A200000"').replace('<row r="1"', '<row r="200000"'), "上限"),
        (lambda x: "<!DOCTYPE x [<!ENTITY a 'b'>]>" + x, "DOCTYPE"),
        (lambda x: x[: len(x) // 2], "损坏"),
        (lambda x: x.replace("<sheetData>", "<sheetData>" + "<row>" * 400), "损坏"),
    ],
)
def test_refused(change: Callable[[str], str], words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(rewritten(BUDGET, SHEET, change))


def test_two_cells_far_apart_cost_nothing() -> None:
    def far(text: str) -> str:
        return text.replace('<c r="E3"', '<c r="XFD3"')

    assert read(rewritten(BUDGET, SHEET, far)).tables()[0].cols == 6


def test_many_rows_are_refused_by_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SHEET_ROWS", 5)
    with pytest.raises(UnreadableFile, match="5 行"):
        read(BUDGET)


def test_merges_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proposal_check.parse.sheet_blocks.MERGED", 50)
    many = '<mergeCells count="1">' + '<mergeCell ref="A1:XFD1048576"/>' * 100
    with pytest.raises(UnreadableFile, match="合并"):
        read(rewritten(BUDGET, SHEET, lambda x: x.replace('<mergeCells count="3">', many)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(BUDGET) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_damaged_bytes_never_crash(changes: list[tuple[int, int]]) -> None:
    data = bytearray(BUDGET)
    for at, value in changes:
        data[at] = value
    with contextlib.suppress(InputError):
        read(bytes(data))


CELLS = st.tuples(
    st.sampled_from(["A1", "B2", "ZZ9", "", "A99999999", "甲"]),
    st.sampled_from(["n", "s", "str", "e", "b", "inlineStr", "d", "?"]),
    st.sampled_from(["", "1", "-1", "1e999", "99999999999", "NaN", "x"]),
)


@settings(max_examples=80)
@given(
    st.lists(CELLS, max_size=8), st.lists(st.sampled_from(["A1:B2", "B2:A1", "A1", "A1:XFD1048576", "::"]))
)
def test_strange_markup_never_crashes(cells: list[tuple[str, str, str]], merges: list[str]) -> None:
    rows = "".join(f'<row><c r="{r}" t="{t}" s="{v}"><v>{v}</v></c></row>' for r, t, v in cells)
    areas = "".join(f'<mergeCell ref="{m}"/>' for m in merges)
    with contextlib.suppress(InputError):
        found = read(
            rewritten(BUDGET, SHEET, lambda x: x.replace("</sheetData>", f"{rows}</sheetData>{areas}"))
        )
        assert [b.place.block for b in found.blocks] == list(range(len(found.blocks)))
        for table in (b for b in found.blocks if isinstance(b, Table)):
            table.grid()


def test_an_old_xls_is_read_through_calamine() -> None:
    data = old_xls()
    document = read_bytes(data, "概算.xls")
    assert document.source.format == "xls"
    assert document.tables()[0].text == "名称\t金额\n甲\t1.5"
    assert [w.code for w in document.warnings] == ["format_unknown"]
    with pytest.raises(UnreadableFile):
        read_bytes(data[: len(data) // 3], "概算.xls")


def old_xls() -> bytes:
    """Write the smallest BIFF8 workbook: two rows of two cells."""
    return _compound("Workbook", _biff())


def _record(number: int, body: bytes) -> bytes:
    return number.to_bytes(2, "little") + len(body).to_bytes(2, "little") + body


def _biff() -> bytes:
    import struct

    begin = struct.pack("<HHHHII", 0x0600, 0, 0x0DBB, 0x07CC, 0, 6)
    title = "表".encode("utf-16-le")
    head = _record(0x809, begin[:2] + struct.pack("<H", 5) + begin[4:])
    place = len(head) + 4 + 8 + len(title) + 4
    head += _record(0x85, struct.pack("<IBBBB", place, 0, 0, 1, 1) + title) + _record(0x0A, b"")
    texts = [(0, 0, "名称"), (0, 1, "金额"), (1, 0, "甲")]
    cells = [
        _record(0x204, struct.pack("<HHHHB", r, c, 0, len(t), 1) + t.encode("utf-16-le")) for r, c, t in texts
    ]
    cells.append(_record(0x203, struct.pack("<HHHd", 1, 1, 0, 1.5)))
    sheet = _record(0x809, begin[:2] + struct.pack("<H", 16) + begin[4:])
    sheet += _record(0x200, struct.pack("<IIHHH", 0, 2, 0, 2, 0)) + b"".join(cells) + _record(0x0A, b"")
    return head + sheet


def _compound(name: str, stream: bytes) -> bytes:
    """Put one stream into a compound file of 512-byte sectors."""
    import struct

    stream = stream.ljust(4096, b"\0")
    count = len(stream) // 512
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = title.encode("utf-16-le")
        none = 0xFFFFFFFF
        head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, none, none, child)
        return head + bytes(36) + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (4 * 108)
    return header + struct.pack("<128I", *fat) + directory.ljust(512, b"\0") + stream


def test_how_far_a_text_stands_in() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["名称", "金额"])
        sheet.write_row(1, 0, ["硬件", 3])
        sheet.write_row(2, 0, ["　服务器", 2])
        sheet.write(3, 0, "交换机", book.add_format({"indent": 1}))
        sheet.write(3, 1, 1)

    (table,) = read(workbook(fill)).tables()
    assert {c.text: c.indent for c in table.cells if c.indent} == {"服务器": 1.0, "交换机": 1.0}
