"""Comments in the applicant's own file: every opinion at its place, everything else untouched."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from parse import docx_writer as write
from parse import pdf_writer
from report import samples

from proposal_check.model.document import Anchor, Document, Figure, Table
from proposal_check.model.finding import Outcome, Review
from proposal_check.model.overlap import OverlapReading
from proposal_check.model.submission import Submission
from proposal_check.parse import read_bytes
from proposal_check.report.comments.word import COMMENTS_TYPE
from proposal_check.report.comments.word_runs import SPACE
from proposal_check.report.to_comments import commented_files, without_comments

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKS = {W + "commentRangeStart", W + "commentRangeEnd"}
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
EXAMPLES = Path(__file__).parents[2] / "corpora" / "examples"
NESTED = write.table(
    write.cell("外", "") + write.cell(write.plain_table(("内甲", "内乙")) + write.para("其后"), "")
)
BODY = (
    write.para("杭州市临安区智慧停车建设方案")
    + write.listed("项目概况", style="1")
    + write.para("总投资", inline=write.run("385.20") + write.run("万元。"))
    + write.plain_table(("名称", "数量"), ("服务器", ""))
    + NESTED
    + write.para("框外", inline=write.text_box(write.para("框内文字")))
    + f"<w:sdt><w:sdtContent>{write.para('控件内的段落')}</w:sdtContent></w:sdt>"
    + write.para("目录", inline=write.field("PAGE", write.run("3")))
)
NUMBERS = write.numbering(write.level(0, "%1、", "chineseCounting"))


def word(
    body: str = BODY, *, parts: dict[str, str | bytes] | None = None, overrides: str = "", more: str = ""
) -> bytes:
    """Write a package that is complete enough for python-docx."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    root = relations + write.relation("rId1", "officeDocument", "word/document.xml") + "</Relationships>"
    own = {"[Content_Types].xml": types, "_rels/.rels": root, **(parts or {})}
    return write.package(body, numbers=NUMBERS, parts=own, relations=more)


def review_of(document: Document, *anchors: Anchor | None) -> Review:
    findings = tuple(
        samples.finding(i, anchors=(anchor,) if anchor else ()) for i, anchor in enumerate(anchors)
    )
    return samples.review(
        0, submission=Submission((document,)), findings=findings, overlap=OverlapReading(None)
    )


def commented(data: bytes, *anchors: Anchor | None, name: str = "方案.docx") -> bytes:
    document = read_bytes(data, name)
    files = commented_files(review_of(document, *anchors), {document.source.sha256: data})
    assert len(files) == 1
    return next(iter(files.values()))


def everywhere(document: Document) -> list[Anchor]:
    """Point once at every paragraph, figure and cell."""
    anchors = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            cells = [(c.row, c.col, c.text) for c in block.cells]
            anchors += [Anchor(index, 0, len(text), text, (row, col)) for row, col, text in cells]
        else:
            anchors.append(Anchor(index, 0, len(block.text), block.text))
    return anchors


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def canonical(data: bytes, *, without: set[str] | frozenset[str] = frozenset()) -> bytes:
    """Canonicalise a document part, without the anchors of the comments named."""
    root = etree.fromstring(data)
    for element in list(root.iter()):
        reference = element.find(W + "commentReference") if element.tag == W + "r" else None
        mark = element if element.tag in MARKS else reference
        if mark is not None and mark.get(W + "id") in without:
            _cut(element)
    for run in list(root.iter(W + "r")):
        _join(run)
    for text in root.iter(W + "t"):
        text.attrib.pop(SPACE, None)
    return etree.tostring(root, method="c14n")


def _join(run: etree._Element) -> None:
    """Take up a following run of the same look: where a run was cut is no difference."""
    before = run.getprevious()
    if before is None or before.tag != run.tag or before.attrib != run.attrib or _look(before) != _look(run):
        return
    for child in [c for c in before if c.tag != W + "rPr"][::-1]:
        run.insert(int(run.find(W + "rPr") is not None), child)
    _cut(before)
    for one, other in pairwise(run.findall(W + "t")):
        if other.getprevious() is one:
            other.text = (one.text or "") + (other.text or "")
            run.remove(one)


