"""Walk a story (body, text box, note, header) and turn what it shows into blocks in reading order."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from lxml import etree

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Block, Cell, Figure, Origin, Paragraph, Place, Signal, Table
from proposal_check.parse import limits
from proposal_check.parse.tally import Tally
from proposal_check.parse.word_charts import drawn_lines
from proposal_check.parse.word_drawings import (
    DIAGRAM_SHAPES,
    description,
    is_figure,
    own_text,
    shapes,
    shown_elements,
)
from proposal_check.parse.word_looks import ParagraphLook, overlay, read_paragraph_look
from proposal_check.parse.word_names import (
    ALTERNATE,
    DEL,
    DRAWN_PARTS,
    MOVE_FROM,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    SECTION,
    SHADE,
    STYLE,
    TBL,
    TC,
    TCPR,
    TEXTBOX,
    TRANSPARENT,
    VAL,
    P,
    child_of,
    next_paragraph,
    w,
)
from proposal_check.parse.word_numbering import Label, Numbering
from proposal_check.parse.word_runs import Inline, InlineReader, shown_branch
from proposal_check.parse.word_styles import Style, Styles
from proposal_check.parse.word_tables import Grid, GridCell, read_grid

PART_LIMIT_ADVICE = "请拆分文件或删除无关内容后重新提交。"
FRAME_PARAGRAPHS = 20


@dataclass(slots=True)
class _CellText:
    """The paragraphs of a cell being read, and how far the first stands in."""

    lines: list[str] = field(default_factory=list)
    indent: float = 0.0


@dataclass(slots=True)
class Story:
    """Collect blocks. `labels` tallies automatic numbers, which the file itself does not spell out.

    `sources` ranks the elements that blocks come from, see Place.
    """

    styles: Styles
    numbering: Numbering
    inline: InlineReader
    notes: Mapping[tuple[str, str], etree._Element] = field(default_factory=dict)
    diagrams: Mapping[str, etree._Element] = field(default_factory=dict)
    sources: Mapping[etree._Element, int] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    labels: Tally = field(default_factory=Tally)
    frames: int = 0
    _origin: Origin = "flow"
    _cell: _CellText | None = None
    _depth: int = 0
    _contents_controls: int = 0
    _shaded: bool = False
    _begun: Inline | None = None
    _paragraphs: int = 0
    _cells: int = 0
    _notes_read: set[tuple[str, str]] = field(default_factory=set)
    _pending_notes: list[tuple[str, str]] = field(default_factory=list)

    def walk(self, parent: etree._Element) -> None:
        """Read the block-level children of an element."""
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child)
            elif tag == TBL:
                self._table(child)
            elif tag == SDT:
                self._control(child)
            elif tag == ALTERNATE:
                self.walk(shown_branch(child))
            elif tag in TRANSPARENT:
                self.walk(child)

    def rest_of_notes(self) -> None:
        """Read the notes no paragraph refers to: they are in the file."""
        self._pending_notes = [key for key in self.notes if key not in self._notes_read]
        self._read_notes()

    def _control(self, control: etree._Element) -> None:
        gallery = control.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
        is_contents = gallery is not None and gallery.get(VAL) == "Table of Contents"
        self._contents_controls += is_contents
        for content in control.findall(SDT_CONTENT):
            self.walk(content)
        self._contents_controls -= is_contents

    def _paragraph(self, element: etree._Element) -> None:
        self._paragraphs += 1
        if self._paragraphs > limits.PARAGRAPHS:
            raise UnreadableFile("文件段落数超过上限，已拒绝读取。", PART_LIMIT_ADVICE)
        properties = child_of(element, PPR)
        style, look = self._look(properties)
        if look.page_break_before and self._cell is None:
            self.inline.pages.explicit()
        inline = self._inline(element, style)
        if _runs_into_next(element, properties):
            self._begun = inline
            return
        shown = "".join(inline.shown).strip()
        if shown or not _mark_deleted(properties):
            label = self.numbering.advance(look, style.id)
            if shown:
                self._shown(shown, label, style, look, inline)
        self._beside(inline)
        self._section_break(properties)

    def _inline(self, element: etree._Element, style: Style) -> Inline:
        begun, self._begun = self._begun, None
        is_first = begun is None or not "".join(begun.shown).strip()
        inline = self.inline.read(element, style, begun)
        if is_first:
            inline.source = self.sources.get(element)
        return inline

    def _look(self, properties: etree._Element | None) -> tuple[Style, ParagraphLook]:
        named = child_of(properties, STYLE) if properties is not None else None
        style = self.styles.paragraph(named.get(VAL) if named is not None else None)
        direct = read_paragraph_look(properties)
        look = overlay(style.paragraph, direct)
        if direct.list_id is not None:
            look = replace(look, number_style=None)
        return style, look

    def _shown(
        self, text: str, label: Label | None, style: Style, look: ParagraphLook, inline: Inline
    ) -> None:
        if label is not None:
            text = f"{label.text} {text}" if label.gap else label.text + text
            self.labels = self.labels + Tally.of(label.text)
        self._signal_white(inline, look)
        if self._cell is not None:
            if not self._cell.lines:
                self._cell.indent = look.indent(inline.blanks)
            self._cell.lines.append(text)
        else:
            self._flow(text, label, style, look, inline)

    def _signal_white(self, inline: Inline, look: ParagraphLook) -> None:
        if inline.white and not (self._shaded or look.shaded) and self._origin != "textbox":
            self.signals.append(Signal("white_text", inline.white, len(self.blocks)))

    def _flow(
        self, text: str, label: Label | None, style: Style, look: ParagraphLook, inline: Inline
    ) -> None:
        outline = None if look.outline in (None, 9) else look.outline + 1
        in_contents = (inline.contents and outline is None) or bool(self._contents_controls)
        if inline.contents and outline is not None and not style.is_contents:
            self.inline.fields.leave_contents()
        self.blocks.append(
            Paragraph(
                self._place(inline),
                text,
                kind="contents" if in_contents or style.is_contents else "body",
                number=label.text if label else None,
                style=style.name or None,
                outline_level=outline,
                align=look.align,
                size=inline.size,
                bold=inline.bold * 2 > inline.characters,
                origin=self._origin,
                lead=inline.lead_of(text),
            )
        )

    def _beside(self, inline: Inline) -> None:
        """Add what hangs on a paragraph after it: hidden text, figures, text boxes, notes."""
        hidden = "".join(inline.hidden).strip()
        if hidden:
            self.signals.append(Signal("hidden_text", len(hidden), len(self.blocks)))
            self.blocks.append(Paragraph(self._place(inline), hidden, origin=self._origin, hidden=True))
        if inline.nested:
            self._drawings(inline)
        self._pending_notes.extend(inline.notes)
        if self._cell is None and self._origin == "flow":
            self._read_notes()

    def _drawings(self, inline: Inline) -> None:
        loose = 0
        drawings = [(drawing, list(shown_elements(drawing))) for drawing in inline.nested]
        for drawing, elements in drawings:
            if is_figure(drawing, elements):
                self._figure(inline, description(elements))
            else:
                loose += shapes(elements)
        if loose >= DIAGRAM_SHAPES:
            self._figure(inline, None)
        for element in (e for _, elements in drawings for e in elements):
            if element.tag == TEXTBOX:
                with self._inside("textbox"):
                    self.walk(element)
            elif element.tag in DRAWN_PARTS:
                root = self.diagrams.get(element.get(DRAWN_PARTS[element.tag], ""))
                self._drawn(inline, drawn_lines(root) if root is not None else ())
            elif line := own_text(element):
                self._drawn(inline, [line])

    def _drawn(self, inline: Inline, lines: Sequence[str]) -> None:
        for line in lines:
            self.blocks.append(Paragraph(self._place(inline), line, origin="textbox"))

    def _figure(self, inline: Inline, alt: str | None) -> None:
        self.blocks.append(Figure(self._place(inline), alt=alt, origin=self._origin))

    def _read_notes(self) -> None:
        pending, self._pending_notes = self._pending_notes, []
        for key in pending:
            if key in self.notes and key not in self._notes_read:
                self._notes_read.add(key)
                with self._inside("footnote" if key[0] == "footnote" else "endnote"):
                    self.walk(self.notes[key])

    def _section_break(self, properties: etree._Element | None) -> None:
        section = child_of(properties, SECTION) if properties is not None else None
        if section is None:
            return
        kind = section.find(w("type"))
        if kind is None or kind.get(VAL, "nextPage") not in ("continuous", "nextColumn"):
            self.inline.pages.explicit()

    def _table(self, element: etree._Element) -> None:
        grid = read_grid(element)
        self._cells += len(grid.cells)
        if self._cells > limits.CELLS or self._depth >= limits.TABLE_NESTING:
            raise UnreadableFile("文件表格过大或嵌套过深，已拒绝读取。", PART_LIMIT_ADVICE)
        with self._shading(element):
            if self._cell is None and self._is_frame(grid):
                self.frames += 1
                self.walk(grid.cells[0].element)
            elif grid.cells:
                self._ruled(grid, self.sources.get(element))

    def _is_frame(self, grid: Grid) -> bool:
        """Tell a page frame from a table: a single cell that holds chapters, tables or pages of text."""
        if len(grid.cells) != 1 or grid.cells[0].covered:
            return False
        cell = grid.cells[0].element
        paragraphs = [p for p in cell.iterchildren(P)]
        if cell.find(f".//{TBL}") is not None or len(paragraphs) >= FRAME_PARAGRAPHS:
            return True
        return any((self._look(child_of(p, PPR))[1].outline or 9) < 9 for p in paragraphs)

    def _ruled(self, grid: Grid, source: int | None) -> None:
        index, page = len(self.blocks), self.inline.pages.page
        table = Table(
            Place(index, page, source=source), (), grid.rows, grid.cols, header_rows=grid.header_rows
        )
        self.blocks.append(table)
        self._depth += 1
        cells = tuple(self._read_cell(cell, index, page) for cell in grid.cells)
        self._depth -= 1
        self.blocks[index] = replace(table, cells=cells, origin=self._origin)
        if self._cell is None and self._origin == "flow":
            self._read_notes()

    def _read_cell(self, cell: GridCell, block: int, page: int | None) -> Cell:
        first = _first_paragraph(cell.element)
        place = Place(block, page, source=self.sources.get(first) if first is not None else None)
        outer, self._cell = self._cell, _CellText()
        self.walk(cell.element)
        for covered in cell.covered:
            self.walk(covered)
        read, self._cell = self._cell, outer
        text = "\n".join(read.lines)
        return Cell(cell.row, cell.col, cell.row_span, cell.col_span, text, place, indent=read.indent)

    def _place(self, inline: Inline) -> Place:
        return Place(len(self.blocks), inline.page, source=inline.source)

    @contextmanager
    def _inside(self, origin: Origin) -> Iterator[None]:
        """Read another story's blocks into this one's, outside any cell."""
        saved = (self._origin, self._cell)
        self._origin, self._cell = origin, None
        yield
        self._origin, self._cell = saved

    @contextmanager
    def _shading(self, table: etree._Element) -> Iterator[None]:
        """Know inside a table that something shades cells, so white letters may be well seen."""
        outer = self._shaded
        style = table.find(f"{w('tblPr')}/{w('tblStyle')}")
        self._shaded = outer or style is not None or next(table.iter(SHADE), None) is not None
        yield
        self._shaded = outer


def _runs_into_next(paragraph: etree._Element, properties: etree._Element | None) -> bool:
    """Say whether a paragraph and the next are one, its end being deleted in a tracked change."""
    return _mark_deleted(properties) and next_paragraph(paragraph) is not None


def _first_paragraph(cell: etree._Element) -> etree._Element | None:
    """Find a cell's own first paragraph. A nested table may come first; its paragraphs are not the cell's."""
    for child in cell:
        if child.tag == P:
            return child
        if child.tag != TCPR:
            break
    return next((p for p in cell.iter(P) if next(p.iterancestors(TC)) is cell), None)


def _mark_deleted(properties: etree._Element | None) -> bool:
    """Say whether the end of a paragraph is deleted or moved away in a tracked change."""
    marks = child_of(properties, RPR) if properties is not None else None
    return marks is not None and any(mark.tag in (DEL, MOVE_FROM) for mark in marks)
