"""One page laid out: lines outside tables, ruled tables, pictures and drawings, in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from proposal_check.model.document import Box, Cell, Origin, Place
from proposal_check.parse import limits
from proposal_check.parse.pdf_health import is_garbled
from proposal_check.parse.pdf_lines import Line, cell_text, lines, union
from proposal_check.parse.pdf_order import columns
from proposal_check.parse.pdf_shapes import Shapes, cluster, read_shapes
from proposal_check.parse.pdf_space import PageSpace, page_space
from proposal_check.parse.pdf_spans import Glyphs, Span, read_glyphs, spans
from proposal_check.parse.pdf_tables import Grid, GridError, GridFinder, assign

# A drawing has at least so many strokes, is so large, and its strokes stand so close; in points.
DRAWING_PATHS: Final = 8
DRAWING_SIDE: Final = 80.0
DRAWING_GAP: Final = 12.0
# Strokes beyond this are one drawing without further ado.
MANY_PATHS: Final = 3_000
LABEL_SHARE: Final = 0.5
# A page of letters drawn as shapes has more strokes than this.
LETTER_STROKES: Final = 100


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table on one page, or stitched over several; `xs` are its column edges on its last page."""

    box: Box
    page: int
    cells: tuple[Cell, ...]
    rows: int
    xs: tuple[float, ...]
    last_page: int
    ruled: bool = True
    header_rows: int = 0

    @property
    def cols(self) -> int:
        return len(self.xs) - 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or a drawing."""

    box: Box
    page: int


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the flow; `origin` textbox marks the labels of a drawing."""

    line: Line
    origin: Origin = "flow"
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
    drawings = _drawings(shapes, [table.box for table in tables], seen, space)
    pictures = [Picture(box, layout.number) for box in (*shapes.pictures, *drawings)]
    items = _ordered(seen, [*tables, *pictures], drawings, layout.number)
    items += [TextLine(line, hidden=True) for line in lines(unseen, layout.number)]
    return replace(
        layout,
        text=" ".join(run.text for run in runs),
        items=tuple(items),
        recognised=shapes.background and any(run.style.invisible for run in runs),
        white=_white(runs, shapes),
    )


def _table(grid: Grid, first: int, in_cells: dict[int, list[Span]], page: int) -> RawTable:
    cells = []
    for index, cell in enumerate(grid.cells):
        box = grid.cell_box(cell)
        runs = in_cells.get(first + index)
        text = cell_text(lines(runs, page), box) if runs else ""
        place = Place(0, page, box)
        cells.append(Cell(cell.row, cell.col, cell.row_span, cell.col_span, text, place))
    return RawTable(grid.box, page, tuple(cells), len(grid.ys) - 1, grid.xs, page)


def _ordered(
    runs: list[Span], blocks: Sequence[RawTable | Picture], drawings: Sequence[Box], page: int
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
    for line in lines([run for run in runs if id(run) not in in_columns], page):
        label = any(_inside(line.box, box) for box in drawings)
        keyed.append(((line.box[1], 0, line.box[1]), TextLine(line, "textbox" if label else "flow")))
    return [item for _, item in sorted(keyed, key=lambda pair: pair[0])]


def _drawings(shapes: Shapes, tables: Sequence[Box], runs: Sequence[Span], space: PageSpace) -> list[Box]:
    """Find drawings: many strokes close together, outside tables, that hold labels and no running text."""
    area = space.width * space.height
    paths = [
        box
        for box in shapes.paths
        if (box[2] - box[0]) * (box[3] - box[1]) < 0.5 * area and not any(_inside(box, t) for t in tables)
    ]
    if len(paths) < DRAWING_PATHS:
        return []
    groups = [union(paths)] if len(paths) > MANY_PATHS else cluster(paths, DRAWING_GAP)
    found = []
    for group in groups:
        strokes = sum(_inside(path, group) for path in paths)
        large = min(group[2] - group[0], group[3] - group[1]) >= DRAWING_SIDE
        longest = max((r.box[2] - r.box[0] for r in runs if _inside(r.box, group)), default=0.0)
        if strokes >= DRAWING_PATHS and large and longest < LABEL_SHARE * space.width:
            found.append(group)
    return found


def _inside(box: Box, outer: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] - 2 <= x <= outer[2] + 2 and outer[1] - 2 <= y <= outer[3] + 2


def _white(runs: Sequence[Span], shapes: Shapes) -> int:
    """Count white characters on white paper: those with nothing drawn behind them."""
    if shapes.background:
        return 0
    behind = (*shapes.paths, *shapes.pictures)
    return sum(
        len(run.text)
        for run in runs
        if run.style.white and not run.style.invisible and not any(_inside(run.box, box) for box in behind)
    )
