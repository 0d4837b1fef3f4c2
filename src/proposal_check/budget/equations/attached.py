"""I6 across files: the total of an attached budget against the total of the proposal."""

from collections.abc import Iterator, Sequence

from proposal_check.budget.equations.cross import speaks_for_all
from proposal_check.budget.figures.arithmetic import compare
from proposal_check.budget.figures.wording import SIGNS, in_unit
from proposal_check.budget.tables.work import interval
from proposal_check.model.budget import Amount, BudgetReading, BudgetTable, Identity

_WAN = 10_000


def attached_totals(
    main: BudgetReading, attached: Sequence[BudgetReading], names: Sequence[str]
) -> Iterator[Identity]:
    """Compare each attached table that speaks for the whole project; a quotation or a part does not."""
    if main.total is None:
        return
    for reading, name in zip(attached, names, strict=True):
        for table in reading.tables:
            total = _total(table)
            if total and speaks_for_all(table.kind, table.caption):
                yield _identity(main.total, total, f"附件“{name}”{table.caption}合计")


def _total(table: BudgetTable) -> Amount | None:
    totals = [row.amount for row in table.rows if row.kind == "total" and row.amount]
    return totals[-1] if totals and totals[-1].unit == "元" else None


def _identity(main: Amount, total: Amount, subject: str) -> Identity:
    state = compare(interval(main), interval(total))
    sign = SIGNS[state]
    formula = f"{subject}{in_unit(total.value, _WAN)} {sign} 方案总投资{in_unit(main.value, _WAN)}（万元）"
    return Identity(
        "I6", state, subject, formula, main.value, total.value, total.value - main.value,
        (total.anchor, main.anchor),
    )  # fmt: skip
