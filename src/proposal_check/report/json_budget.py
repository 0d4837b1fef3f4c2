"""The budget reading as JSON values: money in 元, decimals as strings."""

from decimal import Decimal

from proposal_check.model.budget import BudgetReading, BudgetRow, BudgetTable, Identity
from proposal_check.report.json_values import Json, amount_value, anchor_value, sorted_map
from proposal_check.report.wording import plain


def budget_value(budget: BudgetReading) -> Json:
    return {
        "total_yuan": _decimal(budget.total.value if budget.total else None),
        "total": amount_value(budget.total),
        "totals": [{"where": t.where, "amount": amount_value(t.amount)} for t in budget.totals],
        "tables": [_budget_table(t) for t in budget.tables],
        "identities": [_identity(i) for i in budget.identities],
        "unread": [{"block": u.block, "caption": u.caption, "reason": u.reason} for u in budget.unread],
        "notes": sorted_map(budget.notes),
    }


def _budget_table(table: BudgetTable) -> Json:
    return {
        "block": table.block,
        "kind": table.kind,
        "caption": table.caption,
        "unit": table.unit,
        "unit_origin": table.unit_origin,
        "columns": sorted_map(table.columns),
        "header_rows": table.header_rows,
        "proven": table.proven,
        "rows": [_row(r) for r in table.rows],
    }


def _row(row: BudgetRow) -> Json:
    return {
        "row": row.row,
        "kind": row.kind,
        "level": row.level,
        "category": row.category,
        "name": row.name,
        "texts": sorted_map(row.texts),
        "quantity": amount_value(row.quantity),
        "price": amount_value(row.price),
        "amount": amount_value(row.amount),
        "effort": amount_value(row.effort),
        "anchor": anchor_value(row.anchor),
    }


def _identity(identity: Identity) -> Json:
    return {
        "name": identity.name,
        "state": identity.state,
        "subject": identity.subject,
        "formula": identity.formula,
        "expected": _decimal(identity.expected),
        "stated": _decimal(identity.stated),
        "difference": _decimal(identity.difference),
        "table": identity.table,
        "anchors": [anchor_value(a) for a in identity.anchors],
        "reason": identity.reason,
        "repair": identity.repair,
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
