"""Report the equations that do not hold in budgets that come as attachments, such as a spreadsheet.

The prescribed table and summaries speak for the project; a fault in any other list is only advice.
"""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, review, yuan
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetReading, Identity
from proposal_check.model.finding import Hit, Severity

VALUES = frozenset({"file", "table", "row", "formula", "difference"})

_OWN = frozenset({"detail", "summary"})


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per broken equation; a budget that could not be read asks a person."""
    del params
    names = [document.source.name for document in case.submission.documents[1:]]
    attached = list(zip(names, case.budget.attached, strict=False))
    if not any(reading.tables or reading.unread for _, reading in attached):
        yield inapplicable("附件概算表", "附件中没有概算表")
    for name, reading in attached:
        yield from _hits(name, reading)
        for table in reading.unread:
            yield review(name, f"附件“{name}”的“{table.caption or '无题表格'}”{table.reason}，未能核对")


def _hits(name: str, reading: BudgetReading) -> Iterator[Hit]:
    for identity in reading.identities:
        if identity.is_fault:
            block = identity.table
            table = reading.table_of(block, identity.anchors[0]) if block is not None else None
            values = {
                "file": name,
                "table": f"“{table.caption}”" if table and table.caption else "",
                "row": identity.subject,
                "formula": identity.formula,
                "difference": _difference(identity),
            }
            weaker = None if table and table.kind in _OWN else Severity.SHOULD
            yield Hit(f"{name}{identity.subject}", values, identity.anchors[:6], severity=weaker)


def _difference(identity: Identity) -> str:
    words = "两者不符" if identity.difference is None else f"相差{yuan(abs(identity.difference))}"
    return f"{words}；{identity.repair}" if identity.repair else words