def _look(run: etree._Element) -> bytes:
    look = run.find(W + "rPr")
    return b"" if look is None else etree.tostring(look, method="c14n", with_tail=False)


def _cut(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def comment_ids(data: bytes) -> set[str]:
    names = [n for n in parts(data) if n.startswith("word/comments")]
    return {c.get(W + "id", "") for n in names for c in etree.fromstring(parts(data)[n])}


def assert_only_comments_added(original: bytes, made: bytes) -> None:
    before, after = parts(original), parts(made)
    known = {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert {n for n in after if before.get(n) != after[n]} <= known
    assert set(before) <= set(after)
    new = comment_ids(made) - comment_ids(original)
    assert canonical(after["word/document.xml"], without=new) == canonical(before["word/document.xml"])


def held(data: bytes, number: str) -> str:
    """Read what a comment's range holds."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    inside, text = False, ""
    for element in root.iter():
        if element.get(W + "id") == number and element.tag in MARKS:
            inside = element.tag == W + "commentRangeStart"
        elif inside and element.tag == W + "t":
            text += element.text or ""
    return text


def told(data: bytes) -> Iterator[tuple[str, str]]:
    for comment in docx.Document(io.BytesIO(data)).comments:
        yield str(comment.comment_id), comment.text


@pytest.mark.parametrize(
    ("quote", "block", "cell", "expected"),
    [
        ("一、项目概况", 1, None, "项目概况"),
        ("385.20", 2, None, "385.20"),
        ("385.20万元", 2, None, "385.20万元"),
        ("总投资385", 2, None, "总投资385"),
        ("投", 2, None, "投"),
        ("不在这里", 2, None, "总投资385.20万元。"),
        ("服务器", 3, (2, 1), "服务器"),
        ("", 3, (2, 2), ""),
        ("", 3, None, "名称"),
    ],
)
def test_ranges(quote: str, block: int, cell: tuple[int, int] | None, expected: str) -> None:
    made = commented(word(), Anchor(block, 0, len(quote), quote, cell))
    assert held(made, "1") == expected


def _looks(data: bytes) -> list[tuple[str, bytes]]:
    """List every character of a document with the properties of its run."""
    found = []
    for run in etree.fromstring(parts(data)["word/document.xml"]).iter(W + "r"):
        found += [(c, _look(run)) for t in run.findall(W + "t") for c in t.text or ""]
    return found


SPAN = st.tuples(st.integers(0, 12), st.integers(1, 13)).filter(lambda span: span[0] < span[1])


@given(spans=st.lists(SPAN, min_size=1, max_size=3))
@settings(max_examples=30)
def test_cut_runs_read_and_look_as_before(spans: list[tuple[int, int]]) -> None:
    data = word()
    text = read_bytes(data, "方案.docx").blocks[2].text
    quotes = {text[a:b]: Anchor(2, a, b, text[a:b]) for a, b in spans if text[a:b]}
    made = commented(data, *quotes.values())
    assert _looks(made) == _looks(data)
    assert {held(made, number) for number in comment_ids(made)} >= set(quotes)


@pytest.mark.parametrize("text", ["内甲", "其后", "控件内的段落", "框外"])
def test_nested_places(text: str) -> None:
    data = word()
    document = read_bytes(data, "方案.docx")
    anchor = next(a for a in everywhere(document) if text in a.quote)
    assert text in held(commented(data, anchor), "1")


def test_the_comment_on_a_text_box_stands_outside_it() -> None:
    """Word ignores anchors inside text boxes."""
    data = word()
    document = read_bytes(data, "方案.docx")
    anchor = next(a for a in everywhere(document) if a.quote == "框内文字")
    made = commented(data, anchor)
    root = etree.fromstring(parts(made)["word/document.xml"])
    starts = [e for e in root.iter(W + "commentRangeStart") if e.get(W + "id") == "1"]
    assert len(starts) == 1
    assert next(starts[0].iterancestors(W + "txbxContent"), None) is None
    assert "框内文字" in held(made, "1")
    assert "框外" not in held(made, "1")
    assert_only_comments_added(data, made)


def test_a_comment_at_every_place_changes_nothing_else() -> None:
    data = word()
    document = read_bytes(data, "方案.docx")
    made = commented(data, *everywhere(document), None)
    assert_only_comments_added(data, made)
    assert read_bytes(made, "方案.docx").blocks == document.blocks


@pytest.mark.parametrize("name", sorted(p.name for p in SAMPLES.glob("*.docx")) or ["absent"])
def test_real_files_are_left_as_they_are(name: str) -> None:
    if name == "absent":
        pytest.skip("../shared/samples is not here")
    data = (SAMPLES / name).read_bytes()
    document = read_bytes(data, name)
    made = commented(data, *everywhere(document)[:: max(1, len(document.blocks) // 100)], name=name)
    assert_only_comments_added(data, made)
    assert read_bytes(made, name).blocks == document.blocks


def test_places_found_again_hold_the_text_that_was_read() -> None:
    path = next((EXAMPLES / "faulty").glob("*.docx"))
    data = path.read_bytes()
    document = read_bytes(data, path.name)
    texts = [a for a in everywhere(document) if not isinstance(document.blocks[a.block], Figure)]
    anchors = [a for a in texts if a.quote.strip()][::7]
    made = commented(data, *anchors)
    in_order = sorted(anchors, key=lambda a: (a.block, a.cell or (0, 0)))
    for number, anchor in enumerate(in_order, start=1):
        inside = "".join(held(made, str(number)).split())
        assert inside
        assert inside in "".join(anchor.quote.split())


def test_comments_say_what_is_asked_and_who_says_it() -> None:
    data = word()
    made = commented(data, Anchor(2, 3, 9, "385.20"), None)
    comments = list(docx.Document(io.BytesIO(made)).comments)
    texts = [c.text for c in comments]
    assert {c.author for c in comments} == {"规范性预审"}
    assert [c.timestamp for c in comments] == [None, None]
    assert "1.【必须修改】扉页要素不全（LA-F03）" in texts[0]
    for words in ("【必须修改】方案名称", "（LA-F01）", "情况：", "依据：《", "要求：请将名称"):
        assert words in texts[1]


def test_comments_of_others_stay() -> None:
    theirs = write.part(
        "comments", f'<w:comment w:id="7" w:author="××">{write.para("别人的批注")}</w:comment>'
    )
    marked = (
        '<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>一句话</w:t></w:r><w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r></w:p>'
    )
    data = word(
        BODY + marked,
        parts={"word/comments.xml": theirs},
        more=write.relation("rId9", "comments", "comments.xml"),
        overrides=f'<Override PartName="/word/comments.xml" ContentType="{COMMENTS_TYPE}"/>',
    )
    made = commented(data, Anchor(2, 0, 3, "总投资"))
    assert_only_comments_added(data, made)
    assert parts(made)["word/_rels/document.xml.rels"] == parts(data)["word/_rels/document.xml.rels"]
    assert [number for number, _ in told(made)] == ["7", "8", "9"]
    assert "别人的批注" in dict(told(made))["7"]


def test_a_finding_with_several_places_is_told_once() -> None:
    data = word()
    document = read_bytes(data, "方案.docx")
    places = (Anchor(2, 0, 3, "总投资"), Anchor(3, 0, 3, "服务器", (2, 1)), Anchor(3, 0, 0, "", (2, 2)))
    review = samples.review(
        0, submission=Submission((document,)), findings=(samples.finding(0, anchors=places),)
    )
    made = commented_files(review, {document.source.sha256: data})["comments.docx"]
    texts = [text for _, text in told(made)][1:]
    assert ["依据：" in text for text in texts] == [True, False]
    assert "本条涉及2处" in texts[1]


def test_doubts_are_marked_and_gaps_are_told() -> None:
    data = word()
    document = read_bytes(data, "方案.docx")
    doubt = samples.finding(0, outcome=Outcome.NEEDS_REVIEW, anchors=(Anchor(2, 0, 3, "总投资"),))
    review = samples.review(0, submission=Submission((document,)), findings=(doubt,))
    made = commented_files(review, {document.source.sha256: data})["comments.docx"]
    texts = [text for _, text in told(made)]
    assert texts[1].startswith("【人工核查】")
    assert "未检查：" in texts[0]
    assert "读取概算表时出错" in texts[0]


def test_others_texts_never_go_in() -> None:
    data = word()
    document = read_bytes(data, "方案.docx")
    found = samples.finding(0, message="与“另一申报件的原文”相同", anchors=(Anchor(2, 0, 3, "总投资"),))
    review = samples.review(0, submission=Submission((document,)), findings=(found,))
    made = commented_files(review, {document.source.sha256: data})["comments.docx"]
    assert not any("另一申报件的原文" in text for _, text in told(made))


def test_equal_input_gives_equal_bytes() -> None:
    assert commented(word(), Anchor(2, 0, 3, "总投资")) == commented(word(), Anchor(2, 0, 3, "总投资"))


@pytest.mark.parametrize(("name", "expected"), [("a.docx", "comments.docx"), ("a.DOCM", "comments.docm")])
def test_a_file_keeps_its_kind(name: str, expected: str) -> None:
    data = word()
    document = read_bytes(data, name)
    assert [*commented_files(review_of(document), {document.source.sha256: data})] == [expected]


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        ("docx", ("comments.docx",), ""),
        ("docm", ("comments.docm",), ""),
        ("pdf", (), "不允许加批注"),
        ("doc", ("letter.docx",), "另存为 .docx"),
        ("image", (), "图片"),
    ],
)
def test_a_file_without_comments_is_told(kind: str, written: tuple[str, ...], said: str) -> None:
    base = samples.review(1)
    main = replace(base.submission.main, source=replace(base.submission.main.source, format=kind))
    told = without_comments(replace(base, submission=Submission((main,))), written)
    assert [said in line for line in told] == ([True] if said else [])


def test_without_the_bytes_nothing_is_written() -> None:
    assert commented_files(samples.review(1), {}) == {}


def pdf(rotate: int = 0) -> bytes:
    page = pdf_writer.Page(rotate=rotate)
    if rotate == 0:
        page.lines(100, 100, ["杭州市临安区智慧停车建设方案", "本项目总投资为385.20万元。"], pitch=40)
    return pdf_writer.pdf([page, page])


def notes(data: bytes) -> list[tuple[int, str, list[float], str]]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return [
            (number, str(note.Subtype), [float(v) for v in note.Rect.as_list()], str(note.Contents))
            for number, page in enumerate(opened.pages, start=1)
            for note in page.obj.get("/Annots", [])
        ]


def streams(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return [page.Contents.read_raw_bytes() for page in opened.pages]


def test_a_pdf_is_annotated_in_a_copy() -> None:
    data = pdf()
    document = read_bytes(data, "方案.pdf")
    block = next(i for i, b in enumerate(document.blocks) if "385.20" in b.text)
    box = document.blocks[block].place.bbox
    assert box is not None
    made = commented(data, Anchor(block, 0, 3, "本项目"), None, name="方案.pdf")
    (first, kind, _, summary), (page, mark, rect, text) = notes(made)
    assert (first, kind, page, mark) == (1, "/Text", document.blocks[block].place.page, "/Highlight")
    assert rect == pytest.approx([box[0], 842 - box[3], box[2], 842 - box[1]], abs=0.01)
    assert "扉页要素不全" in summary
    assert "依据：《" in text
    assert streams(made) == streams(data)
    assert made == commented(data, Anchor(block, 0, 3, "本项目"), None, name="方案.pdf")


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_notes_are_on_the_page_however_it_is_turned(rotate: int) -> None:
    data = pdf(rotate)
    source = replace(samples.document().source, format="pdf", sha256="0" * 64)
    document = replace(samples.document(), source=source)
    review = review_of(document, Anchor(5, 0, 3, "3.80", (2, 4)))
    made = commented_files(review, {"0" * 64: data})["comments.pdf"]
    for _, _, (left, bottom, right, top), _ in notes(made):
        assert 0 <= left < right <= 595
        assert 0 <= bottom < top <= 842
