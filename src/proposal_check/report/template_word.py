"""Pieces of a Word file that python-docx does not offer by itself: fields, sections, table looks."""

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from proposal_check.packs.tables import TableForm

_PAGE = (Cm(21.0), Cm(29.7))
_MARGIN = Cm(2.6)


def field(paragraph: Paragraph, code: str, shown: str = "", dirty: bool = False) -> None:
    """Append a field with the result it shows until Word computes it; a dirty one is computed on opening."""
    for kind in ("begin", "separate", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        if kind == "begin" and dirty:
            mark.set(qn("w:dirty"), "true")
        paragraph.add_run()._r.append(mark)
        if kind == "begin":
            words = OxmlElement("w:instrText")
            words.set(qn("xml:space"), "preserve")
            words.text = f" {code} "
            paragraph.add_run()._r.append(words)
        elif kind == "separate":
            paragraph.add_run(shown)


def fonts(style: object, name: str, size: float, bold: bool = False) -> None:
    """Set a style's font for Chinese and Latin text alike."""
    font = style.font  # type: ignore[attr-defined]
    font.name, font.size, font.bold = name, Pt(size), bold
    font.color.rgb = None
    properties = style.element.get_or_add_rPr()  # type: ignore[attr-defined]
    faces = properties.get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        faces.attrib.pop(qn(key), None)
    faces.set(qn("w:eastAsia"), name)


def page(section: Section, landscape: bool = False) -> None:
    """Set A4 with plain margins."""
    width, height = reversed(_PAGE) if landscape else _PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN


def page_number(section: Section) -> None:
    """Put the page number into the footer's middle."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("第 ")
    field(paragraph, "PAGE", "1")
    paragraph.add_run(" 页")


def blank_table(document: Document, form: TableForm) -> None:
    """Write a blank table with its repeated header row."""
    columns = len(form.columns)
    table = document.add_table(rows=1 + len(form.rows), cols=columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, title in zip(table.rows[0].cells, form.columns, strict=True):
        _write(cell, title, bold=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for index, row in enumerate(form.rows, start=1):
        _fill(table, index, row)
    _widths(document, table, form)


def _fill(table: Table, index: int, row: list[str]) -> None:
    cells = table.rows[index].cells
    continues = not row[0] and index > 1
    if continues:
        table.cell(index - 1, 0).merge(cells[0])
    if len(row) < len(cells):
        cells[len(row) - 1].merge(cells[-1])
    for column, text in enumerate(row):
        if text and not (continues and column == 0):
            _write(table.cell(index, column), text)


def _write(cell: _Cell, text: str, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(10.5)
    paragraph.paragraph_format.first_line_indent = Pt(0)


def _widths(document: Document, table: Table, form: TableForm) -> None:
    section = document.sections[-1]
    room = int(section.page_width or 0) - 2 * _MARGIN
    widths = form.widths or [1.0] * len(form.columns)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = int(room * width / sum(widths))
        for cell in column.cells:
            cell.width = column.width
