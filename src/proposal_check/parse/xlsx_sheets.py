"""Read the worksheets of an .xlsx package as shown: results of formulas, number formats, merged areas.

python-calamine gives values without their formats and says nothing of hidden rows, and it lays a sheet out
densely, so that two cells far apart cost gigabytes. It reads .xls here and is the oracle in the tests.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from proposal_check.errors import UnreadableFile
from proposal_check.parse import limits
from proposal_check.parse.number_formats import BUILTIN, GENERAL, show
from proposal_check.parse.package import DAMAGED_ADVICE, Package
from proposal_check.parse.sheets import SPLIT_ADVICE, Area, CellCollector, Sheet

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TRUE = {"1", "true", "on"}
WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Shared:
    """What the sheets of a workbook refer to: strings by index, format codes and indents by style index."""

    strings: tuple[str, ...]
    formats: tuple[str, ...]
    indents: tuple[int, ...]
    epoch_1904: bool


@dataclass(slots=True)
class _Reader:
    """Collects one sheet while its markup streams by."""

    shared: Shared
    cells: CellCollector = field(default_factory=CellCollector)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    row: int = -1
    invisible: int = 0
    errors: int = 0
    uncalculated: int = 0
    unformatted: int = 0
    dangling: int = 0


def read_sheets(package: Package) -> tuple[Sheet, ...]:
    """Read all worksheets in the workbook's order, hidden ones too. Raises UnreadableFile."""
    root = package.xml(WORKBOOK)
    if root is None:
        raise UnreadableFile("文件中没有工作簿内容，不是完整的 Excel 文件。", DAMAGED_ADVICE)
    targets = {r.id: r for r in package.relations(WORKBOOK) if not r.external}
    shared = Shared(_strings(package), *_formats(package), _epoch_1904(root))
    sheets = []
    for element in root.iter("{*}sheet"):
        attributes = {etree.QName(name).localname: str(value) for name, value in element.items()}
        relation = targets.get(attributes.get("id", ""))
        if relation is None or relation.kind != "worksheet" or relation.target not in package.names:
            continue
        hidden = element.get("state", "visible") != "visible"
        sheets.append(_sheet(package, relation.target, element.get("name", ""), shared, hidden=hidden))
        if sum(len(sheet.cells) for sheet in sheets) > limits.CELLS:
            raise UnreadableFile(f"工作簿超过 {limits.CELLS} 个单元格的上限，已拒绝读取。", SPLIT_ADVICE)
    return tuple(sheets)


def _epoch_1904(root: etree._Element) -> bool:
    return any(e.get("date1904", "") in TRUE for e in root.iter("{*}workbookPr"))


def _strings(package: Package) -> tuple[str, ...]:
    return tuple(rich_text(item) for item in package.stream("xl/sharedStrings.xml", "{*}si"))


def rich_text(item: etree._Element) -> str:
    """Join the runs of a string; the phonetic reading above it is no part of it."""
    parts = [
        child.text or "" if etree.QName(child).localname == "t" else child.findtext("{*}t", "")
        for child in item
        if etree.QName(child).localname in ("t", "r")
    ]
    return ESCAPED.sub(lambda m: chr(int(m[1], 16)), "".join(parts)).replace("\r", "")


def _formats(package: Package) -> tuple[tuple[str, ...], tuple[int, ...]]:
    root = package.xml("xl/styles.xml")
    if root is None:
        return (), ()
    own = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iter("{*}numFmt")}
    styles = root.find("{*}cellXfs")
    found = list(styles) if styles is not None else []
    ids = [e.get("numFmtId", "0") for e in found]
    codes = tuple(own.get(i) or BUILTIN.get(int(i) if i.isdecimal() else 0, GENERAL) for i in ids)
    return codes, tuple(map(_indent, found))


def _indent(style: etree._Element) -> int:
    alignment = style.find("{*}alignment")
    return _integer(alignment.get("indent")) if alignment is not None else 0


def _sheet(package: Package, part: str, name: str, shared: Shared, *, hidden: bool) -> Sheet:
    reader = _Reader(shared)
    for element in package.stream(part, "{*}row", "{*}mergeCell", "{*}col"):
        _take(reader, element)
    return Sheet(
        name,
        reader.cells.cells,
        tuple(reader.merges),
        hidden,
        frozenset(reader.hidden_rows),
        frozenset(reader.hidden_cols),
        reader.invisible,
        reader.errors,
        reader.uncalculated,
        reader.unformatted,
        reader.dangling,
        reader.cells.indents,
    )


def _take(reader: _Reader, element: etree._Element) -> None:
    kind = etree.QName(element).localname
    if kind == "row":
        _take_row(reader, element)
    elif kind == "mergeCell":
        first, _, last = element.get("ref", "").partition(":")
        corners = _place(first), _place(last)
        if corners[0] and corners[1]:
            reader.merges.append((*corners[0], *corners[1]))
    elif element.get("hidden", "") in TRUE:
        low, high = _integer(element.get("min")), _integer(element.get("max"))
        reader.hidden_cols.update(range(low - 1, min(high, limits.TABLE_COLUMNS)))


def _take_row(reader: _Reader, row: etree._Element) -> None:
    reader.row = (_integer(row.get("r")) or reader.row + 2) - 1
    if row.get("hidden", "") in TRUE:
        reader.hidden_rows.add(reader.row)
    col = -1
    for element in row.iterchildren("{*}c"):
        place = _place(element.get("r", ""))
        col = place[1] if place else col + 1
        style = _integer(element.get("s"))
        indent = reader.shared.indents[style] if style < len(reader.shared.indents) else 0
        reader.cells.add(reader.row, col, _shown(reader, element), indent)


def _shown(reader: _Reader, cell: etree._Element) -> str:
    kind, stored = cell.get("t", "n"), cell.findtext("{*}v")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return rich_text(inline) if inline is not None else ""
    if stored is None:
        reader.uncalculated += cell.find("{*}f") is not None
        return ""
    if kind == "s":
        index = _integer(stored)
        reader.dangling += index >= len(reader.shared.strings)
        return reader.shared.strings[index] if index < len(reader.shared.strings) else ""
    if kind == "b":
        return "TRUE" if stored in TRUE else "FALSE"
    reader.errors += kind == "e"
    return _number(reader, cell, stored) if kind == "n" else ESCAPED.sub("", stored)


def _number(reader: _Reader, cell: etree._Element, stored: str) -> str:
    style = _integer(cell.get("s"))
    code = reader.shared.formats[style] if style < len(reader.shared.formats) else GENERAL
    shown = show(stored, code, epoch_1904=reader.shared.epoch_1904)
    reader.unformatted += not shown.exact
    reader.invisible += not shown.text and stored.strip("0.-") != ""
    return shown.text


def _integer(text: str | None) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _place(reference: str) -> tuple[int, int] | None:
    match = REFERENCE.match(reference.replace("$", ""))
    if match is None:
        return None
    col = 0
    for letter in match[1]:
        col = col * 26 + ord(letter) - 64
    return int(match[2]) - 1, col - 1
