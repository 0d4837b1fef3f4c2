"""其中 rows: what they single out is in the row above already, unless they are listed like its parts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from proposal_check.budget.amounts import narrow
from proposal_check.budget.rows import Entry
from proposal_check.budget.sheet import squeeze

_SAID = re.compile(r"^其中")


def settled_memos(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Let 其中 run on over the unnumbered rows below it; count a numbered 其中 that heads a list of parts."""
    return tuple(_listed(_run_on(entries)))


def _run_on(entries: Sequence[Entry]) -> list[Entry]:
    memo_open = numbered = False
    found = []
    for entry in entries:
        if entry.row.kind == "memo":
            memo_open = numbered or not entry.row.amount
        elif memo_open and entry.row.kind == "item" and not entry.numbered:
            found.append(replace(entry, row=replace(entry.row, kind="memo")))
            continue
        else:
            memo_open = False
            numbered = entry.numbered if entry.row.kind == "item" else bool(entry.word)
        found.append(entry)
    return found


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
