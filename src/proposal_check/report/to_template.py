"""The applicants' template: a Word file with cover, contents, every required chapter and blank tables."""

import io
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

from proposal_check.packs.schema import Pack
from proposal_check.packs.tables import TableForm, load_tables
from proposal_check.report.template_text import GUIDE, Part, cover_lines, document_title, parts, plain_form
from proposal_check.report.template_word import blank_table, field, fonts, page, page_number
from proposal_check.report.word_file import without_clock

GUIDE_STYLE = "编写说明"
_NO_TIME = datetime(2000, 1, 1)
_LOOKS = {1: ("黑体", 16.0), 2: ("楷体", 15.0), 3: ("仿宋", 14.0), 4: ("仿宋", 14.0)}
_HOW = "本模板按编制大纲生成。填写后删去以“编写说明：”开头的各段，并右击目录选“更新域”。"


def write_template(pack: Pack, path: Path) -> None:
    """Write the template of a pack's own kind of document, byte-identical for equal packs."""
    document = Document()
    _styles(document)
    page(document.sections[0])
    _cover(document, pack)
    printed = list(parts(pack.outline.chapters))
    _contents(document, printed)
    tables = load_tables(pack)
    for part in printed:
        forms = tables.get(part.id) or ([plain_form(part)] if part.table else [])
        _chapter(document, part, forms)
    document.core_properties.title = document_title(pack)
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = _NO_TIME
    made = io.BytesIO()
    document.save(made)
    path.write_bytes(without_clock(made.getvalue()))


def _styles(document: WordDocument) -> None:
    styles = document.styles
    fonts(styles["Normal"], "仿宋", 14)
    styles["Normal"].paragraph_format.line_spacing = 1.5
    for level, (name, size) in _LOOKS.items():
        fonts(styles[f"Heading {level}"], name, size, bold=level > 2)
        styles[f"Heading {level}"].font.color.rgb = RGBColor(0, 0, 0)
    fonts(styles["Title"], "黑体", 26)
    for rule in styles["Title"].element.xpath("./w:pPr/w:pBdr"):
        rule.getparent().remove(rule)
    guide = styles.add_style(GUIDE_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    guide.base_style = styles["Normal"]
    fonts(guide, "楷体", 12)
    guide.font.color.rgb = RGBColor(0x1F, 0x4E, 0x8C)


def _cover(document: WordDocument, pack: Pack) -> None:
    for _ in range(5):
        document.add_paragraph()
    title = document.add_paragraph(document_title(pack), style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for _ in range(9):
        document.add_paragraph()
    for line in cover_lines(pack):
        shown = document.add_paragraph(f"{line}：××")
        shown.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shown.runs[0].font.size = Pt(16)


def _contents(document: WordDocument, printed: list[Part]) -> None:
    """Write the contents as a field that Word computes on opening, filled with the chapters until then."""
    page(document.add_section(WD_SECTION.NEW_PAGE))
    head = document.add_paragraph("目　录")
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    chapters = "\n".join(part.heading for part in printed if part.level == 1)
    field(document.add_paragraph(), 'TOC \\o "1-3" \\h \\z \\u', chapters, dirty=True)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    page(section)
    section.footer.is_linked_to_previous = False
    page_number(section)
    document.add_paragraph(f"{GUIDE}{_HOW}", style=GUIDE_STYLE)


def _chapter(document: WordDocument, part: Part, tables: list[TableForm]) -> None:
    document.add_heading(part.heading, min(part.level, len(_LOOKS)))
    if part.guidance:
        document.add_paragraph(f"{GUIDE}{part.guidance}", style=GUIDE_STYLE)
    for form in tables:
        _table(document, form)


def _table(document: WordDocument, form: TableForm) -> None:
    if form.landscape:
        page(document.add_section(WD_SECTION.NEW_PAGE), landscape=True)
    caption = document.add_paragraph(form.caption)
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if form.unit:
        document.add_paragraph(f"单位：{form.unit}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    blank_table(document, form)
    if form.note:
        document.add_paragraph(f"{GUIDE}{form.note}", style=GUIDE_STYLE)
