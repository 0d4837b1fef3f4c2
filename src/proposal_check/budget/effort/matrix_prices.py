"""A matrix of efforts that prices itself: a row of rates and a row of costs under its sum."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from proposal_check.budget.effort.effort_rates import exact, key_of
from proposal_check.budget.figures.arithmetic import Interval, compare, total
from proposal_check.budget.figures.wording import equation, in_unit, plain, sum_text
from proposal_check.budget.tables.cells import count, money
from proposal_check.budget.tables.columns import Header
from proposal_check.budget.tables.counted import effort_unit_of
from proposal_check.budget.tables.header_words import SCALES, header_unit
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity, LabourRate

_RATE = re.compile(r"^(?:\d+)?(?:人[工力日天月年]|人员|开发|平均|基准)*(?:单价|费率|要价)")
_COST = re.compile(r"^(?:人[工力]|人员|开发|各?角色|各?阶段)*(?:费用|金额|成本|造价|合价|总价)")


def with_priced_rows(entries: Sequence[Entry], header: Header) -> tuple[Entry, ...]:
    """Keep the rows of rates and costs of a matrix out of its sums."""
    if not header.parts:
        return tuple(entries)
    return tuple(
        replace(e, row=replace(e.row, kind="memo", effort=None, amount=None)) if _is_priced(e) else e
        for e in entries
    )


def _label(entry: Entry) -> str:
    cell = next((c for c in entry.line.own() if c.text.strip()), None)
    return squeeze(cell.text) if cell else ""


def _is_priced(entry: Entry) -> bool:
    return bool(_RATE.match(_label(entry)) or _COST.match(_label(entry)))


def _row(work: Work, pattern: re.Pattern[str]) -> Entry | None:
    """Give the only row of its kind."""
    found = [e for e in work.entries if work.header.parts and pattern.match(_label(e))]
    return found[0] if len(found) == 1 else None


def _priced(entry: Entry, col: int) -> Amount | None:
    """Read a cell of money in the unit that the row's label says."""
    unit = header_unit(_label(entry)).money
    return money(entry.line, col, SCALES[unit] if unit else None)[1]


def matrix_rates(work: Work) -> Iterator[LabourRate]:
    """Yield the rate of each role or stage, in 元."""
    entry = _row(work, _RATE)
    if entry is None:
        return
    per = header_unit(_label(entry)).per or header_unit(_label(entry)).effort or effort_unit_of(work)
    for col in work.header.parts:
        rate = _priced(entry, col)
        if rate:
            name, unit = key_of(work.header.texts[col - 1]), rate.unit or ""
            yield LabourRate(
                work.sheet.block, entry.line.row, name, "stated", rate.low, rate.value, rate.high, per,
                unit == "元", f"{in_unit(rate.value, 1)}{unit}{'/' + per if per else ''}", (rate.anchor,),
            )  # fmt: skip


def matrix_costs(work: Work) -> Iterator[Identity]:
    """Check each column's effort × rate against its cost, and the costs against their sum."""
    rates, costs = _row(work, _RATE), _row(work, _COST)
    if rates:
        yield from _lines(work, rates)
    if rates is None or costs is None:
        return
    priced = [c for c in work.header.parts if _priced(costs, c)]
    for col in priced:
        yield from _column(work, rates, costs, col)
    whole = _priced(costs, work.header.roles["effort"]) if "effort" in work.header.roles else None
    parts = [p for c in priced if (p := _priced(costs, c))]
    if whole and len(parts) > 1 and len({p.unit for p in (*parts, whole)}) == 1:
        left = sum_text([plain(p.value) for p in parts])
        yield _identity(work, _label(costs), left, parts, whole, total(interval(p) for p in parts))


def _lines(work: Work, rates: Entry) -> Iterator[Identity]:
    """Check what each row costs by the rates above its efforts; where most do not, one is asked about."""
    found = [i for e in work.entries if e.row.kind == "item" and (i := _line(work, rates, e))]
    broken = [i for i in found if i.state == "broken"]
    if len(broken) * 2 < len(found):
        yield from found
    elif broken:
        yield replace(broken[0], state="unchecked", reason="多数行的工作量×单价不等于金额，可能另有系数")


def _line(work: Work, rates: Entry, entry: Entry) -> Identity | None:
    efforts = [(col, v) for col in work.header.parts if (v := count(entry.line, col, effort_unit_of(work)))]
    terms = [(v, rate) for col, v in efforts if (rate := _priced(rates, col))]
    cost = entry.row.amount
    if cost is None or not terms or len(terms) < len(efforts) or {r.unit for _, r in terms} != {cost.unit}:
        return None
    left = " + ".join(f"{plain(v.value)} × {in_unit(r.value, 1)}" for v, r in terms)
    expected = total(interval(exact(r)).scaled(v.value) for v, r in terms)
    return _identity(work, entry.row.name, left, [a for term in terms for a in term], cost, expected)


def _column(work: Work, rates: Entry, costs: Entry, col: int) -> Iterator[Identity]:
    items = [e for e in work.entries if e.row.kind == "item"]
    efforts = [v for e in items if (v := count(e.line, col, effort_unit_of(work)))]
    rate, cost = _priced(rates, col), _priced(costs, col)
    if rate and cost and efforts and rate.unit == cost.unit:
        size = sum((e.value for e in efforts), Decimal(0))
        left = f"{plain(size)} × {plain(rate.value)}"
        expected = interval(exact(rate)).scaled(size)
        yield _identity(work, work.header.texts[col - 1], left, [rate, *efforts], cost, expected)


def _identity(
    work: Work, subject: str, left: str, terms: Sequence[Amount], cost: Amount, expected: Interval
) -> Identity:
    state = compare(expected, interval(cost))
    formula = equation(
        left, plain(expected.value.normalize()), in_unit(cost.value, 1),
        equal=state == "holds", unit=cost.unit or "", near=state == "rounding",
    )  # fmt: skip
    known = cost.unit == "元"
    return Identity(
        "I7", state, f"{key_of(subject)}（费用）", formula, expected.value, cost.value,
        cost.value - expected.value if known else None,
        (cost.anchor, *(t.anchor for t in terms)), work.sheet.block,
    )  # fmt: skip
