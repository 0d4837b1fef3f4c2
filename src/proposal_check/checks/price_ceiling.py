"""Compare unit prices of named equipment with ceilings of the norms."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import (
    file_of,
    inapplicable,
    items,
    name_of,
    review,
    unreadable,
    with_attached,
)
from proposal_check.checks.case import Case
from proposal_check.checks.norm_source import bounds, severity, source
from proposal_check.model.budget import BudgetRow, BudgetTable
from proposal_check.model.finding import Hit

VALUES = frozenset({"table", "row", "price", "norm", "source"})


class Ceiling(BaseModel):
    """`words` of which a row's name must end with or contain one, and none of `but`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: list[str]
    but: list[str] = []
    norm_figure: str


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: str
    ceilings: list[Ceiling]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per row whose price is surely above its ceiling; a price without a unit asks a person."""
    found = list(_rows(case, params))
    if not found:
        reason = unreadable(case)
        subject = params.subject
        yield review(subject, reason) if reason else inapplicable(subject, f"概算没有列{subject}")
    for table, row, ceiling in found:
        figure = case.pack.norms.figures[ceiling.norm_figure]
        name, price = "".join(row.name.split()), row.price
        if price is None or figure.high is None:
            continue
        if price.unit != "元":
            yield review(name, f"“{name}”的单价没有注明金额单位，请对照限价核对", (price.anchor,))
        elif price.low > figure.high:
            values = {
                "table": name_of(case, table),
                "row": name,
                "price": f"{price.value.normalize():,f}元",
                "norm": bounds(figure),
                "source": source(case, figure),
            }
            yield Hit(f"{values['table']}{name}", values, (price.anchor,), severity=severity(figure))


def _rows(case: Case, params: Params) -> Iterator[tuple[BudgetTable, BudgetRow, Ceiling]]:
    """Yield the rows that a ceiling holds for; what a file that comes along repeats is judged once."""
    own = {(r.name, r.price.value) for t in case.budget.tables for r in items(t) if r.price}
    for table in with_attached(case):
        for row in items(table):
            name = "".join(row.name.split())
            chosen = [
                c
                for c in params.ceilings
                if any(w in name for w in c.words) and not any(w in name for w in c.but)
            ]
            again = row.price and file_of(table) and (row.name, row.price.value) in own
            if row.price and len(chosen) == 1 and not again:
                yield table, row, chosen[0]
