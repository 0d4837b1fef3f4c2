"""I8: unadjusted to adjusted function points, function points to effort.

Each step is checked with the factors of its own row, and with the productivity and the hours of a month that
the document states itself: none is assumed, so that the formulas of different places never mix.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from proposal_check.budget.figures.amounts import narrow
from proposal_check.budget.figures.arithmetic import Interval, compare
from proposal_check.budget.figures.wording import equation, plain
from proposal_check.budget.points.point_costs import cost_identities
from proposal_check.budget.tables.cells import count
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Conversion, Identity, IdentityState

_UNADJUSTED = re.compile(r"^ufp|^ufc|未调整", re.IGNORECASE)
_ADJUSTED = re.compile(r"^afp|^us$|(?<!未)调整后", re.IGNORECASE)
_FACTOR = re.compile(r"因子|系数")
_PRODUCTIVITY = re.compile(r"生产率|人时[/／]功能点", re.IGNORECASE)
_THIRD = re.compile(r"0?\.(?:3{2,}|6+7?)$")
_HOURS_PER_DAY = Decimal(8)
_MOST_FACTORS = 6
_FEWEST_ROWS = 3
# Factor columns, and whether their figures are taken as printed.
_Common = tuple[Sequence[int], bool]


def point_identities(work: Work, conversion: Conversion) -> tuple[Identity, ...]:
    """Check the rows of a table with function points; most rows off alike have a factor we do not see."""
    unadjusted, adjusted = _column(work, _UNADJUSTED), _column(work, _ADJUSTED)
    points = points_column(work)
    found: list[Identity] = []
    if unadjusted and adjusted:
        common = _common_factors(work, unadjusted, adjusted)
        said = _said_factor(work, conversion)
        rows = [_adjusted(work, e, (unadjusted, adjusted), common, said) for e in _items(work)]
        rows = rows if _factor_columns(work) else _unless_told(rows, said)
        found.extend(_unless_most(rows, "多数行另有系数，不能确定算式"))
    if points and "effort" in work.header.roles:
        rows = [_effort(work, e, points, conversion) for e in _items(work)]
        found.extend(_unless_most(rows, "多数行与所述生产率不符，可能另有系数"))
    return (*found, *(cost_identities(work, points, conversion) if points else ()))


def point_columns(work: Work) -> list[int]:
    """Name every column of points, unadjusted and adjusted."""
    role = work.header.roles.get("function_points")
    if role is None:
        return []
    found = (role, _column(work, _UNADJUSTED), _column(work, _ADJUSTED))
    return list(dict.fromkeys(c for c in found if c))


def points_column(work: Work) -> int | None:
    """Name the column whose points are priced: the adjusted ones before the others."""
    return _column(work, _ADJUSTED) or _column(work, _UNADJUSTED) or work.header.roles.get("function_points")


def _items(work: Work) -> Iterator[Entry]:
    return (e for e in work.entries if e.row.kind == "item")


def _column(work: Work, pattern: re.Pattern[str]) -> int | None:
    texts = [narrow(t).rsplit("/", 1)[-1].strip() for t in work.header.texts]
    return next((n for n, t in enumerate(texts, 1) if pattern.search(t) and not _FACTOR.search(t)), None)


def _unless_most(rows: Sequence[Identity | None], reason: str) -> list[Identity]:
    found = [i for i in rows if i]
    broken = [i for i in found if i.state == "broken"]
    if len(broken) > 1 and len(broken) * 2 > len(found):
        return [replace(i, state="unchecked", difference=None, reason=reason) for i in found]
    return found


def _adjusted(
    work: Work, entry: Entry, cols: tuple[int, int], common: _Common | None, said: Sequence[Amount]
) -> Identity | None:
    """Multiply by the factors that the rows have in common; else by those that lead to the figure stated."""
    before, after = (count(entry.line, col, "功能点") for col in cols)
    if before is None or after is None:
        return None
    choices = [common] if common else [(c, False) for c in _choices(_factor_columns(work))]
    tried = [said] if said else []
    tried += [_factors(entry, c, as_printed=exact) for c, exact in choices]
    chosen = next((c for c in tried if _agrees(before, c, after)), tried[0])
    state = compare(_times(before, chosen), interval(after))
    return _written(work, entry, (before, *chosen), after, _times(before, chosen), state)


def _said_factor(work: Work, conversion: Conversion) -> list[Amount]:
    """Give the factor that the document states for a table that has no column of factors."""
    said = None if _factor_columns(work) else conversion.size_factor
    return [Amount(said.value, said.value, said.value, None, f"{said.value}", said.anchor)] if said else []


def _unless_told(rows: Sequence[Identity | None], said: Sequence[Amount]) -> list[Identity | None]:
    """Leave rows open in a table without factors, but for those that differ from a factor others follow."""
    followed = sum(i is not None and i.state != "broken" and len(i.anchors) > 2 for i in rows)
    if said and followed >= _FEWEST_ROWS:
        return list(rows)
    reason = "表中没有列出调整因子，不能核算"
    return [replace(i, state="unchecked", reason=reason) if i and i.state == "broken" else i for i in rows]


def _factor_columns(work: Work) -> list[int]:
    return [n for n, t in enumerate(work.header.texts, 1) if _FACTOR.search(t)]


def _factors(entry: Entry, columns: Sequence[int], *, as_printed: bool) -> list[Amount]:
    """Read a row's factors, rounded or as printed; a blank one is no factor, 0.33 and 0.67 are thirds."""
    found = [f for f in (count(entry.line, c, None) for c in columns) if f and f.unit != "%"]
    if not as_printed:
        return found
    return [f if _THIRD.match(f.printed) else replace(f, low=f.value, high=f.value) for f in found]


