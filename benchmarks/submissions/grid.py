"""A table as it is printed: cells with spans, text and, for numbers, the value behind the text."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal


@dataclass(frozen=True)
class GridCell:
    """A cell at 0-based row and column; `value` is in 元 for money, else in the column's own unit."""

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1
    value: Decimal | None = None


@dataclass(frozen=True)
class Column:
    """`role` says what the column means in a budget table, empty where it means nothing there."""

    title: str
    width: int = 1
    role: str = ""


@dataclass
class Grid:
    """`kinds` names each body row: item, subtotal or total; `kind` names the table as a budget table.

    `breaks` are the rows at which the file starts another table, `repeated` says whether each of those
    shows the header rows again. `header_rows` counts the rows above the first body row.
    """

    name: str
    caption: str
    columns: list[Column]
    cells: list[GridCell] = field(default_factory=list)
    unit: str = ""
    kind: str = ""
    kinds: dict[int, str] = field(default_factory=dict)
    rows: int = 1
    header_rows: int = 1
    breaks: tuple[int, ...] = ()
    repeated: bool = True

    @classmethod
    def start(cls, name: str, caption: str, columns: list[Column], unit: str = "", kind: str = "") -> "Grid":
        """Make a table that holds its header row only."""
        header = [GridCell(0, c, column.title) for c, column in enumerate(columns)]
        return cls(name, caption, columns, header, unit, kind)

    def add(self, texts: list[str], values: dict[str, Decimal] | None = None, kind: str = "item") -> None:
        """Append a row; `values` gives the number behind a text by column role."""
        values = values or {}
        for c, text in enumerate(texts):
            self.cells.append(GridCell(self.rows, c, text, value=values.get(self.columns[c].role)))
        self.kinds[self.rows] = kind
        self.rows += 1

    def add_spanning(self, label: str, start: int, amount: str, value: Decimal, kind: str) -> None:
        """Append a row of a label from column `start` on, with its amount in the amount column."""
        at = next(c for c, column in enumerate(self.columns) if column.role == "amount")
        self.cells.append(GridCell(self.rows, start, label, col_span=at - start))
        self.cells.append(GridCell(self.rows, at, amount, value=value))
        for c in range(at + 1, len(self.columns)):
            self.cells.append(GridCell(self.rows, c, ""))
        self.kinds[self.rows] = kind
        self.rows += 1

    def column(self, title: str) -> int:
        return next(c for c, column in enumerate(self.columns) if column.title == title)

    def row_of(self, text: str) -> int:
        """Find the first row that has a cell with exactly this text."""
        return next(cell.row for cell in sorted(self.cells, key=_place) if cell.text == text)

    def at(self, row: int, col: int) -> GridCell:
        """Return the cell that covers a place."""
        return next(
            c for c in self.cells if c.row <= row < c.row + c.row_span and c.col <= col < c.col + c.col_span
        )

    def insert_row(self, at: int) -> None:
        """Open an empty row at a place; cells that reach over it grow, those below move down."""
        for i, cell in enumerate(self.cells):
            if cell.row >= at:
                self.cells[i] = replace(cell, row=cell.row + 1)
            elif cell.row + cell.row_span > at:
                self.cells[i] = replace(cell, row_span=cell.row_span + 1)
        self.kinds = {row + (row >= at): kind for row, kind in self.kinds.items()}
        self.rows += 1

    def remove_row(self, at: int) -> None:
        """Close a row up: its own cells go, cells that reach over it shrink, those below move up."""
        for cell in list(self.cells):
            i = self.cells.index(cell)
            if cell.row > at:
                self.cells[i] = replace(cell, row=cell.row - 1)
            elif cell.row_span > 1 and cell.row + cell.row_span > at:
                self.cells[i] = replace(cell, row_span=cell.row_span - 1)
            elif cell.row == at:
                del self.cells[i]
        self.kinds = {row - (row > at): kind for row, kind in self.kinds.items() if row != at}
        self.rows -= 1

    def parts(self) -> list[tuple[int, int]]:
        """Return the half-open row ranges that stand in the file as tables of their own."""
        starts = [0, *self.breaks]
        return list(zip(starts, [*self.breaks, self.rows], strict=True))


Edit = Callable[[Grid], None]


def _place(cell: GridCell) -> tuple[int, int]:
    return (cell.row, cell.col)
