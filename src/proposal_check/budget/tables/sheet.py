"""Logical tables: one table that a page break or an author cut in two is one sheet again."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from proposal_check.model.document import Anchor, Cell, Document, Paragraph, Table

_CONTINUED = re.compile(r"^[\s(（]*(?:续|接上)|[（(]续(?:上|前)?表?[一二三四五\d]*[)）]\s*$")
_UNIT_ALONE = re.compile(r"^[\s（(]*(?:金额)?单位[:：]\s*(?:人民币)?(?:万元|元)[\s）)]*$")
_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """Drop all white space: 硬    件 and 硬件 are one word."""
    return _SPACE.sub("", text)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: `cells[c - 1]` is the cell covering column c; `row` counts in its own block."""

    block: int
    row: int
    cells: tuple[Cell | None, ...]

    def text(self, col: int) -> str:
        cell = self.cells[col - 1] if 0 < col <= len(self.cells) else None
        return cell.text.strip() if cell else ""

    def starts(self, col: int) -> bool:
        """Say whether the cell at this column begins on this row, not above."""
        cell = self.cells[col - 1]
        return cell is not None and cell.row == self.row

    def own(self) -> Iterator[Cell]:
        """Yield the cells that begin on this row, left to right, each once."""
        last = None
        for cell in self.cells:
            if cell is not None and cell is not last and cell.row == self.row:
                yield cell
            last = cell

    def anchor(self, col: int) -> Anchor:
        cell = self.cells[col - 1]
        return anchor_of(cell, self.block) if cell else Anchor(self.block, 0, 0, "", (self.row, col))


def anchor_of(cell: Cell, block: int) -> Anchor:
    return Anchor(block, 0, len(cell.text), cell.text, (cell.row, cell.col))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines of one table, or of several that continue each other; `block` is the first one's.

    `moved` is set when the cells were laid out anew: (row, column) here → (block, row, column) there.
    `headline` is the line of a part of a table that stands above the part's own header and may state its sum.
    """

    block: int
    caption: str
    unit: str | None
    cols: int
    lines: tuple[Line, ...]
    moved: Mapping[tuple[int, int], tuple[int, int, int]] = field(default_factory=dict)
    headline: Line | None = None


Join = Callable[["Sheet", "Sheet"], "Sheet | None"]


def sheets(document: Document, *joins: Join) -> tuple[Sheet, ...]:
    """Read the tables of a document in order, joined where one continues the other.

    `joins` are further ways in which a table may continue the one before.
    """
    found: list[Sheet] = []
    last_end = -1
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            continue
        sheet = _sheet(index, block, document)
        if found and last_end >= 0 and _joinable(document, last_end, index):
            joined = next((j for join in (_join, *joins) if (j := join(found[-1], sheet))), None)
            if joined is not None:
                found[-1], last_end = joined, index
                continue
        found.append(sheet)
        last_end = index
    return tuple(found)


def _sheet(index: int, table: Table, document: Document) -> Sheet:
    lines = tuple(Line(index, r, tuple(row)) for r, row in enumerate(table.grid(), 1))
    return Sheet(
        index, (table.caption or _line_above(document, index)).strip(), table.unit, table.cols, lines
    )


def _line_above(document: Document, index: int) -> str:
    """Take a short line that names a table and stands right above it for its caption."""
    for block in reversed(document.blocks[max(0, index - 3) : index]):
        if not isinstance(block, Paragraph):
            return ""
        text = block.text.strip()
        if _UNIT_ALONE.match(text) or not text:
            continue
        named = len(text) <= 40 and block.kind != "heading" and re.search(r"(?:表|清单)[）)\s]*$", text)
        return text if named else ""
    return ""


def _joinable(document: Document, first: int, second: int) -> bool:
    """Nothing stands between two parts of one table but blank lines, a 续表 line and its unit."""
    between = document.blocks[first + 1 : second]
    return all(
        isinstance(b, Paragraph)
        and (not b.text.strip() or _CONTINUED.search(b.text) or _UNIT_ALONE.match(b.text.strip()))
        for b in between
    ) and _continues_caption(document.blocks[second])


def _continues_caption(block: object) -> bool:
    caption = block.caption if isinstance(block, Table) else None
    return caption is None or bool(_CONTINUED.search(caption))


def signature(line: Line) -> tuple[str, ...]:
    """Give a line's words by column, white space dropped: equal for a header that comes again."""
    return tuple(squeeze(c.text) if c else "" for c in line.cells)


def _join(first: Sheet, second: Sheet) -> Sheet | None:
    """Append a continuation, its repeated header dropped; None when the second is a table of its own."""
    if first.cols != second.cols or not first.lines or not second.lines:
        return None
    repeated = 0
    limit = min(len(first.lines), len(second.lines), 4)
    while repeated < limit and signature(first.lines[repeated]) == signature(second.lines[repeated]):
        repeated += 1
    if repeated or _is_data(second.lines[0]):
        return Sheet(
            first.block, first.caption, first.unit, first.cols, first.lines + second.lines[repeated:]
        )
    return None


def _is_data(line: Line) -> bool:
    """A row whose cells carry several numbers is no header."""
    cells = list(line.own())
    numeric = sum(bool(_DIGIT.match(c.text.strip().lstrip("￥¥"))) for c in cells)
    labels = sum(bool(c.text.strip()) for c in cells)
    return numeric >= 2 and labels > 0 and any(not _DIGIT.search(c.text) and c.text.strip() for c in cells)
