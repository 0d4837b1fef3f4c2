"""Which tables of a document are budgets, each read into columns, units and rows."""

from collections.abc import Sequence
from dataclasses import replace

from proposal_check.budget.effort.matrix_prices import with_priced_rows
from proposal_check.budget.equations.totals import total_below
from proposal_check.budget.equations.unit_inference import inferred_unit
from proposal_check.budget.tables.categories import categorised
from proposal_check.budget.tables.columns import Header, read_header
from proposal_check.budget.tables.headless import BY_YEAR, NO_HEADER, adds_up_by_year, holds_amounts
from proposal_check.budget.tables.implied_levels import with_implied_levels
from proposal_check.budget.tables.kinds import (
    context,
    has_values,
    is_about_costs,
    is_money_table,
    kind_of,
    left_alone,
    unread_reason,
)
from proposal_check.budget.tables.layouts import relaid
from proposal_check.budget.tables.memos import settled_memos
from proposal_check.budget.tables.precision import sharpened
from proposal_check.budget.tables.rows import Entry, read_rows
from proposal_check.budget.tables.said_sums import with_said_sums
from proposal_check.budget.tables.scopes import mark_totals
from proposal_check.budget.tables.sections import headline_sum, sectioned
from proposal_check.budget.tables.sheet import Sheet
from proposal_check.budget.tables.units import Units, read_units, table_unit
from proposal_check.budget.tables.work import Work
from proposal_check.model.budget import (
    StatedTotal,
    UnreadTable,
)
from proposal_check.model.document import Document


def read_works(document: Document, all_: Sequence[Sheet]) -> tuple[list[Work], list[UnreadTable]]:
    """Read the sheets that are budgets, and say of those that promise money why they could not be read."""
    works: list[Work] = []
    unread: list[UnreadTable] = []
    for sheet in (part for whole in all_ for part in sectioned(relaid(whole))):
        found = _read_sheet(document, sheet)
        if isinstance(found, Work):
            works.append(found)
        elif found is not None:
            unread.append(found)
    return works, unread


def _read_sheet(document: Document, sheet: Sheet) -> Work | UnreadTable | None:
    """Return the table as a budget, as one that could not be read, or None when it is none."""
    header = read_header(sheet)
    around = context(document, sheet, header)
    if left_alone(sheet, header, around):
        return None
    by_year = adds_up_by_year(sheet, around.caption or around.section)
    if by_year and (header is None or not is_money_table(header)):
        return UnreadTable(sheet.block, around.caption, BY_YEAR)
    if header is None:
        plain = is_about_costs(around) and holds_amounts(sheet, table_unit(sheet, "", document))
        return UnreadTable(sheet.block, around.caption, NO_HEADER) if plain else None
    if not is_money_table(header):
        return None
    units = read_units(sheet, header, document)
    entries = _entries(sheet, header, units)
    if not has_values(entries, header):
        reason = unread_reason(entries, header)
        return UnreadTable(sheet.block, around.caption, reason) if reason else None
    kind = kind_of(header, entries, around)
    work = Work(sheet, header, units, entries, kind, around.caption, section=around.section)
    return _with_total_below(document, work)


def _entries(sheet: Sheet, header: Header, units: Units) -> tuple[Entry, ...]:
    read = with_priced_rows(settled_memos(read_rows(sheet, header, units)), header)
    rows = with_implied_levels(with_said_sums(read))
    return mark_totals(sharpened((*categorised(rows, header), *headline_sum(sheet, header, units))))


def _with_total_below(document: Document, work: Work) -> Work:
    if "amount" in work.header.roles and not any(e.row.kind == "total" for e in work.entries):
        below = total_below(document, work.sheet, work.scale if work.unit else None)
        return replace(work, below=below)
    return work


def settled(document: Document, works: list[Work], stated: Sequence[StatedTotal]) -> list[Work]:
    """Read the tables without a unit again once the rest of the document tells it."""
    for index, work in enumerate(works):
        unit = None if work.unit else inferred_unit(work, works, stated)
        if unit:
            units = work.units.inferred(unit)
            again = replace(work, units=units, entries=_entries(work.sheet, work.header, units))
            works[index] = _with_total_below(document, again)
    return works
