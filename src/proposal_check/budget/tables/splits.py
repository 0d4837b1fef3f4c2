"""Columns that split others: years or sources of a 合计, what 其中 singles out, 元 beside 万元."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proposal_check.budget.tables.amount_columns import is_part, tax_basis
from proposal_check.budget.tables.header_words import SCALES, role_of
from proposal_check.budget.tables.told_splits import told_splits
from proposal_check.budget.tables.work import Work

_WHOLE = re.compile(r"(?:合计|总计|小计|总额)$")
_INCLUDED = re.compile(r"^其中")
_BRACKET = re.compile(r"[(（].*?[)）]")


@dataclass(frozen=True, slots=True)
class Split:
    """A column and those that add up to it, 1-based.

    `partial`: what 其中 singles out need not be all. `restated`: one column gives the other in another unit.
    """

    whole: int
    parts: tuple[int, ...]
    partial: bool = False
    restated: bool = False


def splits(work: Work) -> tuple[Split, ...]:
    """Find the columns of a table that its header says others add up to."""
    amount = work.header.roles.get("amount")
    if not amount:
        return ()
    texts = [_BRACKET.sub("", text) for text in work.header.texts]
    taken = {c for role, c in work.header.roles.items() if role != "amount"}
    heads = _heads(texts)
    found = [Split(w, p) for w, p in _under_heads(texts, heads, taken) if p]
    inner = {c for split in found for c in split.parts}
    found += _of_amount(texts, amount, taken | inner)
    found += _same_under_each(texts, heads)
    known = {split.whole for split in found}
    found += (Split(w, p) for w, p in told_splits(work, amount) if w not in known)
    found += (Split(amount, (c,), restated=True) for c in _restating(work, amount))
    return tuple(dict.fromkeys(found))


def _heads(texts: Sequence[str]) -> dict[str, list[int]]:
    """Name the columns under every wide header."""
    found: dict[str, list[int]] = {}
    for col, text in enumerate(texts, 1):
        head, slash, _ = text.rpartition("/")
        if slash:
            found.setdefault(head, []).append(col)
    return {head: cols for head, cols in found.items() if len(cols) > 1}


def _leaf(text: str) -> str:
    return text.rpartition("/")[2]


def _under_heads(
    texts: Sequence[str], heads: dict[str, list[int]], taken: set[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """2024年 over 小计, 财政资金, 自筹资金."""
    for head, cols in heads.items():
        wholes = [c for c in cols if _WHOLE.search(_leaf(texts[c - 1]))]
        parts = tuple(c for c in cols if c not in wholes)
        alike = len(wholes) == 1 and len(parts) > 1 and not taken & set(cols)
        if alike and (
            is_part(head) or _WHOLE.search(head) or all(is_part(_leaf(texts[c - 1])) for c in parts)
        ):
            yield wholes[0], parts


def _of_amount(texts: Sequence[str], amount: int, taken: set[int]) -> Iterator[Split]:
    """The run of parts left of a 合计 column, or right of the amounts."""
    whole = texts[amount - 1]
    left = _run(texts, whole, range(amount - 1, 0, -1), taken) if _WHOLE.search(whole) else ()
    if len(left) > 1:
        yield Split(amount, left[::-1])
        return
    right = _run(texts, whole, range(amount + 1, len(texts) + 1), taken)
    partial = any(_INCLUDED.match(part) for c in right for part in texts[c - 1].split("/"))
    if len(right) > 1:
        yield Split(amount, right, partial)


def _run(texts: Sequence[str], whole: str, cols: range, taken: set[int]) -> tuple[int, ...]:
    """Take the columns of parts beside the whole one, over those that split them in turn."""
    found: list[int] = []
    for col in cols:
        text = texts[col - 1]
        part = any(map(is_part, text.split("/"))) or _INCLUDED.match(text) or _shares_head(text, whole)
        if col in taken and any(map(is_part, text.split("/"))):
            continue
        if col in taken or not part:
            break
        found.append(col)
    return tuple(found)


def _shares_head(text: str, whole: str) -> bool:
    """Say whether two columns stand under one wide header: 概算价值 over 建筑工程费, …, 合计."""
    return "/" in whole and text.rpartition("/")[0] == whole.rpartition("/")[0]


def _same_under_each(texts: Sequence[str], heads: dict[str, list[int]]) -> Iterator[Split]:
    """财政资金 under 合计 is the sum of 财政资金 under every year."""
    sums = [head for head in heads if _WHOLE.search(head)]
    leaves = {head: [_leaf(texts[c - 1]) for c in cols] for head, cols in heads.items()}
    others = [h for h in heads if is_part(h) or (h not in sums and leaves[h] in [leaves[s] for s in sums])]
    if len(sums) != 1 or len(others) < 2:
        return
    for col in (c for c in heads[sums[0]] if role_of(_leaf(texts[c - 1])) != "quantity"):
        same = [c for head in others for c in heads[head] if _leaf(texts[c - 1]) == _leaf(texts[col - 1])]
        if len(same) == len(others):
            yield Split(col, tuple(same))


def _restating(work: Work, amount: int) -> Iterator[int]:
    """Find the columns of amounts that print the unit 元 or 万元 where the main one is in the other."""
    basis, scale = tax_basis(work.header.texts[amount - 1]), work.units.scale("amount")
    for col in work.header.amounts:
        unit = work.header.units[col - 1].money
        same = tax_basis(work.header.texts[col - 1]) == basis
        if col != amount and unit and scale and same and SCALES[unit] != scale:
            yield col
