"""Bad input: one clear line each, nothing else ever gets out."""

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from parse.docx_writer import PICTURE, cell, level, listed, numbering, package, para, part, table, text_box

from proposal_check.errors import InputError, UnreadableFile
from proposal_check.parse import limits, read, read_bytes

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = package(
    listed("概述", style="1")
    + para("正文", inline=text_box(para("框")) + PICTURE)
    + table(
        cell("甲", '<w:vMerge w:val="restart"/>') + cell("乙"), cell("<w:p/>", "<w:vMerge/>") + cell("3.5")
    ),
    numbers=numbering(level(0, "第%1章", "chineseCounting")),
)


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def zipped(**files: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def damaged_crc() -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        info = archive.getinfo("word/document.xml")
    data = bytearray(GOOD)
    at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    data[at] ^= 0xFF
    return bytes(data)


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + part(
    "document", "<w:body><w:p>&b;</w:p></w:body>"
)
DEEP = part("document", "<w:body>" + "<w:sdt>" * 5000 + "</w:sdt>" * 5000 + "</w:body>")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "0 字节"),
        (b"0123456789abc", "无法识别"),
        (b"PK\x03\x04 truncated", "损坏"),
        (COMPOUND + wide("EncryptedPackage"), "加密"),
        (COMPOUND + wide("WordDocument"), ".doc"),
        (COMPOUND + wide("Workbook"), "Excel"),
        (COMPOUND, "加密文件或无法识别"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 ...", "RTF"),
        (b"<html><body>", "HTML"),
        (b"\x89PNG\r\n", "图片"),
        (zipped(**{"xl/workbook.xml": "<x/>"}), "Excel"),
        (zipped(**{"ppt/presentation.xml": "<x/>"}), "演示文稿"),
        (zipped(**{"OFD.xml": "<x/>"}), "不完整"),
        (zipped(**{"a.txt": "x"}), "压缩包"),
        (zipped(**{"[Content_Types].xml": "<Types/>"}), "document.xml"),
        (package("", parts={"word/document.xml": "<w:document"}), "损坏"),
        (package("", parts={"word/document.xml": part("document", "")}), "正文"),
        (package("", parts={"word/document.xml": BOMB}), "DOCTYPE"),
        (package("", parts={"word/styles.xml": BOMB}), "DOCTYPE"),
        (package("", parts={"word/document.xml": DEEP}), "损坏"),
        (package("", parts={"word/media/zero.bin": bytes(64 * 2**20)}), "压缩炸弹"),
        (damaged_crc(), "损坏"),
    ],
)
def test_unreadable_bytes(data: bytes, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without LibreOffice on the path: what it cannot turn is refused in other words.
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableFile, match=words) as caught:
        read_bytes(data, "方案.docx")
    assert "方案.docx" in caught.value.message
    assert caught.value.advice.endswith("。")


def test_paths(tmp_path: Path) -> None:
    lock = tmp_path / "~$方案.docx"
    lock.write_bytes(b"x")
    for path, words in ((tmp_path / "无.docx", "找不到"), (tmp_path, "文件夹"), (lock, "锁文件")):
        with pytest.raises(UnreadableFile, match=words):
            read(path)


def test_too_big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "方案.docx"
    path.write_bytes(GOOD)
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    with pytest.raises(UnreadableFile, match="超过上限"):
        read(path)


@pytest.mark.parametrize(
    ("name", "value"), [("PARAGRAPHS", 1), ("CELLS", 1), ("ZIP_ENTRIES", 2), ("PART_BYTES", 50)]
)
def test_every_limit_refuses(name: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, name, value)
    with pytest.raises(UnreadableFile, match=r"超过上限|过大"):
        read_bytes(GOOD, "方案.docx")


def test_a_lying_size_is_still_counted() -> None:
    body = package(para("长" * 4000))
    lying = body.replace(
        len(part("document", f"<w:body>{para('长' * 4000)}</w:body>").encode()).to_bytes(4, "little"),
        (9).to_bytes(4, "little"),
    )
    assert lying != body
    with pytest.raises(UnreadableFile):
        read_bytes(lying, "方案.docx")


@pytest.mark.parametrize("name", ["方案.doc", "方案.wps", "方案"])
def test_a_wrong_name_is_only_a_warning(name: str) -> None:
    assert [w.code for w in read_bytes(GOOD, name).warnings] == ["wrong_extension"]


def test_the_main_part_is_found_by_relation() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    files["word/document2.xml"] = files.pop("word/document.xml")
    files["word/_rels/document2.xml.rels"] = files.pop("word/_rels/document.xml.rels")
    files["_rels/.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" '
        b'Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    assert [s.title for s in read_bytes(zipped(**files), "方案.docx").sections] == ["概述"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6))
@example([(2059, 1)])
def test_damaged_bytes_never_crash(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for at, value in changes:
        data[at] = value
    with contextlib.suppress(InputError):
        read_bytes(bytes(data), "方案.docx")


TAGS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "txbxContent",
    "drawing",
    "pict",
    "pPr",
    "tcPr",
    "numPr",
    "vMerge",
    "gridSpan",
    "fldChar",
    "instrText",
    "ins",
    "del",
    "sectPr",
    "br",
]
VALUES = st.sampled_from(
    ["", "0", "1", "-1", "99999999999", "x", "begin", "separate", "end", "restart", "continue"]
)


def _tree(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, value, inside: (
            f'<w:{tag} w:val="{value}" w:fldCharType="{value}">{"".join(inside)}</w:{tag}>'
        ),
        st.sampled_from(TAGS),
        VALUES,
        st.lists(children, max_size=4),
    )


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.recursive(st.just("甲1"), _tree, max_leaves=30), max_size=6))
def test_strange_markup_never_crashes(body: list[str]) -> None:
    with contextlib.suppress(InputError):
        found = read_bytes(package("".join(body), numbers=numbering(level(0, "%1."))), "方案.docx")
        assert [b.place.block for b in found.blocks] == list(range(len(found.blocks)))


@pytest.mark.parametrize(
    "body",
    [
        para("甲" + "." * 50_000 + "x"),
        para("甲" + ". " * 50_000 + "9"),
        para("1." + "1" * 50_000) + para("（" + "9" * 50_000 + "）"),
        "<w:p>"
        + "<mc:AlternateContent><mc:Choice>" * 100
        + "</mc:Choice></mc:AlternateContent>" * 100
        + "</w:p>",
        "".join(para(f"{i % 3}. 标题", look=f'<w:sz w:val="{20 + i % 50}"/>') for i in range(2_000)),
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/><w:t>甲</w:t></w:r>' * 5_000 + "</w:p>",
        table(cell("甲", '<w:vMerge w:val="restart"/>'), *[cell("<w:p/>", "<w:vMerge/>")] * 5_000),
    ],
)
def test_hostile_content_costs_little(body: str) -> None:
    found = read_bytes(package(body), "方案.docx")
    assert found.raw == found.seen or found.warnings
