"""I4 along a row: a 合计 against its years or sources, an amount against the same one in another unit."""

from collections.abc import Iterator
from dataclasses import replace

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.figures.arithmetic import Interval, compare, is_coarse, total
from proposal_check.budget.figures.wording import COARSE_REASON, equation, in_unit, sum_text
from proposal_check.budget.tables.splits import Split, splits
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity, IdentityState

_OTHERWISE = "多数行的各列之和不等于合计列，合计列可能另有内容"
_NOT_ALL = "“其中”各列之和小于合计，可能没有列全"


def row_parts(work: Work) -> tuple[Identity, ...]:
    """Check the columns that add up to another, row by row; abstains where most rows do not follow."""
    return tuple(identity for split in splits(work) for identity in _judged(work, split))


def part_columns(work: Work) -> tuple[int, ...]:
    """Name the further columns of money whose sums are checked like the amounts'.

    Where the table is a list of goods only those that the rows bear out.
    """
    plain_kind = work.kind in {"summary", "funding", "operation", "detail", "other"}
    sure = [s for s in splits(work) if plain_kind or any(i.state == "holds" for i in _judged(work, s))]
    cols = sorted({c for split in sure for c in (split.whole, *split.parts)})
    return tuple(c for c in cols if c != work.header.roles.get("amount"))


def _judged(work: Work, split: Split) -> list[Identity]:
    found = list(_checked(work, split))
    if split.partial and sum(i.state == "holds" for i in found) * 2 <= len(found):
        return []
    if sum(i.state == "broken" for i in found) * 2 <= len(found):
        return found
    return [replace(i, state="unchecked", reason=_OTHERWISE) if i.state == "broken" else i for i in found]


def _checked(work: Work, split: Split) -> Iterator[Identity]:
    main = split.whole == work.header.roles.get("amount")
    for index, entry in enumerate(work.entries):
        stated = entry.row.amount if main else work.money(entry, split.whole)
        cells = [work.money(entry, col) for col in split.parts]
        parts = [cell for cell in cells if cell]
        texts = [entry.line.text(col) for col in split.parts]
        readable = all(read_cell(text).state in {"number", "blank", "mark"} for text in texts)
        if stated is None or not parts or not readable or any(p.unit != stated.unit for p in parts):
            continue
        identity = _identity(work, split, index, stated, parts)
        short = identity.state == "broken" and len(parts) < len(cells)
        if not short or total(interval(p) for p in parts).value >= stated.value:
            yield identity


def _identity(work: Work, split: Split, index: int, stated: Amount, parts: list[Amount]) -> Identity:
    expected = total(interval(p) for p in parts)
    state, reason = _state(split, stated, expected)
    same = expected.value == stated.value
    scale = work.column_scale(split.whole) or 1
    if split.restated:
        left = f"{parts[0].printed}{work.header.units[split.parts[0] - 1].money}"
    else:
        left = sum_text([in_unit(p.value, scale) for p in parts])
    formula = equation(
        left, in_unit(expected.value, scale), in_unit(stated.value, scale), equal=same,
        unit=work.header.units[split.whole - 1].money or work.unit or "", near=state == "rounding",
    )  # fmt: skip
    return Identity(
        "I4", state, _subject(work, split, index), formula, expected.value, stated.value,
        stated.value - expected.value if stated.unit and state != "unchecked" else None,
        (stated.anchor, *(p.anchor for p in parts)), work.sheet.block, reason,
    )  # fmt: skip


def _state(split: Split, stated: Amount, expected: Interval) -> tuple[IdentityState, str]:
    state = compare(expected, interval(stated))
    if state == "broken" and split.partial and expected.value < stated.value:
        return "unchecked", _NOT_ALL
    if state == "rounding" and stated.unit == "元" and is_coarse(expected, interval(stated)):
        return "unchecked", COARSE_REASON
    return state, ""


def _subject(work: Work, split: Split, index: int) -> str:
    """Name the row, and the columns where they are not the table's amounts and their parts."""
    label = work.label(index)
    if split.restated:
        return f"{label}（{work.header.texts[split.parts[0] - 1]}）"
    main = split.whole == work.header.roles.get("amount")
    return label if main else f"{label}（{work.header.texts[split.whole - 1]}）"
