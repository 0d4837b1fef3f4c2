import random
from pathlib import Path

import pytest
import xlsxwriter

from proposal_check.errors import ConfigError
from proposal_check.overlap.library import Library, builtin_platforms, load_library
from proposal_check.overlap.registers import read_register
from proposal_check.packs.locate import data_dir

TEXT = """××区系统清单
系统名称（全称）,建设单位,建设年份,功能模块,是否统建
停车平台,××局,2021,停车收费；停车诱导、欠费追缴,否
,××局,2020,无名模块,否
短信平台,××局,2019,短信发送,是
"""


def write(path: Path, text: str = TEXT, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_in_usual_encodings(tmp_path: Path, encoding: str) -> None:
    library = load_library(write(tmp_path / "清单.csv", encoding=encoding))
    assert [entry.name for entry in library.entries if not entry.platform] == ["停车平台"]
    assert [entry.name for entry in library.entries if entry.platform] == ["短信平台"]
    parking = next(entry for entry in library.entries if not entry.platform)
    assert parking.modules == ("停车收费", "停车诱导", "欠费追缴")
    assert (parking.owner, parking.year) == ("××局", "2021")
    assert library.problems == ("清单.csv第4行：缺少系统名称，未纳入比对",)


def test_workbook_and_folder_give_the_same_state(tmp_path: Path) -> None:
    plain = load_library(write(tmp_path / "清单.csv"))
    folder = tmp_path / "库"
    folder.mkdir()
    book = xlsxwriter.Workbook(str(folder / "清单.xlsx"))
    sheet = book.add_worksheet("系统")
    for row, line in enumerate(TEXT.splitlines()):
        for col, cell in enumerate(line.split(",")):
            sheet.write(row, col, int(cell) if cell.isdigit() else cell)
    book.add_worksheet("说明").write(0, 0, "填写说明")
    book.close()
    write(folder / "~$清单.xlsx", "锁")
    library = load_library(folder)
    assert library.state == plain.state
    assert library.problems == ("清单.xlsx（系统）第4行：缺少系统名称，未纳入比对",)


def test_shuffled_and_repeated_rows_give_the_same_library(tmp_path: Path) -> None:
    source = data_dir("corpora") / "registers" / "existing_systems.csv"
    head, *rows = source.read_text("utf-8").splitlines()
    random.Random(7).shuffle(rows)
    shuffled = load_library(write(tmp_path / "乱序.csv", "\n".join([head, *rows, rows[0]])))
    assert shuffled == load_library(source)


def test_another_row_is_another_state(tmp_path: Path) -> None:
    one = load_library(write(tmp_path / "一.csv"))
    two = load_library(write(tmp_path / "二.csv", TEXT + "水库平台,××局,2022,水位监测,否\n"))
    assert one.state != two.state


def missing(folder: Path) -> Path:
    return folder / "无.csv"


def empty_folder(folder: Path) -> Path:
    return folder


def wrong_columns(folder: Path) -> Path:
    return write(folder / "错.csv", "甲,乙,丙\n1,2,3\n")


def no_rows(folder: Path) -> Path:
    return write(folder / "空.csv", "系统名称,建设单位\n")


def only_bad_rows(folder: Path) -> Path:
    return write(folder / "坏.csv", "系统名称,建设单位\n,甲\n123,乙\n")


def blank_file(folder: Path) -> Path:
    return write(folder / "零.csv", "")


def not_a_workbook(folder: Path) -> Path:
    return write(folder / "假.xlsx", "这不是表格")


def binary(folder: Path) -> Path:
    path = folder / "乱.csv"
    path.write_bytes(b"\xff\xff\x80\x00\xff" * 20)
    return path


def other_type(folder: Path) -> Path:
    return write(folder / "清单.pdf", "x")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (missing, "找不到比对库"),
        (empty_folder, "没有 CSV 或 xlsx 文件"),
        (wrong_columns, "读到的首行是：甲、乙、丙。表头至少要有“系统名称"),
        (no_rows, "没有可用的系统"),
        (only_bad_rows, "坏.csv第2行：缺少系统名称"),
        (blank_file, "没有可识别的表头"),
        (not_a_workbook, "无法打开"),
        (binary, "编码无法识别"),
        (other_type, "不能识别的比对库文件类型"),
    ],
)
def test_unusable_registers_say_why(tmp_path: Path, make, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ConfigError) as raised:
        load_library(make(tmp_path))
    assert words in str(raised.value)
    assert raised.value.advice


