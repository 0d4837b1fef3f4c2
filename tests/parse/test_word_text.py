"""What of a Word paragraph is shown: runs, fields, revisions, text boxes, notes, figures."""

import pytest
from parse.docx_writer import (
    NAMES,
    PICTURE,
    cell,
    document,
    field,
    package,
    para,
    part,
    plain_table,
    relation,
    run,
    table,
    text_box,
)

from proposal_check.model.document import Document, Figure, Paragraph, Table
from proposal_check.parse import read_bytes


def texts(found: Document) -> list[str]:
    return [b.text for b in found.blocks if isinstance(b, Paragraph)]


@pytest.mark.parametrize(
    ("inline", "shown"),
    [
        (run("甲") + run("乙"), ["甲乙"]),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", ["甲\t乙"]),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", ["甲\n乙"]),
        ('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', ["甲乙"]),
        ("<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5</w:t></w:r>", ["3-5"]),
        ('<w:r><w:sym w:font="Symbol" w:char="00B1"/></w:r>', ["±"]),
        (f'<w:ins w:id="1">{run("增")}</w:ins>', ["增"]),
        (f'{run("留")}<w:del w:id="1"><w:r><w:delText>删</w:delText></w:r></w:del>', ["留"]),
        (f'{run("留")}<w:moveFrom w:id="1">{run("走")}</w:moveFrom>', ["留"]),
        (f'<w:moveTo w:id="1">{run("来")}</w:moveTo>', ["来"]),
        (f'<w:hyperlink r:id="x">{run("链接")}</w:hyperlink>', ["链接"]),
        (f"<w:smartTag>{run('标记')}</w:smartTag>", ["标记"]),
        (f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", ["控件"]),
        (f'<w:fldSimple w:instr="SEQ 图">{run("3")}</w:fldSimple>', ["3"]),
        (field(" SEQ 表 ", run("7")), ["7"]),
        (run("甲") + '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE</w:instrText></w:r>', ["甲"]),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", ["a+b"]),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>zi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>",
            ["字"],
        ),
        (text_box(para("框")), ["框"]),
    ],
)
def test_inline_content(inline: str, shown: list[str]) -> None:
    found = document(para(inline=inline))
    assert texts(found) == shown
    assert not found.warnings


@pytest.mark.parametrize(
    "body",
    [
        f"<w:sdt><w:sdtContent>{para('内')}</w:sdtContent></w:sdt>",
        f"<w:customXml>{para('内')}</w:customXml>",
        f"<w:ins w:id='1'>{para('内')}</w:ins>",
        f"<mc:AlternateContent><mc:Choice Requires='x'>{para('内')}</mc:Choice>"
        f"<mc:Fallback>{para('旧')}</mc:Fallback></mc:AlternateContent>",
        f"<mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback>{para('内')}</mc:Fallback>"
        "</mc:AlternateContent>",
    ],
)
def test_block_wrappers(body: str) -> None:
    found = document(body)
    assert texts(found) == ["内"]
    assert not found.warnings


def test_a_text_box_follows_its_paragraph_once_and_says_so() -> None:
    found = document(para("外", inline=text_box(para("第一章 概述") + plain_table(("甲", "乙")))))
    assert [(b.text, b.origin) for b in found.blocks] == [
        ("外", "flow"),
        ("第一章 概述", "textbox"),
        ("甲\t乙", "textbox"),
    ]
    assert [s.title for s in found.sections] == ["概述"]
    assert not found.warnings


def test_a_bare_vml_text_box_is_read() -> None:
    inside = f"<w:txbxContent>{para('框')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"
    assert texts(document(para(inline=box))) == ["框"]


@pytest.mark.parametrize(
    "body",
    [
        para("密", look="<w:vanish/>"),
        para("密", look='<w:rStyle w:val="h"/>'),
    ],
)
def test_hidden_text_is_kept_apart_and_signalled(body: str) -> None:
    found = document(para("明") + body)
    assert [(b.text, b.hidden) for b in found.blocks if isinstance(b, Paragraph)] == [
        ("明", False),
        ("密", True),
    ]
    assert [(s.code, s.count, s.block) for s in found.signals] == [("hidden_text", 1, 1)]


