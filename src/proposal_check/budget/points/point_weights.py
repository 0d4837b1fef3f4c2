"""I8 in a list of functions: each row's weight by the document's own table of weights, counts × weights.

Where the document has no table of weights only a row that differs from all others of its type and complexity
is asked about.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.figures.arithmetic import Interval, compare, total
from proposal_check.budget.figures.wording import equation, plain, sum_text
from proposal_check.budget.tables.cells import count
from proposal_check.budget.tables.point_types import complexity, function_type, type_column
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.sheet import Sheet, squeeze
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity, IdentityState

_WEIGHT = re.compile(r"权重|权值")
_GRADE = re.compile(r"复杂")
_COUNTED = re.compile(r"数量|个数")
_ADJUSTED = re.compile(r"(?<!未)调整后|AFP", re.IGNORECASE)
_ALIKE = 3
# NESMA: indicative and estimated.
_METHODS: tuple[Mapping[str, int], ...] = (
    {"ILF": 35, "EIF": 15},
    {"ILF": 10, "EIF": 7, "EI": 4, "EO": 5, "EQ": 4},
)

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Function:
    """One row of a list of functions: its type and complexity, and the points it is given."""

    entry: Entry
    key: Key
    points: Amount


def weights_of(sheets: Sequence[Sheet]) -> Mapping[Key, Amount]:
    """Read the tables of weights, by type and complexity; a weight stated twice differently is left out."""
    found: dict[Key, Amount] = {}
    unsure: set[Key] = set()
    for sheet in sheets:
        for key, amount in _weights(sheet):
            if found.setdefault(key, amount).value != amount.value:
                unsure.add(key)
    return {key: amount for key, amount in found.items() if key not in unsure}


def _weights(sheet: Sheet) -> Iterator[tuple[Key, Amount]]:
    """Yield the cells of a table with each type once, by columns of complexity or in a column of weights."""
    heads = {c: squeeze(sheet.lines[0].text(c)) for c in range(1, sheet.cols + 1)} if sheet.lines else {}
    levels = {c: level for c, text in heads.items() if (level := complexity(text))}
    weight = next((c for c, text in heads.items() if _WEIGHT.search(text)), None)
    grade = next((c for c, text in heads.items() if _GRADE.search(text)), 0)
    counted = any(_COUNTED.search(text) for text in heads.values())
    col = type_column(sheet, 1) if levels or (weight and not counted) else None
    lines = [line for line in sheet.lines if col and function_type(line.text(col))]
    types = [function_type(line.text(col or 0)) for line in lines]
    if len(set(types)) != len(types):
        return
    for kind, line in zip(types, lines, strict=True):
        for place, level in levels.items() if levels else ((weight, complexity(line.text(grade))),):
            value = count(line, place, "功能点")
            if value:
                yield (kind, level), value


def weight_identities(work: Work, weights: Mapping[Key, Amount]) -> tuple[Identity, ...]:
    """Check a list of functions; where many rows differ from the table of weights, it is not this list's."""
    kind = type_column(work.sheet, work.header.rows) if work.kind == "function_points" else None
    if kind is None:
        return ()
    counted = tuple(_counted(work, kind))
    listed = list(_functions(work, kind))
    given = [_given(work, f, weights[f.key]) for f in listed if f.key in weights]
    broken = sum(i.state == "broken" for i in given)
    if broken > 1 and broken * 3 > len(given):
        given = []
    return (*counted, *given, *_odd(work, [f for f in listed if f.key not in weights]))


def _column(work: Work) -> int | None:
    """Name the column of each row's own weight: unadjusted points, one function a row."""
    texts = work.header.texts
    weight = next((c for c, t in enumerate(texts, 1) if _WEIGHT.search(t)), None)
    if weight:
        return weight
    col = work.header.roles.get("function_points")
    single = not any(_COUNTED.search(t) for t in texts)
    return col if col and single and not _ADJUSTED.search(texts[col - 1]) else None


def _functions(work: Work, kind: int) -> Iterator[_Function]:
    col, grade = _column(work), next((c for c, t in enumerate(work.header.texts, 1) if _GRADE.search(t)), 0)
    for entry in work.entries:
        points = count(entry.line, col, "功能点")
        name = function_type(entry.line.text(kind))
        if entry.row.kind == "item" and name and points:
            yield _Function(entry, (name, complexity(entry.line.text(grade))), points)


