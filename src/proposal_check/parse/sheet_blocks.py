"""A worksheet becomes blocks: its name a heading, lines of text paragraphs, each region of cells a table."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Block, Cell, Paragraph, Place, Table
from proposal_check.parse import limits
from proposal_check.parse.sheets import SPLIT_ADVICE, Area, Sheet

# 编制单位：××  单位：万元: cells that are labels stand above a table, not in it.
LABEL: Final = re.compile(r"[^：:]{1,12}[：:]")
NOTE: Final = re.compile(r"[（(【]?\s*(?:注|备注|说明|填表|填报|编制|审核|制表|单位)")
NUMBER: Final = re.compile(r"[-+¥￥$\d.,，%％()（）\s]+$")
TITLE_LENGTH: Final = 60
# What merged areas may cover, all of them together.
MERGED: Final = 4 * limits.CELLS


@dataclass(frozen=True, slots=True)
class _Shown:
    """A cell as shown with the columns and rows it covers, in the numbers of the sheet."""

    text: str
    area: Area
    indent: float


@dataclass(slots=True)
class _Region:
    """Rows that belong together: lines of text above, a table, lines below."""

    above: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


def sheet_blocks(sheet: Sheet, first: int) -> tuple[list[Block], int]:
    """Lay a sheet out as blocks numbered from `first`; also answers the values that merged areas cover.

    Raises UnreadableFile when merged areas or columns are beyond the limits.
    """
    shown, covered = _shown(sheet)
    blocks: list[Block] = [Paragraph(Place(first), sheet.name, kind="heading", level=1, outline_level=1)]
    for region in _regions(shown):
        blocks += [Paragraph(Place(first + len(blocks) + i), text) for i, text in enumerate(region.above)]
        if region.rows:
            blocks.append(_table(region.rows, shown, first + len(blocks)))
        blocks += [Paragraph(Place(first + len(blocks) + i), text) for i, text in enumerate(region.below)]
    return blocks, covered


def _shown(sheet: Sheet) -> tuple[dict[int, list[_Shown]], int]:
    """Collect by row what is seen; the values a merged area hides are only counted."""
    rows = sorted({row for row, _ in sheet.cells})
    taken: set[tuple[int, int]] = set()
    areas: dict[tuple[int, int], Area] = {}
    used = sorted({col for _, col in sheet.cells})
    cost = 0
    for area in sheet.merges:
        r0, c0, r1, c1 = area
        inside = [(r, c) for r in _between(rows, r0, r1) for c in _between(used, c0, c1)]
        cost += len(inside) + 1
        if cost > MERGED:
            raise UnreadableFile("合并单元格的范围超过上限，已拒绝读取。", SPLIT_ADVICE)
        if not taken.isdisjoint(inside):
            continue
        taken.update(inside)
        areas[(r0, c0)] = area
    found: dict[int, list[_Shown]] = {}
    covered = 0
    for place, text in sorted(sheet.cells.items()):
        if place in taken and place not in areas:
            covered += 1
            continue
        found.setdefault(place[0], []).append(
            _Shown(text, areas.get(place, (*place, *place)), sheet.indents.get(place, 0.0))
        )
    return found, covered


def _between(values: Sequence[int], low: int, high: int) -> Sequence[int]:
    return values[bisect_left(values, low) : bisect_right(values, high)]


def _regions(shown: dict[int, list[_Shown]]) -> list[_Region]:
    """Cut at blank rows; what follows one without a title goes on the table above."""
    groups: list[list[int]] = []
    bottom = -2
    for row in sorted(shown):
        if row > bottom + 1:
            groups.append([])
        groups[-1].append(row)
        bottom = max(bottom, row, *(cell.area[2] for cell in shown[row]))
    regions: list[_Region] = []
    for group in groups:
        region = _region(group, shown)
        above = regions[-1] if regions else None
        if above and above.rows and not above.below and region.rows and not region.above:
            above.rows += region.rows
            above.below = region.below
        else:
            regions.append(region)
    return regions


def _region(rows: list[int], shown: dict[int, list[_Shown]]) -> _Region:
    start, end = 0, len(rows)
    while start < end and _is_line(shown[rows[start]]):
        start += 1
    while end > start and _is_note(shown[rows[end - 1]]):
        end -= 1
    texts = [_line(shown[row]) for row in rows]
    return _Region(texts[:start], rows[start:end], texts[end:])


def _line(cells: Sequence[_Shown]) -> str:
    return "\t".join(cell.text for cell in cells)


def _is_line(cells: Sequence[_Shown]) -> bool:
    """Say whether a row above a table is a title, a unit line or a line of labels."""
    if len(cells) == 1:
        return not NUMBER.match(cells[0].text)
    return all(LABEL.match(cell.text) for cell in cells)


def _is_note(cells: Sequence[_Shown]) -> bool:
    """Say whether a row below a table is a note; a single short entry may be a cell of it."""
    if any(NUMBER.match(cell.text) for cell in cells):
        return False
    if len(cells) == 1:
        return bool(NOTE.match(cells[0].text)) or len(cells[0].text) > TITLE_LENGTH
    return all(LABEL.match(cell.text) and cell.text[-1:] in "：:" for cell in cells)


def _table(rows: list[int], shown: dict[int, list[_Shown]], block: int) -> Table:
    """Number rows and columns without the blank ones; a merged area covers what is left of it."""
    cells = [cell for row in rows for cell in shown[row]]
    columns = sorted({cell.area[1] for cell in cells} | {cell.area[3] for cell in cells})
    if len(columns) > limits.TABLE_COLUMNS:
        raise UnreadableFile(f"工作表的列数超过 {limits.TABLE_COLUMNS}，已拒绝读取。", SPLIT_ADVICE)
    made = []
    for cell in cells:
        top, left = bisect_left(rows, cell.area[0]), bisect_left(columns, cell.area[1])
        height = max(1, bisect_right(rows, cell.area[2]) - top)
        width = max(1, bisect_right(columns, cell.area[3]) - left)
        made.append(Cell(top + 1, left + 1, height, width, cell.text, Place(block), indent=cell.indent))
    return Table(Place(block), tuple(made), len(rows), len(columns))
