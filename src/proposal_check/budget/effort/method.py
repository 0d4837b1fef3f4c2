"""How development is priced: by effort, by function points, by item; and the conversions the text states.

Nothing is assumed: hours per function point, hours and days per person-month count only as printed, and two
different statements say nothing. So the formulas of different places never mix.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from proposal_check.budget.fees.costs import cost_class
from proposal_check.budget.figures.amounts import narrow
from proposal_check.budget.tables.work import Work
from proposal_check.model.budget import Conversion, PricingMethod, StatedFigure
from proposal_check.model.document import Anchor, Document, Paragraph, Table

_NUMBER = r"(?P<n>\d+(?:\.\d+)?)"
_PER_POINT = re.compile(rf"{_NUMBER}\s*(?:人时|小时)\s*[/每]\s*(?:个)?(?:功能点|FP)", re.IGNORECASE)
_HOURS = (
    re.compile(r"(?:人月|每月)\D{0,8}?(?P<n>\d{3}(?:\.\d+)?)\s*个?(?:人时|小时|工时)"),
    re.compile(r"(?P<n>\d{3}(?:\.\d+)?)\s*(?:人时|小时)\s*[/每]\s*人月"),
)
_DAY = r"(?:人[日天]|工作日|工日|天|日)"
_DAYS = (
    re.compile(rf"人月\s*(?:[=≈]|按|折合|折算(?:为|成)?|为|等于|计)\s*{_NUMBER}\s*个?\s*{_DAY}"),
    re.compile(rf"每(?:人|个)?月\s*(?:按|为|以)?\s*{_NUMBER}\s*个?\s*{_DAY}"),
    re.compile(rf"(?<![\d.]){_NUMBER}\s*个?\s*{_DAY}\s*[/每]\s*人?月"),
)
_SIZE_FACTOR = re.compile(
    r"规模(?:变更|变化|计数|调整)+(?:调整)?(?:因子|系数)(?:\([A-Z]{1,4}\))?(?:取值?|[为是按:=\s])*(?P<n>[12]\.\d+)(?![\d.])"
)
_HINT = re.compile(r"因子|系数|人月|每月|[每/]个?月|功能点|FP|ＦＰ|／", re.IGNORECASE)
_FEWEST_DAYS, _MOST_DAYS = Decimal(15), Decimal(31)


def stated_conversion(document: Document) -> Conversion:
    """Read the conversions a document states, each with its place."""
    texts = [t for t in _texts(document) if _HINT.search(t[1])]
    days = (f for f in _found(texts, _DAYS) if _FEWEST_DAYS <= f.value <= _MOST_DAYS)
    others = (_one(_found(texts, (p,))) for p in (_PER_POINT, _SIZE_FACTOR))
    per_point, size_factor = others
    return Conversion(per_point, _one(_found(texts, _HOURS)), _one(days), size_factor)


def _texts(document: Document) -> Iterator[tuple[int, str, tuple[int, int] | None]]:
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            yield index, block.text, None
        elif isinstance(block, Table):
            for cell in block.cells:
                yield index, cell.text, (cell.row, cell.col)


def _found(
    texts: Sequence[tuple[int, str, tuple[int, int] | None]], patterns: Sequence[re.Pattern[str]]
) -> Iterator[StatedFigure]:
    for index, text, cell in texts:
        for match in (m for p in patterns for m in p.finditer(narrow(text))):
            start, end = match.span()
            yield StatedFigure(Decimal(match["n"]), Anchor(index, start, end, text[start:end], cell))


def _one(found: Iterator[StatedFigure]) -> StatedFigure | None:
    """Take the one value that is stated; none where two differ."""
    figures = list(found)
    return figures[0] if len({f.value for f in figures}) == 1 else None


def pricing_method(works: Sequence[Work], *, by_points: bool = False) -> PricingMethod | None:
    """Tell how development is priced by the tables that price it; None where none does.

    `by_points` says that a list of figures computes it from function points.
    """
    ways: set[PricingMethod] = {"function_points"} if by_points else set()
    for work in works:
        if work.kind == "function_points":
            ways.add("function_points")
        elif work.kind in {"effort", "staffing"} and any(e.row.effort for e in work.entries):
            ways.add("effort")
    if not ways and any(_prices_development(work) for work in works):
        return "items"
    return "mixed" if len(ways) > 1 else next(iter(ways), None)


def _prices_development(work: Work) -> bool:
    rows = [e.row for e in work.entries if e.row.kind == "item" and e.row.amount]
    return any("development" in (cost_class(r.name), cost_class(r.category)) for r in rows)
