"""One sheet: a frozen, filtered header and rows below it; text is never taken for a formula."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from proposal_check.report.wording import clean

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

Value = str | int | Decimal | None
Column = tuple[str, float]
# The longest text a cell of a workbook may hold.
CELL_LIMIT = 32_767
LINE_HEIGHT, HEIGHT_LIMIT = 15, 400
# Spreadsheets take a cell that begins so for a formula as soon as somebody edits it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# With places that may be empty alone, a whole number would end in a point.
WHOLE, EXACT = "#,##0", "#,##0.00####"
FILLS = {
    "must": "#F8D7DA",
    "should": "#FFF3CD",
    "note": "#DCEBFA",
    "doubt": "#E9DDF5",
    "good": "#E2F0E0",
    "head": "#EDEDED",
    "none": "",
}


@dataclass
class Page:
    """A sheet being written; rows are counted from 0 as the writer does, the header being row 0."""

    book: "Workbook"
    name: str
    columns: Sequence[Column]
    row: int = 1
    _formats: dict[tuple[str, str, bool], "Format"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = self.book.add_worksheet(self.name)
        head = self.book.add_format(
            {"bold": True, "bg_color": "#D9D9D9", "border": 1, "valign": "vcenter", "text_wrap": True}
        )
        for index, (title, width) in enumerate(self.columns):
            self.sheet.write_string(0, index, title, head)
            self.sheet.set_column(index, index, width)
        self.sheet.freeze_panes(1, 0)
        self.sheet.set_landscape()
        self.sheet.set_paper(8)  # A3
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)

    def format(self, fill: str = "none", number: str = "", quoted: bool = False) -> "Format":
        """Give the cell format of a fill; `number` says how to print one.

        `quoted` keeps a text a text when somebody edits it.
        """
        key = (fill, number, quoted)
        if key not in self._formats:
            look = {"border": 1, "border_color": "#BFBFBF", "valign": "top", "text_wrap": not number}
            look |= {"num_format": number} if number else {}
            look |= {"bg_color": FILLS[fill]} if FILLS[fill] else {}
            look |= {"quote_prefix": True} if quoted else {}
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]

    def add(self, values: Sequence[Value], fill: str = "none") -> int:
        """Write one row and return its index."""
        for column, value in enumerate(values):
            self.put(self.row, column, value, fill)
        self._fit(values)
        self.row += 1
        return self.row - 1

    def _fit(self, values: Sequence[Value]) -> None:
        """Make the row as high as its longest text, since not every program does so by itself."""
        widths = (width for _, width in self.columns)
        lines = (_lines(str(v), width) for v, width in zip(values, widths, strict=False) if v)
        self.sheet.set_row(self.row, min(LINE_HEIGHT * max(lines, default=1), HEIGHT_LIMIT))

    def put(self, row: int, column: int, value: Value, fill: str = "none") -> None:
        """Write one cell: a number as a number, a text as a text, nothing as an empty cell."""
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, self.format(fill))
        elif isinstance(value, str):
            text = clean(value)[:CELL_LIMIT]
            quoted = text.startswith(FORMULA_STARTS)
            self.sheet.write_string(row, column, text, self.format(fill, quoted=quoted))
        else:
            whole = value == int(value)
            self.sheet.write_number(row, column, float(value), self.format(fill, WHOLE if whole else EXACT))

    def close(self) -> None:
        """Put the filter over the rows written."""
        self.sheet.autofilter(0, 0, max(self.row - 1, 1), len(self.columns) - 1)


def _lines(text: str, width: float) -> int:
    """Estimate the lines of a text in a column: a Chinese character is twice as wide as a digit."""
    return sum(
        max(1, ceil(sum(1 + (ord(c) > 0x2E80) for c in line) * 1.1 / width)) for line in text.split("\n")
    )
