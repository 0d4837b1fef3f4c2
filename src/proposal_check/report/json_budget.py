"""The budget reading as JSON values: money in 元, decimals as strings."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from proposal_check.model.budget import (
    BudgetReading,
    BudgetRow,
    BudgetTable,
    Conversion,
    Fee,
    Identity,
    LabourRate,
    StatedFigure,
    StatedTotal,
)
from proposal_check.model.document import Document, Table
from proposal_check.model.prices import PriceComparison
from proposal_check.report.json_values import Json, amount_value, anchor_value, sorted_map
from proposal_check.report.wording import plain, unit_of

Lines = Mapping[tuple[int, int, int], list[str]]


def budget_value(budget: BudgetReading, documents: Sequence[Document]) -> Json:
    lines = _lines(budget, documents)
    attached = [_reading(reading, lines) for reading in budget.attached]
    return {**_reading(budget, lines), "attached": attached}


def _lines(budget: BudgetReading, documents: Sequence[Document]) -> Lines:
    """Give the cells of every row of the budget tables as printed, a merged cell where it begins."""
    rows = [row for reading in (budget, *budget.attached) for table in reading.tables for row in table.rows]
    lines: dict[tuple[int, int, int], list[str]] = {}
    for document, block in dict.fromkeys((row.anchor.document, row.anchor.block) for row in rows):
        table = documents[document].blocks[block]
        if not isinstance(table, Table):
            continue
        for cell in table.cells:
            line = lines.setdefault((document, block, cell.row), [""] * table.cols)
            line[cell.col - 1] = cell.text
    return lines


def _reading(budget: BudgetReading, lines: Lines) -> Json:
    return {
        "total_yuan": _decimal(budget.total.value if budget.total else None),
        "total": amount_value(budget.total),
        "totals": [_total(t) for t in budget.totals],
        "tables": [_budget_table(t, lines) for t in budget.tables],
        "identities": [_identity(i) for i in budget.identities],
        "unread": [{"block": u.block, "caption": u.caption, "reason": u.reason} for u in budget.unread],
        "notes": sorted_map(budget.notes),
        "method": budget.method,
        "conversion": _conversion(budget.conversion),
        "rates": [_rate(r) for r in budget.rates],
        "fees": [_fee(f) for f in budget.fees],
        "costs": {kind: plain(budget.costs[kind]) for kind in sorted(budget.costs)},
        "comparisons": [_comparison(c) for c in budget.comparisons],
    }


def _total(total: StatedTotal) -> Json:
    return {"where": total.where, "amount": amount_value(total.amount), "plain": total.plain}


def _conversion(conversion: Conversion) -> Json:
    return {
        "hours_per_point": _stated(conversion.per_point),
        "hours_per_month": _stated(conversion.hours_per_month),
        "days_per_month": _stated(conversion.days_per_month),
        "size_factor": _stated(conversion.size_factor),
    }


def _stated(figure: StatedFigure | None) -> Json | None:
    if figure is None:
        return None
    return {"value": plain(figure.value), "anchor": anchor_value(figure.anchor)}


def _rate(rate: LabourRate) -> Json:
    return {
        "table": rate.table,
        "row": rate.row,
        "name": rate.name,
        "origin": rate.origin,
        "low": plain(rate.low),
        "value": plain(rate.value),
        "high": plain(rate.high),
        "per": rate.per,
        "sure": rate.sure,
        "formula": rate.formula,
        "anchors": [anchor_value(a) for a in rate.anchors],
    }


def _fee(fee: Fee) -> Json:
    return {
        "table": fee.table,
        "row": fee.row,
        "name": fee.name,
        "kind": fee.kind,
        "amount": amount_value(fee.amount),
        "percent": _decimal(fee.percent),
        "base": _decimal(fee.base),
        "parts": list(fee.parts),
        "anchors": [anchor_value(a) for a in fee.anchors],
    }


def _comparison(comparison: PriceComparison) -> Json:
    return {
        "table": comparison.table,
        "name": comparison.name,
        "price": plain(comparison.price),
        "anchor": anchor_value(comparison.anchor),
        "found": [
            {
                "name": e.name,
                "brand": e.brand,
                "spec": e.spec,
                "unit": e.unit,
                "price": plain(e.price),
                "source": e.source,
                "date": e.date,
            }
            for e in comparison.found
        ],
    }


def _budget_table(table: BudgetTable, lines: Lines) -> Json:
    return {
        "block": table.block,
        "kind": table.kind,
        "caption": table.caption,
        "unit": table.unit,
        "unit_origin": table.unit_origin,
        "columns": sorted_map(table.columns),
        "headers": list(table.headers),
        "header_rows": table.header_rows,
        "proven": table.proven,
        "rows": [_row(r, lines) for r in table.rows],
    }


def _row(row: BudgetRow, lines: Lines) -> Json:
    at = row.anchor
    return {
        "row": row.row,
        "kind": row.kind,
        "level": row.level,
        "category": row.category,
        "name": row.name,
        "texts": sorted_map(row.texts),
        "cells": lines.get((at.document, at.block, at.cell[0]), []) if at.cell else [],
        "quantity": amount_value(row.quantity),
        "price": amount_value(row.price),
        "amount": amount_value(row.amount),
        "effort": amount_value(row.effort),
        "rate": amount_value(row.rate),
        "amount_state": row.amount_state,
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
        "unit": unit_of(identity),
        "table": identity.table,
        "anchors": [anchor_value(a) for a in identity.anchors],
        "reason": identity.reason,
        "repair": identity.repair,
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