def test_a_hidden_part_is_its_own_block() -> None:
    found = document(para(inline=run("明") + run("密", "<w:vanish/>")))
    assert [(b.text, b.hidden) for b in found.blocks if isinstance(b, Paragraph)] == [
        ("明", False),
        ("密", True),
    ]


def test_white_text_is_a_signal_unless_something_is_behind_it() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    dark = '<w:shd w:val="clear" w:fill="000000"/>'
    assert [s.code for s in document(para("白字", look=white)).signals] == ["white_text"]
    assert not document(para("白字", look=white + dark)).signals
    assert not document(para("白字", look=white, extra=dark)).signals
    shaded = table(cell(para("白字", look=white), dark))
    assert not document(shaded).signals


@pytest.mark.parametrize(
    ("inline", "code", "count"),
    [
        (f"<w:ins w:id='1'>{run('增')}</w:ins>", "insertions", 1),
        ("<w:del w:id='1'><w:r><w:delText>删</w:delText></w:r></w:del>", "deletions", 1),
        (f"<w:moveTo w:id='1'>{run('来')}</w:moveTo>", "insertions", 1),
    ],
)
def test_revisions_are_signals(inline: str, code: str, count: int) -> None:
    signals = document(para("文", inline=inline)).signals
    assert [(s.code, s.count) for s in signals] == [(code, count)]


GONE = '<w:rPr><w:del w:id="1"/></w:rPr>'


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (para("前12", extra=GONE) + para("34后"), ["前1234后"]),
        (para("前", extra=GONE) + "<w:bookmarkEnd/>" + para("中", extra=GONE) + para("后"), ["前中后"]),
        (para("前", extra=GONE.replace("del", "moveFrom")) + para("后"), ["前后"]),
        (para("前", extra=GONE) + plain_table(("甲", "乙")), ["前", "甲\t乙"]),
        (para("前", extra=GONE), ["前"]),
        (plain_table((para("前", extra=GONE) + para("后"), "乙")), ["前后\t乙"]),
    ],
)
def test_a_deleted_paragraph_end_joins_two_paragraphs(body: str, texts: list[str]) -> None:
    found = document(body)
    assert [b.text for b in found.blocks] == texts
    assert found.raw == found.seen


def test_joined_paragraphs_are_one_of_the_second_ones_kind() -> None:
    found = document(para("一、项", "a", extra=GONE) + para("目概述", "1") + para("正文"))
    assert [(s.number, s.title) for s in found.sections] == [("一、", "项目概述")]
    assert [b.place.source for b in found.blocks] == [0, 2]


