"""The markup of the rule cases says what it shows."""

from markup import parse, split_number

from proposal_check.model.document import Cell, Figure, Table

TEXT = """
@file 甲.docx
@header ××方案 {PAGE}
@toc 一、概述 3
@fact nature=扩建
@fact has_hardware=false
@fact total_yuan=1200.5
@attachment 目录
@attachment 批复
@system 应急平台 | ××局 | 接警、视频
@signal macros 1
扉页
# 一、概述
## （一）名称
[图] 图1 拓扑图
[注] 脚注
表1 概算表
单位：万元
| 类别 | 名称 | 小计 |
| 硬件 | 甲 | 3 |
| ^ | 乙 | < |
# 第二章 目标
"""


def test_a_submission_is_built_as_written() -> None:
    submission, library = parse(TEXT)
    document = submission.main
    assert submission.declared == {
        "nature": "扩建",
        "has_hardware": False,
        "total_yuan": 1200.5,
        "attachments": ("目录", "批复"),
    }
    assert library is not None
    assert library.entries[0].modules == ("接警", "视频")
    assert [(s.number, s.title, s.level, s.start, s.end) for s in document.sections] == [
        ("一、", "概述", 1, 2, 10),
        ("（一）", "名称", 2, 3, 10),
        ("第二章", "目标", 1, 10, 11),
    ]
    assert document.contents[0].page == 3
    assert document.furniture[0].page_number
    assert [block.place.block for block in document.blocks] == list(range(11))
    assert isinstance(document.blocks[4], Figure)
    assert (document.signals[0].code, document.source.name) == ("macros", "甲.docx")


def test_marks_merge_cells() -> None:
    (table,) = parse(TEXT)[0].main.tables()
    assert isinstance(table, Table)
    assert (table.caption, table.unit, table.rows, table.cols) == ("表1 概算表", "万元", 3, 3)
    spans = {(c.row, c.col): (c.row_span, c.col_span) for c in table.cells if isinstance(c, Cell)}
    assert spans[2, 1] == (2, 1)
    assert spans[3, 2] == (1, 2)
    assert len(table.cells) == 7


def test_numbers_are_split_from_titles() -> None:
    titles = ["一、概述", "（二）现状", "3.2 数据", "第四章 设计", "5．运维", "概述"]
    assert [split_number(title) for title in titles] == [
        ("一、", "概述"),
        ("（二）", "现状"),
        ("3.2", "数据"),
        ("第四章", "设计"),
        ("5．", "运维"),
        (None, "概述"),
    ]
