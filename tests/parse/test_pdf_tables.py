"""Tables of a PDF: ruled, three-line and bare; over pages; and what is no table."""

import pytest
from parse.pdf_writer import Page, pdf

from proposal_check.model.document import Document, Paragraph, Table
from proposal_check.parse.from_pdf import read_pdf

XS = [90.0, 140.0, 260.0, 400.0, 500.0]
HEADER = ["序号", "系统", "功能", "金额"]


def read(*pages: Page) -> Document:
    return read_pdf(pdf(list(pages)), "方案.pdf")


def rows(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


def ys(top: float, count: int, height: float = 24) -> list[float]:
    return [top + height * i for i in range(count + 1)]


def numbered(first: int, last: int) -> list[list[str | None]]:
    return [[str(i), f"系统{i}", f"功能{i}", f"{i}.00"] for i in range(first, last + 1)]


def grid(page: Page, top: float, content: list[list[str | None]]) -> None:
    page.grid(XS, ys(top, len(content)), content)


def test_ruled_table_with_caption_and_unit() -> None:
    page = Page()
    page.text(220, 80, "表1 软件开发费用表")
    page.text(420, 100, "单位：万元")
    grid(page, 120, [list(HEADER), *numbered(1, 3)])
    (table,) = read(page).tables()
    assert (table.caption, table.unit, table.rows, table.cols) == ("表1 软件开发费用表", "万元", 4, 4)
    assert rows(table) == [HEADER, *numbered(1, 3)]


def test_text_in_a_table_is_not_repeated() -> None:
    page = Page()
    page.text(90, 80, "费用如下：")
    grid(page, 120, [list(HEADER), *numbered(1, 3)])
    document = read(page)
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["费用如下："]
    assert document.raw.characters == document.seen.characters


def test_merged_cells_exist_once() -> None:
    page = Page()
    grid(page, 120, [list(HEADER), ["1", "系统甲", "功能一", "1.00"], ["2", None, "功能二", "2.00"]])
    (table,) = read(page).tables()
    merged = [c for c in table.cells if c.row_span > 1]
    assert [(c.row, c.col, c.row_span, c.text) for c in merged] == [(2, 2, 2, "系统甲")]
    assert len(table.cells) == 11


def test_wrapped_lines_of_a_cell_are_joined_and_paragraphs_are_not() -> None:
    page = Page()
    page.grid([90, 150, 270], [100, 180, 220], [["一", "二"], ["三", "四"]])
    page.text(155, 120, "实现统一身份认证和单", size=10)
    page.text(155, 136, "点登录。", size=10)
    page.text(155, 152, "另起一段", size=10)
    (table,) = read(page).tables()
    assert rows(table)[0][1] == "二\n实现统一身份认证和单点登录。\n另起一段"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["量程", "30m，太"], "量程30m，太"),
        (["激光", "式", "，IP68"], "激光式，IP68"),
        (["超声波", "+压力双探"], "超声波+压力双探"),
        (["电池供4G", "传输"], "电池供4G传输"),
        (["合计（", "一至五）"], "合计（一至五）"),
        (["采购", "施工"], "采购\n施工"),
    ],
)
def test_what_an_office_program_does_not_part_is_joined(lines: list[str], text: str) -> None:
    page = Page()
    page.grid([100, 158, 300], [100, 124, 180], [["参数", "备注"], [lines[0], "备"]], size=11)
    page.lines(105, 142, lines[1:], size=11, pitch=14)
    (table,) = read(page).tables()
    assert rows(table)[1][0] == text


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_over_two_pages_is_one(repeated: bool) -> None:
    first, second = Page(), Page()
    grid(first, 600, [list(HEADER), *numbered(1, 6)])
    grid(second, 80, [*([list(HEADER)] if repeated else []), *numbered(7, 9)])
    document = read(first, second)
    (table,) = document.tables()
    assert rows(table) == [HEADER, *numbered(1, 9)]
    assert table.header_rows == int(repeated)
    assert document.warnings == ()
    assert {cell.place.page for cell in table.cells} == {1, 2}


def test_tables_with_other_columns_stay_two() -> None:
    first, second = Page(), Page()
    grid(first, 600, [list(HEADER), *numbered(1, 6)])
    second.grid([90, 200, 500], ys(80, 2), [["岗位", "人数"], ["经理", "1"]])
    assert len(read(first, second).tables()) == 2


def test_a_heading_between_keeps_tables_apart() -> None:
    first, second = Page(), Page()
    grid(first, 600, [list(HEADER), *numbered(1, 6)])
    second.text(90, 80, "二、硬件费用")
    grid(second, 120, [list(HEADER), *numbered(1, 3)])
    assert len(read(first, second).tables()) == 2


def test_a_row_cut_by_the_page_break_is_rejoined() -> None:
    first, second = Page(), Page()
    grid(first, 600, [list(HEADER), *numbered(1, 2), ["3", "系统3", "实现统一身份认证和", "3.00"]])
    grid(second, 80, [list(HEADER), ["", "", "单点登录。", ""], *numbered(4, 5)])
    (table,) = read(first, second).tables()
    assert rows(table)[3] == ["3", "系统3", "实现统一身份认证和单点登录。", "3.00"]
    assert table.rows == 6


