"""Report the equations of the budget that do not hold: products, subtotals, totals, detail and summary.

A difference that printed precision explains is no hit. An equation that could not be checked asks for a
person, once per table and reason.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import (
    in_category,
    inapplicable,
    name_of,
    review,
    row_finder,
    tables_of,
    unreadable,
    yuan,
)
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetRow, BudgetTable, Identity, TableKind
from proposal_check.model.finding import Hit

VALUES = frozenset({"table", "row", "formula", "difference"})

IdentityName = Literal["I1", "I2", "I3", "I4", "I5", "I7", "I8", "I9", "I12", "I13", "I14"]
_WHOLE = frozenset({"I2", "I3", "I5"})


class Params(BaseModel):
    """`names` of identities in tables of `kinds`, all when empty, and `row_names` in tables of `row_kinds`.

    The latter count by the row's category: only `categories`, or all but `except_categories`. `in_text` asks
    for the equations that paragraphs print instead.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: list[TableKind] = []
    names: list[IdentityName]
    row_kinds: list[TableKind] = []
    row_names: list[IdentityName] = []
    categories: list[str] = []
    except_categories: list[str] = []
    in_text: bool = False


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per broken equation; inapplicable when the document has no such equation."""
    chosen = list(_chosen(case, params))
    if not chosen:
        yield _nothing(case, params)
        return
    yield from (_hit(case, i) for i in chosen if i.is_fault)
    asked: set[tuple[int | None, str]] = set()
    for identity in chosen:
        key = (identity.table, identity.reason)
        if identity.state == "unchecked" and key not in asked:
            asked.add(key)
            reason = f"{_place(case, identity)}“{identity.subject}”未能核算：{identity.reason}"
            yield review(identity.subject, reason, identity.anchors[:1])


def _nothing(case: Case, params: Params) -> Hit:
    if params.in_text:
        return inapplicable("概算表", "正文没有可以核算的算式")
    reason = unreadable(case)
    if reason and not tables_of(case, params.kinds and (*params.kinds, *params.row_kinds)):
        return review("概算表", reason)
    return inapplicable("概算表", "没有可以核算的数量、单价、金额或合计")


def _chosen(case: Case, params: Params) -> Iterator[Identity]:
    if params.in_text:
        texts = (i for i in case.budget.identities if i.table is None and i.name in params.names)
        yield from (i for i in texts if len(i.anchors) == 1)
        return
    finders = {id(table): row_finder(table) for table in case.budget.tables}
    for identity in case.budget.identities:
        table = _table(case, identity)
        if table is None:
            continue
        find = finders[id(table)]
        whole = not params.kinds or table.kind in params.kinds
        if (whole and identity.name in params.names) or (
            table.kind in params.row_kinds
            and identity.name in params.row_names
            and _in_rows(find(identity.anchors[0]), params)
        ):
            yield identity


def _table(case: Case, identity: Identity) -> BudgetTable | None:
    return None if identity.table is None else case.budget.table_of(identity.table, identity.anchors[0])


def _in_rows(row: BudgetRow | None, params: Params) -> bool:
    if row is None:
        return not params.categories
    if params.categories:
        return in_category(row, params.categories)
    return not in_category(row, params.except_categories)


def _hit(case: Case, identity: Identity) -> Hit:
    place = _place(case, identity)
    difference = f"相差{yuan(abs(identity.difference))}" if identity.difference is not None else "两者不符"
    anchors = identity.anchors[:1] if identity.name in _WHOLE - {"I5"} else identity.anchors[:6]
    values = {
        "table": place,
        "row": identity.subject,
        "formula": identity.formula,
        "difference": f"{difference}；{identity.repair}" if identity.repair else difference,
    }
    return Hit(f"{place}{identity.subject}", values, anchors)


def _place(case: Case, identity: Identity) -> str:
    table = _table(case, identity)
    if table is not None:
        return name_of(case, table)
    path = case.document.section_path(identity.anchors[0].block)
    return f"“{path[-1].title}”" if path else ""
