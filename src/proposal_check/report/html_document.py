"""The documents of a submission as HTML: headings, paragraphs, tables, figures as placeholders."""

from collections.abc import Collection, Iterator, Sequence

from markupsafe import Markup

from proposal_check.model.document import Block, Cell, Document, Figure, Paragraph, Table
from proposal_check.report.html_marks import Mark, Marks, Place, element_id, marked_text, pins
from proposal_check.report.wording import clean

# A browser lays out only the chunks in view.
CHUNK = 25
# A sheet of an attachment may have any number of rows; what lies beyond is said and not shown.
ROWS_SHOWN = 1000
NOTES = {"footnote": "脚注", "endnote": "尾注", "textbox": "文本框"}


def rendered(document: Document, index: int, marks: Marks, linked: Collection[Place]) -> Markup:
    """Render a document's blocks, every text escaped, in chunks.

    Blocks and marked cells can be linked to, and so can the cells named in `linked`.
    """
    pieces = list(_Writer(document, index, marks, linked).pieces())
    size = range(0, len(pieces), CHUNK)
    chunks = (Markup("").join(pieces[at : at + CHUNK]) for at in size)
    return Markup("").join(Markup('<div class="chunk">{}</div>').format(chunk) for chunk in chunks)


class _Writer:
    """Remembers the page and the heading level on its way through a document."""

    def __init__(self, document: Document, index: int, marks: Marks, linked: Collection[Place]) -> None:
        self._document, self._index = document, index
        self._marks, self._linked = marks, linked
        self._page: int | None = None
        self._level = 2

    def pieces(self) -> Iterator[Markup]:
        for number, block in enumerate(self._document.blocks):
            yield self._page_mark(block) + self._block(number, block)

    def _page_mark(self, block: Block) -> Markup:
        page = block.place.page
        if page is None or page == self._page:
            return Markup("")
        self._page = page
        return Markup('<div class="page">第 {} 页</div>').format(page)

    def _block(self, number: int, block: Block) -> Markup:
        if isinstance(block, Table):
            return self._table(number, block)
        marks = self._marks.get((self._index, number, None), ())
        name = element_id((self._index, number, None))
        hit = " hit" if marks else ""
        if isinstance(block, Figure):
            return _figure(block, name, hit, marks)
        text = marked_text(block.text, marks) + pins(marks)
        if block.kind == "heading":
            return self._heading(block, name, hit, text)
        tag = Markup('<small class="tag">{}</small> ').format(_tag(block)) if _tag(block) else Markup("")
        return Markup('<p id="{}" class="{}{}">{}{}</p>').format(name, block.kind, hit, tag, text)

    def _heading(self, block: Paragraph, name: str, hit: str, text: Markup) -> Markup:
        """Keep the levels without gaps: what reads the page aloud needs that."""
        wanted = min((block.level or 1) + 2, 6)
        self._level = min(wanted, self._level + 1)
        return Markup('<h{0} id="{1}" class="heading l{2}{3}">{4}</h{0}>').format(
            self._level, name, min(block.level or 1, 4), hit, text
        )

    def _table(self, number: int, table: Table) -> Markup:
        own = self._marks.get((self._index, number, None), ())
        name = element_id((self._index, number, None))
        rows: dict[int, list[Markup]] = {row: [] for row in range(1, min(table.rows, ROWS_SHOWN) + 1)}
        for cell in table.cells:
            if cell.row in rows:
                rows[cell.row].append(self._cell(number, cell, cell.row <= table.header_rows))
        body = Markup("").join(Markup(f"<tr>{Markup('').join(cells)}</tr>") for cells in rows.values())
        rest = table.rows - ROWS_SHOWN
        more = (
            Markup('<p class="soft">其余 {} 行未在此显示，请看原文件。</p>').format(rest) if rest > 0 else ""
        )
        label = clean(table.caption or "") or f"第 {number + 1} 块，无表题的表格"
        return Markup(
            '<div class="wide{}" id="{}" tabindex="0" role="group" aria-label="{}">'
            "{}<table>{}</table>{}</div>"
        ).format(" hit" if own else "", name, label, pins(own), body, more)

    def _cell(self, number: int, cell: Cell, header: bool) -> Markup:
        place = (self._index, number, (cell.row, cell.col))
        marks = self._marks.get(place, ())
        tag = 'th scope="col"' if header and cell.text.strip() else "td"
        spans = "".join(
            f' {kind}="{span}"'
            for kind, span in (("rowspan", cell.row_span), ("colspan", cell.col_span))
            if span > 1
        )
        name = f' id="{element_id(place)}"' if marks or place in self._linked else ""
        hit = ' class="hit"' if marks else ""
        text = marked_text(cell.text, marks) + pins(marks)
        # There are thousands of cells, and Markup.format is slow; all but `text` is made here.
        return Markup(f"<{tag}{spans}{name}{hit}>{text}</{tag[:2]}>")


def _figure(figure: Figure, name: str, hit: str, marks: Sequence[Mark]) -> Markup:
    words = clean(figure.caption or "") or clean(figure.alt or "") or "无题名"
    return Markup('<figure id="{}" class="figure{}">〔图〕{}{}</figure>').format(
        name, hit, words, pins(marks)
    )


def _tag(paragraph: Paragraph) -> str:
    return "隐藏文字" if paragraph.hidden else NOTES.get(paragraph.origin, "")
