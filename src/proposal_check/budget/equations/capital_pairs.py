"""I10: an amount in capitals against the figures printed beside it."""

import re
from collections.abc import Iterator, Sequence

from proposal_check.budget.equations.cross import total_row
from proposal_check.budget.figures.amounts import figures
from proposal_check.budget.figures.arithmetic import compare, point
from proposal_check.budget.figures.capitals import capitals, has_capitals
from proposal_check.budget.figures.wording import SIGNS, plain
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity
from proposal_check.model.document import Anchor, Document, Paragraph, Table

_NEAR = 25
_CAPITALS_ALONE = re.compile(r"^\s*(?:合计|总计|共计)?[\s（(]*(?:人民币|金额)?[\s（(]*大写")


def capital_identities(document: Document, works: Sequence[Work]) -> tuple[Identity, ...]:
    """Compare every capital amount with the figure beside it, or with its row's amount in a budget table."""
    rows = {(e.row.anchor.block, e.row.row): e.row.amount for w in works for e in w.entries if e.row.amount}
    below = {_line_below(document, w): row.amount for w in works if (row := total_row(w))}
    closing = dict(_closing_lines(works))
    found: list[Identity] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            found.extend(_pairs(index, block.text, None, below.get(index)))
        elif isinstance(block, Table) and has_capitals(block.text):
            for cell in block.cells:
                amount = rows.get((index, cell.row)) or closing.get((index, cell.row))
                found.extend(_pairs(index, cell.text, (cell.row, cell.col), amount))
    return tuple(found)


def _closing_lines(works: Sequence[Work]) -> Iterator[tuple[tuple[int, int], Amount]]:
    """Pair a row right below a table's total that gives an amount in capitals alone with that total."""
    for work in works:
        total = total_row(work)
        after = work.entries[total.index + 1 :] if total else ()
        if total and after and any(_CAPITALS_ALONE.match(c.text) for c in after[0].line.own()):
            yield (after[0].row.anchor.block, after[0].row.row), total.amount


def _line_below(document: Document, work: Work) -> int:
    """The block right under a table, when it is a line that gives an amount in capitals alone; -1 if none."""
    index = work.sheet.lines[-1].block + 1
    block = document.blocks[index] if index < len(document.blocks) else None
    return index if isinstance(block, Paragraph) and _CAPITALS_ALONE.match(block.text) else -1


def _pairs(index: int, text: str, cell: tuple[int, int] | None, row: Amount | None) -> Iterator[Identity]:
    for value, start, end in capitals(text):
        stated = _beside(index, text, start, end, cell) or (row if row and row.unit == "元" else None)
        if stated is None or stated.printed == text[start:end]:
            continue
        anchor = Anchor(index, start, end, text[start:end], cell)
        state = compare(point(value), interval(stated))
        sign = SIGNS[state]
        formula = f"{text[start:end]} = {plain(value)}元 {sign} {stated.printed}"
        yield Identity(
            "I10", state, "大写金额", formula, value, stated.value, stated.value - value,
            (anchor, stated.anchor), index if cell else None,
        )  # fmt: skip


def _beside(index: int, text: str, start: int, end: int, cell: tuple[int, int] | None) -> Amount | None:
    """Take the nearest money figure of the same text with its unit printed."""
    near = [
        f
        for f in figures(text)
        if f.is_money and not f.per and (0 <= start - f.end <= _NEAR or 0 <= f.start - end <= _NEAR)
    ]
    if not near:
        return None
    figure = min(near, key=lambda f: min(abs(start - f.end), abs(f.start - end)))
    if figure.sign_only and cell is not None:
        return None
    found, quote = figure.times(), text[figure.start : figure.end]
    anchor = Anchor(index, figure.start, figure.end, quote, cell)
    return Amount(found.value, found.low, found.high, "元", quote.strip(), anchor)
