"""OFD files of our own making: text by place, headings, ruled tables, and what must not be believed."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parse.ofd_writer import OfdPage, ofd

from proposal_check.errors import InputError, UnreadableFile
from proposal_check.model.document import Document, Paragraph
from proposal_check.parse import limits, paged, read_bytes
from proposal_check.parse.rulings import Segment, find_grids

PROSE = "本项目面向全区各单位提供统一的数据共享服务，覆盖采集、治理、共享、应用各个环节，"


def plan() -> list[OfdPage]:
    first, second = OfdPage(), OfdPage()
    first.text(60, 30, "××平台建设方案", size=8, bold=True)
    first.text(25, 60, "一、项目概述", size=5.6, bold=True)
    for i, top in enumerate((70, 78)):
        first.text(25, top, PROSE if i == 0 else "建成后由××局负责运行维护。")
    first.text(25, 90, "二、投资概算", size=5.6, bold=True)
    first.text(25, 100, "表1 项目概算表（单位：万元）")
    rows = ("类别 名称 金额", "硬件 服务器 3.00", "^ 交换机 1.50", "合计 < 4.50")
    cells = [[None if text == "^" else text for text in row.split()] for row in rows]
    first.grid([25, 60, 110, 160], [110, 118, 126, 134, 142], cells)
    second.text(25, 30, "三、效益分析", size=5.6, bold=True)
    second.text(25, 40, "节约财政资金。")
    return [first, second]


def read(data: bytes) -> Document:
    return read_bytes(data, "方案.ofd")


def test_headings_paragraphs_and_places() -> None:
    document = read(ofd(plan()))
    assert [(s.number, s.title) for s in document.sections] == [
        ("一、", "项目概述"),
        ("二、", "投资概算"),
        ("三、", "效益分析"),
    ]
    texts = [b.text for b in document.blocks if isinstance(b, Paragraph)]
    assert PROSE + "建成后由××局负责运行维护。" in texts
    last = document.blocks[-1]
    assert last.place.page == 2
    assert last.place.bbox is not None
    assert last.place.bbox[:2] == pytest.approx((25 * 72 / 25.4, 40 * 72 / 25.4), abs=1)
    assert document.source.format == "ofd"
    assert document.warnings == ()
    assert document.raw.characters == document.seen.characters > 90


def test_a_ruled_table_with_merged_cells() -> None:
    (table,) = read(ofd(plan())).tables()
    assert (table.caption, table.unit) == ("表1 项目概算表（单位：万元）", "万元")
    assert [[c.text if c else "" for c in row] for row in table.grid()] == [
        ["类别", "名称", "金额"],
        ["硬件", "服务器", "3.00"],
        ["硬件", "交换机", "1.50"],
        ["合计", "合计", "4.50"],
    ]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ('<ofd:TextCode X="0" Y="4">甲乙</ofd:TextCode><ofd:TextCode Y="20">丙</ofd:TextCode>', "甲乙\n丙"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="4 4 20">甲乙丙丁</ofd:TextCode>', "甲乙丙\t丁"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="g 2 4">甲乙丙</ofd:TextCode>', "甲乙丙"),
        ('<ofd:TextCode X="0" Y="4" DeltaY="g 2 8">甲乙丙</ofd:TextCode>', "甲\n乙\n丙"),
        ('<ofd:TextCode X="a" Y="NaN" DeltaX="g x y">甲</ofd:TextCode>', "甲"),
    ],
)
def test_where_characters_stand(text: str, seen: str) -> None:
    page = OfdPage()
    page.parts.append(f'<ofd:TextObject Size="4" Boundary="20 20 100 40">{text}</ofd:TextObject>')
    found = "\n".join(b.text for b in read(ofd([page])).blocks)
    assert found.replace("\t", "") == seen.replace("\t", "") or found == seen


def test_a_template_is_part_of_every_page_and_its_footer_is_furniture() -> None:
    template = OfdPage()
    template.text(25, 282, "××局编制")
    document = read(ofd(plan(), template="".join(template.parts)))
    assert [f.text for f in document.furniture] == ["××局编制"]


def test_what_is_not_shown_or_not_read_is_told() -> None:
    page = plan()[0]
    page.text(25, 200, "看不见的字", extra='Visible="false"')
    note = OfdPage()
    note.text(0, 0, "批注文字")
    parts = {
        "Doc_0/Annots/Page_0/Annotation.xml": f'<a xmlns:ofd="x">{"".join(note.parts)}</a>',
        "Doc_0/Attachs/Attachments.xml": '<a xmlns:ofd="x"><ofd:Attachment/></a>',
    }
    document = read(ofd([page], parts=parts))
    assert {s.code: s.count for s in document.signals} == {"hidden_text": 5, "embedded_files": 1}
    assert [(w.code, w.amount) for w in document.warnings] == [("annotation_text", 4)]


def test_a_planted_loss_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paged, "bind_captions", lambda blocks: tuple(blocks)[:-1])
    assert [(w.code, w.amount) for w in read(ofd(plan())).warnings] == [("characters_lost", 7)]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"OFD.xml": "<OFD/>"}, "缺少文档"),
        ({"OFD.xml": "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>"}, "缺少文档"),
        ({"OFD.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><OFD>&b;</OFD>"}, "DOCTYPE"),
        ({"Doc_0/Pages/Page_0/Content.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><P/>'}, "DOCTYPE"),
        ({"Doc_0/Document.xml": "<Document/>"}, "没有页面"),
        ({"Doc_0/Document.xml": "<Document"}, "损坏"),
        ({"Encryptions.xml": "<x/>"}, "加密"),
        ({"Doc_0/Document.xml": "<D><Pages>" + "<Page BaseLoc='a'/>" * 3_001 + "</Pages></D>"}, "上限"),
    ],
)
def test_refused(parts: dict[str, str], words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(ofd(plan(), parts=parts))


def test_a_damaged_page_costs_itself_only() -> None:
    document = read(ofd(plan(), parts={"Doc_0/Pages/Page_1/Content.xml": "<x"}))
    assert [(w.code, w.page) for w in document.warnings] == [("page_damaged", 2)]
    assert len(document.sections) == 2


def test_no_page_has_text() -> None:
    with pytest.raises(UnreadableFile, match="没有文字"):
        read(ofd([OfdPage()]))


def test_objects_without_end_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_PAGE_OBJECTS", 2_000)
    page = OfdPage(plan()[0].parts + ["<ofd:TextObject/>"] * 50_000)
    page.path("M 0 0 " + "L 9 9 " * 50_000)
    assert [w.code for w in read(ofd([page])).warnings] == ["page_in_part"]


def test_grids_without_outer_borders_and_with_gaps() -> None:
    rows = [Segment(y, 100, 400) for y in (100, 120, 140)]
    cols = [Segment(x, 100, 140) for x in (200, 300)]
    (grid,) = find_grids(rows, cols, 500_000)
    assert [(c.row, c.col) for c in grid.cells] == [(r, c) for r in (1, 2) for c in (1, 2, 3)]
    broken = [Segment(y, a, a + 90) for y in (100, 120, 140) for a in (100, 193, 286)]
    frame = [Segment(x, 100, 140) for x in (100, 200, 300, 376)]
    (grid,) = find_grids(broken, frame, 500_000)
    assert len(grid.cells) == 6


NUMBER = st.floats(-500, 500).map(lambda v: round(v, 1))
LINES = st.lists(st.tuples(NUMBER, NUMBER, NUMBER), max_size=30)


@settings(max_examples=60)
@given(LINES, LINES)
def test_any_lines_make_sound_grids(
    horizontal: list[tuple[float, float, float]], vertical: list[tuple[float, float, float]]
) -> None:
    for grid in find_grids([Segment(*s) for s in horizontal], [Segment(*s) for s in vertical], 500_000):
        places = [
            (r, c)
            for cell in grid.cells
            for r in range(cell.row, cell.row + cell.row_span)
            for c in range(cell.col, cell.col + cell.col_span)
        ]
        assert len(places) == len(set(places))


GOOD = ofd(plan())


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_damaged_bytes_never_crash(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for at, value in changes:
        data[at] = value
    with contextlib.suppress(InputError):
        read(bytes(data))


VALUES = st.sampled_from(
    ["", "0", "1 2 3 4", "-1", "1e9 1 1 1", "nan", "x y", "g 99999999 1", "M 0 0 L 5 C B Q 1"]
)


@settings(max_examples=80)
@given(st.lists(st.tuples(VALUES, VALUES, VALUES, VALUES, VALUES), max_size=5))
def test_strange_values_never_crash(objects: list[tuple[str, str, str, str, str]]) -> None:
    page = plan()[0]
    for box, size, ctm, delta, path in objects:
        page.parts.append(
            f'<ofd:TextObject Boundary="{box}" Size="{size}" CTM="{ctm}"><ofd:TextCode X="{size}" Y="{box}" '
            f'DeltaX="{delta}" DeltaY="{delta}">甲1乙</ofd:TextCode></ofd:TextObject>'
        )
        page.parts.append(
            f'<ofd:PathObject Boundary="{box}" CTM="{ctm}"><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData>'
            "</ofd:PathObject>"
        )
    with contextlib.suppress(InputError):
        read(ofd([page]))
