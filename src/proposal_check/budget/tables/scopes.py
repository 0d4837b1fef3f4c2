"""Which rows a sum row sums. Where a table leaves it open, every reading a clerk would accept is kept."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from proposal_check.budget.figures.arithmetic import compare, total
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.said_sums import said_rows
from proposal_check.budget.tables.work import interval

Fits = Callable[[int, tuple[int, ...]], bool]


@dataclass(frozen=True, slots=True)
class Scope:
    """A stated sum and the row sets it may be the sum of, the most natural first.

    `said`: the row itself names the first.
    """

    index: int
    name: str
    candidates: tuple[tuple[int, ...], ...]
    said: bool = False


@dataclass(slots=True)
class _Pass:
    """What is still uncovered by a sum while walking down a table."""

    units: list[int] = field(default_factory=list)
    leaves: list[int] = field(default_factory=list)
    boundary: int = 0
    ancestors: list[int] = field(default_factory=list)
    children: dict[int, list[int]] = field(default_factory=dict)
    scopes: list[Scope] = field(default_factory=list)


def mark_totals(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Turn the sum rows that close the whole table into total rows."""
    sums = [i for i, e in enumerate(entries) if e.row.kind == "subtotal"]
    last_item = max((i for i, e in enumerate(entries) if e.row.kind == "item"), default=-1)
    marked = list(entries)
    for i in sums:
        entry = entries[i]
        closes = i > last_item and i == sums[-1]
        alone = len(sums) == 1 and closes
        grand = entry.word == "总计" or (closes and entry.word == "合计") or alone
        if grand and not _is_of_a_category(entries, i) and not _closes_a_second_list(entries, sums, i):
            marked[i] = replace(entry, row=replace(entry.row, kind="total"))
    return tuple(marked)


def _is_of_a_category(entries: tuple[Entry, ...], i: int) -> bool:
    """Say whether a sum stands in one category of several with rows of that category."""
    inside = [e.span == entries[i].span for e in entries if e.row.kind == "item"]
    return entries[i].span is not None and any(inside) and not all(inside)


def _closes_a_second_list(entries: tuple[Entry, ...], sums: list[int], i: int) -> bool:
    """A last 合计 may sum only the rows since an earlier 合计: then neither speaks for the whole table."""
    earlier = [s for s in sums if s < i and entries[s].word == "合计"]
    stated = entries[i].row.amount
    if entries[i].word != "合计" or not earlier or stated is None or earlier[-1] == i - 1:
        return False
    since = [e.row.amount for e in entries[earlier[-1] + 1 : i] if e.row.kind == "item"]
    parts = [interval(a) for a in since if a and a.unit == stated.unit]
    if not parts or len(parts) < len(since) or compare(total(parts), interval(stated)) == "broken":
        return False
    before = [interval(a) for s in earlier if (a := entries[s].row.amount)]
    return compare(total([*before, *parts]), interval(stated)) == "broken"


def scopes(entries: tuple[Entry, ...], fits: Fits, *, below: bool = False) -> tuple[Scope, ...]:
    """Walk a table once and name what every subtotal, total and parent row should be the sum of.

    `fits(index, rows)` says whether a candidate's rows do sum up; it only decides what a sum covers.
    `below` asks for one more scope, index `len(entries)`: the total that a line under the table states.
    """
    state = _Pass()
    for i, entry in enumerate(entries):
        kind = entry.row.kind
        if kind == "group":
            state.boundary = len(state.units)
            _descend(entries, state, i)
        elif kind == "item" or (kind in {"subtotal", "total"} and _heads(entries, i)):
            _item(entries, state, i)
        elif kind in {"subtotal", "total"}:
            _sum(entries, state, i, fits)
    if below and state.units:
        state.scopes.append(Scope(len(entries), "I3", _distinct(_candidates(entries, state, True))))
    parents = [Scope(p, "I4", (tuple(c),)) for p, c in state.children.items()]
    return tuple(sorted((*state.scopes, *parents), key=lambda s: s.index))