def _given(work: Work, function: _Function, weight: Amount) -> Identity:
    points = function.points
    multiple = weight.value and points.value % weight.value == 0
    several = multiple and points.value != weight.value and not _WEIGHT.search(_header(work, points))
    state: IdentityState = compare(interval(weight), interval(points))
    reason = "可能含几个功能点" if several else ""
    label = "".join(function.key)
    formula = f"{label}权重{plain(weight.value)} {'=' if state == 'holds' else '≠'} {plain(points.value)}"
    return Identity(
        "I8", "unchecked" if reason else state, f"{squeeze(function.entry.row.name)}（权重）", formula,
        weight.value, points.value, None, (points.anchor, weight.anchor), work.sheet.block, reason,
    )  # fmt: skip


def _header(work: Work, amount: Amount) -> str:
    return work.header.texts[amount.anchor.cell[1] - 1] if amount.anchor.cell else ""


def _odd(work: Work, listed: Sequence[_Function]) -> Iterator[Identity]:
    """Ask about the one row that differs from all others of its type and complexity."""
    groups: dict[Key, list[_Function]] = {}
    for function in listed:
        groups.setdefault(function.key, []).append(function)
    for key, group in groups.items():
        values = Counter(f.points.value for f in group)
        (usual, times), *others = values.most_common()
        if times < _ALIKE or times != len(group) - 1:
            continue
        odd = next(f for f in group if f.points.value == others[0][0])
        if odd.points.value % usual:
            reason = f"同类型其他{times}行的权重均为{plain(usual)}，本行为{plain(odd.points.value)}"
            formula = f"{''.join(key)}权重{plain(usual)} ≠ {plain(odd.points.value)}"
            yield Identity(
                "I8", "unchecked", f"{squeeze(odd.entry.row.name)}（权重）", formula, usual,
                odd.points.value, None, (odd.points.anchor,), work.sheet.block, reason,
            )  # fmt: skip


def _counted(work: Work, kind: int) -> Iterator[Identity]:
    """A row that prints a number of functions, their weight and their points."""
    texts = work.header.texts
    number = next((c for c, t in enumerate(texts, 1) if _COUNTED.search(t)), None)
    weight = next((c for c, t in enumerate(texts, 1) if _WEIGHT.search(t)), None)
    points = work.header.roles.get("function_points")
    if number is None or weight is None or points in {None, weight}:
        return
    for entry in work.entries:
        terms = [count(entry.line, c, None) for c in (number, weight)]
        stated = count(entry.line, points, "功能点")
        if stated and terms[0] and terms[1] and function_type(entry.line.text(kind)):
            expected = interval(terms[0]) * interval(terms[1])
            left = f"{plain(terms[0].value)} × {plain(terms[1].value)}"
            yield _product(work, entry, left, (stated, terms[0], terms[1]), expected)


def _product(work: Work, entry: Entry, left: str, cells: Sequence[Amount], expected: Interval) -> Identity:
    stated = cells[0]
    state = compare(expected, interval(stated))
    formula = equation(
        left, plain(expected.value), plain(stated.value),
        equal=state == "holds", unit="功能点", near=state == "rounding",
    )  # fmt: skip
    return Identity(
        "I8", state, squeeze(entry.row.name), formula, expected.value, stated.value, None,
        tuple(c.anchor for c in cells), work.sheet.block,
    )  # fmt: skip


def type_count_identities(work: Work) -> tuple[Identity, ...]:
    """Check rows that count each type in a column, by the one NESMA method that all rows but one follow."""
    columns = {t: c for c, text in enumerate(work.header.texts, 1) if (t := function_type(text))}
    if work.kind != "function_points" or len(columns) < 2:
        return ()
    tried = [list(_by_method(work, columns, m)) for m in _METHODS if columns.keys() <= m.keys()]
    fitting = [t for t in tried if sum(i.state == "broken" for i in t) <= 1 and len(t) > _ALIKE - 1]
    return tuple(fitting[0]) if len(fitting) == 1 else ()


def _by_method(work: Work, columns: Mapping[str, int], method: Mapping[str, int]) -> Iterator[Identity]:
    for entry in work.entries:
        stated = count(entry.line, work.header.roles.get("function_points"), "功能点")
        counts = {t: v for t, c in columns.items() if (v := count(entry.line, c, None))}
        blank = all(
            read_cell(entry.line.text(c)).state in {"number", "blank", "mark"} for c in columns.values()
        )
        if entry.row.kind not in {"item", "total", "subtotal"} or not stated or not counts or not blank:
            continue
        expected = total(interval(v).scaled(Decimal(method[t])) for t, v in counts.items())
        left = sum_text([f"{plain(v.value)} × {method[t]}" for t, v in counts.items()])
        yield _product(work, entry, left, (stated, *counts.values()), expected)
