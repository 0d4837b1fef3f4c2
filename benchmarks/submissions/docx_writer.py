"""Write a manuscript as a .docx: the same bytes for the same manuscript, format and page numbers."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from benchmarks.submissions import docx_parts as parts
from benchmarks.submissions.diagram import Diagram, draw
from benchmarks.submissions.docx_runs import REVISIONS, field, page_break, run, section, text_box
from benchmarks.submissions.docx_table import tables
from benchmarks.submissions.formatting import Formatting
from benchmarks.submissions.grid import Grid
from benchmarks.submissions.manuscript import Heading, Landscape, Manuscript, Paragraph, Picture, Printed

_PORTRAIT, _LANDSCAPE = (11906, 16838), (16838, 11906)
_EMU = 3500  # per diagram unit: 1500 units are 5 250 000 EMU, 14.6 cm

_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="560"/>'


def write(manuscript: Manuscript, formatting: Formatting, pages: Mapping[str, int], date: str) -> bytes:
    """Return the file; `pages` maps headings' bookmarks to page numbers for the table of contents."""
    writer = _Writer(formatting, pages)
    body = writer.document(manuscript)
    files = {
        "[Content_Types].xml": parts.content_types(),
        "_rels/.rels": parts.relations(
            [
                ("rId1", "officeDocument", "word/document.xml"),
                ("rId2", "core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": parts.core(manuscript.title, date),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": parts.relations(writer.relations),
        "word/styles.xml": parts.styles(formatting),
        "word/numbering.xml": parts.numbering(formatting, writer.lists),
        "word/settings.xml": parts.settings(),
        "word/header1.xml": parts.header(manuscript.title),
        "word/footer1.xml": parts.footer(manuscript.page_numbers),
        "word/footer2.xml": parts.footer(page_number=False),
    }
    media = {f"word/media/image{i}.emf": draw(d) for i, d in enumerate(writer.diagrams, 1)}
    return _pack({name: text.encode() for name, text in files.items()} | media)


def _pack(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(info, data)
    return buffer.getvalue()


class _Writer:
    def __init__(self, formatting: Formatting, pages: Mapping[str, int]) -> None:
        self.formatting, self.pages = formatting, pages
        self.diagrams: list[Diagram] = []
        self.lists, self.item, self.boxes, self.landscape = 0, 0, 0, False
        self.relations = [
            (f"rId{i}", name.rstrip("12"), f"{name}.xml")
            for i, name in enumerate(("styles", "numbering", "settings", "header1", "footer1", "footer2"), 1)
        ]

    def document(self, manuscript: Manuscript) -> str:
        out = [f"{parts.HEAD}<w:document {parts.ROOT}><w:body>", self.cover(manuscript)]
        out.append(page_break(section(_PORTRAIT, footer="rId6")))
        if manuscript.contents:
            contents = self.contents(manuscript.contents)
            out += [contents, page_break(section(_PORTRAIT, footer="rId6", header="rId4"))]
        start = True
        for block in manuscript.blocks:
            if isinstance(block, Landscape):
                out.append(page_break(section(_PORTRAIT, footer="rId5", header="rId4", start=start)))
                start, self.landscape = False, True
            else:
                out.append(self.block(block))
        size = _LANDSCAPE if self.landscape else _PORTRAIT
        out.append(section(size, footer="rId5", header="rId4", start=start))
        return "".join(out) + "</w:body></w:document>"

    def cover(self, manuscript: Manuscript) -> str:
        blank = "<w:p/>" * 5
        title = f'<w:p><w:pPr><w:pStyle w:val="af1"/></w:pPr>{run(manuscript.title)}</w:p>'
        look = parts.fonts("楷体", 32)
        lines = "".join(
            f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run(f"{label}：{text}", look)}</w:p>'
            for label, text in manuscript.cover
        )
        return f"{blank}{title}{blank * 2}{lines}"

    def contents(self, entries: Sequence[Heading]) -> str:
        look = parts.fonts("黑体", 36)
        title = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run("目  录", look)}</w:p>'
        lines = [self.entry(heading) for heading in entries]
        if self.formatting.contents == "typed":
            return title + "".join(
                f"<w:p>{self.entry_look(h)}{line}</w:p>" for h, line in zip(entries, lines, strict=True)
            )
        lines[0] = field(rf' TOC \o "1-{self.formatting.contents_depth}" \h \z \u ') + lines[0]
        body = "".join(
            f"<w:p>{self.entry_look(h)}{line}</w:p>" for h, line in zip(entries, lines, strict=True)
        )
        return f'{title}{body}<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'

    def entry_look(self, heading: Heading) -> str:
        if self.formatting.contents == "field":
            return f'<w:pPr><w:pStyle w:val="TOC{heading.level}"/></w:pPr>'
        return f"<w:pPr>{parts.contents_look(heading.level)}</w:pPr>"

    def entry(self, heading: Heading) -> str:
        page = str(self.pages.get(heading.bookmark, 1))
        line = f"{run(heading.text)}<w:r><w:tab/></w:r>"
        if self.formatting.contents == "typed":
            return line + run(page)
        start = field(rf" PAGEREF {heading.bookmark} \h ")
        number = f'{start}{run(page)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        return f'<w:hyperlink w:anchor="{heading.bookmark}" w:history="1">{line}{number}</w:hyperlink>'

    def block(self, block: Printed) -> str:
        if isinstance(block, Heading):
            return self.heading(block)
        if isinstance(block, Picture):
            return self.picture(block)
        if isinstance(block, Grid):
            self.item = 0
            return tables(block, 13800 if self.landscape else 8800, self.formatting.ruled)
        return self.paragraph(block) if isinstance(block, Paragraph) else ""

    def heading(self, heading: Heading) -> str:
        level = self.formatting.levels[heading.level - 1]
        self.item = 0
        look, style = "", ""
        if level.way in ("automatic", "styled"):
            style = f'<w:pStyle w:val="{self.formatting.style_ids[heading.level - 1]}"/>'
        else:
            look = parts.heading_look(heading.level)
            style = (
                '<w:spacing w:before="160" w:after="80"/><w:ind w:firstLineChars="200" w:firstLine="560"/>'
            )
        if level.way == "outlined":
            style += f'<w:outlineLvl w:val="{heading.level - 1}"/>'
        text = heading.title if level.way == "automatic" else heading.text
        number = int(heading.bookmark.removeprefix("_Toc"))
        mark = f'<w:bookmarkStart w:id="{number}" w:name="{heading.bookmark}"/>{run(text, look)}'
        return f'<w:p><w:pPr>{style}</w:pPr>{mark}<w:bookmarkEnd w:id="{number}"/></w:p>'

    def paragraph(self, paragraph: Paragraph) -> str:
        if paragraph.role == "item":
            return self.list_item(paragraph.text, _INDENT)
        self.item = 0
        if paragraph.role in ("hidden", "inserted"):
            return f"<w:p>{REVISIONS[paragraph.role](paragraph.text)}</w:p>"
        if self.formatting.boxed and paragraph.role == "text":
            self.boxes += 1
            return text_box(paragraph.text, self.boxes) if self.boxes % 3 == 1 else _text(paragraph.text)
        if paragraph.role == "caption":
            return f'<w:p><w:pPr><w:pStyle w:val="af"/></w:pPr>{run(paragraph.text)}</w:p>'
        if paragraph.role == "unit":
            text = run(paragraph.text, parts.fonts("宋体", 21))
            return f'<w:p><w:pPr><w:keepNext/><w:jc w:val="right"/></w:pPr>{text}</w:p>'
        return _text(paragraph.text)

    def list_item(self, text: str, indent: str) -> str:
        self.item += 1
        if self.formatting.levels[0].way != "automatic":
            return f"<w:p><w:pPr>{indent}</w:pPr>{run(f'（{self.item}）{text}')}</w:p>"
        self.lists += self.item == 1
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.lists + 1}"/></w:numPr>'
        return f"<w:p><w:pPr>{number}{indent}</w:pPr>{run(text)}</w:p>"

    def picture(self, picture: Picture) -> str:
        self.item = 0
        self.diagrams.append(picture.diagram)
        number = len(self.diagrams)
        self.relations.append((f"rIdImage{number}", "image", f"media/image{number}.emf"))
        width, height = (side * _EMU for side in picture.diagram.size)
        shape = parts.inline_picture(number, f"rIdImage{number}", picture.diagram.caption, width, height)
        place = (
            '<w:pPr><w:keepNext/><w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>'
        )
        look = '<w:pPr><w:pStyle w:val="af"/><w:keepNext w:val="0"/></w:pPr>'
        return f"<w:p>{place}<w:r>{shape}</w:r></w:p><w:p>{look}{run(picture.caption)}</w:p>"


def _text(text: str) -> str:
    return f"<w:p><w:pPr>{_INDENT}</w:pPr>{run(text)}</w:p>"
