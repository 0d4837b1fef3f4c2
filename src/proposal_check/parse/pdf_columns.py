"""Tables without vertical lines, on all pages: three-line tables, rows under rules, columns of bare text.

The parts of a table that goes on over pages are measured together, so that they have the same columns.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from proposal_check.model.document import Cell
from proposal_check.parse.pdf_bare import HEADER_LINES, Region, Row, bold_lines, ends_in_caption
from proposal_check.parse.pdf_cells import Laid, lay_cells, pieces
from proposal_check.parse.pdf_continued import rest_of
from proposal_check.parse.pdf_doubt import is_doubtful
from proposal_check.parse.pdf_gutters import Columns, find_gutters
from proposal_check.parse.pdf_lines import union
from proposal_check.parse.pdf_page import PageLayout, RawTable
from proposal_check.parse.pdf_pieces import Measure, is_number
from proposal_check.parse.pdf_regions import find_regions
from proposal_check.parse.pdf_spans import Span

# Bare columns are a table when at least this share of the cells is filled.
FILLED: Final = 0.6
# Rows with more against them than this are not taken for certain, with more than the second not at all.
UNSURE: Final = 1.2
REFUSED: Final = 3.5
UNSURE_CONFIDENCE: Final = 0.8

Part = tuple[int, Region]
Lines = list[Sequence[Span]]


def find_columns(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """Turn lines that stand as a table into one; those that cannot be read stay and are counted."""
    found = _regions(pages)
    made: dict[int, dict[int, RawTable]] = {}
    unread: dict[int, int] = {}
    for chain in _chains(found):
        for (number, region), table in zip(chain, _read(chain, pages), strict=True):
            if table is not None:
                made.setdefault(number, {})[region.rows[0].index] = table
            elif region.evidence != "bare":
                unread[number] = unread.get(number, 0) + 1
    regions = {(number, region.rows[0].index): region for number, region in found}
    result = list(pages)
    for number in {*made, *unread}:
        tables = made.get(number, {})
        gone = {row.index for index in tables for row in regions[number, index].rows}
        kept = ((i, tables.get(i, item)) for i, item in enumerate(pages[number].items))
        items = tuple(item for i, item in kept if i in tables or i not in gone)
        result[number] = replace(pages[number], items=items, unread_tables=unread.get(number, 0))
    return result


def _regions(pages: Sequence[PageLayout]) -> list[Part]:
    """Find the regions of all pages, with the rows that a table goes on with on the page after."""
    named = [False, *map(ends_in_caption, pages)]
    found: list[Part] = []
    for number, page in enumerate(pages):
        own = find_regions(page, named=named[number])
        last = found[-1] if found else None
        if last and last[0] == number - 1 and last[1].ends and not (own and own[0].opens):
            columns = _columns([last])
            rest = rest_of(page, last[1], columns, own) if columns else None
            own = [rest, *own] if rest else own
        found += [(number, region) for region in own]
    return found


def _chains(found: Sequence[Part]) -> list[list[Part]]:
    """Put the regions together that end one page and open the next."""
    chains: list[list[Part]] = []
    for number, region in found:
        last = chains[-1][-1] if chains else None
        if last and last[0] == number - 1 and last[1].ends and region.opens:
            known = region if region.evidence != "bare" else replace(region, evidence=last[1].evidence)
            chains[-1].append((number, known))
        else:
            chains.append([(number, region)])
    return chains


def _read(chain: Sequence[Part], pages: Sequence[PageLayout]) -> list[RawTable | None]:
    """Read the parts with columns in common where they have them, else each on its own."""
    columns = _columns(chain)
    if columns is not None:
        measure = Measure([p for _, region in chain for p in pieces(region, columns)], len(columns))
        least = 2 if len(chain) == 1 else 1
        tables = [_table(region, columns, measure, pages[number].number, least) for number, region in chain]
        if all(tables):
            return list(tables)
    if len(chain) == 1:
        return [None]
    return [_read([part], pages)[0] for part in chain]


def _columns(chain: Sequence[Part]) -> Columns | None:
    header, body = _parted(chain[0][1])
    for _, region in chain[1:]:
        again, more = _parted(region)
        repeated = region.cuts or _texts(again) == _texts(header)
        body = [*body, *(more if repeated else (*again, *more))]
    return find_gutters(body, header)


def _texts(lines: Lines) -> list[str]:
    return sorted(span.text for line in lines for span in line)


def _parted(region: Region) -> tuple[Lines, Lines]:
    """Part the lines of a region into header and body: at the first rule, else by how a header looks."""
    rows = region.rows
    count = sum(row.middle <= region.cuts[0] for row in rows) if region.cuts else _header_lines(rows)
    lines: Lines = [row.line.spans for row in rows]
    return lines[:count], lines[count:]


def _header_lines(rows: Sequence[Row]) -> int:
    """Count the lines before the first that is not bold, or before the first number; 1 when neither tells."""
    if bold := bold_lines(rows):
        return bold
    few = rows[: HEADER_LINES + 1]
    numbers = (i for i, row in enumerate(few) if any(is_number(span.text) for span in row.line.spans))
    return next(numbers, 1) or 1


def _table(region: Region, columns: Columns, measure: Measure, page: int, least: int) -> RawTable | None:
    """Make a table of a region; None when it has fewer rows than `least` or too much speaks against it."""
    laid = lay_cells(region, columns, measure, page)
    if laid is None or laid.rows < least or laid.doubt > REFUSED:
        return None
    filled = sum(cell.row_span * cell.col_span for cell in laid.cells if cell.text)
    if region.evidence == "bare" and filled < FILLED * laid.rows * len(columns):
        return None
    box = union(row.line.box for row in region.rows)
    return RawTable(box, page, _sure(laid, len(columns)), laid.rows, columns.edges, page, ruled=False)


def _sure(laid: Laid, columns: int) -> tuple[Cell, ...]:
    if laid.doubt <= UNSURE and not is_doubtful(laid.cells, laid.rows, columns):
        return laid.cells
    return tuple(replace(cell, confidence=UNSURE_CONFIDENCE) for cell in laid.cells)
