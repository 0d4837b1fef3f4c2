"""Columns whose rows tell that they add up, whatever they are called: districts, lots, 批复 + 增减 = 调整."""

import re
from collections.abc import Iterator, Sequence

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.figures.arithmetic import compare, total
from proposal_check.budget.tables.work import Work, interval

_WHOLE = re.compile(r"(?:合计|总计|小计|总额)$")
_CHANGE = re.compile(r"增减|[增减变调][加少更整]?(?:额|金额|投资|值)$|差额|变化|核[增减]")
_NO_PART = re.compile(r"税|单价|报价|外币|美元|%|率")
_BRACKET = re.compile(r"[(（].*?[)）]")
_FULL_ROWS = 2


def told_splits(work: Work, amount: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield columns with those that add up to them in two thirds of the rows, with several parts in two."""
    texts = [_BRACKET.sub("", text) for text in work.header.texts]
    wholes = [c for c in work.header.amounts if c != amount and _WHOLE.search(texts[c - 1])]
    for whole in (amount, *wholes):
        for step in (-1, 1):
            run = tuple(sorted(_run(work, whole, step)))
            if len(run) > 1 and _borne_out(work, whole, run):
                yield whole, run
                break
    for col in (c for c in work.header.extra if _CHANGE.search(texts[c - 1])):
        before = sorted(_run(work, col, -1))[-2:]
        if len(before) == 2:
            first, second = before
            found = ((second, (first, col)), (first, (second, col)))
            yield from (split for split in found if _borne_out(work, *split))


def _run(work: Work, whole: int, step: int) -> Iterator[int]:
    """Walk over the columns of money beside a column."""
    taken = set(work.header.roles.values()) - {*work.header.amounts}
    col = whole + step
    while 0 < col <= len(work.header.texts) and col not in taken:
        if _NO_PART.search(work.header.texts[col - 1]) or not _has_money(work, col):
            return
        yield col
        col += step


def _has_money(work: Work, col: int) -> bool:
    cells = [e.line.text(col) for e in work.entries if e.line.text(col)]
    return bool(cells) and all(read_cell(t).state in {"number", "mark"} for t in cells)


def _borne_out(work: Work, whole: int, parts: Sequence[int]) -> bool:
    held = full = rows = 0
    for entry in work.entries:
        stated = work.money(entry, whole)
        cells = [c for col in parts if (c := work.money(entry, col))]
        if stated is None or not cells:
            continue
        rows += 1
        if compare(total(interval(c) for c in cells), interval(stated)) != "broken":
            held += 1
            full += sum(bool(c.value) for c in cells) > 1
    return full >= _FULL_ROWS and held * 3 >= rows * 2
