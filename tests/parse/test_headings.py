"""Headings as Word shows them, styled or only typed."""

import pytest
from parse.docx_writer import (
    STYLES,
    document,
    field,
    level,
    listed,
    numbering,
    outline,
    para,
    plain_table,
    run,
    text_box,
)

from proposal_check.model.document import Paragraph

TEXT = para("本段是说明性的正文内容，介绍项目的有关情况，文字较长并以句号结尾。")
TITLE = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
OUTLINE = '<w:outlineLvl w:val="{}"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Numeric style ids resolve by name; a derived style inherits its level.
        (
            para("一、概述", "1") + para("（一）背景", "2") + para("1.现状", "3"),
            [(1, "一、", "概述"), (2, "（一）", "背景"), (3, "1.", "现状")],
        ),
        (para("一、概述", "mine") + TEXT, [(1, "一、", "概述")]),
        # A direct outline level makes a heading; level 9 unmakes one.
        (para("概述", extra=OUTLINE.format(0)) + TEXT, [(1, None, "概述")]),
        (para("一、概述", "1") + para("不是标题", "1", extra=OUTLINE.format(9)), [(1, "一、", "概述")]),
        # The document's title as Heading 1.
        (
            para("××系统建设方案", "1") + para("一、概述", "2") + TEXT + para("二、需求", "2") + TEXT,
            [(1, "一、", "概述"), (1, "二、", "需求")],
        ),
        # Skipped levels close.
        (
            para("一、概述", "1") + para("1.1 背景", "3") + para("二、需求", "1"),
            [(1, "一、", "概述"), (2, "1.1", "背景"), (1, "二、", "需求")],
        ),
        # A clause styled as a heading is text.
        (
            para("一、概述", "1")
            + para("1、项目单位应当按照要求组织实施，并按时报送进展情况，不得延误。", "2")
            + TEXT,
            [(1, "一、", "概述")],
        ),
        # Everything is Heading 1: the series tells.
        (
            para("一、概述", "1") + para("（一）背景", "1") + para("（二）目标", "1") + para("二、需求", "1"),
            [(1, "一、", "概述"), (2, "（一）", "背景"), (2, "（二）", "目标"), (1, "二、", "需求")],
        ),
        # Decimal depth beats a wrong style.
        (
            para("1 概述", "1") + para("1.1 背景", "2") + para("1.1.1 现状", "2") + para("1.2 目标", "2"),
            [(1, "1", "概述"), (2, "1.1", "背景"), (3, "1.1.1", "现状"), (2, "1.2", "目标")],
        ),
        (para("２．１．１ 数据中心", "1") + TEXT, [(1, "２．１．１", "数据中心")]),
        (
            para("## 一、概述") + TEXT + para("## 二、**需求**") + TEXT,
            [(1, "一、", "概述"), (1, "二、", "需求")],
        ),
        # Points with what they mean on the same line, under a heading that the file declares.
        (
            para("1. 概述", "1")
            + para("1.1 原则", "2")
            + para("1. 可靠原则：全年不间断运行")
            + para("2. 节约原则：利用现有设备")
            + para("2. 需求", "1")
            + TEXT,
            [(1, "1.", "概述"), (2, "1.1", "原则"), (1, "2.", "需求")],
        ),
        # A chapter forgotten among styled ones.
        (
            para("一、概述", "1") + TEXT + para("二、需求") + TEXT + para("三、方案", "1") + TEXT,
            [(1, "一、", "概述"), (1, "二、", "需求"), (1, "三、", "方案")],
        ),
        # Styles in disorder: the series of official writing decides.
        (
            para("一、甲", "2")
            + TEXT
            + para("二、乙", "3")
            + para("（一）丙", "1")
            + TEXT
            + para("三、丁", "2"),
            [(1, "一、", "甲"), (1, "二、", "乙"), (2, "（一）", "丙"), (1, "三、", "丁")],
        ),
        (para("第一章", "1") + para("项目概述", "1"), [(1, "第一章", "项目概述")]),
        # A numbered title in the style of titles, chapters of one series below it.
        (
            para("一、可行性研究报告", "T")
            + para("1．引言", "1")
            + para("1.1背景", "2")
            + TEXT
            + para("2．前提", "1")
            + TEXT,
            [(1, "1．", "引言"), (2, "1.1", "背景"), (1, "2．", "前提")],
        ),
        # Parts keep their depth, whatever headings without a number stand between them.
        (
            para("第一部分 概况")
            + TEXT
            + para("收支总表", "1")
            + TEXT
            + para("第二部分 说明")
            + para("一、总体", "1")
            + TEXT,
            [(1, "第一部分", "概况"), (1, None, "收支总表"), (1, "第二部分", "说明"), (2, "一、", "总体")],
        ),
    ],
)
def test_styled_headings(body: str, expected: list[tuple[int, str | None, str]]) -> None:
    assert outline(document(body, styles=STYLES + TITLE)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            para("一、概述")
            + para("（一）背景")
            + TEXT
            + para("（二）目标")
            + TEXT
            + para("二、需求")
            + TEXT,
            [(1, "一、", "概述"), (2, "（一）", "背景"), (2, "（二）", "目标"), (1, "二、", "需求")],
        ),
        (
            para("第一章 概述")
            + para("1.1 背景")
            + TEXT
            + para("1.2 目标")
            + TEXT
            + para("第二章 需求")
            + para("2.1 业务")
            + TEXT,
            [
                (1, "第一章", "概述"),
                (2, "1.1", "背景"),
                (2, "1.2", "目标"),
                (1, "第二章", "需求"),
                (2, "2.1", "业务"),
            ],
        ),
        (
            para("1概述")
            + para("1.1背景")
            + TEXT
            + para("1.2目标")
            + TEXT
            + para("2需求")
            + para("2.1业务")
            + TEXT,
            [(1, "1", "概述"), (2, "1.1", "背景"), (2, "1.2", "目标"), (1, "2", "需求"), (2, "2.1", "业务")],
        ),
        # （一） starts anew in each chapter.
        (
            para("一、甲")
            + para("（一）乙")
            + TEXT
            + para("（二）丙")
            + TEXT
            + para("二、丁")
            + para("（一）戊")
            + TEXT
            + para("（二）己")
            + TEXT,
            [
                (1, "一、", "甲"),
                (2, "（一）", "乙"),
                (2, "（二）", "丙"),
                (1, "二、", "丁"),
                (2, "（一）", "戊"),
                (2, "（二）", "己"),
            ],
        ),
        (
            para("一、甲")
            + TEXT
            + para("1. 登录", look="<w:b/>")
            + TEXT
            + para("2. 查询", look="<w:b/>")
            + TEXT
            + para("二、乙")
            + TEXT,
            [(1, "一、", "甲"), (2, "1.", "登录"), (2, "2.", "查询"), (1, "二、", "乙")],
        ),
        # Whole contents on the title's line.
        (
            para("一、概述")
            + para("（一）项目名称：××系统")
            + para("（二）建设单位：××局")
            + para("二、需求")
            + TEXT,
            [
                (1, "一、", "概述"),
                (2, "（一）", "项目名称：××系统"),
                (2, "（二）", "建设单位：××局"),
                (1, "二、", "需求"),
            ],
        ),
        # A number left out, one given twice.
        (
            para("一、甲") + TEXT + para("三、乙") + TEXT + para("三、丙") + TEXT,
            [(1, "一、", "甲"), (1, "三、", "乙"), (1, "三、", "丙")],
        ),
        # The name of a chapter on its own line.
        (
            para("第一章", look="<w:b/>")
            + para("概述", look="<w:b/>")
            + TEXT
            + para("第二章", look="<w:b/>")
            + para("需求", look="<w:b/>")
            + TEXT,
            [(1, "第一章", "概述"), (1, "第二章", "需求")],
        ),
        # No number at all, only bold type.
        (
            para("××方案", look='<w:sz w:val="44"/>')
            + para("概述", look="<w:b/>")
            + TEXT
            + para("需求", look="<w:b/>")
            + TEXT
            + para("概算", look="<w:b/>")
            + TEXT,
            [(1, None, "概述"), (1, None, "需求"), (1, None, "概算")],
        ),
        (
            para("一、甲") + para("（一）乙") + TEXT + para("附件1 概算表", look="<w:b/>") + TEXT,
            [(1, "一、", "甲"), (2, "（一）", "乙"), (1, "附件1", "概算表")],
        ),
        (para("一、概述：") + TEXT + para("二、需求：") + TEXT, [(1, "一、", "概述"), (1, "二、", "需求")]),
    ],
)
def test_typed_headings(body: str, expected: list[tuple[int, str | None, str]]) -> None:
    assert outline(document(body)) == expected


