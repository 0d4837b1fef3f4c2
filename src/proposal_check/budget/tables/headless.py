"""Tables of money without a header row: nothing tells what their columns hold."""

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.tables.rows import sum_word
from proposal_check.budget.tables.sheet import Line, Sheet

NO_HEADER = "没有读出表头，不能确定各列是什么"
_FEWEST = 3
_MONEY = frozenset("元万")


def holds_amounts(sheet: Sheet, unit: str | None) -> bool:
    """Say whether a table plainly lists amounts: a sum row with a number below three of them, in a unit."""
    sums = [line for line in sheet.lines if any(sum_word(c.text) for c in line.own())]
    others = [line for line in sheet.lines if line not in sums]
    return any(
        any(_is_number(line, col) for line in sums)
        and sum(_is_number(line, col) for line in others) >= _FEWEST
        and (unit is not None or any(_MONEY & set(line.text(col)) for line in sums))
        for col in range(2, sheet.cols + 1)
    )


def _is_number(line: Line, col: int) -> bool:
    return line.starts(col) and read_cell(line.text(col)).state == "number"
