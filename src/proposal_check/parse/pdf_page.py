"""One page laid out: lines outside tables, ruled tables, pictures and drawings, in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from proposal_check.model.document import Box, Cell, Place
from proposal_check.parse import limits
from proposal_check.parse.pdf_drawings import find_drawings, is_inside, labels
from proposal_check.parse.pdf_health import is_garbled
from proposal_check.parse.pdf_indents import indents
from proposal_check.parse.pdf_lines import Line, cell_text, has_no_room, lines, union
from proposal_check.parse.pdf_order import columns
from proposal_check.parse.pdf_shapes import Shapes, read_shapes
from proposal_check.parse.pdf_space import PageSpace, page_space
from proposal_check.parse.pdf_spans import Glyphs, Span, read_glyphs, spans
from proposal_check.parse.pdf_tables import Grid, GridError, GridFinder, assign

# A page of letters drawn as shapes has more strokes than this.
LETTER_STROKES: Final = 100


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table on one page, or stitched over several; `xs` are its column edges on its last page.

    `filled` are the columns in which the last line of the last row has no room for another character.
    """

    box: Box
    page: int
    cells: tuple[Cell, ...]
    rows: int
    xs: tuple[float, ...]
    last_page: int
    ruled: bool = True
    header_rows: int = 0
    filled: frozenset[int] = frozenset()

    @property
    def cols(self) -> int:
        return len(self.xs) - 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or a drawing with the words in it."""

    box: Box
    page: int
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the flow, or one that is drawn invisibly."""

    line: Line
    hidden: bool = False

    @property
    def box(self) -> Box:
        return self.line.box

    @property
    def page(self) -> int:
        return self.line.page


Item = TextLine | RawTable | Picture


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page as laid out; `text` is all of its text layer, `items` what was made of it.

    `garbled` pages have no text items. `scanned`: a picture covers the page; `recognised`: with invisible
    text over it; `drawn`: it has strokes enough for letters drawn as shapes. `complete` is False when the
    page holds more than the limits allow, or its lines cannot be read: then its tables were not looked for.
    """

    number: int
    width: float
    height: float
    text: str
    items: tuple[Item, ...]
    rules: tuple[Box, ...] = ()
    garbled: bool = False
    scanned: bool = False
    recognised: bool = False
    drawn: bool = False
    damaged: bool = False
    complete: bool = True
    white: int = 0
    unread_tables: int = 0


def read_page(page: Any, number: int, finder: GridFinder) -> PageLayout:
    """Lay out one pypdfium2 page; `number` is 1-based."""
    space = page_space(page)
    shapes = read_shapes(page, space)
    textpage = page.get_textpage()
    count = textpage.count_chars()
    glyphs = read_glyphs(textpage, min(count, limits.PDF_PAGE_CHARACTERS), space)
    complete = shapes.complete and count <= limits.PDF_PAGE_CHARACTERS
    layout = PageLayout(
        number,
        space.width,
        space.height,
        "",
        (),
        shapes.rules,
        scanned=shapes.background,
        drawn=len(shapes.paths) > LETTER_STROKES,
        complete=complete,
    )
    if is_garbled(glyphs.text):
        pictures = tuple(Picture(box, number) for box in shapes.pictures)
        return replace(layout, text=glyphs.text, items=pictures, garbled=True)
    grids: list[Grid] = []
    # A rule under the running header crosses nothing, and opening the page a second time costs as much again.
    if complete and shapes.crossings > 1:
        try:
            grids = finder.grids(number - 1, space)
        except GridError:
            layout = replace(layout, complete=False)
    return _lay_out(layout, glyphs, shapes, grids, space)


def _lay_out(
    layout: PageLayout, glyphs: Glyphs, shapes: Shapes, grids: list[Grid], space: PageSpace
) -> PageLayout:
    cell_of, firsts = assign(grids, *glyphs.centres())
    runs = spans(glyphs, cell_of)
    in_cells: dict[int, list[Span]] = {}
    for run in runs:
        in_cells.setdefault(run.cell, []).append(run)
    tables = [_table(grid, first, in_cells, layout.number) for grid, first in zip(grids, firsts, strict=True)]
    free = in_cells.get(-1, [])
    seen = [run for run in free if shapes.background or not run.style.invisible]
    unseen = [run for run in free if not (shapes.background or not run.style.invisible)]
    drawings = find_drawings(shapes, [table.box for table in tables], seen, space)
    pictures = [Picture(box, layout.number) for box in shapes.pictures]
    items = _ordered(seen, [*tables, *pictures], drawings, layout.number, space)
    items += [TextLine(line, hidden=True) for line in lines(unseen, layout.number)]
    return replace(
        layout,
        text=" ".join(run.text for run in runs),
        items=tuple(items),
        recognised=shapes.background and any(run.style.invisible for run in runs),
        white=_white(runs, shapes),
    )


def _table(grid: Grid, first: int, in_cells: dict[int, list[Span]], page: int) -> RawTable:
    cells, filled, rows = [], set(), len(grid.ys) - 1
    firsts: dict[int, list[tuple[int, Line, Box]]] = {}
    for index, cell in enumerate(grid.cells):
        box = grid.cell_box(cell)
        runs = in_cells.get(first + index)
        content = lines(runs, page) if runs else []
        if content and cell.row + cell.row_span > rows and has_no_room(content[-1], content[-1].size, box):
            filled.add(cell.col)
        text = cell_text(content, box)
        if content and cell.col_span == 1:
            firsts.setdefault(cell.col, []).append((index, content[0], box))
        place = Place(0, page, box)
        cells.append(Cell(cell.row, cell.col, cell.row_span, cell.col_span, text, place))
    for index, indent in indents(firsts).items():
        cells[index] = replace(cells[index], indent=indent)
    return RawTable(grid.box, page, tuple(cells), rows, grid.xs, page, filled=frozenset(filled))


def _ordered(
    runs: list[Span],
    blocks: Sequence[RawTable | Picture],
    drawings: Sequence[Box],
    page: int,
    space: PageSpace,
) -> list[Item]:
    """Sort by height on the page; columns of text stand together at the height where they begin."""
    keyed: list[tuple[tuple[float, int, float], Item]] = [((b.box[1], 0, b.box[1]), b) for b in blocks]
    in_columns: set[int] = set()
    for group in columns(runs):
        top = min(run.box[1] for column in group for run in column)
        for index, column in enumerate(group, 1):
            in_columns.update(id(run) for run in column)
            x0, _, x1, _ = union(run.box for run in column)
            narrow = [replace(line, margins=(x0, x1)) for line in lines(column, page)]
            keyed += [((top, index, line.box[1]), TextLine(line)) for line in narrow]
    loose = lines([run for run in runs if id(run) not in in_columns], page)
    for box in drawings:
        own = labels(loose, box, space)
        loose = [line for line in loose if line not in own]
        keyed.append(((box[1], 0, box[1]), Picture(box, page, tuple(line.text for line in own))))
    keyed += [((line.box[1], 0, line.box[1]), TextLine(line)) for line in loose]
    return [item for _, item in sorted(keyed, key=lambda pair: pair[0])]


def _white(runs: Sequence[Span], shapes: Shapes) -> int:
    """Count white characters on white paper: those with nothing drawn behind them."""
    if shapes.background:
        return 0
    behind = (*shapes.paths, *shapes.pictures)
    return sum(
        len(run.text)
        for run in runs
        if run.style.white and not run.style.invisible and not any(is_inside(run.box, box) for box in behind)
    )