def _heads(entries: tuple[Entry, ...], i: int) -> bool:
    """Say whether a numbered sum row stands above its parts: 一、总投资, then 1, 2, 3."""
    below = next((e for e in entries[i + 1 :] if e.row.kind != "blank"), None)
    return bool(
        below
        and below.row.kind == "item"
        and entries[i].numbered
        and below.numbered
        and below.row.level > entries[i].row.level
    )


def _descend(entries: tuple[Entry, ...], state: _Pass, i: int) -> int | None:
    """Move the stack of numbered rows to row i; return its nearest ancestor that states an amount."""
    if not entries[i].numbered:
        return None
    level = entries[i].row.level
    while state.ancestors and entries[state.ancestors[-1]].row.level >= level:
        state.ancestors.pop()
    parent = next((a for a in reversed(state.ancestors) if entries[a].row.amount), None)
    state.ancestors.append(i)
    return parent


def _item(entries: tuple[Entry, ...], state: _Pass, i: int) -> None:
    parent = _descend(entries, state, i)
    if parent is None:
        state.units.append(i)
    else:
        state.children.setdefault(parent, []).append(i)
        if parent in state.leaves and (entries[i].row.amount or entries[i].row.amount_state == "merged"):
            state.leaves.remove(parent)
    state.leaves.append(i)


def _sum(entries: tuple[Entry, ...], state: _Pass, i: int, fits: Fits) -> None:
    """Find a sum row's candidates; the rows of the one that fits are covered by it from here on."""
    entry = entries[i]
    name = "I3" if entry.row.kind == "total" else "I2"
    said = said_rows(entries, i)
    same = tuple(u for u in state.units if entry.span and entries[u].span == entry.span)
    if entry.row.kind == "subtotal" and (same or _closes_its_category(entries, i)):
        candidates = [same]
    else:
        candidates = _candidates(entries, state, entry.row.kind == "total", entry.word)
    candidates = list(_distinct([said, *candidates]))
    if not candidates and not state.units and not entry.span:
        candidates = [_following(entries, i)]
    if not candidates:
        state.units.append(i)
        return
    chosen = said or next((c for c in candidates if fits(i, c)), candidates[0])
    if chosen:
        state.scopes.append(Scope(i, name, tuple(candidates), bool(said)))
    covered = set(chosen) | ({u for u in state.units} if set(chosen) == set(state.leaves) else set())
    state.units = [u for u in state.units if u not in covered] + [i]
    state.boundary = len(state.units)
    state.ancestors = []


def _distinct(candidates: list[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    return tuple(c for c in dict.fromkeys(candidates) if c)


def _closes_its_category(entries: tuple[Entry, ...], i: int) -> bool:
    """A category cell covers rows above its sum: an empty category sums nothing."""
    span = entries[i].span
    return span is not None and i > 0 and entries[i - 1].span == span


def _candidates(
    entries: tuple[Entry, ...], state: _Pass, total: bool, word: str = "总计"
) -> list[tuple[int, ...]]:
    """List the readings of a sum; a last 合计 may also close a second list under the same header."""
    everything = tuple(state.units)
    last_sum = max((n for n, u in enumerate(state.units) if entries[u].row.kind != "item"), default=-1)
    since = tuple(state.units[last_sum + 1 :])
    group = tuple(state.units[state.boundary :])
    numbered = [u for u in state.units if entries[u].numbered]
    top = min((entries[u].row.level for u in numbered), default=1)
    tops = tuple(u for u in numbered if entries[u].row.level == top)
    if total:
        return [everything, tuple(state.leaves), tops, *([since] if word == "合计" else [])]
    return [group, since, everything]


def _following(entries: tuple[Entry, ...], i: int) -> tuple[int, ...]:
    """A sum that stands above its items: the top rows below it, up to the next sum."""
    rows: list[int] = []
    for n in range(i + 1, len(entries)):
        if entries[n].row.kind in {"subtotal", "total"}:
            break
        if entries[n].row.kind == "item":
            rows.append(n)
    top = min((entries[n].row.level for n in rows), default=1)
    return tuple(n for n in rows if entries[n].row.level == top)
