"""Depth that no number tells: rows set off by indentation, or unnumbered below a numbered one.

Such a look is often mere layout. It counts as hierarchy only where the sums bear it out for most parents.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from proposal_check.budget.arithmetic import compare, total
from proposal_check.budget.rows import Entry
from proposal_check.budget.work import interval
from proposal_check.model.budget import Amount

_Segment = tuple[int, tuple[int, ...]]


def with_implied_levels(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Put the rows that most parents are the sum of one level below them, as if they were numbered."""
    numbered = any(e.numbered for e in entries if e.row.kind == "item")
    segments = list(_runs(entries, _below_a_number if numbered else _indented))
    if not _borne_out(entries, segments) or _flat_sum_holds(entries):
        return entries
    below = {child: parent for parent, children in segments for child in children}
    return tuple(_placed(e, entries, below.get(i), numbered) for i, e in enumerate(entries))


def _placed(entry: Entry, entries: Sequence[Entry], parent: int | None, numbered: bool) -> Entry:
    if parent is not None:
        row = replace(entry.row, level=entries[parent].row.level + 1)
        return replace(entry, row=row, numbered=True)
    return entry if numbered or entry.row.kind != "item" else replace(entry, numbered=True)


def _runs(entries: Sequence[Entry], belongs: Callable[[Entry], bool]) -> Iterator[_Segment]:
    """Yield every row that states an amount with the run of lesser rows right below it."""
    for index, entry in enumerate(entries):
        if entry.row.kind != "item" or not entry.row.amount or belongs(entry):
            continue
        end = index + 1
        while end < len(entries) and entries[end].row.kind == "item" and belongs(entries[end]):
            end += 1
        if end > index + 1:
            yield index, tuple(range(index + 1, end))


def _below_a_number(entry: Entry) -> bool:
    return not entry.numbered


def _indented(entry: Entry) -> bool:
    cell = entry.line.cells[entry.row.anchor.cell[1] - 1] if entry.row.anchor.cell else None
    return cell is not None and cell.text[:1].isspace()


def _borne_out(entries: Sequence[Entry], segments: Sequence[_Segment]) -> bool:
    """Most parents are their children's sum, and one of them is the sum of several."""
    fitting = [children for parent, children in segments if _is_sum(entries, parent, children)]
    return len(fitting) * 2 > len(segments) and any(len(children) > 1 for children in fitting)


def _flat_sum_holds(entries: Sequence[Entry]) -> bool:
    """The last sum of the table counts every row alike: then none details another."""
    last = next((i for i in range(len(entries) - 1, -1, -1) if entries[i].word), None)
    items = [i for i, e in enumerate(entries) if e.row.kind == "item"]
    return last is not None and _is_sum(entries, last, items)


def _is_sum(entries: Sequence[Entry], parent: int, children: Sequence[int]) -> bool:
    stated, parts = entries[parent].row.amount, [entries[c].row.amount for c in children]
    known = [p for p in parts if p]
    if stated is None or len(known) < len(parts) or any(p.unit != stated.unit for p in known):
        return False
    return compare(total(interval(p) for p in known), interval(stated)) != "broken"


def tops_by_sum(amounts: Sequence[Amount | None]) -> list[int]:
    """Name the rows left when every row that equals the sum of several rows below it stands for them."""
    tops, index = [], 0
    while index < len(amounts):
        tops.append(index)
        index = _end_of_parts(amounts, index)
    return tops


def _end_of_parts(amounts: Sequence[Amount | None], index: int) -> int:
    """Find the row behind the parts of this one; the next row when nothing below adds up to it."""
    stated, added = amounts[index], Decimal(0)
    if stated is None or stated.value <= 0:
        return index + 1
    for n in range(index + 1, len(amounts)):
        part = amounts[n]
        added += part.value if part else 0
        if added == stated.value and n > index + 1:
            return n + 1
        if added >= stated.value:
            break
    return index + 1
