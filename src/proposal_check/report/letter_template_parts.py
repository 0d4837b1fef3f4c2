"""The parts of a Word template that python-docx has no words for: fonts, grid, borders, fields, row loops."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from docx.document import Document as Docx

FANGSONG, HEITI, KAITI = "仿宋_GB2312", "黑体", "楷体_GB2312"
XIAOBIAOSONG, SONGTI = "方正小标宋简体", "宋体"
# What Word and WPS take when the font is not installed, in this order of standing.
_FALLBACKS = {
    FANGSONG: ("仿宋", "modern"),
    HEITI: ("SimHei", "swiss"),
    KAITI: ("楷体", "script"),
    XIAOBIAOSONG: ("华文中宋", "roman"),
    SONGTI: ("SimSun", "roman"),
}


def set_fonts(target: Any, font: str) -> None:
    """Name one font for all scripts of a style or run, so that figures and quotation marks match."""
    fonts = target.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    fonts.set(qn("w:hint"), "eastAsia")


def first_line_chars(target: Any, hundredths: int) -> None:
    """Indent the first line by characters (200 is two), of a style or a paragraph."""
    element = getattr(target, "element", None)
    properties = (target._p if element is None else element).get_or_add_pPr()
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(hundredths))
    indent.set(qn("w:firstLine"), str(hundredths * 32 // 10))


def hanging_chars(style: Any, left: int, hanging: int) -> None:
    """Indent by `left` characters of 16 pt, the first line `hanging` characters less."""
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    for name in ("firstLineChars", "firstLine"):
        indent.attrib.pop(qn(f"w:{name}"), None)
    for name, chars in (("left", left), ("hanging", hanging)):
        indent.set(qn(f"w:{name}Chars"), str(chars * 100))
        indent.set(qn(f"w:{name}"), str(chars * 320))


def set_language(document: "Docx") -> None:
    """Say that the text is Chinese of the mainland: punctuation and line breaks follow from it."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def tighten(style: Any) -> None:
    """Take a quarter point off each character: 28 of 16 pt then fill the 156 mm of a line.

    A character grid would say the same, but LibreOffice stretches every character to its cells.
    """
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), "-5")
    style.element.get_or_add_rPr().insert_element_before(
        spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang"
    )


def add_border(paragraph: Any, kind: str, space: int) -> None:
    """Draw a red double line under a paragraph, `space` points below its text."""
    borders = parse_xml(
        f"<w:pBdr {nsdecls('w')}>"
        f'<w:bottom w:val="{kind}" w:sz="24" w:space="{space}" w:color="FF0000"/></w:pBdr>'
    )
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def page_number(footer: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    """Write — 1 — in 14 pt Song, one character in from its side, 7 mm below the text area."""
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    first_line_chars(paragraph, 0)
    form = paragraph.paragraph_format
    form.line_spacing, form.space_after = Pt(14), Mm(3)
    form.right_indent, form.left_indent = Pt(14), Pt(14)
    for piece in ("— ", None, " —"):
        run = paragraph.add_run(piece or "")
        set_fonts(run, SONGTI)
        run.font.size = Pt(14)
        if piece is None:
            for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
                run._r.append(_field_part(kind, text))


def _field_part(kind: str, text: str) -> Any:
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part
    part = OxmlElement("w:instrText")
    part.text = text
    return part


def table(document: "Docx", key: str, columns: Sequence[tuple[str, int, str, bool]]) -> None:
    """Add a table whose middle row repeats for every row of `key`; its heading repeats on each page.

    A row that people are to write in is higher.
    """
    made = document.add_table(rows=4, cols=len(columns), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_margins(made)
    head, begin, body, end = made.rows
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    if any(not name for _, _, name, _ in columns):
        body.height = Mm(14)
    for row in (head, body):
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
    for i, (title, width, name, centred) in enumerate(columns):
        made.columns[i].width = Mm(width)
        for row in made.rows:
            row.cells[i].width = Mm(width)
        _write(head.cells[i], title, "表头", True)
        _write(body.cells[i], "{{ " + name + " }}" if name else "", "表格文字", centred)
    for row, tag in ((begin, "{%tr for row in " + key + ".rows %}"), (end, "{%tr endfor %}")):
        _write(row.cells[0].merge(row.cells[-1]), tag, "表格文字", False)


def _narrow_margins(made: Any) -> None:
    sides = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("left", "right"))
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    made._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _write(cell: Any, text: str, style: str, centred: bool) -> None:
    for spare in cell.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    cell.vertical_alignment = 1


def declare_fonts(document: "Docx") -> None:
    """Name in the font table what stands in for each font where it is not installed."""
    part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="auto"/></w:font>'
        for name, (other, family) in _FALLBACKS.items()
    )
    part._blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    ).encode()
