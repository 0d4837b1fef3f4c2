"""Chains of an estimate as budget tables: their rows, rates and conversions in the words of the model."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from proposal_check.budget.figures.wording import plain
from proposal_check.budget.points.chain_labels import Chain, Step, read_chains
from proposal_check.budget.points.point_chain import chain_identities
from proposal_check.budget.tables.sheet import Sheet
from proposal_check.model.budget import (
    BudgetRow,
    BudgetTable,
    Conversion,
    Identity,
    LabourRate,
    StatedFigure,
)


def chains_of(sheets: Sequence[Sheet]) -> tuple[Chain, ...]:
    """Read every chain of a document; a sheet that has one is no other budget table."""
    return tuple(chain for sheet in sheets for chain in read_chains(sheet))


def chain_tables(chains: Sequence[Chain]) -> Iterator[BudgetTable]:
    """Yield a table of function points for each sheet, its rows shown and never counted."""
    for _, group in groupby(chains, key=lambda c: c.sheet.block):
        same = list(group)
        sheet = same[0].sheet
        states = {i.state for chain in same for i in chain_identities(chain)}
        yield BudgetTable(
            sheet.block, "function_points", sheet.caption, None, "none", {}, 0,
            tuple(_row(step) for step in same[0].steps), bool(states) and "broken" not in states,
        )  # fmt: skip


def _row(step: Step) -> BudgetRow:
    assert step.anchor.cell is not None
    return BudgetRow(
        step.anchor.cell[0], "memo", 1, "", step.label, {}, step.anchor,
        amount_state="text",
    )  # fmt: skip


def all_identities(chains: Sequence[Chain]) -> tuple[Identity, ...]:
    """Check the chains, in their order."""
    return tuple(i for chain in chains for i in chain_identities(chain))


def chain_rates(chains: Sequence[Chain]) -> Iterator[LabourRate]:
    """Yield the rate of a month that a chain prices its effort with."""
    for chain in chains:
        rate = chain.one("rate")
        if rate and rate.anchor.cell:
            low, value, high = rate.value.low, rate.value.value, rate.value.high
            yield LabourRate(
                chain.sheet.block, rate.anchor.cell[0], rate.label, "stated", low, value, high, rate.per,
                rate.unit == "元", f"{plain(value.normalize())}{rate.unit}/{rate.per}", (rate.anchor,),
            )  # fmt: skip


def with_chains(conversion: Conversion, chains: Sequence[Chain]) -> Conversion:
    """Add what the only chain states of its method where the text states none."""
    if len(chains) != 1:
        return conversion
    steps = (chains[0].one(name) for name in ("productivity", "month"))
    per_point, month = (_stated(s) if s and s.unit == "时" else None for s in steps)
    return replace(
        conversion,
        per_point=conversion.per_point or per_point,
        hours_per_month=conversion.hours_per_month or month,
    )


def _stated(step: Step) -> StatedFigure:
    return StatedFigure(step.value.value, step.anchor)