@pytest.mark.parametrize(
    "listing",
    [
        para("（1）服务器三台；") + para("（2）交换机两台；") + para("（3）其他。"),
        para("1. 服务器") + para("2. 交换机") + para("3. 防火墙"),
        para("1、负责项目的组织协调，保障建设进度；") + para("2、负责验收。"),
        para("①登录") + para("②查询"),
        para("a. 登录") + TEXT + para("b. 查询") + TEXT,
        para("（一）负责项目的组织协调和监督管理工作；") + para("（二）负责资金的筹措和使用；"),
        para("一是加强领导。") + para("二是落实责任。"),
        para("2023年完成建设") + para("3个月内完成验收"),
        plain_table(("一、概述", "1"), ("二、需求", "2")),
    ],
)
def test_lists_in_the_text_are_not_headings(listing: str) -> None:
    found = document(para("一、概述") + TEXT + listing + TEXT + para("二、需求") + TEXT)
    assert [t for _, _, t in outline(found)] == ["概述", "需求"]


def test_automatic_numbers_make_the_same_headings() -> None:
    numbers = numbering(
        level(0, "第%1章", "chineseCounting", suffix="space") + level(1, "%1.%2", more="<w:isLgl/>")
    )
    found = document(listed("概述", 0, style="1") + listed("背景", 1, style="2") + TEXT, numbers=numbers)
    assert outline(found) == [(1, "第一章", "概述"), (2, "1.1", "背景")]
    assert [b.text for b in found.blocks][:2] == ["第一章 概述", "1.1 背景"]


