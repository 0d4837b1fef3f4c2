"""Registers as clerks write them: headers, lists of modules, one module to a row, merged cells."""

from pathlib import Path

import pytest
import xlsxwriter

from proposal_check.overlap.columns import columns
from proposal_check.overlap.registers import Register, read_register


def register(folder: Path, text: str) -> Register:
    path = folder / "清单.csv"
    path.write_text(text, "utf-8")
    return read_register(path)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("应用全称", "name"),
        ("政务信息系统名称", "name"),
        ("牵头单位", "owner"),
        ("责任部门（盖章）", "owner"),
        ("所属层级", "level"),
        ("建成年月", "year"),
        ("目前状态", "state"),
        ("主要功能模块", "modules"),
        ("功能简述", "functions"),
        ("是否市统建", "platform"),
        ("责任主体", "owner"),
        ("覆盖范围层级", "level"),
        ("运行情况", "state"),
        ("功能组成", "modules"),
        ("对外提供的能力", "modules"),
        ("用途说明", "functions"),
        ("使用部门自行承担的工作", "duty"),
        ("部门需自行建设的内容", "duty"),
        ("备案号", "id"),
        ("承建主体", None),
        ("资金使用情况", None),
        ("部门意见", None),
        ("承建单位", None),
        ("运维单位", None),
        ("等保级别", None),
        ("资金来源情况", None),
        ("数据库名称", None),
    ],
)
def test_headers_with_words_before_and_behind(header: str, role: str | None) -> None:
    assert columns([header]) == ({role: 0} if role else {})


def test_usual_headers_go_before_those_that_resemble_them() -> None:
    assert columns(["牵头单位", "建设单位", "系统名称"]) == {"owner": 1, "name": 2}


@pytest.mark.parametrize(
    ("modules", "expected"),
    [
        ("1.泊位管理\n2.停车收费", ("泊位管理", "停车收费")),
        ("1、泊位管理 2、停车收费", ("泊位管理", "停车收费")),
        ("（1）泊位管理；（2）停车收费。", ("泊位管理", "停车收费")),
        ("①泊位管理②停车收费", ("泊位管理", "停车收费")),
        ("一、泊位管理；二、停车收费", ("泊位管理", "停车收费")),
        ("用户管理（含角色、权限）、停车收费等功能", ("用户管理（含角色、权限）", "停车收费")),
        ("12345热线受理、2.0版数据迁移", ("12345热线受理", "2.0版数据迁移")),
        ("主要包括泊位管理、停车收费", ("泊位管理", "停车收费")),
        ("等级评定、提供商管理", ("等级评定", "提供商管理")),
    ],
)
def test_lists_of_modules(tmp_path: Path, modules: str, expected: tuple[str, ...]) -> None:
    (entry,) = register(tmp_path, f'系统名称,功能模块\n停车平台,"{modules}"\n').entries
    assert entry.modules == expected


@pytest.mark.parametrize(
    ("functions", "expected"),
    [
        ("用于处置核准申请、车辆备案以及联单签发。", ("处置核准申请", "车辆备案", "联单签发")),
        ("为市民提供停车诱导，在线缴费等服务。", ("停车诱导", "在线缴费")),
        ("系统建设了许可证核发、在线监测两大子系统", ("许可证核发", "在线监测")),
        ("主要功能包括：1.来信登记；2.转办督办", ("来信登记", "转办督办")),
        ("该系统于2019年建成，覆盖12个乡镇，平台主要实现了水位监测", ("水位监测",)),
        (
            "提供商管理、为老服务、可视化展示、12345热线",
            ("提供商管理", "为老服务", "可视化展示", "12345热线"),
        ),
    ],
)
def test_a_description_is_taken_apart(tmp_path: Path, functions: str, expected: tuple[str, ...]) -> None:
    found = register(tmp_path, f'系统名称,功能简述\n核准系统,"{functions}"\n')
    assert found.entries[0].modules == expected


def test_one_module_to_a_row_is_one_system(tmp_path: Path) -> None:
    rows = "停车平台,××局,计费\n停车平台,××局,诱导\n停车平台,另一局,计费\n"
    found = register(tmp_path, f"系统名称,建设单位,功能模块\n{rows}")
    assert [(e.owner, e.modules) for e in found.entries] == [
        ("××局", ("计费", "诱导")),
        ("另一局", ("计费",)),
    ]


def test_what_was_not_read_is_told(tmp_path: Path) -> None:
    found = register(tmp_path, "序号,系统名称,年份,能做什么,承建商\n1,停车平台,2021,计费,甲公司\n")
    assert (found.unread, found.bare) == (("能做什么", "承建商"), 1)


def test_cells_merged_over_rows_hold_for_each(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "清单.xlsx"))
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 1, "系统清单")
    sheet.write_row(1, 0, ["系统名称", "功能模块"])
    sheet.merge_range(2, 0, 3, 0, "停车平台")
    sheet.write_column(2, 1, ["计费", "诱导"])
    book.close()
    found = read_register(tmp_path / "清单.xlsx")
    assert [(e.name, e.modules) for e in found.entries] == [("停车平台", ("计费", "诱导"))]
    assert not found.problems


def test_a_total_before_the_name_is_no_system(tmp_path: Path) -> None:
    found = register(tmp_path, "序号,系统名称,功能模块\n1,停车平台,计费\n合计,60,\n")
    assert (len(found.entries), found.problems) == (1, ())
