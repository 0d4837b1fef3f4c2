"""Headings whose text goes on in the same paragraph: parted where they are, and left where a list is one."""

import pytest
from parse.docx_writer import document, level, listed, numbering, outline, para, run
from parse.pdf_writer import Page, pdf

from proposal_check.model.document import Paragraph
from proposal_check.outline.labels import labelled
from proposal_check.parse import read_bytes

LONG = "本项目面向全区各单位，建设统一的业务系统，实现数据的汇聚和共享。各单位按职责使用，逐步推广。"
TEXT = para(LONG)
BOLD = "<w:b/>"


def led(title: str, text: str = LONG) -> str:
    """Write a paragraph with a bold title before plain text."""
    return para(inline=run(title, BOLD) + run(text))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            para("一、概述") + para(f"（一）建设目标。{LONG}") + para(f"（二）建设内容。{LONG}"),
            [(1, "一、", "概述"), (2, "（一）", "建设目标"), (2, "（二）", "建设内容")],
        ),
        (
            para("一、概述") + para(f"（一）项目背景：{LONG}") + para(f"（二）应用范围：{LONG}"),
            [(1, "一、", "概述"), (2, "（一）", "项目背景"), (2, "（二）", "应用范围")],
        ),
        (
            para(f"1.1 建设目标：{LONG}") + para(f"1.2 建设内容：{LONG}"),
            [(1, "1.1", "建设目标"), (1, "1.2", "建设内容")],
        ),
        (
            para("1 概述")
            + para(f"1.1 建设目标：{LONG}")
            + para(f"1.2 建设内容：{LONG}")
            + para("2 需求")
            + TEXT,
            [(1, "1", "概述"), (2, "1.1", "建设目标"), (2, "1.2", "建设内容"), (1, "2", "需求")],
        ),
        # A line break after the title.
        (
            para("一、概述")
            + para("（一）背景", inline=f"<w:r><w:br/></w:r>{run(LONG)}")
            + para("（二）目标")
            + TEXT,
            [(1, "一、", "概述"), (2, "（一）", "背景"), (2, "（二）", "目标")],
        ),
        # One among siblings with a line of their own.
        (
            para("一、概述")
            + para("（一）背景")
            + TEXT
            + para(f"（二）目标：{LONG}")
            + para("（三）范围")
            + TEXT,
            [(1, "一、", "概述"), (2, "（一）", "背景"), (2, "（二）", "目标"), (2, "（三）", "范围")],
        ),
        # One whose text begins on the next line.
        (
            para("一、概述")
            + para(f"（一）背景。{LONG}")
            + para("（二）目标。")
            + TEXT
            + para(f"（三）范围。{LONG}"),
            [(1, "一、", "概述"), (2, "（一）", "背景"), (2, "（二）", "目标"), (2, "（三）", "范围")],
        ),
        # Plain digits list; bold ones name.
        (
            para("一、概述") + led("1.建设目标：") + led("2.建设内容：") + para("二、需求") + TEXT,
            [(1, "一、", "概述"), (2, "1.", "建设目标"), (2, "2.", "建设内容"), (1, "二、", "需求")],
        ),
        (
            para("一、概述") + led("1.坚持统筹，分步实施。") + led("2.坚持需求导向", f"　{LONG}"),
            [(1, "一、", "概述"), (2, "1.", "坚持统筹，分步实施"), (2, "2.", "坚持需求导向")],
        ),
        # A long title among short ones.
        (
            para("一、概述")
            + para(f"（一）范围。{LONG}")
            + para(f"（二）承担单位、参与单位的职责分工和人员名单。{LONG}"),
            [
                (1, "一、", "概述"),
                (2, "（一）", "范围"),
                (2, "（二）", "承担单位、参与单位的职责分工和人员名单"),
            ],
        ),
        # Styled as a heading with all its text.
        (
            para("一、概述", "1") + para(f"（一）建设目标。{LONG}", "2") + TEXT,
            [(1, "一、", "概述"), (2, "（一）", "建设目标")],
        ),
    ],
)
def test_parted(body: str, expected: list[tuple[int, str | None, str]]) -> None:
    found = document(body)
    assert outline(found) == expected
    assert found.raw == found.seen
    assert found.warnings == ()
    assert [b.place.block for b in found.blocks] == list(range(len(found.blocks)))