def test_very_many_bad_rows_are_each_named_and_the_good_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("系统名称,建设单位\n停车平台,××局\n" + ",××局\n" * 100_000, "utf-8")
    register = read_register(path)
    entries, problems = register.entries, register.problems
    assert [entry.name for entry in entries] == ["停车平台"]
    assert len(problems) == 100_000
    assert problems[-1] == "清单.csv第100002行：缺少系统名称，未纳入比对"


HEAD = [["××市系统清单"], ["填报单位：××局"], ["序号", "系统名称", "建设单位", "系统简介", "", "建成年份"]]
SECOND = ["", "", "", "模块", "功能", ""]
BODY = [
    ["1", "停车平台", "××局", "停车收费", "泊位收费", "2021"],
    ["2", "停车平台", "××局", "停车收费", "泊位收费", "2021"],
    ["序号", "系统名称", "建设单位", "模块", "功能", "建成年份"],
    ["3", "水库平台", "××局", "大坝监测", "位移监测", "2022"],
    ["", "合计2个", "", "", "", ""],
]


@pytest.mark.parametrize("second", [[], [SECOND], [[*HEAD[2][:3], "模块", "功能", "建成年份"]]])
@pytest.mark.parametrize("suffix", ["xlsx", "et"])
def test_a_sheet_as_clerks_lay_it_out(tmp_path: Path, second: list[list[str]], suffix: str) -> None:
    """Title rows, a header of two rows that comes again, a row twice, a formula, a total."""
    path = tmp_path / f"清单.{suffix}"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for number, row in enumerate([*HEAD, *second, *BODY]):
        for col, text in enumerate(row):
            sheet.write(number, col, text)
    sheet.write_formula(len(HEAD) + len(second) + 3, 5, "=2000+22", None, 2022)
    book.close()
    register = read_register(path)
    assert [(e.name, e.modules, e.year) for e in register.entries] == [
        ("停车平台", ("停车收费",), "2021"),
        ("水库平台", ("大坝监测",), "2022"),
    ]
    assert register.problems == ()


def test_builtin_platforms_are_documented_and_unambiguous() -> None:
    platforms = builtin_platforms()
    assert len(platforms) >= 25
    seen: dict[str, str] = {}
    for entry in platforms:
        assert entry.platform
        assert entry.owner
        assert entry.modules
        assert entry.duty
        assert "可信度" in entry.source
        for name in (entry.name, *entry.aliases):
            assert seen.setdefault(name, entry.id) == entry.id, name


def test_every_data_file_of_this_room_has_source_and_licence() -> None:
    corpora = data_dir("corpora")
    listed = [line.split(",")[0] for line in (corpora / "MANIFEST.csv").read_text("utf-8").splitlines()[1:]]
    for folder in ("platforms", "registers"):
        for path in (corpora / folder).iterdir():
            assert f"{folder}/{path.name}" in listed


def test_a_library_compares_by_value() -> None:
    assert Library((), "x") == Library((), "x")


@pytest.mark.parametrize(
    ("kind", "shared"),
    [("共性组件", True), ("统建平台", True), ("业务应用", False), ("非统建", False), ("", False)],
)
def test_components_are_shared(tmp_path: Path, kind: str, shared: bool) -> None:
    file = tmp_path / "目录.csv"
    file.write_text(f"组件编号,组件名称,归口单位,资源类型\nC1,电子印章组件,××局,{kind}\n", "utf-8")
    (entry,) = load_library(file).entries
    assert (entry.id, entry.name, entry.platform) == ("C1", "电子印章组件", shared)
