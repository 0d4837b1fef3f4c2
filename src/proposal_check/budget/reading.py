"""The budget reading of a document: find the tables, type them, check what they promise."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from proposal_check.budget.effort.matrix_prices import matrix_costs, matrix_rates, with_priced_rows
from proposal_check.budget.effort.method import pricing_method, stated_conversion
from proposal_check.budget.effort.part_efforts import effort_parts_identities
from proposal_check.budget.effort.people import people_identities
from proposal_check.budget.effort.priced_efforts import priced_efforts
from proposal_check.budget.effort.rates import table_rates
from proposal_check.budget.effort.shared_price import shared_price
from proposal_check.budget.effort.text_rates import text_rates
from proposal_check.budget.equations.across import row_parts
from proposal_check.budget.equations.attached import attached_totals
from proposal_check.budget.equations.capital_pairs import capital_identities
from proposal_check.budget.equations.cross import cross_identities, main_total
from proposal_check.budget.equations.lines import summary_lines
from proposal_check.budget.equations.printed_shares import printed_shares
from proposal_check.budget.equations.products import row_products
from proposal_check.budget.equations.references import referred_lines
from proposal_check.budget.equations.repair import repaired
from proposal_check.budget.equations.stock import stock_identities
from proposal_check.budget.equations.sums import table_sums
from proposal_check.budget.equations.tax import mixed_basis, tax_identities
from proposal_check.budget.equations.text_equations import text_equations
from proposal_check.budget.equations.totals import agreed, stated_totals, total_below
from proposal_check.budget.equations.unit_inference import inferred_unit
from proposal_check.budget.fees.costs import by_class, cost_lines
from proposal_check.budget.fees.fees import read_fees
from proposal_check.budget.points.chain_tables import (
    all_identities,
    chain_rates,
    chain_tables,
    chains_of,
    with_chains,
)
from proposal_check.budget.points.function_points import point_identities
from proposal_check.budget.points.point_weights import (
    Key,
    type_count_identities,
    weight_identities,
    weights_of,
)
from proposal_check.budget.points.size_equations import size_equations
from proposal_check.budget.points.stated_sizes import size_identities
from proposal_check.budget.tables.categories import categorised, parents
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
from proposal_check.budget.tables.layouts import relaid, widened
from proposal_check.budget.tables.memos import settled_memos
from proposal_check.budget.tables.moves import in_document, put_back
from proposal_check.budget.tables.precision import sharpened
from proposal_check.budget.tables.rows import Entry, read_rows
from proposal_check.budget.tables.said_sums import with_said_sums
from proposal_check.budget.tables.scopes import mark_totals
from proposal_check.budget.tables.sections import headline_sum, sectioned
from proposal_check.budget.tables.sheet import Sheet, sheets
from proposal_check.budget.tables.units import Units, read_units, table_unit
from proposal_check.budget.tables.work import Work
from proposal_check.model.budget import (
    Amount,
    BudgetReading,
    BudgetTable,
    Conversion,
    Identity,
    StatedTotal,
    UnreadTable,
)
from proposal_check.model.document import Document


def read_budget(document: Document, attachments: Sequence[Document] = ()) -> BudgetReading:
    """Read every budget table of a document and audit it; money in 元, blank is never zero.

    Tables that promise money but hold none readable are `unread`; scoring tables, inventories and the like
    are left alone. Attachments are read each by itself, and their totals held against the document's.
    """
    main = _read(document)
    if not attachments:
        return main
    attached = tuple(in_document(_read(d), n) for n, d in enumerate(attachments, 1))
    names = [d.source.name for d in attachments]
    against = attached_totals(main, attached, names)
    return replace(main, attached=attached, identities=(*main.identities, *against))


def _read(document: Document) -> BudgetReading:
    found = sheets(document, widened)
    chains = chains_of(found)
    works, unread = _read_sheets(document, [s for s in found if all(c.sheet is not s for c in chains)])
    stated = stated_totals(document, {line.block for w in works for line in w.sheet.lines})
    works = _settled(document, works, stated)
    conversion = with_chains(stated_conversion(document), chains)
    inner = _inner(works, conversion, weights_of(found))
    total = main_total(works, inner)
    lines = cost_lines(total.work) if total else ()
    fees, percentages = read_fees(works, total.work if total else None, lines)
    for identity in percentages:
        if identity.table is not None:
            inner[identity.table] = (*inner[identity.table], identity)
    rates = (
        *(r for w in works for r in (*table_rates(w), *matrix_rates(w))),
        *chain_rates(chains), *text_rates(document),
    )  # fmt: skip
    identities = (
        *chain.from_iterable(inner.values()), *cross_identities(works, stated, total),
        *_lines(document, works), *capital_identities(document, works), *mixed_basis(works),
        *stock_identities(document, found, works), *text_equations(document), *size_equations(document),
        *size_identities(document, works),
        *priced_efforts(document, works, rates, conversion), *all_identities(chains),
    )  # fmt: skip
    tables = (*(_table(w, inner[w.sheet.block]) for w in works), *chain_tables(chains))
    reading = BudgetReading(
        tuple(sorted(tables, key=lambda t: t.block)), repaired(works, stated, identities), stated,
        total.amount if total else agreed(stated), tuple(unread),
        rates=rates, fees=fees, costs={kind: cost.value for kind, cost in by_class(lines).items()},
        method=pricing_method(works, by_points=bool(chains)), conversion=conversion,
    )  # fmt: skip
    return put_back(reading, [w.sheet for w in works])


def _lines(document: Document, works: Sequence[Work]) -> tuple[Identity, ...]:
    """Hold lines of summaries against their lists: as they refer to them, else by name."""
    referred = tuple(referred_lines(document, works))
    lines = {i.anchors[0] for i in referred}
    return (*referred, *(i for i in summary_lines(document, works) if i.anchors[0] not in lines))


def _inner(
    works: Sequence[Work], conversion: Conversion, weights: Mapping[Key, Amount]
) -> dict[int, tuple[Identity, ...]]:
    """Check what each table promises by itself, by its block; the parts of one table go together."""
    found: dict[int, tuple[Identity, ...]] = {}
    for w in works:
        promised = (
            *row_products(w),
            *people_identities(w),
            *effort_parts_identities(w),
            *matrix_costs(w),
            *shared_price(w),
            *row_parts(w),
            *printed_shares(w),
            *point_identities(w, conversion),
            *weight_identities(w, weights),
            *type_count_identities(w),
            *tax_identities(w),
            *table_sums(w),
        )
        found[w.sheet.block] = (*found.get(w.sheet.block, ()), *promised)
    return found


def _read_sheets(document: Document, all_: Sequence[Sheet]) -> tuple[list[Work], list[UnreadTable]]:
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


def _settled(document: Document, works: list[Work], stated: Sequence[StatedTotal]) -> list[Work]:
    """Read the tables without a unit again once the rest of the document tells it."""
    for index, work in enumerate(works):
        unit = None if work.unit else inferred_unit(work, works, stated)
        if unit:
            units = work.units.inferred(unit)
            again = replace(work, units=units, entries=_entries(work.sheet, work.header, units))
            works[index] = _with_total_below(document, again)
    return works


def _table(work: Work, identities: tuple[Identity, ...]) -> BudgetTable:
    states = [i.state for i in identities]
    proven = "broken" not in states and any(s in {"holds", "rounding"} for s in states)
    heads = parents(work.entries)
    rows = tuple(replace(e.row, kind="group") if n in heads else e.row for n, e in enumerate(work.entries))
    return BudgetTable(
        work.sheet.block, work.kind, work.caption, work.unit, work.units.origin, work.header.roles,
        work.header.rows, rows, proven, work.header.texts,
    )  # fmt: skip