def test_a_total_cut_by_the_page_break_at_a_bracket_is_rejoined() -> None:
    first, second = Page(), Page()
    grid(first, 600, [list(HEADER), *numbered(1, 2), ["", "合计（", "", "3.00"]])
    grid(second, 80, [["", "一至二）", "", ""]])
    (table,) = read(first, second).tables()
    assert rows(table)[3:] == [["", "合计（一至二）", "", "3.00"]]


def test_a_merged_cell_cut_by_the_page_break_goes_on() -> None:
    first, second = Page(), Page()
    grid(first, 600, [list(HEADER), ["1", "系统甲", "功能一", "1.00"], ["2", None, "功能二", "2.00"]])
    grid(second, 80, [["3", "", "功能三", "3.00"], ["4", None, "功能四", "4.00"]])
    (table,) = read(first, second).tables()
    assert [row[1] for row in rows(table)] == ["系统", "系统甲", "系统甲", "系统甲", "系统甲"]


def test_blank_forms_keep_their_rows() -> None:
    first, second = Page(), Page()
    blank: list[list[str | None]] = [["", "", "", ""] for _ in range(3)]
    grid(first, 600, [list(HEADER), *blank])
    grid(second, 80, blank)
    (table,) = read(first, second).tables()
    assert table.rows == 7


def test_page_frame_is_no_table() -> None:
    page = Page()
    page.grid([60, 530], [60, 700, 780], [["正文在框内"], ["编制单位：××局"]])
    document = read(page)
    assert document.tables() == ()
    assert [b.text for b in document.blocks] == ["正文在框内", "编制单位：××局"]


BARE = [
    ["岗位", "人数", "工作月", "单价"],
    ["项目经理", "1", "6", "18000"],
    ["架构师", "1", "4", "20000"],
    ["工程师", "6", "6", "15000"],
]


def bare(page: Page, top: float, content: list[list[str]], pitch: float = 22) -> None:
    for r, row in enumerate(content):
        for x, text in zip((100, 220, 320, 420), row, strict=False):
            page.text(x, top + pitch * r, text)


def test_three_line_table() -> None:
    page = Page()
    for y in (98, 120, 190):
        page.line(90, y, 500, y)
    bare(page, 102, BARE)
    (table,) = read(page).tables()
    assert rows(table) == BARE


def test_table_with_horizontal_rules_joins_the_lines_of_a_row() -> None:
    page = Page()
    for y in (98, 120, 166, 190):
        page.line(90, y, 500, y)
    bare(page, 102, [["名称", "参数", "数量"], ["服务器", "双路处理器", "2"]])
    page.text(220, 146, "冗余电源")
    bare(page, 170, [["交换机", "千兆", "4"]])
    (table,) = read(page).tables()
    assert rows(table) == [
        ["名称", "参数", "数量"],
        ["服务器", "双路处理器冗余电源", "2"],
        ["交换机", "千兆", "4"],
    ]


def test_bare_columns_are_a_table() -> None:
    page = Page()
    page.text(90, 70, "人员投入如下：")
    bare(page, 102, BARE)
    (table,) = read(page).tables()
    assert rows(table) == BARE


def test_two_bare_columns_need_a_caption() -> None:
    content = [row[:2] for row in BARE]
    plain, captioned = Page(), Page()
    bare(plain, 102, content)
    captioned.text(200, 80, "表2 人员投入表")
    bare(captioned, 102, content)
    assert read(plain).tables() == ()
    (table,) = read(captioned).tables()
    assert (rows(table), table.caption) == (content, "表2 人员投入表")


PROSE = "本项目依托市级政务云，围绕业务协同。"


@pytest.mark.parametrize(
    "content",
    [
        [["项目名称：", "××建设项目"], ["建设单位：", "××局"], ["编制日期：", "2024年"], ["联系人：", "××"]],
        [["一、概况", "", "", "1"], ["二、现状", "", "", "3"], ["三、需求", "", "", "9"]],
        [["一、", "概况", "", "1"], ["二、", "现状", "", "3"], ["三、", "需求", "", "9"]],
        [[PROSE, "", "", ""], [PROSE, "", "", ""], [PROSE, "", "", ""]],
    ],
    ids=["labels", "contents", "numbered contents", "prose"],
)
def test_what_only_looks_like_columns(content: list[list[str]]) -> None:
    page = Page()
    bare(page, 102, [[text or "" for text in row] for row in content])
    assert read(page).tables() == ()


def test_underlined_prose_is_no_table() -> None:
    page = Page()
    for i in range(5):
        page.text(90, 100 + 24 * i, "建设单位名称应当与机构编制文件一致，不得使用简称")
        page.line(90, 114 + 24 * i, 380, 114 + 24 * i)
    assert read(page).tables() == ()


NAMES = ["费用名称", "硬件", "服务器", "交换机", "合计"]


@pytest.mark.parametrize(
    ("starts", "indents"),
    [
        ([95, 95, 115, 115, 95], [0.0, 0.0, 2.0, 2.0, 0.0]),
        # in the middle of the column: where a text begins says how long it is
        ([125, 135, 130, 130, 135], [0.0] * 5),
    ],
)
def test_how_far_the_texts_of_a_column_stand_in(starts: list[int], indents: list[float]) -> None:
    page = Page()
    page.grid([90, 200, 300], ys(120, 5), [["", str(n)] for n in range(5)])
    for row, (x, name) in enumerate(zip(starts, NAMES, strict=True)):
        page.text(x, 124 + 24 * row, name, size=10)
    (table,) = read(page).tables()
    assert [c.indent for c in table.cells if c.col == 1] == pytest.approx(indents, abs=0.2)
