"""The applicants' template: complete when it is empty, in good form when it is filled."""

import re
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.text.paragraph import Paragraph

from proposal_check.errors import PackError
from proposal_check.model.submission import Submission
from proposal_check.outline.align import align
from proposal_check.packs.load import load_pack, pack_ids
from proposal_check.packs.schema import Pack
from proposal_check.packs.tables import load_tables
from proposal_check.parse.read import read
from proposal_check.report.template_text import GUIDE, cover_lines, document_title, parts
from proposal_check.report.to_template import GUIDE_STYLE, write_template
from proposal_check.review import review

PACK = load_pack("linan")
SUBJECT = "农村饮用水安全监管应用"
# The checks of a document's form, which the template alone must satisfy.
FORM = {
    "caption_match", "captions_present", "chapter_place", "contents_in_step", "contents_present",
    "cover_elements", "empty_shell", "name_template", "outline_chapters", "outline_coverage",
    "outline_items", "outline_order", "page_numbers", "project_name_form", "signals_absent",
    "template_leftovers",
}  # fmt: skip
CONTENT = (
    "本节围绕{title}说明本项目的实际情况。项目依据上级有关文件提出，建设十分必要。"
    "建设目标是实现全区农村供水站点的统一监管，范围覆盖18个镇街的120座水站，涉及全部运行管理人员。"
)


def _picture() -> BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + b"\x80" * 8 for _ in range(8)))
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.docx"
    write_template(PACK, path)
    return path


def test_every_item_of_the_outline_is_found_in_its_place(blank: Path) -> None:
    reading = align(read(blank), PACK.outline)
    assert {m.id: m.status for m in reading.matches if m.status not in ("present", "empty", "na")} == {}
    assert [m.id for m in reading.matches if m.section is None] == []
    assert reading.unmatched == ()


def test_every_table_is_there_with_caption_unit_and_header(blank: Path) -> None:
    found = {t.caption: t for t in read(blank).tables()}
    forms = [form for same in load_tables(PACK).values() for form in same]
    assert {form.caption for form in forms} <= set(found)
    for form in forms:
        table = found[form.caption]
        assert [c.text for c in table.cells if c.row == 1] == form.columns
        assert (table.unit or "") == form.unit
        assert table.header_rows == 1


def _cover_value(label: str) -> str:
    """Answer a line of the cover as an applicant would."""
    known = (
        ("时间", "2026年3月"),
        ("日期", "2026年3月"),
        ("电话", "0571-88880000"),
        ("邮箱", "a@example.com"),
    )
    return next((value for word, value in known if word in label), "市水利局")


def _fill(pack: Pack, path: Path, out: Path) -> None:
    """Fill in every blank as an applicant would: text for guidance, rows into tables, the cover."""
    document = Document(str(path))
    heading, title = "", document_title(pack).replace("××", SUBJECT)
    for paragraph in list(document.paragraphs):
        label = paragraph.text.partition("：")[0]
        if paragraph.style is not None and paragraph.style.name.startswith("Heading"):
            heading = re.sub(
                r"^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+．)", "", paragraph.text
            )
        elif paragraph.text == document_title(pack):
            paragraph.text = title
        elif label in cover_lines(pack):
            paragraph.text = f"{label}：{_cover_value(label)}"
        elif paragraph.style is not None and paragraph.style.name == GUIDE_STYLE:
            _answer(paragraph, heading, title)
    for table in document.tables:
        for row in table.rows[1:]:
            for cell in row.cells:
                if not cell.text:
                    cell.text = "1"
    document.save(str(out))


def _answer(paragraph: Paragraph, heading: str, title: str) -> None:
    assert paragraph.text.startswith(GUIDE)
    figure = "附图" in paragraph.text
    name = title if heading == "项目名称" else CONTENT.format(title=heading)
    paragraph.style = "Normal"
    paragraph.text = f"项目名称：{name}" if heading == "项目名称" else name
    if figure:
        shown = paragraph.insert_paragraph_before()
        shown.add_run().add_picture(_picture())
        paragraph.insert_paragraph_before(f"图1 {heading}示意图")


@pytest.mark.parametrize("pack_id", pack_ids())
def test_filled_honestly_it_is_in_good_form(pack_id: str, tmp_path: Path) -> None:
    pack = load_pack(pack_id)
    path = tmp_path / f"{document_title(pack).replace('××', SUBJECT)}.docx"
    write_template(pack, tmp_path / "blank.docx")
    _fill(pack, tmp_path / "blank.docx", path)
    found = review(Submission((read(path),)), pack)
    form = {rule.id for rule in pack.rules if rule.check in FORM}
    assert form
    assert [(f.rule, f.message) for f in found.findings if f.outcome == "fail" and f.rule in form] == []


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_pack_has_a_template_that_reads_back(pack_id: str, tmp_path: Path) -> None:
    pack = load_pack(pack_id)
    write_template(pack, tmp_path / "a.docx")
    write_template(pack, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    titles = [s.title for s in read(tmp_path / "a.docx").sections]
    assert [t for t in _titles(pack.outline.chapters) if t not in titles] == []
    assert cover_lines(pack)


def _titles(items: list) -> list[str]:  # type: ignore[type-arg]
    return [title for item in items for title in (item.title, *_titles(item.children))]


def test_headings_carry_the_outlines_numbers() -> None:
    headings = [part.heading for part in parts(PACK.outline.chapters)]
    assert headings[:2] == ["一、项目的基本概述", "（一）项目名称"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("item: '99'\ncaption: 表\ncolumns: [甲]\n", "大纲中没有编号“99”"),
        ("item: '1'\ncaption: 表\ncolumns: [甲]\nrows: [[a, b]]\n", "rows"),
        ("item: '1'\ncaption: 表\ncolumns: []\n", "columns"),
        ("item: '1'\ncaption: 表\ncolumns: [甲]\nwidth: 3\n", "不认识的键“width”"),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    from shutil import copytree

    folder = copytree(PACK.root, tmp_path / "linan")
    (folder / "tables" / "bad.yaml").write_text(text, "utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    assert said in str(caught.value)
    assert "bad.yaml:" in str(caught.value)
