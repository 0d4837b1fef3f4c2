"""Tables that go on over pages become one: repeated headers dropped, cut rows and merged cells rejoined."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from proposal_check.model.document import Cell
from proposal_check.parse.pdf_gutters import TOTAL
from proposal_check.parse.pdf_lines import joined
from proposal_check.parse.pdf_page import RawTable
from proposal_check.parse.typed_numbers import split_number

# Column edges of the parts of one table differ by less than this, in points.
SAME_EDGE: Final = 4.0
ENDED: Final = re.compile(r"[。；！？;!?]$")


def is_continuation(above: RawTable, below: RawTable) -> bool:
    """Say whether a table on the next page has the columns of the one above."""
    if below.page != above.last_page + 1 or above.ruled != below.ruled or len(above.xs) != len(below.xs):
        return False
    shift = below.xs[0] - above.xs[0]
    # Facing pages may have different margins, so the columns count, not their place.
    return all(abs(b - a - shift) < SAME_EDGE for a, b in zip(above.xs, below.xs, strict=True))


def stitch(above: RawTable, below: RawTable) -> tuple[RawTable, list[str]]:
    """Join two parts of a table; also answers the texts of the header rows dropped, for the counts."""
    header = _repeated_rows(above, below)
    dropped = [cell.text for cell in below.cells if cell.row <= header]
    gone = header + _is_blank(below, header + 1)
    rest = [_moved(cell, -gone) for cell in below.cells if cell.row > gone]
    upper, lower, cut = _rejoined(above, rest)
    cells = [*upper, *(_moved(cell, above.rows - cut) for cell in lower)]
    table = replace(
        above,
        cells=tuple(sorted(cells, key=lambda c: (c.row, c.col))),
        rows=above.rows + below.rows - gone - cut,
        xs=below.xs,
        last_page=below.last_page,
        filled=below.filled,
        header_rows=max(above.header_rows, header),
    )
    return table, dropped


def _is_blank(table: RawTable, row: int) -> bool:
    """Say whether a row is the empty rest of one that the page break cut: no text but in the next."""
    own = [cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span]
    following = [cell for cell in table.cells if cell.row == row + 1]
    alone = all(cell.row == row and cell.row_span == 1 and not cell.text for cell in own)
    return bool(own) and alone and any(cell.text for cell in following)


def _moved(cell: Cell, rows: int) -> Cell:
    if not rows:
        return cell
    # Six times as fast as `replace`, and long tables have thousands.
    at = cell.row + rows
    return Cell(
        at, cell.col, cell.row_span, cell.col_span, cell.text, cell.place, cell.confidence, cell.indent
    )


def _repeated_rows(above: RawTable, below: RawTable) -> int:
    """Count the rows at the top of both that are the same; a header is not the whole of the part below."""
    most = min(above.rows, below.rows - 1)
    upper, lower = _shapes(above.cells, most), _shapes(below.cells, most)
    same = takewhile(lambda row: lower[row] == upper[row] and any(lower[row].values()), range(1, most + 1))
    count = sum(1 for _ in same)
    return count if _closes(below.cells, count) else 0


def _shapes(cells: Sequence[Cell], rows: int) -> defaultdict[int, dict[tuple[int, int, int], str]]:
    """Say for each of the first rows where its cells stand and what they say."""
    shapes: defaultdict[int, dict[tuple[int, int, int], str]] = defaultdict(dict)
    for cell in cells:
        if cell.row > rows:
            break
        shapes[cell.row][cell.col, cell.row_span, cell.col_span] = "".join(cell.text.split())
    return shapes


def _closes(cells: Sequence[Cell], row: int) -> bool:
    return all(cell.row > row or cell.row + cell.row_span - 1 <= row for cell in cells)


def _rejoined(above: RawTable, below: list[Cell]) -> tuple[list[Cell], list[Cell], int]:
    """Join cells that the page break cut in two.

    Answers the cells above, those left below, and 1 when the first row below is the rest of the last above.
    """
    last = {c.col: c for c in above.cells if c.row + c.row_span - 1 == above.rows}
    first = [c for c in below if c.row == 1]
    merged = any(c.col == 1 and c.row_span > 1 for c in (*above.cells, *below))
    cut = _is_cut_row(last, first, merged) or _is_cut_text(last, first, above.filled)
    grown = {}
    for c in first:
        upper = last.get(c.col)
        if upper is not None and (cut or _is_cut_merge(above, upper, c, first)):
            text = _continued(upper.text, c.text)
            grown[c.col] = replace(upper, text=text, row_span=upper.row_span + c.row_span - cut)
    cells = [grown.get(c.col, c) if c is last.get(c.col) else c for c in above.cells]
    return cells, [c for c in below if c.row > 1 or c.col not in grown], int(cut)


def _continued(before: str, after: str) -> str:
    return f"{before}\n{after}" if after and ENDED.search(before) else joined(before, after)


def _is_cut_row(last: dict[int, Cell], first: list[Cell], merged: bool) -> bool:
    """Say whether a row is the rest of the one above.

    It has no number of its own: its first cell is empty, and it fills but a part of the cells that the row
    above fills. Where the first column has merged cells such a row may well be one of its own, unless one
    cell alone goes on a text that had not come to an end. An open bracket above leaves no doubt.
    """
    if not first or [(c.col, c.col_span) for c in first] != sorted(
        (c.col, c.col_span) for c in last.values()
    ):
        return False
    filled = [c for c in first if c.text]
    before = [c for c in last.values() if c.text]
    if filled and all(_is_open(last[c.col].text) for c in filled):
        return True
    if not filled or first[0].text or not last[first[0].col].text or 2 * len(filled) > len(before):
        return False
    if any(c.row_span > 1 or not last[c.col].text for c in filled):
        return False
    return not merged or (len(filled) == 1 and not ENDED.search(last[filled[0].col].text))


def _is_open(text: str) -> bool:
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _is_cut_text(last: dict[int, Cell], first: list[Cell], filled: frozenset[int]) -> bool:
    """Say whether a row with a first cell is the rest of the one above: it goes on texts with no room left.

    It begins no entry of its own and leaves cells blank that the row above fills.
    """
    texts = [c for c in first if c.text]
    if not texts or {(c.col, c.col_span) for c in first} != {(c.col, c.col_span) for c in last.values()}:
        return False
    goes_on = all(
        c.row_span == 1 and c.col in filled and not ENDED.search(last[c.col].text) and not _begins(c.text)
        for c in texts
    )
    return goes_on and any(c.text and c.col not in {t.col for t in texts} for c in last.values())


def _begins(text: str) -> bool:
    return text[0].isdigit() or split_number(text) is not None or bool(TOTAL.match(text))


def _is_cut_merge(above: RawTable, upper: Cell, lower: Cell, first: list[Cell]) -> bool:
    """Say whether an empty cell goes on a merged one above: the column has merged cells, the row has text."""
    if lower.text or not upper.text or lower.col_span != upper.col_span:
        return False
    if not any(c.text for c in first):
        return False
    in_column = any(c.col == upper.col and c.row_span > 1 for c in above.cells)
    return lower.row_span > 1 or upper.row_span > 1 or in_column
