"""Make the Word template of a letter in the letter format of GB/T 9704-2012, for people to edit in Word.

What stands in {{ }} and {% %} is filled by to_letter.py; everything else is text of the template.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.shared import Length, Mm, Pt, RGBColor

from proposal_check.report.letter_template_parts import (
    FANGSONG,
    HEITI,
    KAITI,
    XIAOBIAOSONG,
    add_border,
    declare_fonts,
    first_line_chars,
    hanging_chars,
    page_number,
    set_fonts,
    set_language,
    table,
    tighten,
)
from proposal_check.report.letter_template_text import BODY, TABLES
from proposal_check.report.word_file import without_clock

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.section import Section
    from docx.text.paragraph import Paragraph

LINE = Pt(28.95)
CHAR = Pt(16)
# The red lines are 170 mm long and centred on the page; the text is 156 mm wide, 28 mm from the left.
_BEYOND_LEFT, _BEYOND_RIGHT = Mm(-8), Mm(-6)
DRAFT_MARK = "规范性预审稿（辅助意见）"


@dataclass(frozen=True)
class Look:
    """A paragraph style; `indent` is the first line's, in hundredths of a character."""

    name: str
    font: str
    size: Length = CHAR
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    before: int = 0
    line: Length = LINE
    indent: int = 0
    keep: bool = False


_CENTER, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_LOOKS = (
    Look("Normal", FANGSONG, indent=200),
    Look("Title", XIAOBIAOSONG, Pt(22), _CENTER, before=LINE * 2),
    Look("Heading 1", HEITI, indent=200, keep=True),
    Look("Heading 2", KAITI, indent=200, keep=True),
    Look("主送", FANGSONG, before=LINE),
    # The last page carries text, not a signature alone.
    Look("结束语", FANGSONG, indent=200, keep=True),
    Look("附件说明", FANGSONG, before=LINE, keep=True),
    Look("附件说明续", FANGSONG, keep=True),
    Look("署名", FANGSONG, align=_RIGHT, before=LINE * 2, keep=True),
    Look("成文日期", FANGSONG, align=_RIGHT),
    Look("附件序号", HEITI, keep=True),
    Look("附件标题", XIAOBIAOSONG, Pt(22), _CENTER, keep=True),
    Look("附件文字", FANGSONG, Pt(12), line=Pt(20), indent=200),
    Look("表头", HEITI, Pt(10.5), _CENTER, line=Pt(17)),
    Look("表格文字", FANGSONG, Pt(10.5), line=Pt(16)),
)


def write_template(path: Path, authority: str = "") -> None:
    """Write the template; the length of the authority's name decides the size of the red mark."""
    document = Document()
    _styles(document)
    _page(document.sections[0])
    _furniture(document, mark_size=min(36, 425 // max(len(authority), 8)))
    _body(document)
    for key, columns in TABLES:
        _attachment(document, key, columns)
    document.settings.odd_and_even_pages_header_footer = True
    document.core_properties.author = ""
    document.core_properties.comments = ""
    declare_fonts(document)
    set_language(document)
    made = io.BytesIO()
    document.save(made)
    path.write_bytes(without_clock(made.getvalue()))


def _page(section: "Section") -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(30), Mm(20)
    section.different_first_page_header_footer = True


def _styles(document: "Docx") -> None:
    for look in _LOOKS:
        _style(document, look)
    styles: Any = document.styles
    tighten(styles["Normal"])
    hanging_chars(styles["附件说明"], left=6, hanging=4)
    hanging_chars(styles["附件说明续"], left=6, hanging=1)
    styles["署名"].paragraph_format.right_indent = CHAR * 2
    styles["成文日期"].paragraph_format.right_indent = CHAR * 4
    styles["附件序号"].paragraph_format.page_break_before = True
    styles["附件标题"].paragraph_format.space_after = Pt(14)
    styles["附件文字"].paragraph_format.space_after = Pt(6)


def _style(document: "Docx", look: Look) -> None:
    styles: Any = document.styles
    style = styles[look.name] if look.name in styles else styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    if look.name != "Normal":
        style.base_style = styles["Normal"]
    set_fonts(style, look.font)
    style.font.size, style.font.bold, style.font.italic = look.size, False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.alignment, form.space_before, form.space_after = look.align, look.before, 0
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, look.line
    form.keep_with_next, form.widow_control = look.keep, False
    first_line_chars(style, look.indent)
    for border in style.element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)


def _furniture(document: "Docx", mark_size: int) -> None:
    section = document.sections[0]
    mark = section.first_page_header.paragraphs[0]
    _red_line(mark, "thickThinSmallGap", space=11)
    run = mark.add_run("{{ authority }}")
    set_fonts(run, XIAOBIAOSONG)
    run.font.size, run.font.color.rgb = Pt(mark_size), RGBColor(0xFF, 0, 0)
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    mark.paragraph_format.line_spacing = Pt(mark_size)
    foot = section.first_page_footer.paragraphs[0]
    _red_line(foot, "thinThickSmallGap", space=1)
    foot.paragraph_format.line_spacing = Pt(4)
    for header in (section.header, section.even_page_header):
        running = header.paragraphs[0]
        running.add_run(DRAFT_MARK).font.size = Pt(9)
        running.alignment = WD_ALIGN_PARAGRAPH.CENTER
        running.paragraph_format.line_spacing = Pt(12)
        first_line_chars(running, 0)
    page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _red_line(paragraph: "Paragraph", kind: str, space: int) -> None:
    form = paragraph.paragraph_format
    first_line_chars(paragraph, 0)
    form.left_indent, form.right_indent = _BEYOND_LEFT, _BEYOND_RIGHT
    add_border(paragraph, kind, space)


def _body(document: "Docx") -> None:
    head = document.add_paragraph()
    first_line_chars(head, 0)
    head.paragraph_format.space_before = Pt(14)
    head.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    mark = head.add_run(DRAFT_MARK)
    set_fonts(mark, HEITI)
    head.add_run("\t×数函〔20××〕×号")
    for style, text in BODY:
        paragraph = document.add_paragraph(style=style)
        for i, piece in enumerate(text.split("**")):
            if piece:
                paragraph.add_run(piece).font.bold = True if i % 2 else None


def _attachment(document: "Docx", key: str, columns: tuple[tuple[str, int, str, bool], ...]) -> None:
    document.add_paragraph("{%p if " + key + " %}")
    document.add_paragraph("附件{{ " + key + ".number }}", style="附件序号")
    document.add_paragraph("{{ " + key + ".title }}", style="附件标题")
    document.add_paragraph("{%p for text in " + key + ".notes %}", style="附件文字")
    document.add_paragraph("{{ text }}", style="附件文字")
    document.add_paragraph("{%p endfor %}", style="附件文字")
    document.add_paragraph("{%p if " + key + ".rows %}")
    table(document, key, columns)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endif %}")
