import pytest
from parse.docx_writer import cell, document, para, plain_table, run, table, text_box

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Document, Table

START, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
WIDE = '<w:gridSpan w:val="2"/>'


def cells(found: Document) -> list[tuple[int, int, int, int, str]]:
    (only,) = found.tables()
    return [(c.row, c.col, c.row_span, c.col_span, c.text) for c in only.cells]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            plain_table(("甲", "乙"), ("丙", "丁")),
            [(1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙"), (2, 1, 1, 1, "丙"), (2, 2, 1, 1, "丁")],
        ),
        (
            table(cell("甲", WIDE), cell("乙") + cell("丙")),
            [(1, 1, 1, 2, "甲"), (2, 1, 1, 1, "乙"), (2, 2, 1, 1, "丙")],
        ),
        (
            table(cell("甲", START) + cell("乙"), cell("<w:p/>", GO_ON) + cell("丙")),
            [(1, 1, 2, 1, "甲"), (1, 2, 1, 1, "乙"), (2, 2, 1, 1, "丙")],
        ),
        # A restart right under a merge begins a new one.
        (
            table(cell("甲", START), cell("<w:p/>", GO_ON), cell("乙", START), cell("<w:p/>", GO_ON)),
            [(1, 1, 2, 1, "甲"), (3, 1, 2, 1, "乙")],
        ),
        # A continuation with nothing above is a cell.
        (table(cell("甲", GO_ON) + cell("乙")), [(1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙")]),
        # Text under a merge is not lost.
        (table(cell("甲", START), cell("乙", GO_ON)), [(1, 1, 2, 1, "甲\n乙")]),
        (table('<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("甲")), [(1, 2, 1, 1, "甲")]),
        (
            table(cell("甲", '<w:hMerge w:val="restart"/>') + cell("<w:p/>", "<w:hMerge/>") + cell("乙")),
            [(1, 1, 1, 2, "甲"), (1, 3, 1, 1, "乙")],
        ),
        (
            table(f"<w:sdt><w:sdtContent>{cell('甲')}</w:sdtContent></w:sdt>" + cell("乙")),
            [(1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙")],
        ),
        (
            f"<w:tbl><w:sdt><w:sdtContent><w:tr>{cell('甲')}{cell('乙')}</w:tr></w:sdtContent></w:sdt></w:tbl>",
            [(1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙")],
        ),
        (table('<w:trPr><w:del w:id="1"/></w:trPr>' + cell("删"), cell("留")), [(1, 1, 1, 1, "留")]),
        (table(cell(para("甲") + para("乙")) + cell("<w:p/>")), [(1, 1, 1, 1, "甲\n乙"), (1, 2, 1, 1, "")]),
    ],
)
def test_layout(body: str, expected: list[tuple[int, int, int, int, str]]) -> None:
    found = document(body)
    assert cells(found) == expected
    assert not found.warnings


def test_repeated_header_rows() -> None:
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    (found,) = document(table(head + cell("甲"), head + cell("乙"), cell("丙"))).tables()
    assert found.header_rows == 2


def test_what_stands_in_a_cell_beside_text_follows_the_table() -> None:
    inner = plain_table(("内1", "内2"))
    box = para("格", inline=text_box(para("框")))
    found = document(table(cell(para("外") + inner + para("后")) + cell(box)))
    assert [b.text for b in found.blocks] == ["外\n后\t格", "内1\t内2", "框"]
    assert found.raw == found.seen


def test_a_page_frame_is_not_a_table() -> None:
    found = document(table(cell(para("第一章 概述", "1") + para("正文。") + plain_table(("甲", "乙")))))
    assert [type(b).__name__ for b in found.blocks] == ["Paragraph", "Paragraph", "Table"]
    assert [s.title for s in found.sections] == ["概述"]
    assert not found.warnings


@pytest.mark.parametrize(
    ("before", "after", "caption", "unit"),
    [
        (para("表1 概算汇总表"), "", "表1 概算汇总表", None),
        (para("表1 概算汇总表（单位：万元）"), "", "表1 概算汇总表（单位：万元）", "万元"),
        (para("表1 概算汇总表") + para("单位：元"), "", "表1 概算汇总表", "元"),
        (para("表 2-1 软件费用（万元）"), "", "表 2-1 软件费用（万元）", "万元"),
        (para("项目概算明细汇总表"), "", "项目概算明细汇总表", None),
        (para("费用构成", "t"), "", "费用构成", None),
        (para("金额单位：人民币万元"), "", None, "万元"),
        ("", para("表3 设备清单"), "表3 设备清单", None),
        ("", para("表3 设备清单") + plain_table(("下", "表")), None, None),
        (para("表1所示为本项目概算，详细内容说明如下。"), "", None, None),
        (para("建设内容包括以下系统。"), "", None, None),
        (para("（一）项目概算汇总表"), "", None, None),
    ],
)
def test_captions_and_units(before: str, after: str, caption: str | None, unit: str | None) -> None:
    found = document(before + plain_table(("名称", "金额"), ("软件", "3")) + after)
    first = found.tables()[0]
    assert (first.caption, first.unit) == (caption, unit)
    kinds = [b.text for b in found.blocks if getattr(b, "kind", "") == "caption" and b.text == caption]
    assert kinds == ([caption] if caption else [])


def test_a_banner_row_names_the_table() -> None:
    found = document(table(cell("项目概算表（单位：万元）", WIDE), cell("名称") + cell("金额")))
    assert (found.tables()[0].caption, found.tables()[0].unit) == ("项目概算表（单位：万元）", "万元")


def test_absurd_spans_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="列数"):
        document(table(cell("甲", '<w:gridSpan w:val="2000000000"/>')))


def test_deep_nesting_is_refused() -> None:
    body = run("底")
    for _ in range(20):
        body = table(
            cell(f"<w:p>{body}</w:p>" if body.startswith("<w:r") else body + para("层")) + cell("旁")
        )
    with pytest.raises(UnreadableFile):
        document(body)


def test_counts_agree_with_the_markup() -> None:
    found = document(plain_table(("1.5万元", "2021年"), ("甲", "")) + para("共 3,000 元"))
    assert (found.raw.cells, found.raw.numbers) == (4, 3)
    assert found.raw == found.seen
    assert isinstance(found.blocks[0], Table)


@pytest.mark.parametrize(
    ("paragraph", "indent"),
    [
        (para("甲"), 0.0),
        (para("　　甲"), 2.0),
        (para(" 甲"), 0.5),
        (para("甲", extra='<w:ind w:left="420"/>'), 2.0),
        (para("甲", extra='<w:ind w:leftChars="100" w:left="999"/>'), 1.0),
        (para("甲", extra='<w:ind w:left="420" w:hanging="210"/>'), 1.0),
        (para("　甲", extra='<w:ind w:firstLineChars="200" w:firstLine="420"/>'), 3.0),
        (para("甲", extra='<w:ind w:firstLineChars="0" w:firstLine="0"/>'), 0.0),
        (para("　甲", extra='<w:ind w:left="420"/><w:jc w:val="center"/>'), 0.0),
        (para(inline=run("甲").replace("<w:t", "<w:tab/><w:t", 1)), 2.0),
        (para("甲") + para("　　乙"), 0.0),
    ],
)
def test_how_far_a_cell_stands_in(paragraph: str, indent: float) -> None:
    (found,) = document(table(cell(paragraph) + cell("乙"))).tables()
    assert [c.indent for c in found.cells] == [indent, 0.0]
