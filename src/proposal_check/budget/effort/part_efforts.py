"""I7 along a row: the efforts by role or by stage against the row's 合计."""

from collections.abc import Iterator
from dataclasses import replace

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.figures.arithmetic import compare, total
from proposal_check.budget.figures.wording import equation, plain, sum_text
from proposal_check.budget.tables.cells import count
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Identity

_NOTHING = frozenset({"blank", "mark"})


def effort_parts_identities(work: Work) -> tuple[Identity, ...]:
    """Check every row and sum row whose parts are all readable; where most disagree the sum holds more."""
    found = tuple(_checked(work)) if work.header.parts and "effort" in work.header.roles else ()
    if sum(i.state == "broken" for i in found) * 2 <= len(found):
        return found
    reason = "多数行的各列之和不等于合计列，合计列可能另有内容"
    return tuple(replace(i, state="unchecked", reason=reason) if i.state == "broken" else i for i in found)


def _checked(work: Work) -> Iterator[Identity]:
    for index, entry in enumerate(work.entries):
        if entry.row.kind in {"item", "memo", "subtotal", "total"}:
            yield from _row(work, entry, work.label(index))


def _row(work: Work, entry: Entry, label: str) -> Iterator[Identity]:
    cells = [entry.line.text(c) for c in work.header.parts]
    readable = all(read_cell(c).state == "number" or read_cell(c).state in _NOTHING for c in cells)
    parts = [p for c in work.header.parts if (p := count(entry.line, c, None))]
    stated = entry.row.effort
    if stated is None or not parts or not readable or len({p.unit for p in parts}) > 1:
        return
    expected = total(interval(p) for p in parts)
    state = compare(expected, interval(stated))
    left = sum_text([plain(p.value) for p in parts])
    formula = equation(
        left, plain(expected.value), plain(stated.value),
        equal=state == "holds", unit=stated.unit or "", near=state == "rounding",
    )  # fmt: skip
    yield Identity(
        "I7", state, f"{label}（工作量）", formula, expected.value, stated.value, None,
        (stated.anchor, *(p.anchor for p in parts)), work.sheet.block,
    )  # fmt: skip
