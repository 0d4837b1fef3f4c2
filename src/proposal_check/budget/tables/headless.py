"""Tables of money that their headers do not tell: without a header row, or with years for columns only."""

import re

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.tables.rows import sum_word
from proposal_check.budget.tables.sheet import Line, Sheet, squeeze

NO_HEADER = "没有读出表头，不能确定各列是什么"
BY_YEAR = "各年度分列，没有合计列，未予核算"
_FEWEST = 3
_MONEY = frozenset("元万")
_YEAR = re.compile(r"(?:第[一二三四五\d]年|20\d\d年?)度?(?:[(（].*)?$")
_COSTS = re.compile("成本|费用|投资|经费|概算|预算")
_EARNS = re.compile("收入|收益|利润|回报|效益")


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


def adds_up_by_year(sheet: Sheet, title: str) -> bool:
    """Say whether a table of costs sums every year by itself and has no column for them all."""
    heads = [squeeze(c.text) for c in sheet.lines[0].own()] or [""]
    years = [text for text in heads if _YEAR.match(text)]
    said = f"{heads[0]} {title}"
    summed = any(sum_word(c.text) for c in sheet.lines[-1].own())
    return len(years) > 1 and summed and bool(_COSTS.search(said)) and not _EARNS.search(said)


def _is_number(line: Line, col: int) -> bool:
    return line.starts(col) and read_cell(line.text(col)).state == "number"
