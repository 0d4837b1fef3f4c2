"""Compare what a function-point estimate takes as given, its weights and its productivity, with references.

Only advice: methods differ between places, and what a document takes from another standard is not wrong.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, items, name_of, tables_of
from proposal_check.checks.case import Case
from proposal_check.checks.norm_source import bounds, severity, source
from proposal_check.model.budget import BudgetRow, BudgetTable
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Hit, Severity

VALUES = frozenset({"fault"})

_SHOWN = 5


class Params(BaseModel):
    """`weights`: type of function → the weights the reference knows; `productivity_figure`: of the norms."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: dict[str, list[Decimal]]
    productivity_figure: str


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per table for its weights, one for the productivity; inapplicable without points."""
    tables = tables_of(case, ["function_points"])
    if not tables:
        yield inapplicable("功能点", "概算没有采用功能点法")
        return
    for table in tables:
        yield from _weights(case, table, params)
    yield from _productivity(case, params)


def _weights(case: Case, table: BudgetTable, params: Params) -> Iterator[Hit]:
    odd = [
        (row, kind, points) for row, kind, points in _typed(table, params) if not _known(kind, points, params)
    ]
    if not odd:
        return
    shown = "、".join(f"“{''.join(r.name.split())}”（{k}）{p}" for r, k, p in odd[:_SHOWN])
    usual = "；".join(
        f"{k} {'/'.join(f'{w:f}' for w in params.weights[k])}" for k in dict.fromkeys(k for _, k, _ in odd)
    )
    name = name_of(case, table)
    fault = f"{name}中{shown}{'等' if len(odd) > _SHOWN else ''}的未调整功能点与参考权重（{usual}）不同"
    yield Hit(
        f"{name}权重", {"fault": fault}, tuple(r.anchor for r, _, _ in odd[:20]), severity=Severity.NOTE
    )


def _typed(table: BudgetTable, params: Params) -> Iterator[tuple[BudgetRow, str, Decimal]]:
    """Yield the rows of one function each: a type of function and a number of unadjusted points."""
    column = table.columns.get("function_points")
    if column is None or "调整后" in table.headers[column - 1].replace("未调整后", ""):
        return
    for row in items(table):
        kind = next(
            (t.strip().upper() for t in row.texts.values() if t.strip().upper() in params.weights), ""
        )
        text = row.texts.get("function_points", "").strip()
        if kind and text.replace(".", "", 1).isdigit():
            yield row, kind, Decimal(text)


def _known(kind: str, points: Decimal, params: Params) -> bool:
    """A row may count several functions of its type: a multiple of a weight is known too."""
    return any(points % weight == 0 for weight in params.weights[kind])


def _productivity(case: Case, params: Params) -> Iterator[Hit]:
    figure = case.pack.norms.figures[params.productivity_figure]
    said = case.budget.conversion.per_point
    if said is None or figure.low is None or figure.high is None or figure.low <= said.value <= figure.high:
        return
    fault = (
        f"所取生产率{said.value.normalize():f}人时/功能点，参考范围为{bounds(figure)}。{source(case, figure)}"
    )
    anchors: tuple[Anchor, ...] = (said.anchor,)
    yield Hit("生产率", {"fault": fault}, anchors, severity=severity(figure))
