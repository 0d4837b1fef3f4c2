"""Prove from the written .docx itself that a fault is in it: zipfile and lxml, no other reader."""

import io
import zipfile
from dataclasses import dataclass

from lxml import etree

from benchmarks.submissions.docx_parts import W
from benchmarks.submissions.expected import Proof

_P, _TBL, _TR, _TC, _T = (f"{{{W}}}{tag}" for tag in ("p", "tbl", "tr", "tc", "t"))
_SECTION = f"{{{W}}}pPr/{{{W}}}sectPr"


@dataclass(frozen=True)
class Written:
    """The text of a file: everything, the cover, and each table under its caption without number.

    A table's text is its rows, cells parted by |, after the two paragraphs that stand before it.
    """

    whole: str
    cover: str
    tables: dict[str, str]

    def scope(self, name: str) -> str:
        return {"": self.whole, "cover": self.cover}.get(name) or self.tables[name]

    def shows(self, proof: Proof) -> bool:
        """Say whether the file holds all that a fault puts in and nothing of what it takes out."""
        text = self.scope(proof.scope)
        return all(t in text for t in proof.contains) and not any(t in text for t in proof.lacks)


def read(docx: bytes) -> Written:
    """Read the main part of a .docx as its XML has it; automatic numbers are not in it."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
    lines: list[str] = []
    cover: str | None = None
    tables: dict[str, str] = {}
    for element in body:
        text = _table(element) if element.tag == _TBL else _text(element)
        if element.tag == _TBL:
            before = [line for line in lines if line][-2:]
            caption = next(line for line in reversed(before) if line.startswith("表"))
            shown = before if before[0] == caption else [caption]
            tables[caption.split(" ", 1)[1]] = "\n".join((*shown, text))
        lines.append(text)
        if cover is None and element.find(_SECTION) is not None:
            cover = "\n".join(lines)
    return Written("\n".join(lines), cover or "", tables)


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(_T))


def _table(table: etree._Element) -> str:
    return "\n".join(
        "|".join(_text(cell) for cell in row.iterchildren(_TC)) for row in table.iterchildren(_TR)
    )
