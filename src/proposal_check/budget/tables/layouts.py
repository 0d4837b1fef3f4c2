"""Tables laid out otherwise than rows under a header: transposed, two halves side by side, cut by columns.

A re-laid sheet is read like any other; `Sheet.moved` tells where each of its cells really stands.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.tables.columns import leading_lines
from proposal_check.budget.tables.header_words import role_of
from proposal_check.budget.tables.rows import sum_word
from proposal_check.budget.tables.sheet import Line, Sheet, signature, squeeze
from proposal_check.model.document import Cell

_MONEY = frozenset({"amount", "price", "rate", "effort"})
_SHARED_ROWS = 3
_DIGIT = re.compile(r"\d")


def relaid(sheet: Sheet) -> Sheet:
    """Turn a transposed table, and put the right half of a doubled one under its left half."""
    if len({line.block for line in sheet.lines}) == 1 and _is_transposed(sheet):
        return _transposed(sheet)
    return _stacked(sheet) or sheet


def widened(first: Sheet, second: Sheet) -> Sheet | None:
    """Put the columns of a second table beside the first when both name the same rows in the first column."""
    left, right = ([squeeze(line.text(1)) for line in sheet.lines] for sheet in (first, second))
    if left != right or not all(left) or len(set(left)) < _SHARED_ROWS or first.moved:
        return None
    if signature(first.lines[0]) == signature(second.lines[0]):
        return None
    moved = {(line.row, c.col): (line.block, line.row, c.col) for line in first.lines for c in line.own()}
    lines = []
    shift = first.cols - 1
    for here, there in zip(first.lines, second.lines, strict=True):
        if any(c.col == 1 and c.col_span > 1 for c in there.own()):
            return None
        down = here.row - there.row
        added = [replace(c, row=c.row + down, col=c.col + shift) if c else None for c in there.cells[1:]]
        moved |= {(c.row, c.col): (second.block, c.row - down, c.col - shift) for c in added if c}
        lines.append(Line(here.block, here.row, (*here.cells, *added)))
    return replace(first, cols=first.cols + second.cols - 1, lines=_shared(lines), moved=moved)


def _shared(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Make equal cells one object again: a merged cell is recognised by identity."""
    known: dict[tuple[int, int], Cell] = {}
    return tuple(
        replace(line, cells=tuple(known.setdefault((c.row, c.col), c) if c else None for c in line.cells))
        for line in lines
    )


def _roles(texts: Iterable[str]) -> set[str]:
    return {role for text in texts if (role := role_of(text))}


def _is_transposed(sheet: Sheet) -> bool:
    """Headers down the first column, and none along the first row."""
    heads = sheet.lines[leading_lines(sheet) :][:1]
    along = _roles(c.text for line in heads for c in line.own() if not sum_word(c.text))
    if sheet.cols < 3 or len(along) > 1:
        return False
    down = _roles(line.text(1) for line in sheet.lines)
    turned = len(down) >= 3 and bool(down & _MONEY) and "name" in down
    return turned and not any(_is_pair(line) for line in sheet.lines)


def _is_pair(line: Line) -> bool:
    """A name or an amount alone beside its label, or beside a second label, is a form's, not a table's."""
    role = role_of(line.text(1))
    values = [c.text.strip() for c in line.own() if c.col > 1 and c.text.strip()]
    if role == "name":
        return len(values) < 2
    return role in _MONEY and any(read_cell(v).state == "text" and not _DIGIT.search(v) for v in values)


def _transposed(sheet: Sheet) -> Sheet:
    first = sheet.lines[0].row
    moved = {}
    cells: dict[tuple[int, int], Cell] = {}
    for line in sheet.lines:
        for c in line.own():
            turned = replace(c, row=c.col, col=c.row - first + 1, row_span=c.col_span, col_span=c.row_span)
            cells[c.row, c.col] = turned
            moved[turned.row, turned.col] = (sheet.block, c.row, c.col)
    lines = []
    for col in range(1, sheet.cols + 1):
        column = [line.cells[col - 1] for line in sheet.lines]
        lines.append(Line(sheet.block, col, tuple(cells.get((c.row, c.col)) if c else None for c in column)))
    return replace(sheet, cols=len(sheet.lines), lines=tuple(lines), moved=moved)


def _stacked(sheet: Sheet) -> Sheet | None:
    """Stack the halves of a table whose header repeats; rows over both halves must close it."""
    half, odd = divmod(sheet.cols, 2)
    doubled = [] if odd or half < 2 else [_is_double(sheet, n, half) for n in range(len(sheet.lines[:3]))]
    head = doubled.index(True) if True in doubled else -1
    if head < 0:
        return None
    body = sheet.lines[head + 1 :]
    crossing = [_crosses(line, half) for line in body]
    closing = crossing.index(True) if True in crossing else len(body)
    if not all(crossing[closing:]):
        return None
    stack = _Stack(sheet.block)
    for line in sheet.lines[: head + 1]:
        stack.add(line, 0, half)
    for start in (0, half):
        for line in body[:closing]:
            stack.add(line, start, half)
    for line in body[closing:]:
        stack.close(line, half)
    return replace(sheet, cols=half, lines=_shared(stack.lines), moved=stack.moved)


def _is_double(sheet: Sheet, at: int, half: int) -> bool:
    """The same header twice, of two columns we know or of amounts beside words."""
    texts = signature(sheet.lines[at])
    if texts[:half] != texts[half:]:
        return False
    roles = _roles(texts[:half])
    labels = [line.text(c) for line in sheet.lines[at + 1 :] for c in (1, half + 1) if line.starts(c)]
    words = any(labels) and not any(read_cell(text).state == "number" for text in labels)
    return len(roles) >= 2 or ("amount" in roles and texts[0] != texts[1] and words)


def _crosses(line: Line, half: int) -> bool:
    return any(c.col <= half < c.col + c.col_span - 1 for c in line.own())


class _Stack:
    """The lines of a stacked sheet as they grow, and where their cells come from."""

    def __init__(self, block: int) -> None:
        self.block = block
        self.lines: list[Line] = []
        self.moved: dict[tuple[int, int], tuple[int, int, int]] = {}

    def add(self, line: Line, start: int, half: int) -> None:
        cells = line.cells[start : start + half]
        if any(c and c.text.strip() for c in cells) or not start:
            self._put([(c, c.col - start) if c else None for c in cells], half, line.block)

    def close(self, line: Line, half: int) -> None:
        """Fold a row over both halves: its numbers keep their column within a half."""
        cells: list[tuple[Cell, int] | None] = [None] * half
        for c in line.own():
            col = (c.col + c.col_span - 2) % half if c.col > 1 else 0
            if c.text.strip():
                cells[col] = (c, col + 1)
        self._put(cells, half, line.block)

    def _put(self, cells: Sequence[tuple[Cell, int] | None], half: int, block: int) -> None:
        row = len(self.lines) + 1
        made: list[Cell | None] = []
        for entry in cells:
            if entry is None:
                made.append(None)
                continue
            cell, col = entry
            span = min(cell.col_span, half - col + 1)
            made.append(replace(cell, row=row, col=max(col, 1), row_span=1, col_span=span))
            self.moved[row, max(col, 1)] = (block, cell.row, cell.col)
        self.lines.append(Line(self.block, row, tuple(made)))
