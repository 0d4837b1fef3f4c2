"""Twenty submissions that nobody can review, each wrong in its own way; the same bytes every time."""

import io
import random
import zipfile
from collections.abc import Iterable
from pathlib import Path

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_KIND}" Target="word/document.xml"/></Relationships>'
)
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def write_hostile(folder: Path, sound: bytes, numbers: Iterable[int]) -> int:
    """Write the files into a folder, each named with one of the numbers, and count them.

    `sound` is a Word file that some of them damage.
    """
    made = {**_damaged(sound), **_made_up(), "空文件夹": None, "坏申报信息": None}
    for number, (name, content) in zip(numbers, made.items(), strict=True):
        path = folder / f"{number:03d} {name}"
        if content is None:
            path.mkdir()
        else:
            path.write_bytes(content)
    (broken,) = folder.glob("* 坏申报信息")
    (broken / "facts.yaml").write_text("没有这一项: 1\n", "utf-8")
    (broken / "方案.docx").write_bytes(sound)
    return len(made)


def _damaged(sound: bytes) -> dict[str, bytes]:
    noise = random.Random(1)
    flipped = bytearray(sound)
    for at in noise.sample(range(len(flipped)), 400):
        flipped[at] ^= 0xFF
    return {
        "半个.docx": sound[: len(sound) // 2],
        "没有开头.docx": sound[1000:],
        "位翻转.docx": bytes(flipped),
        "全是零.docx": bytes(len(sound)),
        "改名.pdf.docx": b"%PDF-1.7\n" + noise.randbytes(5000),
    }


def _made_up() -> dict[str, bytes]:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "x"}">' for i in range(12))
    nested = "<w:p>" * 3000 + "</w:p>" * 3000
    return {
        "空.docx": b"",
        "程序.exe": b"MZ" + bytes(500),
        "文字.docx": "这不是文档。".encode(),
        "<b>&=1+1.docx": b"x",
        "旧格式.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "噪声.pdf": b"%PDF-1.4\n" + random.Random(2).randbytes(20_000) + b"\n%%EOF",
        "炸弹.docx": _package(b"<a>" + b" " * 400_000_000),
        "实体.docx": _package(f"<!DOCTYPE d [{entities}]><d>&e11;</d>".encode()),
        "嵌套.docx": _package(_body(nested)),
        "没有正文.docx": _package(None),
        "坏XML.docx": _package(b"<w:document><w:body>"),
        "不是方案.docx": _package(_body("".join(_line(f"第{i}条 会议纪要内容。") for i in range(40)))),
        "密级.docx": _package(_body(_line("机密★5年") + _line("××系统建设方案"))),
    }


def _line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _body(inside: str) -> bytes:
    return f'<w:document xmlns:w="{_WORD}"><w:body>{inside}</w:body></w:document>'.encode()


def _package(document: bytes | None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        parts = {"[Content_Types].xml": _TYPES.encode(), "_rels/.rels": _RELATIONS.encode()}
        parts |= {} if document is None else {"word/document.xml": document}
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
