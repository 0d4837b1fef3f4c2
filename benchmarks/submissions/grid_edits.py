"""Changes of one printed table after it was laid out: what faults, harmless edits and layouts are made of."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from benchmarks.submissions.grid import Column, Edit, Grid, GridCell


def misprint(row: str, column: str, text: str, value: Decimal | None = None) -> Edit:
    """Print another text in one cell, everything else as it was."""

    def edit(grid: Grid) -> None:
        old = grid.at(grid.row_of(row), grid.column(column))
        grid.cells[grid.cells.index(old)] = replace(old, text=text, value=value)

    return edit


def drop_column(title: str) -> Edit:
    """Take one column out; cells that span it shrink."""

    def edit(grid: Grid) -> None:
        gone = grid.column(title)
        kept = []
        for cell in grid.cells:
            if cell.col > gone:
                kept.append(replace(cell, col=cell.col - 1))
            elif cell.col + cell.col_span > gone:
                if cell.col_span > 1:
                    kept.append(replace(cell, col_span=cell.col_span - 1))
            else:
                kept.append(cell)
        grid.cells[:] = kept
        del grid.columns[gone]

    return edit


def insert_column(grid: Grid, at: int, column: Column, texts: Mapping[int, str]) -> None:
    """Put a column in front of one, with the texts of its body rows; cells that span it grow."""
    for i, cell in enumerate(grid.cells):
        if cell.col >= at:
            grid.cells[i] = replace(cell, col=cell.col + 1)
        elif cell.col + cell.col_span > at:
            grid.cells[i] = replace(cell, col_span=cell.col_span + 1)
    grid.columns.insert(at, column)
    grid.cells.append(GridCell(0, at, column.title))
    grid.cells += [GridCell(row, at, texts.get(row, "")) for row in range(1, grid.rows)]


def without_unit() -> Edit:
    """Leave the money unit out, in the caption and in the column titles."""

    def edit(grid: Grid) -> None:
        grid.unit = ""

    return edit


def recaption(caption: str) -> Edit:
    """Call the table by another name."""

    def edit(grid: Grid) -> None:
        grid.caption = caption

    return edit


def rename_columns(names: Mapping[str, str]) -> Edit:
    """Give columns other titles, keeping a unit in brackets after them."""

    def edit(grid: Grid) -> None:
        for c, column in enumerate(grid.columns):
            title, bracket, rest = column.title.partition("（")
            if title in names:
                grid.columns[c] = replace(column, title=names[title] + bracket + rest)
                reprint(grid, grid.at(0, c), grid.columns[c].title)

    return edit


def retext(change: Callable[[Grid, GridCell], str]) -> Edit:
    """Print every body cell as `change` says; the values behind them stay."""

    def edit(grid: Grid) -> None:
        for cell in [c for c in grid.cells if c.row >= grid.header_rows]:
            reprint(grid, cell, change(grid, cell))

    return edit


def without_row(text: str) -> Edit:
    """Take out the first row that has a cell with this text."""

    def edit(grid: Grid) -> None:
        grid.remove_row(grid.row_of(text))

    return edit


def two_level_header(name: str, first: str, last: str) -> Edit:
    """Put a title over the columns from `first` to `last`; the others stand two rows high."""

    def edit(grid: Grid) -> None:
        start, end = grid.column(first), grid.column(last)
        header = [c for c in grid.cells if c.row == 0]
        grid.insert_row(1)
        for cell in header:
            inside = start <= cell.col <= end
            grid.cells.remove(cell)
            grid.cells.append(replace(cell, row=1) if inside else replace(cell, row_span=2))
        grid.cells.append(GridCell(0, start, name, col_span=end + 1 - start))
        grid.header_rows = 2

    return edit


def column_numbers() -> Edit:
    """Print a row of column numbers 1, 2, 3 … under the header."""

    def edit(grid: Grid) -> None:
        at = grid.header_rows
        grid.insert_row(at)
        grid.cells += [GridCell(at, c, str(c + 1)) for c in range(len(grid.columns))]
        grid.header_rows += 1

    return edit


def split(*parts: int, repeated: bool = True) -> Edit:
    """Cut the table into tables of their own, each `parts` body rows long, the last taking the rest."""

    def edit(grid: Grid) -> None:
        rows, breaks = grid.header_rows, []
        for part in parts:
            rows += part
            if rows < grid.rows:
                breaks.append(rows)
        grid.breaks, grid.repeated = tuple(breaks), repeated

    return edit


def merged_price(category: str, column: str = "amount") -> Edit:
    """Print the amounts of all rows of one group as one cell with their sum."""

    def edit(grid: Grid) -> None:
        at = next(c for c, found in enumerate(grid.columns) if found.role == column)
        name = next(c for c, found in enumerate(grid.columns) if found.role == "category")
        rows = sorted(c.row for c in grid.cells if c.col == name and c.text == category and c.row_span == 1)
        cells = [grid.at(row, at) for row in rows]
        total = sum((c.value or Decimal() for c in cells), Decimal())
        for cell in cells:
            grid.cells.remove(cell)
        text = f"{total:,.0f}"
        grid.cells.append(GridCell(rows[0], at, text, row_span=len(rows), value=total))

    return edit


def reprint(grid: Grid, cell: GridCell, text: str, value: Decimal | None = None) -> None:
    """Print another text in a cell; its value stays unless another is given."""
    kept = cell.value if value is None else value
    grid.cells[grid.cells.index(cell)] = replace(cell, text=text, value=kept)
