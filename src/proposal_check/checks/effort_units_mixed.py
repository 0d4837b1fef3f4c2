"""Note effort counted in days here and in months there without a stated conversion."""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, table_name, tables_of
from proposal_check.checks.case import Case
from proposal_check.model.budget import TableKind
from proposal_check.model.document import Anchor, Paragraph, Table
from proposal_check.model.finding import Hit

VALUES = frozenset({"units", "tables"})

_CONVERSION = re.compile(
    r"人月\s*(?:[=＝≈]|按|折合|折算(?:为|成)?|为|等于|计)\s*\d+(?:\.\d+)?\s*个?\s*(?:人[日天]|工作日|工日|天|日)"
    r"|\d+(?:\.\d+)?\s*个?\s*(?:人[日天]|工作日|工日|天|日)?\s*[/／每]\s*(?:人)?月|每(?:人)?月\s*(?:按|为)?\s*\d+(?:\.\d+)?\s*(?:天|日|个工作日|人[日天])"
)


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: list[TableKind]
    units: list[str] = ["人日", "人月"]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when all the units occur and no text states how one converts into the other."""
    found: dict[str, list[Anchor]] = {}
    blocks: list[int] = []
    for table in tables_of(case, params.kinds):
        for row in table.rows:
            if row.effort and row.effort.unit in params.units:
                found.setdefault(row.effort.unit, []).append(row.effort.anchor)
                blocks.append(table.block)
    if not found:
        yield inapplicable("工作量单位", "没有按人日或人月计的工作量")
    elif len(found) == len(params.units) and not _converted(case):
        names = "、".join(dict.fromkeys(table_name(case, b) for b in blocks))
        values = {"units": "和".join(params.units), "tables": names}
        yield Hit("工作量单位", values, tuple(anchors[0] for anchors in found.values()))


def _converted(case: Case) -> bool:
    return any(_CONVERSION.search(b.text) for b in case.document.blocks if isinstance(b, Paragraph | Table))
