"""What a PDF says: paragraphs, headings, contents, running lines, figures, their places."""

import pytest
from parse.pdf_writer import Page, pdf

from proposal_check.model.document import Document, Figure, Paragraph
from proposal_check.parse.from_pdf import read_pdf

# 34 characters of 12 points fill a line from 90 to 498.
FULL = "本项目依托市级政务云和公共数据平台建设，围绕业务协同完善基础支撑能力，提升"
LINE = FULL[:34]
FIRST = FULL[:32]


def read(*pages: Page, **more: object) -> Document:
    return read_pdf(pdf(list(pages), **more), "方案.pdf")  # type: ignore[arg-type]


def texts(document: Document, kind: str | None = None) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Paragraph) and kind in (None, b.kind)]


def body(page: Page, top: float = 100, count: int = 3) -> float:
    """Write a paragraph of full lines with an indented first and a short last line."""
    page.text(114, top, FIRST)
    for i in range(1, count):
        page.text(90, top + 20 * i, LINE)
    page.text(90, top + 20 * count, "服务水平。")
    return top + 20 * (count + 1)


def test_lines_of_one_paragraph_are_joined() -> None:
    page = Page()
    body(page, body(page, 100))
    assert texts(read(page)) == [FIRST + LINE + LINE + "服务水平。"] * 2


@pytest.mark.parametrize(
    ("second", "x", "joined"),
    [
        ("服务水平。", 90, True),
        ("服务水平。", 114, False),  # indented: a new paragraph
    ],
)
def test_a_full_line_goes_on_unless_the_next_is_indented(second: str, x: float, joined: bool) -> None:
    page = Page()
    body(page, 100)
    page.text(90, 300, LINE)
    page.text(x, 320, second)
    assert (LINE + second in texts(read(page))) is joined


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["某市城市运行管理综合指挥平台升", "级改造项目建设方案"], True),
        (["建设单位：某市水务集团公司（受市", "水务局委托）"], True),
        (["编制单位：某工程咨询有限责任公司", "二〇二六年三月"], False),
        (["某市城市运行管理综合指挥平台升", "2026年3月"], False),
    ],
)
def test_lines_of_a_cover_that_stand_alone(lines: list[str], joined: bool) -> None:
    cover, page = Page(), Page()
    for k, text in enumerate(lines):
        cover.text(297.5 - 11 * len(text), 100 + 40 * k, text, size=22)
    body(page, 100)
    assert ("".join(lines) in texts(read(cover, page))) is joined


def test_a_first_line_that_leaves_room_for_marks_is_no_centred_title() -> None:
    page = Page()
    body(page, 100)
    page.text(114, 300, FIRST[:-2])
    page.text(90, 320, "台》）。")
    assert FIRST[:-2] + "台》）。" in texts(read(page))


def test_a_paragraph_goes_on_over_the_page_break() -> None:
    first, second = Page(), Page()
    body(first, 100)
    first.text(114, 700, FIRST)
    first.text(90, 720, LINE)
    second.text(90, 80, "服务水平。")
    body(second, 120)
    assert FIRST + LINE + "服务水平。" in texts(read(first, second))


def test_latin_words_are_parted_and_chinese_is_not() -> None:
    page = Page()
    body(page, 100)
    page.text(90, 300, LINE[:-2] + "APIs")
    page.text(90, 320, "Gateway 接口")
    assert LINE[:-2] + "APIs Gateway 接口" in texts(read(page))


def test_runs_in_another_font_keep_their_place_in_the_line() -> None:
    """Quotes drawn after the text they stand in, as LibreOffice does."""
    page = Page()
    page.text(90, 100, "基础服务")
    page.text(150, 100, "一张表")
    page.text(138, 100, "“", bold=True)
    page.text(186, 100, "”", bold=True)
    assert texts(read(page)) == ["基础服务“一张表”"]


def chapters(count: int = 3) -> list[Page]:
    pages = []
    for i, number in enumerate("一二三四五六七"[:count], 1):
        page = Page()
        page.text(90, 90, f"第{number}章 建设内容{number}", size=18, bold=True)
        page.text(90, 130, f"{i}.1 总体要求", size=14, bold=True)
        body(page, 170)
        page.text(90, 300, f"{i}.2 主要任务", size=14, bold=True)
        body(page, 340)
        pages.append(page)
    return pages


def test_headings_by_number_size_and_weight() -> None:
    found = [(b.level, b.number) for b in read(*chapters()).blocks if isinstance(b, Paragraph) and b.level]
    one = [(1, "第一章"), (2, "1.1"), (2, "1.2")]
    assert found == [*one, (1, "第二章"), (2, "2.1"), (2, "2.2"), (1, "第三章"), (2, "3.1"), (2, "3.2")]


def test_sections_follow_the_headings() -> None:
    sections = read(*chapters(2)).sections
    assert [(s.title, s.level) for s in sections][:2] == [("建设内容一", 1), ("总体要求", 2)]


