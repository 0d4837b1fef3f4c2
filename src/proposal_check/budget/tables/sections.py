"""Tables that print a header of its own for every part: 一、软件开发费 with 工作量, 二、硬件设备费 with 数量.

Each part is read under its own header. The lines that name the parts and the sums that close the table are
read as a summary of them, when they state amounts.
"""

from collections.abc import Sequence
from dataclasses import replace

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.tables.columns import Header, leading_lines
from proposal_check.budget.tables.header_words import role_of
from proposal_check.budget.tables.rows import Entry, read_rows, sum_word
from proposal_check.budget.tables.sheet import Line, Sheet, signature
from proposal_check.budget.tables.units import Units

_MONEY = frozenset({"amount", "price", "rate"})
_PLACES = frozenset({"number", "name", "category", "amount"})


def sectioned(sheet: Sheet) -> tuple[Sheet, ...]:
    """Cut a sheet at the headers inside it; a header that only comes again on a new page is dropped."""
    first = leading_lines(sheet)
    heads = [n for n in range(first, len(sheet.lines)) if n == first or _is_header(sheet.lines[n])]
    again = {n for n in heads[1:] if signature(sheet.lines[n]) == signature(sheet.lines[first])}
    heads = [n for n in heads if n not in again]
    lines = [line for n, line in enumerate(sheet.lines) if n not in again]
    if len(heads) < 2 or not _is_header(sheet.lines[first]):
        return (replace(sheet, lines=tuple(lines)) if again else sheet,)
    return _parts(sheet, [n - sum(a < n for a in again) for n in heads], lines)


def headline_sum(sheet: Sheet, header: Header, units: Units) -> tuple[Entry, ...]:
    """Read the sum that stands in the line that names a part, as a sum row below the part."""
    if sheet.headline is None:
        return ()
    (entry,) = read_rows(replace(sheet, lines=(sheet.headline,)), replace(header, rows=0), units)
    if not entry.row.amount:
        return ()
    return (replace(entry, word="合计", numbered=False, row=replace(entry.row, kind="subtotal")),)


def _is_header(line: Line) -> bool:
    texts = [c.text for c in line.own() if c.text.strip()]
    if len(texts) < 3 or not all(read_cell(t).state == "text" for t in texts):
        return False
    roles = {role_of(text) for text in texts} - {None}
    return len(roles) > 2 and bool(roles & _MONEY)


def _parts(sheet: Sheet, heads: Sequence[int], lines: Sequence[Line]) -> tuple[Sheet, ...]:
    """Give each header the lines below it, and the line above it, which names the part."""
    names = [n - 1 if n and _names_a_part(lines[n - 1]) else None for n in heads]
    ends = [n - 1 if name is not None else n for n, name in zip(heads[1:], names[1:], strict=True)]
    closing = _closing(lines, heads, ends)
    found = []
    for head, name, end in zip(heads, names, [*ends, closing], strict=True):
        title = lines[name] if name is not None else None
        text = next((c.text.strip() for c in title.own() if c.text.strip()), "") if title else ""
        part = replace(sheet, lines=tuple(lines[head:end]), headline=title)
        found.append(replace(part, caption=text or sheet.caption))
    over = _sums(found)
    if len(over) < len(found) or closing == len(lines):
        return tuple(found)
    frame = (lines[heads[0]], *over, *lines[closing:])
    return (*found, replace(sheet, lines=tuple(_plain(line, lines[heads[0]]) for line in frame)))


def _names_a_part(line: Line) -> bool:
    """A line of a name, alone or with its sum, and no sum row itself."""
    filled = [c.text for c in line.own() if c.text.strip()]
    numbers = [t for t in filled if read_cell(t).state == "number"]
    return 0 < len(filled) - len(numbers) < 3 and len(numbers) < 2 and not sum_word(filled[0])


def _closing(lines: Sequence[Line], heads: Sequence[int], ends: Sequence[int]) -> int:
    """Find the first of the sum rows at the end that close the table and not its last part."""
    start = len(lines)
    while start > heads[-1] + 1 and _is_sum(lines[start - 1]):
        start -= 1
    own = any(_is_sum(lines[end - 1]) for end in ends)
    return start + 1 if own and start < len(lines) else start


def _is_sum(line: Line) -> bool:
    return any(sum_word(c.text) for c in line.own())


def _sums(parts: Sequence[Sheet]) -> list[Line]:
    """Take the line that states each part's sum: the one that names it, else its last sum row."""
    found = []
    for part in parts:
        if part.headline and any(read_cell(c.text).state == "number" for c in part.headline.own()):
            found.append(part.headline)
        elif part.headline and _is_sum(part.lines[-1]):
            found.append(_named(part.lines[-1], part.headline))
    return found


def _named(line: Line, title: Line) -> Line:
    """Put the words of a title before the numbers of its sum row."""
    pairs = zip(line.cells, title.cells, strict=True)
    return replace(line, cells=tuple(c if c and not sum_word(c.text) and c.text else t for c, t in pairs))


def _plain(line: Line, head: Line) -> Line:
    """Keep the columns of names and amounts only."""
    roles = [role_of(c.text) if c else None for c in head.cells]
    return replace(
        line, cells=tuple(c if r in _PLACES else None for c, r in zip(line.cells, roles, strict=True))
    )