def test_an_automatic_and_a_typed_number_in_one_heading() -> None:
    numbers = numbering(level(0, "%1", suffix="space"))
    found = document(listed("一、概述", style="1") + TEXT, numbers=numbers)
    assert outline(found) == [(1, "1 一、", "概述")]
    assert found.blocks[0].text == "1 一、概述"


def test_a_chapter_in_a_text_box_counts() -> None:
    found = document(para(inline=text_box(para("第一章 概述", look='<w:b/><w:sz w:val="36"/>'))) + TEXT)
    assert outline(found) == [(1, "第一章", "概述")]


@pytest.mark.parametrize(
    "contents",
    [
        f"<w:p>{field('TOC', run('一、概述') + '<w:r><w:tab/></w:r>' + run('1'))}</w:p>",
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{para('目录')}{para('一、概述', '10')}</w:sdtContent></w:sdt>",
        para("目  录") + para("一、概述……1") + para("二、需求……2"),
        para("目录") + para("一、概述") + para("二、需求") + para("三、方案"),
        para("目录", "1") + para("一、概述 1") + para("二、需求 2"),
        para("一、概述\t1", "10"),
        para("目录") + plain_table(("一、", "概述", "1"), ("二、", "需求", "2")),
    ],
)
def test_contents_lines_are_not_chapters(contents: str) -> None:
    found = document(contents + para("一、概述", "1") + TEXT + para("二、需求", "1") + TEXT)
    assert outline(found) == [(1, "一、", "概述"), (1, "二、", "需求")]
    first = found.contents[0]
    assert (first.number, first.title) == ("一、", "概述")
    assert first.page in (1, None)


def test_sections_are_ranges_over_blocks() -> None:
    found = document(para("一、甲", "1") + para("（一）乙", "2") + TEXT + para("二、丙", "1") + TEXT)
    assert [(s.start, s.end) for s in found.sections] == [(0, 3), (1, 3), (3, 5)]
    assert [s.title for s in found.section_path(2)] == ["甲", "乙"]


@pytest.mark.parametrize(
    "cover",
    [
        para("××系统建设方案", look='<w:sz w:val="52"/>', extra='<w:jc w:val="center"/>'),
        para("××系统建设方案", extra='<w:jc w:val="center"/>'),
        para("××系统建设方案", "T"),
        para("××系统建设方案", "1"),
    ],
)
def test_the_title_on_the_cover(cover: str) -> None:
    body = cover + para("一、甲", "1") + TEXT + para("二、乙", "1") + TEXT
    found = document(body, styles=STYLES + TITLE)
    assert [b.text for b in found.blocks if isinstance(b, Paragraph) and b.kind == "title"] == [
        "××系统建设方案"
    ]
    assert [s.title for s in found.sections] == ["甲", "乙"]
