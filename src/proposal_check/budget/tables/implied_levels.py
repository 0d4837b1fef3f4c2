"""Depth that no number tells: rows set off by indentation, or unnumbered below a numbered one.

Such a look is often mere layout. It counts as hierarchy only where the sums bear it out. Where they bear out
neither the look nor the plain list, nobody can tell which rows a sum sums.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from proposal_check.budget.figures.arithmetic import compare, total
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import interval
from proposal_check.model.budget import Amount

# Less than this, in characters, is an author's slip of the space bar or of the ruler.
_STEP = 0.75


def with_implied_levels(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Put rows below the rows that they detail by the look of them, as if they were numbered."""
    above = _parents(entries)
    children = _children(above)
    if not children or not _borne_out(entries, above, children):
        return entries
    placed: list[Entry] = []
    for index, entry in enumerate(entries):
        placed.append(_placed(entry, above.get(index), placed))
    return tuple(placed)


def _placed(entry: Entry, parent: int | None, above: Sequence[Entry]) -> Entry:
    if entry.row.kind != "item":
        return entry
    if parent is not None:
        row = replace(entry.row, level=above[parent].row.level + 1)
        return replace(entry, row=row, numbered=True)
    return entry if entry.numbered else replace(entry, numbered=True)


def _parents(entries: Sequence[Entry]) -> dict[int, int | None]:
    """Find for every item the one that it stands below by its look, None for one that a number places.

    A row without a number is deeper than the one with a number above it. Numbers of one depth throughout
    only count the rows.
    """
    levels = {e.row.level for e in entries if e.numbered and e.row.kind == "item"}
    bare = any(not e.numbered for e in entries if e.row.kind == "item")
    found: dict[int, int | None] = {}
    open_: list[tuple[int, float, int]] = []
    for index, entry in enumerate(entries):
        if entry.row.kind != "item":
            open_ = [] if entry.row.kind != "memo" else open_
            continue
        named = entry.numbered and (bare or len(levels) > 1)
        rank, depth = (0, float(entry.row.level)) if named else (1, _indent(entry))
        while open_ and (open_[-1][0], open_[-1][1] + (_STEP if rank else 0.5)) > (rank, depth):
            open_.pop()
        found[index] = open_[-1][2] if open_ and rank else None
        open_.append((rank, depth, index))
    return found


def _indent(entry: Entry) -> float:
    """How far a row's name stands in; the look of its number or category says nothing."""
    cell = entry.line.cells[entry.row.anchor.cell[1] - 1] if entry.row.anchor.cell else None
    return cell.indent if cell is not None else 0.0


def _children(above: Mapping[int, int | None]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for child, parent in above.items():
        if parent is not None:
            found.setdefault(parent, []).append(child)
    return found


def _borne_out(
    entries: Sequence[Entry], above: Mapping[int, int | None], children: Mapping[int, Sequence[int]]
) -> bool:
    """Most parents are their children's sum, one of them of several, or the last sum is that of the tops."""
    last = next((i for i in range(len(entries) - 1, -1, -1) if entries[i].word), None)
    if last is not None and _is_sum(entries, last, list(above)):
        return False
    stating = {p: c for p, c in children.items() if entries[p].row.amount}
    fitting = [c for p, c in stating.items() if _is_sum(entries, p, c)]
    if len(fitting) * 2 > len(stating) and any(len(c) > 1 for c in fitting):
        return True
    tops = [index for index, parent in above.items() if parent is None]
    one_depth = len({e.row.level for e in entries if e.row.kind == "item"}) == 1
    return one_depth and last is not None and len(tops) > 1 and _is_sum(entries, last, tops)


def _is_sum(entries: Sequence[Entry], parent: int, children: Sequence[int]) -> bool:
    stated, parts = entries[parent].row.amount, [entries[c].row.amount for c in children]
    known = [p for p in parts if p]
    if stated is None or len(known) < len(parts) or any(p.unit != stated.unit for p in known):
        return False
    return compare(total(interval(p) for p in known), interval(stated)) != "broken"


def is_open(entries: Sequence[Entry], rows: Iterable[int]) -> bool:
    """Say whether rows of one depth are of several by their look: two or more set in below another."""
    items = [n for n in rows if entries[n].row.kind == "item"]
    indents = [_indent(entries[n]) for n in items]
    runs = zip(items, indents, indents[1:], indents[2:], strict=False)
    return len({entries[n].row.level for n in items}) == 1 and any(
        head + _STEP <= min(first, second) and entries[n].row.amount for n, head, first, second in runs
    )


def counts_both(entries: Sequence[Entry], rows: Iterable[int]) -> bool:
    """Say whether a sum of these rows counts rows as well as those set in below, which add up to them."""
    counted = set(rows)
    if len({_indent(entries[n]) for n in counted}) < 2:
        return False
    children = {
        parent: [c for c in found if _indent(entries[c]) >= _indent(entries[parent]) + _STEP]
        for parent, found in _children(_parents(entries)).items()
    }
    inside = {p: c for p, c in children.items() if c and p in counted and counted.issuperset(c)}
    several = any(len(c) > 1 for c in inside.values())
    return several and all(_is_sum(entries, p, c) for p, c in inside.items())


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
