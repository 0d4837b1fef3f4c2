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
from proposal_check.packs.tables import load_tables
from proposal_check.parse.read import read
from proposal_check.report.template_text import GUIDE, cover_lines, document_title, parts
from proposal_check.report.to_template import GUIDE_STYLE, write_template
from proposal_check.review import review

PACK = load_pack("linan")
TITLE = "杭州市临安区农村饮用水安全监管应用建设方案"
FILLED = {"建设单位": "建设单位：杭州市临安区××局", "编制时间": "编制时间：2026年3月"}
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
    assert list(found) == [form.caption for form in forms]
    for form in forms:
        table = found[form.caption]
        assert [c.text for c in table.cells if c.row == 1] == form.columns
        assert (table.unit or "") == form.unit
        assert table.header_rows == 1


def _fill(path: Path, out: Path) -> None:
    """Fill in every blank as an applicant would: text for guidance, rows into tables, the cover."""
    document = Document(str(path))
    heading = ""
    for paragraph in list(document.paragraphs):
        label = paragraph.text.partition("：")[0]
        if paragraph.style is not None and paragraph.style.name.startswith("Heading"):
            heading = re.sub(
                r"^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+．)", "", paragraph.text
            )
        elif paragraph.text == document_title(PACK):
            paragraph.text = TITLE
        elif label in FILLED:
            paragraph.text = FILLED[label]
        elif paragraph.style is not None and paragraph.style.name == GUIDE_STYLE:
            _answer(paragraph, heading)
    for table in document.tables:
        for row in table.rows[1:]:
            for cell in row.cells:
                if not cell.text:
                    cell.text = "1"
    document.save(str(out))


def _answer(paragraph: Paragraph, heading: str) -> None:
    assert paragraph.text.startswith(GUIDE)
    figure = "附图" in paragraph.text
    name = TITLE if heading == "项目名称" else CONTENT.format(title=heading)
    paragraph.style = "Normal"
    paragraph.text = f"项目名称：{name}" if heading == "项目名称" else name
    if figure:
        paragraph.add_run().add_picture(_picture())


def test_filled_honestly_it_is_in_good_form(blank: Path, tmp_path: Path) -> None:
    path = tmp_path / f"{TITLE}.docx"
    _fill(blank, path)
    found = review(Submission((read(path),)), PACK)
    form = {r.rule: (r.outcome.value, r.reason) for r in found.results if r.rule.startswith("LA-F")}
    assert len(form) == 8
    failed = {rule: outcome for rule, outcome in form.items() if outcome[0] != "pass"}
    assert failed == {}, [f.message for f in found.findings if f.rule in failed]
    assert not any("编写说明" in f.message for f in found.findings)


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