def _common_factors(work: Work, unadjusted: int, adjusted: int) -> _Common | None:
    """Find the factor columns that all rows but at most one follow, and whether they do as printed.

    None where rows are few: then a factor may be shown that is not used.
    """
    rows: list[tuple[Entry, Amount, Amount]] = []
    for entry in _items(work):
        before, after = (count(entry.line, c, "功能点") for c in (unadjusted, adjusted))
        if before and after:
            rows.append((entry, before, after))

    def agreeing(columns: Sequence[int], *, as_printed: bool) -> int:
        factors = (_factors(e, columns, as_printed=as_printed) for e, *_ in rows)
        return sum(_agrees(b, f, a) for f, (_, b, a) in zip(factors, rows, strict=True))

    choices = list(_choices(_factor_columns(work))) if len(rows) >= _FEWEST_ROWS else []
    for as_printed in (True, False) if choices else ():
        counts = [agreeing(c, as_printed=as_printed) for c in choices]
        if max(counts) >= len(rows) - 1:
            return choices[counts.index(max(counts))], as_printed
    return None


def _choices(columns: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the sets of factor columns a row may use, all of them first; of very many only all and none."""
    sizes = range(len(columns), -1, -1) if len(columns) <= _MOST_FACTORS else (len(columns), 0)
    for size in sizes:
        yield from combinations(columns, size)


def _agrees(before: Amount, factors: Sequence[Amount], after: Amount) -> bool:
    return compare(_times(before, factors), interval(after)) != "broken"


def _times(first: Amount, factors: Sequence[Amount]) -> Interval:
    result = interval(first)
    for factor in factors:
        result = result * interval(factor)
    return result


def _effort(work: Work, entry: Entry, points: int, conversion: Conversion) -> Identity | None:
    """Effort = points × hours per point ÷ hours per month; unchecked where the document does not say them."""
    size, effort = count(entry.line, points, "功能点"), entry.row.effort
    if size is None or effort is None:
        return None
    column = _column(work, _PRODUCTIVITY)
    own = count(entry.line, column, None) if column else None
    said, month = conversion.per_point, conversion.hours_per_month
    rate = own.value if own else said.value if said else None
    hours = {"人时": Decimal(1), "人日": _HOURS_PER_DAY, "人月": month.value if month else None}.get(
        effort.unit or ""
    )
    if rate is None or hours is None:
        return None
    expected = interval(size).scaled(rate / hours)
    state = compare(expected, interval(effort))
    tail = f" × {plain(rate)}" + (f" ÷ {plain(hours)}" if hours != 1 else "")
    return _written(work, entry, (size,), effort, expected, state, tail)


def _written(
    work: Work, entry: Entry, terms: Sequence[Amount], stated: Amount, expected: Interval,
    state: IdentityState, tail: str = "",
) -> Identity:  # fmt: skip
    left = " × ".join(plain(t.value) for t in terms) + tail
    computed = stated.value if state == "holds" else expected.value.quantize(Decimal("0.01")).normalize()
    formula = equation(
        left, plain(computed), plain(stated.value),
        equal=state == "holds", unit=stated.unit or "", near=state == "rounding",
    )  # fmt: skip
    return Identity(
        "I8", state, entry.row.name, formula, expected.value, stated.value, None,
        (stated.anchor, *(t.anchor for t in terms)), work.sheet.block,
    )  # fmt: skip
