"""I8 down a column: a list of what an estimate takes and gives, UFP to factors to effort to cost.

Each figure is known by its label; the equations are those of GB/T 36964: adjusted points are points ×
factors, effort is points × productivity ÷ hours of a month, cost is effort × rate and direct cost. A factor
belongs to the next result below it. A table with a number no label explains is never called wrong.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from proposal_check.budget.figures.arithmetic import Interval, compare, point
from proposal_check.budget.figures.wording import equation, plain
from proposal_check.budget.points.chain_labels import RESULTS, Chain, Step
from proposal_check.model.budget import Identity, IdentityState

_SHORTEST_MONTH = 100
_MOST_FACTORS = 6


def chain_identities(chain: Chain) -> Iterator[Identity]:
    """Check each result of a chain against the figures above it."""
    for result in RESULTS:
        stated = chain.one(result)
        formula = (_from_hours(chain, stated) or _formula(chain, stated)) if stated else None
        if stated and formula:
            yield _judged(chain, stated, *formula)


Terms = tuple[list[Step], list[Step]]


def _from_hours(chain: Chain, stated: Step) -> tuple[Terms, Step] | None:
    """Divide an effort in hours that stands above the same in months."""
    hours, month = chain.one("hours"), _month(chain)
    told = stated.name == "effort" and stated.unit in {"人月", ""}
    return (([hours], [month]), hours) if told and hours and month else None


def _formula(chain: Chain, stated: Step) -> tuple[Terms, Step] | None:
    """Name what is multiplied, what is divided by, and the figure behind which factors begin."""
    size = chain.one("adjusted") if stated.name != "adjusted" else None
    size = size or chain.one("points")
    effort, price, rate = chain.one("effort"), chain.one("price"), chain.one("rate")
    if stated.name == "cost" and price and size:
        return ([size, price], []), size
    if stated.name == "cost" and effort and rate and effort.unit in {rate.per, ""}:
        return ([effort, rate], []), effort
    if size is None or (stated.name == "cost" and (rate is None or effort or rate.per != "人月")):
        return None
    if stated.name == "adjusted":
        return ([size], []), size
    hours = _hours(chain, stated)
    if hours is None:
        return None
    return ([size, *hours[0], *([rate] if rate and stated.name == "cost" else [])], hours[1]), size


def _hours(chain: Chain, stated: Step) -> Terms | None:
    """Productivity, and the hours of a month where the effort is in person-months."""
    productivity, month = chain.one("productivity"), _month(chain)
    if productivity is None or productivity.unit != "时":
        return None
    if stated.name == "hours" or (stated.name == "effort" and stated.unit == "人时"):
        return [productivity], []
    in_months = stated.name == "cost" or stated.unit in {"人月", ""}
    return ([productivity], [month]) if month and in_months else None


def _month(chain: Chain) -> Step | None:
    """Give the hours of a month; a figure too small counts days."""
    month = chain.one("month")
    return month if month and month.value.value >= _SHORTEST_MONTH else None


def _factors(chain: Chain, first: Step, last: Step) -> Iterator[list[Step]]:
    """Yield the sets of factors a result may use: those since the figure before it, then any above it."""
    end = chain.steps.index(last)
    above = [s for s in chain.steps[:end] if s.name == "factor"]
    since = (
        above
        if first.name == "points"
        else [s for s in above if s in chain.steps[chain.steps.index(first) :]]
    )
    yield since
    for size in range(len(above), -1, -1) if len(above) <= _MOST_FACTORS else (len(above), 0):
        yield from map(list, combinations(above, size))


def _judged(chain: Chain, stated: Step, terms: Terms, first: Step) -> Identity:
    direct = chain.one("direct") if stated.name == "cost" else None
    choices = list(_factors(chain, first, stated))
    agreed = (c for c in choices if compare(_value(terms, c, direct), stated.value) != "broken")
    chosen = next(agreed, choices[0])
    expected = _value(terms, chosen, direct)
    state: IdentityState = compare(expected, stated.value)
    reason = "表中另有不能识别的数，不能确定算式" if state == "broken" and chain.strange else ""
    used = (*terms[0], *chosen, *terms[1], *([direct] if direct else []))
    known = stated.name == "cost" and stated.unit == "元" and not reason
    return Identity(
        "I8", "unchecked" if reason else state, stated.label,
        _written(stated, expected, terms, chosen, direct, near=state == "rounding"), expected.value,
        stated.value.value, stated.value.value - expected.value if known else None,
        (stated.anchor, *(s.anchor for s in used)), chain.sheet.block, reason,
    )  # fmt: skip


def _value(terms: Terms, factors: Sequence[Step], direct: Step | None) -> Interval:
    """Multiply what is given as printed; a result above is only as precise as it prints."""
    value = point(Decimal(1))
    for step in (*terms[0], *factors):
        value = value * (step.value if step.name in RESULTS else step.exact)
    for step in terms[1]:
        value = value.scaled(1 / step.value.value)
    return value + direct.exact if direct else value


def _written(
    stated: Step,
    expected: Interval,
    terms: Terms,
    factors: Sequence[Step],
    direct: Step | None,
    *,
    near: bool,
) -> str:
    left = " × ".join(plain(s.value.value.normalize()) for s in (*terms[0], *factors))
    left += "".join(f" ÷ {plain(s.value.value.normalize())}" for s in terms[1])
    left += f" + {plain(direct.value.value.normalize())}" if direct else ""
    value, shown = expected.value, stated.value.value.normalize()
    computed = shown if value == shown else value.quantize(Decimal("0.01")).normalize()
    return equation(left, plain(computed), plain(shown), equal=value == shown, unit=stated.unit, near=near)
