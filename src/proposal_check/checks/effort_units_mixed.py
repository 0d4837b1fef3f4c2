"""Note effort counted in days here and in months there without a stated conversion, or with an odd one.

A stated conversion is held against the norms: the month's price spread over its days should be a day's price.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, name_of, tables_of
from proposal_check.checks.case import Case
from proposal_check.checks.norm_source import bounds
from proposal_check.model.budget import TableKind
from proposal_check.model.document import Anchor, Paragraph, Table
from proposal_check.model.finding import Hit

VALUES = frozenset({"fault"})

_CONVERSION = re.compile(
    r"人月\s*(?:[=＝≈]|按|折合|折算(?:为|成)?|为|等于|计)\s*\d+(?:\.\d+)?\s*个?\s*(?:人[日天]|工作日|工日|天|日)"
    r"|\d+(?:\.\d+)?\s*个?\s*(?:人[日天]|工作日|工日|天|日)?\s*[/／每]\s*(?:人)?月|每(?:人)?月\s*(?:按|为)?\s*\d+(?:\.\d+)?\s*(?:天|日|个工作日|人[日天])"
)


class Params(BaseModel):
    """`day_figure` and `month_figure`: the norms of a day and of a month that a conversion should join."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: list[TableKind]
    units: list[str] = ["人日", "人月"]
    day_figure: str = ""
    month_figure: str = ""


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when all the units occur and no text states how one converts into the other."""
    found: dict[str, list[Anchor]] = {}
    names: list[str] = []
    for table in tables_of(case, params.kinds):
        for row in table.rows:
            if row.effort and row.effort.unit in params.units:
                found.setdefault(row.effort.unit, []).append(row.effort.anchor)
                names.append(name_of(case, table))
    if not found:
        yield inapplicable("工作量单位", "没有按人日或人月计的工作量")
    elif len(found) == len(params.units) and not _converted(case):
        fault = f"{'、'.join(dict.fromkeys(names))}同时使用{'和'.join(params.units)}计工作量，未说明折算系数"
        yield Hit("工作量单位", {"fault": fault}, tuple(anchors[0] for anchors in found.values()))
    if found and params.day_figure and params.month_figure:
        yield from _odd_conversion(case, params)


def _odd_conversion(case: Case, params: Params) -> Iterator[Hit]:
    """A month of so many days makes a day dearer or cheaper than the norm of a day."""
    day, month = (case.pack.norms.figures[name] for name in (params.day_figure, params.month_figure))
    said = case.budget.conversion.days_per_month
    if said is None or month.high is None or day.low is None or day.high is None:
        return
    implied = month.high / said.value
    if not day.low <= implied <= day.high:
        shown = f"{implied.quantize(Decimal(1), ROUND_HALF_UP):f}"
        fault = f"所述1人月折{said.value.normalize():f}人日，按{bounds(month)}折合{shown}元/人日"
        fault += f"，不在{bounds(day)}之内"
        yield Hit("折算系数", {"fault": fault}, (said.anchor,))


def _converted(case: Case) -> bool:
    return any(_CONVERSION.search(b.text) for b in case.document.blocks if isinstance(b, Paragraph | Table))
