"""Tables of a PDF without vertical lines: columns, rows of several lines, merged cells, pages, doubt."""

import pytest
from parse.pdf_writer import Page, pdf

from proposal_check.model.document import Cell, Document, Figure, Paragraph, Place, Table
from proposal_check.parse.from_pdf import read_pdf
from proposal_check.parse.pdf_doubt import is_doubtful

XS = (92.0, 120.0, 220.0, 380.0, 450.0)
HEADER = ["序号", "名称", "说明", "数量", "金额"]
PITCH = 14.0


def read(*pages: Page) -> Document:
    return read_pdf(pdf(list(pages)), "方案.pdf")


def rows(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


def put(page: Page, top: float, content: list[list[list[str]]], *, middle: bool, padding: float = 0) -> float:
    """Write rows of cells, each a list of lines, aligned at the top or in the middle; answers the bottom."""
    for row in content:
        height = max(map(len, row)) * PITCH
        for x, lines in zip(XS, row, strict=True):
            down = (height - len(lines) * PITCH) / 2 if middle else 0
            for i, text in enumerate(lines):
                page.text(x, top + down + i * PITCH, text, size=10)
        top += height + padding
    return top


def one_line(texts: list[str]) -> list[list[str]]:
    return [[text] if text else [] for text in texts]


WRAPPED = [
    [["1"], ["统一门户"], ["面向公众和企业提供统一的入", "口，支持单点登录"], ["2"], ["3.00"]],
    [["2"], ["数据归集"], ["汇聚各部门的数据"], ["10"], ["20.50"]],
    [["3"], ["预警分析与综合展示", "子系统"], ["按区域和时段统计，按级别推", "送"], ["4"], ["8.00"]],
]
JOINED = [["".join(cell) for cell in row] for row in WRAPPED]


def three_line(middle: bool, padding: float = 0) -> Page:
    page = Page()
    page.text(220, 70, "表1 费用明细表")
    put(page, 100, [one_line(HEADER)], middle=middle)
    bottom = put(page, 118, WRAPPED, middle=middle, padding=padding)
    for y in (98, 115, bottom + 2):
        page.line(90, y, 500, y)
    return page


@pytest.mark.parametrize("padding", [0.0, 8.0])
@pytest.mark.parametrize("middle", [True, False], ids=["middle", "top"])
def test_lines_of_a_cell_are_one_text(middle: bool, padding: float) -> None:
    (table,) = read(three_line(middle, padding)).tables()
    assert rows(table) == [HEADER, *JOINED]
    assert table.caption == "表1 费用明细表"


@pytest.mark.parametrize("rule", [True, False], ids=["header rule", "bare"])
def test_a_table_without_rules_below_its_caption(rule: bool) -> None:
    page = Page()
    page.text(220, 70, "表1 费用明细表")
    page.text(420, 85, "单位：万元", size=10)
    put(page, 100, [one_line(HEADER)], middle=True)
    if rule:
        page.line(90, 115, 500, 115)
    put(page, 122, WRAPPED, middle=True, padding=8)
    page.text(90, 260, "以上费用由市级财政资金安排，按照合同约定分期支付，不足部分由建设单位自筹。")
    document = read(page)
    (table,) = document.tables()
    assert (rows(table), table.unit) == ([HEADER, *JOINED], "万元")
    assert document.raw.characters == document.seen.characters


def test_two_tables_of_one_width_stay_two() -> None:
    page = Page()
    page.text(220, 70, "表1 设备费用")
    for top in (100, 200):
        put(page, top, [one_line(HEADER), *map(one_line, JOINED[1:2] * 2)], middle=True, padding=4)
        for y in (top - 2, top + 15, top + 54):
            page.line(90, y, 500, y)
    page.text(90, 168, "软件费用另列。")
    page.text(220, 182, "表2 软件费用")
    tables = read(page).tables()
    assert [t.caption for t in tables] == ["表1 设备费用", "表2 软件费用"]
    assert [t.rows for t in tables] == [3, 3]


def test_rules_of_one_length_around_rows_of_one_text() -> None:
    page = Page()
    for i in range(9):
        page.text(150, 600 + 18 * i, "响应时间", size=10)
        if i not in (2, 3, 5):
            page.text(230, 600 + 18 * i, "不少于2000", size=10)
    for i in range(10):
        page.line(140, 596 + 18 * i, 400, 596 + 18 * i)
    document = read(page)
    assert document.raw.characters == document.seen.characters


def test_header_of_two_levels() -> None:
    page = Page()
    page.text(220, 70, "表1 资金计划")
    page.text(100, 107, "序号", size=10)
    page.text(170, 107, "费用名称", size=10)
    page.text(315, 100, "金额（万元）", size=10)
    page.text(300, 114, "2025年", size=10)
    page.text(370, 114, "2026年", size=10)
    for i in range(4):
        for x, text in zip(
            (105, 170, 300, 370), (str(i + 1), f"第{i + 1}项费用", "12.00", "8.50"), strict=True
        ):
            page.text(x, 134 + 16 * i, text, size=10)
    for y in (98, 130, 198):
        page.line(90, y, 420, y)
    (table,) = read(page).tables()
    assert rows(table)[:3] == [
        ["序号", "费用名称", "金额（万元）", "金额（万元）"],
        ["序号", "费用名称", "2025年", "2026年"],
        ["1", "第1项费用", "12.00", "8.50"],
    ]


def test_a_category_in_the_middle_of_its_rows_covers_them() -> None:
    page = Page()
    page.text(220, 70, "表1 功能清单")
    put(page, 100, [one_line(HEADER)], middle=True)
    for i in range(4):
        put(page, 120 + 16 * i, [one_line([str(i + 1), "", f"第{i + 1}项功能", "1", "2.00"])], middle=True)
    page.text(XS[1], 144, "应用软件", size=10)
    for y in (98, 115, 186):
        page.line(90, y, 500, y)
    (table,) = read(page).tables()
    (merged,) = (cell for cell in table.cells if cell.text == "应用软件")
    assert (merged.row, merged.col, merged.row_span) == (2, 2, 4)


@pytest.mark.parametrize("repeated", [True, False])
def test_a_three_line_table_over_pages_is_one(repeated: bool) -> None:
    pages = []
    for number in range(3):
        page = Page()
        top = 60.0 if number else 600.0
        if not number:
            page.text(220, 570, "表1 费用明细表")
        if not number or repeated:
            page.line(90, top - 2, 500, top - 2)
            top = put(page, top, [one_line(HEADER)], middle=True) + 4
            page.line(90, top - 2, 500, top - 2)
        body = [[str(number * 4 + i), f"系统{number * 4 + i}", "建设", "1", "5.00"] for i in range(1, 5)]
        bottom = put(page, top, [one_line(row) for row in body], middle=True, padding=4)
        if number == 2:
            page.line(90, bottom, 500, bottom)
        pages.append(page)
    (table,) = read(*pages).tables()
    assert [row[0] for row in rows(table)] == ["序号", *map(str, range(1, 13))]


def test_a_caption_before_the_page_break_names_the_table_after_it() -> None:
    first, second = Page(), Page()
    first.text(90, 100, "费用如下。")
    first.text(220, 760, "表1 费用明细表")
    put(second, 80, [one_line(HEADER), *map(one_line, JOINED[1:2] * 2)], middle=True, padding=6)
    (table,) = read(first, second).tables()
    assert (table.caption, table.rows) == ("表1 费用明细表", 3)


def test_another_caption_keeps_tables_of_the_same_columns_apart() -> None:
    first, second, third = Page(), Page(), Page()
    xs, blank = [90.0, 200.0, 300.0], [["名称", "金额"], ["甲", "1.00"]]
    first.text(200, 700, "表1 设备费用")
    first.grid(xs, [720, 744, 768], blank)
    second.text(200, 60, "续表1 设备费用")
    second.grid(xs, [80, 104], [["乙", "2.00"]])
    third.text(200, 60, "表2 软件费用")
    third.grid(xs, [80, 104, 128], blank)
    tables = read(first, second, third).tables()
    assert [(t.caption, t.rows) for t in tables] == [("表1 设备费用", 3), ("表2 软件费用", 2)]


def test_a_row_cut_in_its_first_column_is_rejoined() -> None:
    first, second = Page(), Page()
    xs = [90.0, 160.0, 300.0, 400.0]
    first.grid(xs, [700, 724, 748], [["阶段", "工作", "天数"], ["需求调研与", "编写说明书", "10"]])
    second.grid(xs, [80, 104, 128], [["确认", "", ""], ["设计", "编写方案", "20"]])
    (table,) = read(first, second).tables()
    assert rows(table) == [
        ["阶段", "工作", "天数"],
        ["需求调研与确认", "编写说明书", "10"],
        ["设计", "编写方案", "20"],
    ]


def test_words_in_a_drawing_are_its_labels() -> None:
    page = Page()
    page.text(90, 80, "系统结构如下图。")
    for i in range(3):
        for j in range(3):
            x, y = 120 + 120 * j, 120 + 60 * i
            for x0, y0, x1, y1 in ((x, y, x + 90, y), (x, y + 30, x + 90, y + 30)):
                page.line(x0, y0, x1, y1)
            for x0 in (x, x + 90):
                page.line(x0, y, x0, y + 30)
            page.text(x + 10, y + 8, f"模块{i}{j}", size=10)
            page.line(x + 45, y + 30, x + 45, y + 60)
    page.text(200, 320, "图1 系统结构图")
    document = read(page)
    words = [b.text for b in document.blocks if isinstance(b, Paragraph)]
    figures = [b for b in document.blocks if isinstance(b, Figure)]
    assert not any("模块" in text for text in words)
    assert "模块00" in "".join(label for figure in figures for label in figure.labels)
    assert document.raw.characters == document.seen.characters


def certain(table: Table) -> bool:
    return all(cell.confidence is None for cell in table.cells)


def bare_rows(page: Page, top: float, first: int, last: int) -> None:
    for i in range(first, last + 1):
        y = top + 20 * (i - first)
        row = (str(i), f"第{i}项系统", "建设", str(i + 1), f"{i}.50")
        for x, text in zip(XS, row, strict=True):
            page.text(x, y, text, size=10)


def test_a_header_in_two_lines_is_one_row() -> None:
    page = Page()
    page.text(220, 70, "表1 费用明细表")
    for x, lines in zip(
        XS, (["序", "号"], ["名称"], ["说明"], ["数", "量"], ["金额", "（元）"]), strict=True
    ):
        for i, text in enumerate(lines):
            page.text(x, 100 + 13 * i + 6.5 * (2 - len(lines)), text, size=10)
    bare_rows(page, 134, 1, 5)
    (table,) = read(page).tables()
    assert rows(table)[:2] == [
        ["序号", "名称", "说明", "数量", "金额（元）"],
        ["1", "第1项系统", "建设", "2", "1.50"],
    ]
    assert certain(table)


@pytest.mark.parametrize("x", [300, 330], ids=["left", "centred"])
def test_a_header_cell_over_two_columns_may_be_as_narrow_as_one(x: float) -> None:
    page = Page()
    page.text(220, 70, "表1 资金计划")
    page.text(100, 110, "序号", size=10)
    page.text(170, 110, "费用名称", size=10)
    page.text(x, 100, "金额", size=10)
    page.text(300, 120, "本年金额", size=10)
    page.text(370, 120, "次年金额", size=10)
    page.text(450, 110, "备注", size=10)
    for i in range(4):
        row = (str(i + 1), f"第{i + 1}项费用", f"{i}12.00", "18.50", "分期")
        for left, text in zip((105, 170, 300, 370, 450), row, strict=True):
            page.text(left, 144 + 16 * i, text, size=10)
    (table,) = read(page).tables()
    assert rows(table)[:2] == [
        ["序号", "费用名称", "金额", "金额", "备注"],
        ["序号", "费用名称", "本年金额", "次年金额", "备注"],
    ]


def test_rows_too_few_for_a_table_go_on_the_one_before_the_page_break() -> None:
    first, second = Page(), Page()
    first.text(220, 650, "表1 指标要求")
    for i, row in enumerate((["指标", "要求"], ["可用性", "99.9%"], ["响应时间", "3秒"])):
        for x, text in zip((150, 260), row, strict=True):
            first.text(x, 680 + 20 * i, text, size=10)
    for x, text in zip((150, 260), ("备份频率", "每日增量、每周全量备份"), strict=True):
        second.text(x, 80, text, size=10)
    second.text(90, 130, "以上指标由建设单位按年度考核，未达到的按照合同约定扣减费用。")
    (table,) = read(first, second).tables()
    assert rows(table)[-1] == ["备份频率", "每日增量、每周全量备份"]


def test_a_header_parted_from_its_rows_by_the_page_break() -> None:
    first, second = Page(), Page()
    first.text(220, 740, "表1 费用明细表")
    for x, text in zip(XS, HEADER, strict=True):
        first.text(x, 765, text, size=10)
    bare_rows(second, 80, 1, 5)
    (table,) = read(first, second).tables()
    assert [row[0] for row in rows(table)] == ["序号", "1", "2", "3", "4", "5"]


def test_the_header_of_tables_is_no_running_line() -> None:
    pages = []
    for number in range(3):
        page = Page()
        for x, text in zip(XS, HEADER, strict=True):
            page.text(x + 10 * number, 80, text, size=10)
        for i in range(1, 5):
            row = (str(i), f"第{i}项系统", "建设", str(i + 1), f"{i}.50")
            for x, text in zip(XS, row, strict=True):
                page.text(x + 10 * number, 80 + 20 * i, text, size=10)
        page.text(220, 330, f"表{number + 1} 费用明细表")
        for x, text in zip(XS, HEADER, strict=True):
            page.text(x, 360, text, size=10)
        bare_rows(page, 380, 1, 4)
        page.text(90, 600, "以上费用由市级财政资金安排，按照合同约定分期支付，不足部分由建设单位自筹。")
        pages.append(page)
    document = read(*pages)
    assert document.furniture == ()
    assert all(rows(table)[0] == HEADER for table in document.tables())


def test_a_second_level_taken_for_one_is_in_doubt() -> None:
    boxes = [(90, 100, 110, 110), (150, 100, 200, 127), (210, 117, 240, 127)]
    head = [Cell(1, c, 1, 1, "名称", Place(0, 1, box)) for c, box in enumerate(boxes, 1)]
    body = [Cell(2, c, 1, 1, "甲", Place(0, 1)) for c in (1, 2, 3)]
    assert is_doubtful([*head, *body], 2, 3)


@pytest.mark.parametrize(
    ("grid", "doubtful"),
    [
        ([["序号", "名称", "金额"], ["1", "甲", "2.00"], ["2", "乙", "3.00"], ["3", "丙", "4.00"]], False),
        ([["序号", "名称", "备注"], ["1", "甲", ""], ["2", "乙", ""], ["3", "丙", ""]], False),
        ([["序号", "名称", "金额"], ["1", "", "2.00"], ["2", "", "3.00"], ["3", "", "4.00"]], True),
        ([["序号", "", "金额"], ["1", "甲", "2.00"], ["2", "乙", "3.00"], ["3", "丙", "4.00"]], True),
        (
            [["序", "名称", "价"], ["号", "甲", "（元）"], *([str(i), "乙", f"{i}.50"] for i in range(4))],
            True,
        ),
        (
            [["序号", "名称", "金额"], ["1", "甲", "2.00"], ["2", "乙", "3.00 4.00"], ["3", "丙", "4.00"]],
            True,
        ),
        ([["序号", "名称", "金额"], ["1", "甲", "2.00"], ["", "乙", ""], ["3", "丙", "4.00"]], True),
    ],
    ids=["good", "no remarks", "blank column", "no header", "cut header", "two numbers", "rest"],
)
def test_cells_that_speak_against_their_rows_and_columns(grid: list[list[str]], doubtful: bool) -> None:
    cells = [
        Cell(r, c, 1, 1, text, Place(0, 1)) for r, row in enumerate(grid, 1) for c, text in enumerate(row, 1)
    ]
    assert is_doubtful(cells, len(grid), 3) is doubtful
