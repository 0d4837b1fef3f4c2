"""The budget reading of a document: find the tables, type them, check what they promise."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from proposal_check.budget.effort.matrix_prices import matrix_costs, matrix_rates
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
from proposal_check.budget.equations.totals import agreed, stated_totals
from proposal_check.budget.fees.costs import by_class, cost_lines
from proposal_check.budget.fees.fees import read_fees
from proposal_check.budget.points.chain_labels import Chain
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
from proposal_check.budget.tables.categories import parents
from proposal_check.budget.tables.layouts import widened
from proposal_check.budget.tables.moves import in_document, put_back
from proposal_check.budget.tables.sheet import sheets
from proposal_check.budget.tables.work import Work
from proposal_check.budget.works import read_works, settled
from proposal_check.model.budget import (
    Amount,
    BudgetReading,
    BudgetTable,
    Conversion,
    Identity,
    LabourRate,
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
    works, unread = read_works(document, [s for s in found if all(c.sheet is not s for c in chains)])
    stated = stated_totals(document, {line.block for w in works for line in w.sheet.lines})
    works = settled(document, works, stated)
    conversion = with_chains(stated_conversion(document), chains)
    inner = _inner(works, conversion, weights_of(found))
    total = main_total(works, inner)
    lines = cost_lines(total.work) if total else ()
    fees, percentages = read_fees(works, total.work if total else None, lines)
    for block, identity in percentages:
        inner[block] = (*inner[block], identity)
    rates = _rates(document, works, chains)
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


def _rates(document: Document, works: Sequence[Work], chains: Sequence[Chain]) -> tuple[LabourRate, ...]:
    of_tables = (r for w in works for r in (*table_rates(w), *matrix_rates(w)))
    return (*of_tables, *chain_rates(chains), *text_rates(document))


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


def _table(work: Work, identities: tuple[Identity, ...]) -> BudgetTable:
    states = [i.state for i in identities]
    proven = "broken" not in states and any(s in {"holds", "rounding"} for s in states)
    heads = parents(work.entries)
    rows = tuple(replace(e.row, kind="group") if n in heads else e.row for n, e in enumerate(work.entries))
    return BudgetTable(
        work.sheet.block, work.kind, work.caption, work.unit, work.units.origin, work.header.roles,
        work.header.rows, rows, proven, work.header.texts,
    )  # fmt: skip
