"""What a reader saw: blocks in reading order, sections as ranges over them, warnings."""

from dataclasses import dataclass, field
from typing import Final, Literal

Box = tuple[float, float, float, float]
Origin = Literal["flow", "textbox", "footnote", "endnote"]
# Recognised text below this is often wrong: no fault is found on it alone.
SURE: Final = 0.93
ParagraphKind = Literal["body", "heading", "contents", "caption", "title"]


@dataclass(frozen=True, slots=True)
class Place:
    """Say where a block stands; an unknown page or box is None, never a guess.

    `source` finds it again in a Word file: its rank, from 0, among the paragraph and table elements (w:p,
    w:tbl) of the body, every branch counted; a cell has its first paragraph's. None elsewhere.
    """

    block: int
    page: int | None = None
    bbox: Box | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Point at text: `start:end` in the block's (or the cell's) text, and the quote itself.

    `document` counts the files of a submission, the main document being 0.
    `cell` is (row, col), 1-based, when the block is a table.
    """

    block: int
    start: int
    end: int
    quote: str
    cell: tuple[int, int] | None = None
    document: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as displayed: `text` includes `number`, automatic or typed.

    `level` is the chapter depth from 1 for headings; `outline_level` is what the file itself says
    (1-based, None when it says nothing). `size` is the dominant size in points; the first `lead` characters
    are bold where the rest is not. `run_in` marks a heading whose printed paragraph goes on in the next
    block. `confidence`, from 0 to 1, is that of its least sure line when the text was recognised, else None.
    """

    place: Place
    text: str
    kind: ParagraphKind = "body"
    level: int | None = None
    number: str | None = None
    style: str | None = None
    outline_level: int | None = None
    align: str | None = None
    size: float | None = None
    bold: bool = False
    origin: Origin = "flow"
    hidden: bool = False
    confidence: float | None = None
    lead: int = 0
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; a merged cell exists once, at its top left corner. `confidence` as of a Paragraph.

    `indent` is how far its first line stands in, in characters, blanks before the text counted.
    """

    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    place: Place
    confidence: float | None = None
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `unit` is the money unit as printed near it (元, 万元) or None.

    `header_rows` is the number of rows a reader marked as repeated header, 0 when unknown.
    """

    place: Place
    cells: tuple[Cell, ...]
    rows: int
    cols: int
    caption: str | None = None
    unit: str | None = None
    header_rows: int = 0
    origin: Origin = "flow"
    _joined: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    def grid(self) -> list[list[Cell | None]]:
        """Lay the cells out densely: `grid()[r - 1][c - 1]`, merged cells in every place they cover."""
        grid: list[list[Cell | None]] = [[None] * self.cols for _ in range(self.rows)]
        for cell in self.cells:
            for r in range(cell.row - 1, min(cell.row - 1 + cell.row_span, self.rows)):
                for c in range(cell.col - 1, min(cell.col - 1 + cell.col_span, self.cols)):
                    grid[r][c] = cell
        return grid

    def cell_at(self, row: int, col: int) -> Cell | None:
        """Find the cell that covers a place of the grid, None when none does."""
        return next(
            (c for c in self.cells if 0 <= row - c.row < c.row_span and 0 <= col - c.col < c.col_span), None
        )

    @property
    def text(self) -> str:
        """Join the cells' texts, one row a line, each merged cell once; joined at the first call."""
        if not self._joined:
            lines: dict[int, list[str]] = {}
            for cell in self.cells:
                lines.setdefault(cell.row, []).append(cell.text)
            self._joined.append("\n".join("\t".join(lines[r]) for r in sorted(lines)))
        return self._joined[0]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, drawing, chart or embedded diagram; `caption` is bound by the reader.

    `labels` are the words drawn in it, where the reader can tell them from the text of the page.
    """

    place: Place
    caption: str | None = None
    alt: str | None = None
    origin: Origin = "flow"
    labels: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.caption or ""


Block = Paragraph | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the half-open range of blocks under it, sub-sections included.

    `start` is the heading's own block; `title` is without the number.
    """

    number: str | None
    title: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents, as printed; `page` is None when it shows none."""

    number: str | None
    title: str
    page: int | None
    block: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """A running header or footer; `page_number` says that it carries a page number."""

    kind: Literal["header", "footer"]
    text: str
    page_number: bool = False


@dataclass(frozen=True, slots=True)
class Signal:
    """Something in the file that a rule may want to know of.

    Codes in use: hidden_text, white_text, insertions, deletions, comments, macros, ole_objects,
    external_links, external_template, embedded_files, javascript.
    """

    code: str
    count: int
    block: int | None = None
    detail: str = ""


# Warnings that say text of a page is not there to be found.
UNREAD: Final = frozenset({"no_text", "garbled_text", "page_damaged", "page_in_part"})


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something that did not reach the Document, or may be wrong; `amount` counts what is affected."""

    code: str
    message: str
    block: int | None = None
    page: int | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Count non-blank characters, table cells and numeric tokens."""

    characters: int = 0
    cells: int = 0
    numbers: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """The file a Document came from: its bare name, its hash, its real type and its size in bytes."""

    name: str
    sha256: str
    format: str
    size: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a reader saw it. `raw` counts what the file holds, `seen` what reached the blocks."""

    source: Source
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    signals: tuple[Signal, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()
    raw: Counts = field(default_factory=Counts)
    seen: Counts = field(default_factory=Counts)

    def section_path(self, block: int) -> tuple[Section, ...]:
        """Name the sections that hold a block, outermost first."""
        return tuple(s for s in self.sections if s.start <= block < s.end)

    def tables(self) -> tuple[Table, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Table))