def test_a_wholly_deleted_paragraph_leaves_nothing() -> None:
    gone = (
        "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
        "<w:del w:id='2'><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    )
    assert texts(document(gone + para("留"))) == ["留"]


def test_package_signals() -> None:
    found = read_bytes(
        package(
            para("文"),
            parts={
                "word/vbaProject.bin": b"x",
                "word/embeddings/oleObject1.bin": b"x",
                "word/embeddings/sheet.xlsx": b"x",
                "word/comments.xml": part("comments", "<w:comment w:id='1'/><w:comment w:id='2'/>"),
                "word/_rels/settings.xml.rels": (
                    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                    + relation("t", "attachedTemplate", "file:///C:/Users/××/x.dotm", "External")
                    + "</Relationships>"
                ),
            },
            relations=relation("c", "comments", "comments.xml")
            + relation("i", "image", "https://example.invalid/a.png", "External")
            + relation("h", "hyperlink", "https://example.invalid/", "External"),
        ),
        "方案.docx",
    )
    assert {s.code: s.count for s in found.signals} == {
        "comments": 2,
        "macros": 1,
        "ole_objects": 1,
        "embedded_files": 1,
        "external_links": 1,
        "external_template": 1,
    }
    assert [s.detail for s in found.signals if s.code == "external_template"] == ["file"]


def test_notes_stand_after_the_paragraph_that_cites_them() -> None:
    notes = part(
        "footnotes",
        f'<w:footnote w:id="0" w:type="separator">{para("线")}</w:footnote>'
        f'<w:footnote w:id="2">{para("注文")}</w:footnote><w:footnote w:id="3">{para("孤注")}</w:footnote>',
    )
    body = para("引文", inline='<w:r><w:footnoteReference w:id="2"/></w:r>') + para("后文")
    found = read_bytes(
        package(
            body, parts={"word/footnotes.xml": notes}, relations=relation("f", "footnotes", "footnotes.xml")
        ),
        "方案.docx",
    )
    assert [(b.text, b.origin) for b in found.blocks] == [
        ("引文", "flow"),
        ("注文", "footnote"),
        ("后文", "flow"),
        ("孤注", "footnote"),
    ]
    assert not found.warnings


@pytest.mark.parametrize(
    ("content", "text", "has_page"),
    [
        (para("××方案"), "××方案", False),
        (para(inline=field(" PAGE \\* MERGEFORMAT ", run("2"))), "2", True),
        (
            para("第", inline=f'<w:fldSimple w:instr=" PAGE ">{run("2")}</w:fldSimple>' + run("页")),
            "第2页",
            True,
        ),
        (para(inline=text_box(para(inline=field("PAGE", run("2"))))), "2", True),
        (f"<w:sdt><w:sdtContent>{para(inline=field('PAGE', run('2')))}</w:sdtContent></w:sdt>", "2", True),
        (para(inline=field("NUMPAGES", run("9"))), "9", False),
    ],
)
def test_footers_and_page_numbers(content: str, text: str, has_page: bool) -> None:
    body = para("文") + '<w:sectPr><w:footerReference w:type="default" r:id="f"/></w:sectPr>'
    data = package(
        body,
        parts={"word/footer1.xml": part("ftr", content)},
        relations=relation("f", "footer", "footer1.xml"),
    )
    furniture = read_bytes(data, "方案.docx").furniture
    assert [(f.kind, f.text, f.page_number) for f in furniture] == [("footer", text, has_page)]


def test_figures() -> None:
    found = document(para(inline=PICTURE) + para("图1 网络拓扑图") + para("文", inline=PICTURE))
    figures = [b for b in found.blocks if isinstance(b, Figure)]
    assert [(f.caption, f.alt) for f in figures] == [("图1 网络拓扑图", "拓扑"), (None, "拓扑")]


def test_a_picture_inside_a_text_box_is_one_figure() -> None:
    found = document(para("外", inline=text_box(para("图1 拓扑图", inline=PICTURE))))
    assert [type(b).__name__ for b in found.blocks] == ["Paragraph", "Paragraph", "Figure"]


def test_the_text_of_smartart_is_read() -> None:
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    data = f'<d xmlns:a="{a}"><a:p><a:r><a:t>感知层</a:t></a:r></a:p><a:p/></d>'
    dgm = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    drawing = f'<w:r><w:drawing><d:relIds xmlns:d="{dgm}" r:dm="d"/></w:drawing></w:r>'
    found = read_bytes(
        package(
            para(inline=drawing),
            parts={"word/diagrams/data1.xml": data},
            relations=relation("d", "diagramData", "diagrams/data1.xml"),
        ),
        "方案.docx",
    )
    assert [(type(b).__name__, b.text) for b in found.blocks] == [("Figure", ""), ("Paragraph", "感知层")]
    assert not found.warnings


@pytest.mark.parametrize(
    ("description", "alt"),
    [
        ("系统拓扑图", "系统拓扑图"),
        ("C:\\Users\\××\\图.png", None),
        ("https://a/图.png", None),
        ("/home/x/图.png", None),
    ],
)
def test_the_path_of_a_picture_is_no_description(description: str, alt: str | None) -> None:
    (figure,) = document(para(inline=PICTURE.replace("拓扑", description))).blocks
    assert isinstance(figure, Figure)
    assert figure.alt == alt


CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SERIES = (
    "<c:ser><c:tx><c:strRef><c:f>Sheet1!B1</c:f><c:strCache><c:pt><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
    "<c:cat><c:strRef><c:strCache><c:pt><c:v>2024年</c:v></c:pt><c:pt><c:v>2025年</c:v></c:pt></c:strCache>"
    "</c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt><c:v>3.5</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>"
)


def test_the_text_of_a_chart_is_read() -> None:
    title = "<c:title><a:p><a:r><a:t>分年投资</a:t></a:r></a:p></c:title>"
    series = SERIES.format("硬件") + SERIES.format("软件")
    data = f'<c:chartSpace xmlns:c="{CHART}" {NAMES}><c:chart>{title}{series}</c:chart></c:chartSpace>'
    drawing = f'<w:r><w:drawing><c:chart xmlns:c="{CHART}" r:id="c"/></w:drawing></w:r>'
    files = {"word/charts/chart1.xml": data}
    links = relation("c", "chart", "charts/chart1.xml")
    found = read_bytes(package(para(inline=drawing), parts=files, relations=links), "方案.docx")
    assert [b.text for b in found.blocks] == ["", "分年投资", "硬件", "2024年\n2025年", "软件"]
    assert isinstance(found.blocks[0], Figure)
    assert found.raw == found.seen


@pytest.mark.parametrize(
    "drawing",
    [
        '<w:pict><v:shape><v:textpath string="内部资料 12"/></v:shape></w:pict>',
        "<w:drawing><a:graphic><a:p><a:r><a:t>内部资料 12</a:t></a:r></a:p></a:graphic></w:drawing>",
    ],
)
def test_drawn_letters_are_text(drawing: str) -> None:
    found = document(para("正文", inline=f"<w:r>{drawing}</w:r>"))
    assert [b.text for b in found.blocks] == ["正文", "内部资料 12"]
    assert found.raw == found.seen


def test_pages_are_known_only_from_words_own_layout() -> None:
    rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
    broken = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    body = para("一") + para("二", inline=broken[5:-6])
    assert [b.place.page for b in document(body + para("三")).blocks] == [None, None, None]
    laid = document(body + f"<w:p>{rendered}{run('三')}</w:p>" + f"<w:p>{rendered}{run('四')}</w:p>")
    assert [b.place.page for b in laid.blocks] == [1, 1, 2, 3]


def test_an_unclosed_contents_field_ends_at_the_first_chapter() -> None:
    opened = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    found = document(f"<w:p>{opened}{run('第一章 概述')}</w:p>" + para("第一章 概述", "1") + para("正文。"))
    assert [getattr(b, "kind", "") for b in found.blocks] == ["contents", "heading", "body"]


def test_embedded_foreign_content_is_a_warning() -> None:
    assert [w.code for w in document(para("文") + '<w:altChunk r:id="x"/>').warnings] == ["embedded_content"]


def test_the_strict_namespace_is_read() -> None:
    data = package(para("第一章 概述", "1"))
    body = part("document", f"<w:body>{para('文')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert "purl" in body
    assert NAMES
    assert texts(read_bytes(package("", parts={"word/document.xml": body}), "a.docx")) == ["文"]
    assert read_bytes(data, "a.docx") == read_bytes(data, "a.docx")


def test_blocks_know_their_index() -> None:
    found = document(para("一", inline=text_box(para("框"))) + table(cell("甲")) + para(inline=PICTURE))
    assert [b.place.block for b in found.blocks] == list(range(len(found.blocks)))
    assert isinstance(found.blocks[2], Table)
