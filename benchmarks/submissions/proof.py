"""Prove from the written .docx itself that a fault is in it: zipfile and lxml, no other reader."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from benchmarks.submissions.docx_parts import W
from benchmarks.submissions.expected import Proof

EMPTY: Mapping[str, bytes] = MappingProxyType({})
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_P, _TBL, _TR, _TC, _T = (f"{{{W}}}{tag}" for tag in ("p", "tbl", "tr", "tc", "t"))
_SECTION = f"{{{W}}}pPr/{{{W}}}sectPr"


@dataclass(frozen=True)
class Written:
    """The text of a file: everything, and its scopes.

    `scopes` are "cover", "contents", "hidden" text, "inserted" text, the fields of the "footer", the
    declared "facts", the "attached" workbooks, and each table under its caption without number: its rows,
    cells parted by |, after the two paragraphs that stand before it. What stands in further tables is in
    caption/续 too.
    """

    whole: str
    scopes: dict[str, str]

    def scope(self, name: str) -> str:
        return self.scopes.get(name, "") if name else self.whole

    def shows(self, proof: Proof) -> bool:
        """Say whether the file holds all that a fault puts in and nothing of what it takes out."""
        text = self.scope(proof.scope)
        return all(t in text for t in proof.contains) and not any(t in text for t in proof.lacks)


def read(docx: bytes, facts: str = "", attachments: Mapping[str, bytes] = EMPTY) -> Written:
    """Read a .docx as its XML has it; automatic numbers are not in it. The rest are the files beside it."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        feet = [archive.read(n).decode() for n in archive.namelist() if n.startswith("word/footer")]
    parts = [_part(elements) for elements in _sections(root[0])]
    front = {"cover": parts[0][0], "contents": parts[1][0] if len(parts) > 2 else ""}
    tables = {name: text for _, found in parts for name, text in found.items()}
    marks = {
        "hidden": "".join(
            _text(r) for r in root.iter(f"{{{W}}}r") if r.find(f"{{{W}}}rPr/{{{W}}}vanish") is not None
        ),
        "inserted": "".join(_text(i) for i in root.iter(f"{{{W}}}ins")),
        "footer": "".join(feet),
        "facts": facts,
        "attached": "\n".join(map(_workbook, attachments.values())),
    }
    return Written("\n".join(text for text, _ in parts), tables | front | marks)


def _workbook(data: bytes) -> str:
    """Return the sheets of a workbook, a line per row, cells parted by |."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shared = [_joined(si) for si in etree.fromstring(archive.read("xl/sharedStrings.xml"))]
        names = sorted(n for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))
        sheets = [etree.fromstring(archive.read(name)) for name in names]
    rows = [row.iter(f"{_SHEET}c") for sheet in sheets for row in sheet.iter(f"{_SHEET}row")]
    return "\n".join("|".join(_value(cell, shared) for cell in row) for row in rows)


def _value(cell: etree._Element, shared: list[str]) -> str:
    text = _joined(cell)
    return shared[int(text)] if cell.get("t") == "s" else text


def _joined(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _sections(body: etree._Element) -> list[list[etree._Element]]:
    """Part the body where its sections end: cover, contents if there are any, text."""
    sections: list[list[etree._Element]] = [[]]
    for element in body:
        sections[-1].append(element)
        if element.find(_SECTION) is not None:
            sections.append([])
    return sections


def _part(elements: list[etree._Element]) -> tuple[str, dict[str, str]]:
    lines: list[str] = []
    tables: dict[str, str] = {}
    name, after_table = "", False
    for element in elements:
        text = _table(element) if element.tag == _TBL else _text(element)
        if element.tag == _TBL and after_table:
            tables[name] += f"\n{text}"
            tables[f"{name}/续"] = tables.get(f"{name}/续", "") + f"\n{text}"
        elif element.tag == _TBL:
            before = [line for line in lines if line][-2:]
            caption = next(line for line in reversed(before) if line.startswith("表"))
            name = caption.split(" ", 1)[1]
            tables[name] = "\n".join((*(before if before[0] == caption else [caption]), text))
        after_table = element.tag == _TBL or (after_table and not text)
        lines.append(text)
    return "\n".join(lines), tables


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(_T))


def _table(table: etree._Element) -> str:
    return "\n".join(
        "|".join(_text(cell) for cell in row.iterchildren(_TC)) for row in table.iterchildren(_TR)
    )
