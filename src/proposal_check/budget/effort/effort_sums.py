"""What the efforts of a table add up to, as a whole and by the names they are priced by."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from proposal_check.budget.effort.effort_rates import exact, key_of
from proposal_check.budget.figures.arithmetic import total
from proposal_check.budget.tables.cells import count
from proposal_check.budget.tables.counted import effort_unit_of
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount


@dataclass(frozen=True, slots=True)
class Part:
    """An effort with the name it is priced by, "" for the whole of a table."""

    key: str
    effort: Amount


def by_name(work: Work, listed: Container[str]) -> list[Part]:
    """Take the part columns, or the rows by one of their columns, whichever most are named like the rates."""
    columns = [Part(key_of(work.header.texts[c - 1]), v) for c in work.header.parts if (v := _sum(work, c))]
    items = [(e.line, e.row.effort) for e in work.entries if e.row.kind == "item" and e.row.effort]
    rows = [
        [Part(key_of(line.text(col)), effort) for line, effort in items]
        for col in range(1, len(work.header.texts) + 1)
    ]
    return max((columns, *rows), key=lambda parts: sum(p.key in listed for p in parts))


def _sum(work: Work, col: int) -> Amount | None:
    return _added(*_column(work, col))


def whole(work: Work) -> Amount | None:
    """Give the whole effort of a table."""
    return _added(*_column(work, None))


def _column(work: Work, col: int | None) -> tuple[list[Amount], Amount | None]:
    """Read the efforts of the rows and of the total row, in a part column or in the column of efforts."""

    def effort(entry: Entry) -> Amount | None:
        return count(entry.line, col, effort_unit_of(work)) if col else entry.row.effort

    rows = [v for e in work.entries if e.row.kind == "item" and (v := effort(e))]
    sums = [v for e in work.entries if e.row.kind == "total" and (v := effort(e))]
    return rows, sums[-1] if sums else None


def _added(rows: Sequence[Amount], stated: Amount | None) -> Amount | None:
    """Take the sum stated, else that of the rows; one that is exactly its rows is meant as printed."""
    value = total(interval(r) for r in rows)
    if not rows or (stated and stated.value != value.value):
        return stated
    whole = replace(stated or rows[0], value=value.value, low=value.low, high=value.high)
    return exact(whole) if stated else whole


def is_settled(work: Work) -> bool:
    """Say whether the sums of a table are its rows': else the table is wrong, and its cost may follow it."""
    columns = (_column(work, col) for col in (None, *work.header.parts))
    return all(not (rows and s) or s.value == total(map(interval, rows)).value for rows, s in columns)
