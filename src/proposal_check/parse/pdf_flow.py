"""The items of all pages become blocks: paragraphs joined, tables stitched, places numbered."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from proposal_check.model.document import Block, Cell, Figure, Paragraph, Place, Table
from proposal_check.parse.captions import table_name
from proposal_check.parse.pdf_furniture import TABLE_LINE
from proposal_check.parse.pdf_lines import Line
from proposal_check.parse.pdf_page import PageLayout, Picture, RawTable, TextLine
from proposal_check.parse.pdf_paragraphs import Measures, Prose, paragraphs
from proposal_check.parse.pdf_stitch import is_continuation, stitch
from proposal_check.parse.typed_numbers import split_number

Bookmark = tuple[int, int, str]
# Lines like 续表1 and 单位：万元 may stand between the parts of a table.
BETWEEN: Final = 2


class Flow:
    """Collects blocks in reading order; `dropped` are the texts of repeated header rows."""

    def __init__(self, pages: Sequence[PageLayout]) -> None:
        widths = {page.number: page.width for page in pages}
        lines = [
            item.line
            for page in pages
            for item in page.items
            if isinstance(item, TextLine) and not item.hidden
        ]
        tables = [
            (item.page, item.box) for page in pages for item in page.items if isinstance(item, RawTable)
        ]
        self._measures = Measures(lines, widths, tables)
        self._waiting: list[Line] = []
        self._parts: list[RawTable | Block] = []
        self.dropped: list[str] = []
        for page in pages:
            for item in page.items:
                self._add(item)
        self._flush()

    def _add(self, item: TextLine | RawTable | Picture) -> None:
        if isinstance(item, TextLine) and not item.hidden:
            self._waiting.append(item.line)
            return
        self._flush()
        if isinstance(item, TextLine):
            self._parts.append(_paragraph(Prose(item.line.text, (item.line,), None), hidden=True))
        elif isinstance(item, Picture):
            self._parts.append(Figure(Place(0, item.page, item.box), labels=item.labels))
        else:
            self._add_table(item)

    def _add_table(self, table: RawTable) -> None:
        named = ""
        for position in range(len(self._parts) - 1, max(len(self._parts) - 2 - BETWEEN, -1), -1):
            part = self._parts[position]
            if isinstance(part, RawTable):
                if self._has_name(position, named) and is_continuation(part, table):
                    self._parts[position], dropped = stitch(part, table)
                    self.dropped += dropped
                    return
                break
            if not (
                isinstance(part, Paragraph) and part.place.page == table.page and TABLE_LINE.match(part.text)
            ):
                break
            named = named or table_name(part.text)
        # Boxes without a word are drawing, unless they go on a form.
        if any(cell.text for cell in table.cells):
            self._parts.append(table)

    def _has_name(self, position: int, named: str) -> bool:
        """Say whether the table of a part may be the one a caption names: no caption does, or the same."""
        above = self._parts[max(position - 1 - BETWEEN, 0) : position]
        own = [table_name(part.text) for part in above if isinstance(part, Paragraph)]
        return not named or named == next(filter(None, reversed(own)), "")

    def _flush(self) -> None:
        found = paragraphs(self._waiting, self._measures)
        self._parts += [_paragraph(prose) for prose in found if prose.text]
        self._waiting = []

    def blocks(self, bookmarks: Sequence[Bookmark]) -> tuple[Block, ...]:
        """Number the blocks, and give paragraphs that a bookmark names their outline level."""
        levels = _Levels(bookmarks)
        blocks: list[Block] = []
        for index, part in enumerate(self._parts):
            if isinstance(part, RawTable):
                blocks.append(_table(part, index))
                continue
            placed = replace(part, place=replace(part.place, block=index))
            blocks.append(levels.mark(placed) if isinstance(placed, Paragraph) else placed)
        return tuple(blocks)


def _paragraph(prose: Prose, *, hidden: bool = False) -> Paragraph:
    characters = sum(len(line.text) for line in prose.lines)
    bold = 2 * sum(len(line.text) for line in prose.lines if line.bold) > characters
    size = max(prose.lines, key=lambda line: len(line.text)).size
    return Paragraph(
        Place(0, prose.page, prose.box),
        prose.text,
        align=prose.align,
        size=size or None,
        bold=bold,
        hidden=hidden,
        lead=_lead(prose.lines[0], prose.text),
    )


def _lead(line: Line, text: str) -> int:
    """Count the bold characters a paragraph begins with, where the rest of its first line is not bold."""
    bold = [span.style.bold for span in line.spans]
    if not bold[0] or all(bold):
        return 0
    end = 0
    for span in line.spans[: bold.index(False)]:
        found = text.find(span.text.strip(), end)
        end = found + len(span.text.strip()) if found >= 0 else end
    return end


def _table(raw: RawTable, index: int) -> Table:
    cells = tuple(
        Cell(
            c.row,
            c.col,
            c.row_span,
            c.col_span,
            c.text,
            Place(index, c.place.page, c.place.bbox),
            c.confidence,
            c.indent,
        )
        for c in raw.cells
    )
    place = Place(index, raw.page, raw.box)
    return Table(place, cells, raw.rows, raw.cols, header_rows=raw.header_rows)


class _Levels:
    """Match bookmarks with paragraphs: the same words on the same page."""

    def __init__(self, bookmarks: Sequence[Bookmark]) -> None:
        self._levels: dict[tuple[int, str], int] = {}
        for page, level, title in bookmarks:
            for text in _spellings(title):
                self._levels.setdefault((page, text), level)

    def mark(self, paragraph: Paragraph) -> Paragraph:
        if paragraph.place.page is None or paragraph.hidden or not self._levels:
            return paragraph
        for text in _spellings(paragraph.text):
            level = self._levels.get((paragraph.place.page, text))
            if level is not None:
                return replace(paragraph, outline_level=level)
        return paragraph


def _spellings(title: str) -> list[str]:
    """Spell a title with and without its number: bookmarks often lack the automatic one."""
    number = split_number(title)
    return [bare for text in (title, number.rest if number else "") if (bare := re.sub(r"\s+", "", text))]
