"""The rates that price an effort: one for all, or one for each role, stage or level of a list."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from proposal_check.budget.figures.amounts import EFFORT_UNITS, narrow
from proposal_check.budget.tables.header_words import header_levels
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work
from proposal_check.model.budget import Amount, LabourRate

_BRACKET = re.compile(r"[(\[【].*?[)\]】]")


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of effort costs, exactly as printed; `per` is 人日, 人月, 人年 or 人时.

    `amount` is in 元, its unit None where the money unit is not known.
    """

    amount: Amount
    per: str


def key_of(text: str) -> str:
    """Reduce a name of a role or a stage to what two tables have in common."""
    return _BRACKET.sub("", squeeze(narrow(header_levels(text)[-1])))


def listed_rates(works: Sequence[Work]) -> Mapping[str, Rate] | None:
    """Read the lists of rates without efforts and amounts; None where two of them differ on a name."""
    found: dict[str, Rate] = {}
    for work in works:
        if "rate" not in work.header.roles or {"effort", "amount", "quantity"} & work.header.roles.keys():
            continue
        for key, rate in _rows(work):
            same = found.setdefault(key, rate)
            if (same.amount.value, same.per) != (rate.amount.value, rate.per):
                return None
    return found


def _rows(work: Work) -> Iterator[tuple[str, Rate]]:
    for entry in work.entries:
        if rate := _rate(entry):
            yield key_of(entry.row.name), rate


def _rate(entry: Entry) -> Rate | None:
    """Give a row's labour rate where it says what it is per."""
    rate = entry.row.rate
    money, _, per = ((rate.unit or "") if rate else "").partition("/")
    return Rate(exact(replace(rate, unit=money or None)), per) if rate and per in EFFORT_UNITS else None


def text_rate(rates: Sequence[LabourRate]) -> tuple[Rate | None, bool]:
    """Give the one rate the text computes with, and whether it states several."""
    sure = [r for r in rates if r.origin == "text" and r.sure and r.per in EFFORT_UNITS]
    values = {(r.value, r.per) for r in sure}
    if len(values) != 1:
        return None, len(values) > 1
    first = sure[0]
    amount = Amount(first.value, first.value, first.value, "元", first.formula, first.anchors[0])
    return Rate(amount, first.per or ""), False


def exact(amount: Amount) -> Amount:
    """Take a printed figure at its word."""
    return replace(amount, low=amount.value, high=amount.value)