def test_bookmarks_declare_a_heading() -> None:
    page, other = Page(), Page()
    page.text(90, 90, "建设背景")
    body(page, 120)
    other.text(90, 90, "建设目标")
    body(other, 120)
    plain = read(page, other)
    marked = read(page, other, bookmarks=((1, "建设背景"), (2, "建设目标")))
    assert texts(plain, "heading") == []
    assert texts(marked, "heading") == ["建设背景", "建设目标"]


def test_contents_are_entries_and_not_headings() -> None:
    contents = Page()
    contents.text(260, 80, "目 录", size=16)
    for i, title in enumerate(("第一章 建设内容一", "1.1 总体要求", "1.2 主要任务", "第二章 建设内容二"), 1):
        contents.text(90, 100 + 24 * i, title)
        contents.text(240, 100 + 24 * i, "." * 40 + f" {i}")
    document = read(contents, *chapters(2))
    assert [(e.title, e.page) for e in document.contents] == [
        ("建设内容一", 1),
        ("总体要求", 2),
        ("主要任务", 3),
        ("建设内容二", 4),
    ]
    assert len(texts(document, "heading")) == 6


def numbered(pages: list[Page], pattern: str, header: str = "") -> list[Page]:
    for i, page in enumerate(pages, 1):
        page.text(280, 800, pattern.format(i, len(pages)), size=9)
        if header:
            page.text(230, 40, header, size=9)
    return pages


@pytest.mark.parametrize("pattern", ["{0}", "- {0} -", "第 {0} 页", "第{0}页 共{1}页", "{0}/{1}"])
def test_page_numbers_are_furniture(pattern: str) -> None:
    document = read(*numbered(chapters(5), pattern))
    footers = [f for f in document.furniture if f.kind == "footer"]
    assert [f.page_number for f in footers] == [True]
    assert len(document.blocks) == 5 * 5
    assert document.raw == document.seen or document.raw.characters == document.seen.characters


def test_running_header_is_furniture_once() -> None:
    document = read(*numbered(chapters(5), "{0}", "××项目建设方案"))
    assert [(f.kind, f.text, f.page_number) for f in document.furniture] == [
        ("header", "××项目建设方案", False),
        ("footer", "1", True),
    ]


def test_mirrored_headers_of_facing_pages_are_furniture() -> None:
    pages = chapters(4)
    for i, page in enumerate(pages):
        page.text(90 if i % 2 else 400, 40, f"{i + 1}", size=9)
        page.text(200, 40, "××项目建设方案", size=9)
    assert [f.kind for f in read(*pages).furniture] == ["header"]


def test_a_heading_at_the_top_of_pages_is_no_furniture() -> None:
    assert read(*chapters(5)).furniture == ()


def test_columns_are_read_one_after_the_other() -> None:
    page = Page()
    page.text(240, 60, "两栏文章", size=16)
    left, right = "左栏的文字从上到下读完", "右栏的文字接着左栏往下"
    for x, text in ((90, left), (320, right)):
        for i in range(8):
            page.text(x, 100 + 20 * i, text + "一二三四五六"[: 14 - len(text)])
    found = "".join(texts(read(page)))
    assert found.index("右栏") > found.rindex("左栏的文字从上到下")


def test_figures_have_captions_and_logos_are_none() -> None:
    pages = chapters(4)
    for page in pages:
        page.picture(40, 20, 90, 60)
    pages[0].picture(120, 450, 420, 650)
    pages[0].text(240, 670, "图1 总体架构图", size=10)
    figures = [b for b in read(*pages).blocks if isinstance(b, Figure)]
    assert [(f.caption, f.place.page) for f in figures] == [("图1 总体架构图", 1)]
    assert figures[0].place.bbox == pytest.approx((120, 450, 420, 650), abs=1)


def test_a_picture_cut_in_strips_is_one_figure() -> None:
    page = chapters(1)[0]
    for i in range(10):
        page.picture(100, 450 + 20 * i, 400, 470 + 20 * i)
    assert sum(isinstance(b, Figure) for b in read(page).blocks) == 1


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_places_are_as_seen_on_the_page(rotate: int) -> None:
    page = Page(rotate=rotate)
    page.text(100, 200, "项目概况")
    place = read(page).blocks[0].place
    seen = {
        0: (100, 200),
        90: (842 - 212, 100),
        180: (595 - 148, 842 - 212),
        270: (200, 595 - 148),
    }[rotate]
    assert place.page == 1
    assert place.bbox is not None
    assert place.bbox[:2] == pytest.approx(seen, abs=3)


def test_a_landscape_page_made_by_turning_is_read_as_seen() -> None:
    page = Page(rotate=90)
    for i, text in enumerate(("第一行在上", "第二行在下", "第三行最下")):
        codes = text.encode("utf-16-be").hex()
        page.parts.append(f"BT /F 12 Tf 0 1 -1 0 {100 + 40 * i} 100 Tm <{codes}> Tj ET")
    blocks = read(page).blocks
    assert [b.text for b in blocks] == ["第一行在上", "第二行在下", "第三行最下"]
    assert [b.place.bbox[1] for b in blocks if b.place.bbox] == pytest.approx([90, 130, 170], abs=4)
