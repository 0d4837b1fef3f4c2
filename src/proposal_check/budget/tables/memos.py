"""其中 rows: what they single out is in the row above already, unless they are listed like its parts.

What follows a 其中 row without a number may be singled out as well; where no number tells, the sums do.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from proposal_check.budget.figures.amounts import narrow
from proposal_check.budget.figures.arithmetic import compare, total
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import interval

_SAID = re.compile(r"^其中")


def settled_memos(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Let 其中 run on over the unnumbered rows below it; count a numbered 其中 that heads a list of parts."""
    return tuple(_listed(_summed(_run_on(entries))))


def _run_on(entries: Sequence[Entry]) -> list[Entry]:
    memo_open = numbered = False
    found = []
    for entry in entries:
        if entry.row.kind == "memo":
            memo_open = numbered or not entry.row.amount
        elif memo_open and entry.row.kind == "item" and not entry.numbered:
            found.append(_memo(entry))
            continue
        else:
            memo_open = False
            numbered = entry.numbered if entry.row.kind == "item" else bool(entry.word)
        found.append(entry)
    return found


def _summed(entries: list[Entry]) -> list[Entry]:
    """Let 其中 take in the rows below it that make its parts the whole, or the last sum that of the rest."""
    last = next((n for n in range(len(entries) - 1, -1, -1) if entries[n].word), None)
    heads = [n for n in range(1, len(entries)) if _singles_out(entries, n)]
    if last is None or not heads:
        return entries
    end = last if last > heads[0] else len(entries)
    items = [n for n in range(end) if _is_item(entries, n)]
    if _adds_up(entries, last, items):
        return entries
    for head in heads:
        for n in range(head + 1, _run_end(entries, head, end)):
            parts = range(head, n + 1)
            rest = [m for m in items if m not in parts]
            if _adds_up(entries, head - 1, parts) or _adds_up(entries, last, rest):
                entries[head + 1 : n + 1] = [_memo(e) for e in entries[head + 1 : n + 1]]
                break
    return entries


def _singles_out(entries: Sequence[Entry], n: int) -> bool:
    """A 其中 row with an amount right below a row of which it is a part, neither of them numbered."""
    return entries[n].row.kind == "memo" and _is_item(entries, n - 1) and not entries[n].numbered


def _run_end(entries: Sequence[Entry], head: int, last: int) -> int:
    """`last` is the row at which a run ends at the latest."""
    end = head + 1
    while end < last and _is_item(entries, end) and not entries[end].numbered:
        end += 1
    return end


def _is_item(entries: Sequence[Entry], n: int) -> bool:
    return entries[n].row.kind == "item"


def _memo(entry: Entry) -> Entry:
    return replace(entry, row=replace(entry.row, kind="memo"))


def _adds_up(entries: Sequence[Entry], whole: int, parts: Iterable[int]) -> bool:
    stated, amounts = entries[whole].row.amount, [entries[n].row.amount for n in parts]
    known = [interval(a) for a in amounts if a and stated and a.unit == stated.unit]
    if stated is None or not known or len(known) < len(amounts):
        return False
    return compare(total(known), interval(stated)) != "broken"


def _listed(entries: list[Entry]) -> list[Entry]:
    """5.1 其中：监理费, 5.2 设计费 under 5 are the parts of 5; a 5.1 alone, or 2 beside 1, singles out."""
    for index in range(1, len(entries) - 1):
        above, entry, below = entries[index - 1 : index + 2]
        deeper = entry.numbered and above.row.kind == "item" and entry.row.level > above.row.level
        alike = below.numbered and below.row.kind == "item" and below.row.level == entry.row.level
        if entry.row.kind == "memo" and says_included(entry) and deeper and alike:
            entries[index] = replace(entry, row=replace(entry.row, kind="item"))
    return entries


def says_included(entry: Entry) -> bool:
    """Say whether a row's name begins with 其中."""
    return bool(_SAID.match(squeeze(narrow(entry.row.texts.get("name", "")))))