@pytest.mark.parametrize(
    "listing",
    [
        para(f"1.服务器：{LONG}") + para(f"2.交换机：{LONG}"),
        para(f"（1）登录：{LONG}") + para(f"（2）查询：{LONG}"),
        led("（1）登录：") + led("（2）查询："),
        para(f"（一）平台应支持等保要求。{LONG}") + para(f"（二）平台由各方共用。{LONG}"),
        para(f"（一）采用成熟的微服务架构搭建统一的平台。{LONG}")
        + para(f"（二）优先复用已有的数据资源和组件。{LONG}"),
        para(f"（一）数据共享：是指{LONG}") + para(f"（二）业务协同：指{LONG}"),
        para(f"（一）主要包括：{LONG}") + para(f"（二）具体如下：{LONG}"),
        para(f"（一）建设目标。{LONG}"),
        para("（一）完善管理制度。") + para("（二）加强业务培训。") + para("（三）落实安全责任。"),
        para("1.服务器三台。") + TEXT + para("2.交换机两台。") + TEXT,
        para(f"（二）建设目标。{LONG}") + para(f"（三）建设内容。{LONG}"),
        para(f"1.1 2023年：{LONG}") + para(f"1.2 2024年：{LONG}"),
        para(f"第一章 概述：{LONG}") + para(f"第二章 需求：{LONG}"),
        para(f"一是加强领导。{LONG}") + para(f"二是落实责任。{LONG}"),
    ],
)
def test_lists_stay_text(listing: str) -> None:
    found = document(para("一、概述") + TEXT + listing + TEXT + para("二、需求") + TEXT)
    assert [t for _, _, t in outline(found)] == ["概述", "需求"]


def test_what_is_parted_and_what_points_at_it() -> None:
    hidden = run("暗", "<w:vanish/>")
    body = para("一、概述") + led("（一）目标。") + led("（二）内容。") + para("正文", inline=hidden)
    found = document(body)
    heading, text = found.blocks[1], found.blocks[2]
    assert isinstance(heading, Paragraph)
    assert isinstance(text, Paragraph)
    assert (heading.text, heading.run_in, heading.bold) == ("（一）目标。", True, True)
    assert (text.text, text.kind, text.number, text.bold) == (LONG, "body", None, False)
    assert heading.place.source == text.place.source == 1
    (signal,) = found.signals
    assert found.blocks[signal.block or 0].text == "暗"


def test_with_automatic_numbers() -> None:
    numbers = numbering(level(0, "（%1）", "chineseCounting", suffix="nothing"))
    body = para("一、概述") + listed(f"建设目标。{LONG}") + listed(f"建设内容。{LONG}")
    found = document(body, numbers=numbers)
    assert outline(found)[1:] == [(2, "（一）", "建设目标"), (2, "（二）", "建设内容")]


def test_in_a_pdf() -> None:
    page, text = Page(), "本项目建设统一的业务系统。"
    for row, line in enumerate(["一、概述", f"（一）目标。{text}", f"（二）内容。{text}", "二、需求", text]):
        page.text(60, 60 + 40 * row, line)
    found = read_bytes(pdf([page]), "方案.pdf")
    assert [t for _, _, t in outline(found)] == ["概述", "目标", "内容", "需求"]
    assert found.warnings == ()


def test_bold_titles_in_a_pdf() -> None:
    page = Page()
    page.text(60, 60, "第一章 概述")
    for row, title in enumerate(["1.目标：", "2.内容："]):
        page.text(60, 100 + 40 * row, title, bold=True)
        page.text(60 + 12 * 4, 100 + 40 * row, "本项目建设统一的业务系统，逐步推广，不断完善。")
    found = read_bytes(pdf([page]), "方案.pdf")
    assert [t for _, _, t in outline(found)] == ["概述", "目标", "内容"]


def test_a_label_and_its_value_are_found_across_the_parting() -> None:
    value = "××区大数据局，联系部门综合科，负责统筹，并承担日常运行"
    body = para("一、概述") + para("（一）项目名称：××系统") + para(f"（二）建设单位：{value}") + TEXT
    found = document(body)
    assert outline(found)[2] == (2, "（二）", "建设单位")
    (anchor,) = labelled(found, ["建设单位"])
    assert found.blocks[anchor.block].text[anchor.start : anchor.end] == anchor.quote == value
