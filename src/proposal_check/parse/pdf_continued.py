"""The rest of a table without vertical lines on the page after: rows too few to be seen as one alone."""

from collections.abc import Sequence
from typing import Final

from proposal_check.parse.pdf_bare import CELL_PITCH, ROW_PITCH, Region, Row, is_title, rules_between
from proposal_check.parse.pdf_gutters import Columns
from proposal_check.parse.pdf_page import PageLayout, TextLine
from proposal_check.parse.pdf_regions import whole_rules

# Text of one table is of one size, in points.
SAME_SIZE: Final = 0.6
# How far, in points, a text may reach over the edge of the table.
OVER: Final = 6.0


def rest_of(page: PageLayout, table: Region, columns: Columns, found: Sequence[Region]) -> Region | None:
    """Take the lines that open a page and stand in the columns of the table that ended the page before.

    `found` are the page's own tables, which stay as they are. None when no line has two cells.
    """
    taken = {row.index for region in found for row in region.rows}
    lines = [(i, item) for i, item in enumerate(page.items) if not getattr(item, "hidden", False)]
    size = table.rows[-1].line.size
    rows: list[Row] = []
    whole = 0
    for index, item in lines:
        if not isinstance(item, TextLine) or index in taken or abs(item.line.size - size) > SAME_SIZE:
            break
        row = Row(index, item.line, len(_columns_of(item, columns)))
        if not row.chunks or is_title(item.line.text) or (rows and not _is_near(rows[-1], row)):
            break
        rows.append(row)
        whole = len(rows) if row.chunks > 1 or _hangs(rows, columns) else whole
    rows = rows[:whole]
    if not any(row.chunks > 1 for row in rows):
        return None
    cuts = rules_between(rows, whole_rules(page.rules))
    return Region(tuple(rows), cuts, table.evidence, opens=True, ends=rows[-1].index == lines[-1][0])


def _columns_of(item: TextLine, columns: Columns) -> set[int]:
    """Name the columns in which the runs of a line stand; none if one covers two or, alone, reaches out."""
    covered = [columns.covered(span.box[0], span.box[2]) for span in item.line.spans]
    left, right = columns.edges[0] - OVER, columns.edges[-1] + OVER
    inside = left <= item.line.box[0] and item.line.box[2] <= right
    found = {column for column, _ in covered}
    return found if all(count == 1 for _, count in covered) and (inside or len(found) > 1) else set()


def _is_near(above: Row, below: Row) -> bool:
    several = above.chunks > 1 and below.chunks > 1
    return below.middle - above.middle < (ROW_PITCH if several else CELL_PITCH) * below.line.size


def _hangs(rows: Sequence[Row], columns: Columns) -> bool:
    """Say whether a line alone goes on a cell to the right of the first column, in the row above."""
    first = columns.covered(rows[-1].line.box[0], rows[-1].line.box[2])[0]
    return len(rows) > 1 and first > 0
