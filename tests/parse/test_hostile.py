"""Hostile and sick files end within the limits: read, read with warnings, or refused in one clear line.

What concerns one reader alone stands with its tests: test_read, test_pdf_health, test_from_xlsx …
"""

import io
import random
import zipfile
from pathlib import Path

import pytest
from parse.docx_writer import (
    cell,
    level,
    listed,
    numbering,
    package,
    para,
    part,
    plain_table,
    relation,
    run,
    table,
)
from parse.pdf_writer import Page, pdf
from parse.test_from_xlsx import BUDGET, SHEET, rewritten

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Document, Table
from proposal_check.parse import limits, read_bytes
from proposal_check.parse.guard import read_guarded

GOOD = package(para("正文"))


def read(data: bytes, name: str = "方案.docx") -> Document:
    return read_bytes(data, name)


def with_entries(data: bytes, *names: str, content: bytes = b"x") -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name in names:
            archive.writestr(name, content)
    return buffer.getvalue()


def zip_of(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def words(seed: int, count: int) -> list[str]:
    """Make texts that hardly compress, so that only their number is unusual."""
    rng = random.Random(seed)
    return ["".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(6)) for _ in range(count)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (zip_of("a.zip", zip_of("b.zip", GOOD)), "压缩包"),
        (zip_of("word/document.xml", b"<a>" + b" " * (64 * 2**20) + b"</a>"), "压缩炸弹"),
        (zip_of("xl/workbook.xml", b" " * (64 * 2**20)), "压缩炸弹"),
        (zip_of("OFD.xml", b" " * (64 * 2**20)), "压缩炸弹"),
        (GOOD[: len(GOOD) // 2], "损坏"),
        (package("<w:p/>" * 1_000_000), "上限"),
    ],
    ids=[
        "zip in zip",
        "bomb docx",
        "bomb xlsx",
        "bomb ofd",
        "truncated",
        "million paragraphs",
    ],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(data)


def test_names_that_lead_out_of_the_archive_lead_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = with_entries(GOOD, "../../evil.txt", "/etc/evil", "..\\..\\evil.txt", "C:\\evil")
    assert [b.text for b in read(data).blocks] == ["正文"]
    assert list(tmp_path.iterdir()) == []


STYLES = (
    '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="b"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style>'
)


def test_styles_and_numbering_that_refer_to_themselves() -> None:
    numbers = numbering(level(0, "%1.%1.%1")) + '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    data = package(
        para("甲", "a") + para("乙", "b") + listed("丙", list_id="9"), styles=STYLES, numbers=numbers
    )
    assert [b.text[-1] for b in read(data).blocks] == ["甲", "乙", "丙"]


LOOP = (
    '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="n"/></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="n"/><w:numStyleLink w:val="n"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
LINKED = (
    '<w:style w:type="numbering" w:styleId="n"><w:name w:val="n"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def test_numbering_that_is_linked_in_a_circle() -> None:
    data = package(listed("甲") + listed("乙", list_id="2"), styles=LINKED, numbers=LOOP)
    assert [b.text[-1] for b in read(data).blocks] == ["甲", "乙"]


@pytest.mark.parametrize("part_name", ["word/document.xml", "word/numbering.xml", "word/footnotes.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entity_is_ever_looked_up(part_name: str, encoding: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("不可外泄", "utf-8")
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    body = part("document", f"<w:body>{para('&amp;')}<w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body>")
    data = package(
        para("正文"),
        parts={part_name: (text + body).encode(encoding)},
        relations=relation("f", "footnotes", "footnotes.xml"),
    )
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        read(data)


def test_tables_within_tables_are_read_to_a_depth() -> None:
    def nested(depth: int) -> str:
        inner = nested(depth - 1) if depth > 1 else ""
        return table(cell(inner + para(f"第{depth}层")) + cell("侧"))

    found = read(package(nested(limits.TABLE_NESTING - 1)))
    assert found.raw == found.seen
    with pytest.raises(UnreadableFile, match="嵌套过深"):
        read(package(nested(limits.TABLE_NESTING + 2)))


def test_a_table_of_many_rows_is_read() -> None:
    texts = words(1, 100_000)
    (found,) = read(package(plain_table(*((text, "1.5") for text in texts)))).tables()
    assert (found.rows, found.cells[-2].text) == (100_000, texts[-1])


def test_a_sheet_of_many_rows_is_read() -> None:
    rows = "".join(
        f'<row r="{i}"><c r="A{i}"><v>{i}</v></c><c r="B{i}"><v>2</v></c></row>' for i in range(20, 30_020)
    )
    document = read(
        rewritten(BUDGET, SHEET, lambda x: x.replace("</sheetData>", rows + "</sheetData>")), "概算.xlsx"
    )
    assert max(t.rows for t in document.tables()) >= 30_000


def test_a_pdf_of_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_PAGES", 99)
    page = Page()
    page.text(50, 50, "正文")
    with pytest.raises(UnreadableFile, match="99 页"):
        read(pdf([page] * 100), "方案.pdf")


def test_letters_drawn_as_shapes_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proposal_check.parse.from_pdf.is_installed", lambda: False)
    drawn, written = Page(), Page()
    for i in range(300):
        x, y = 60 + i % 30 * 15, 60 + i // 30 * 30
        drawn.parts.append(f"{x} {y} m {x + 9} {y} l {x + 9} {y + 9} l {x} {y + 9} l h f")
    written.text(50, 50, "第一章 概述")
    document = read(pdf([drawn, written]), "方案.pdf")
    assert [(w.code, w.page) for w in document.warnings] == [("no_text", 1)]


def test_a_merge_of_everything_is_one_cell() -> None:
    rows = [cell("甲", '<w:gridSpan w:val="3"/><w:vMerge w:val="restart"/>')]
    rows += [cell("<w:p/>", '<w:gridSpan w:val="3"/><w:vMerge/>')] * 500
    (found,) = (b for b in read(package(table(*rows))).blocks if isinstance(b, Table))
    assert len(found.cells) == 1


@pytest.mark.parametrize(
    ("data", "name"),
    [(package(para("正文", inline=run("甲" * 200_000))), "长.docx"), (BUDGET, "概算.xlsx"), (GOOD, "无后缀")],
)
def test_guarded_reading_agrees(data: bytes, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert read_guarded(path) == read_bytes(data, name)
