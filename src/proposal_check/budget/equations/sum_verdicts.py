"""What a stated sum comes to against rows: it holds, it is broken, or something leaves it open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from proposal_check.budget.equations.periods import is_rough
from proposal_check.budget.equations.sum_columns import SumColumn
from proposal_check.budget.figures.arithmetic import Interval, compare, is_coarse, total
from proposal_check.budget.figures.wording import COARSE_REASON
from proposal_check.budget.tables.implied_levels import is_open, tops_by_sum
from proposal_check.budget.tables.memos import says_included
from proposal_check.budget.tables.scopes import Scope
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, IdentityState

AMOUNT = SumColumn("amount", 0)
AGREE = frozenset({"holds", "rounding"})
_DEDUCTION = re.compile(r"^[（(\d、.]*(?:减[:：]?|扣减|扣除|核减|优惠(?!后)|下浮(?!后)|折扣(?!后)|折让|让利)")
_NOTHING = frozenset({"merged", "free"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement with what the rows come to and their numbers; `reason` says why it is open."""

    state: IdentityState
    expected: Interval
    parts: tuple[Amount, ...]
    reason: str = ""


def judge(
    work: Work, stated: Amount, rows: Sequence[int], column: SumColumn, *, rounded: bool = False
) -> Verdict:
    """Compare a stated sum with its rows; a blank row is unknown, and may explain what is missing.

    `rounded`: the sum says of itself that it is.
    """
    parts = [v for n in rows if (v := column.value(work, n))]
    expected = total(interval(p) for p in parts)
    if not parts:
        return Verdict("unchecked", expected, (), "各行未填金额")
    if len({p.unit for p in (*parts, stated)}) > 1:
        return Verdict("unchecked", expected, tuple(parts), "各行单位不一致或不能确定")
    state: IdentityState = compare(expected, interval(stated))
    if state == "broken" and column.role == "amount" and (less := _deducted(work, rows)):
        off = total(interval(p) for p in less)
        if compare(off, interval(stated)) != "broken":
            expected, parts, state = off, less, compare(off, interval(stated))
    reason = ""
    if state == "broken":
        reason = _unread(work, rows, column, short=expected.value < stated.value)
        reason = reason or (f"“{stated.printed}”是约数" if is_rough(stated) else "")
    elif state == "rounding" and stated.unit == "元" and not rounded:
        reason = COARSE_REASON if is_coarse(expected, interval(stated)) else ""
    return Verdict("unchecked" if reason else state, expected, tuple(parts), reason)


def _unread(work: Work, rows: Sequence[int], column: SumColumn, *, short: bool) -> str:
    """Name the rows without a value that may explain why a sum does not hold, "" if none."""
    unknown = _unknown(work, rows, column)
    if not unknown or not (short or _is_printed(work, unknown, column)):
        return ""
    more = f"等{len(unknown)}行" if len(unknown) > 1 else ""
    return f"第{work.entries[unknown[0]].row.row}行{more}没有可读的数值"


def _deducted(work: Work, rows: Sequence[int]) -> list[Amount]:
    """Read the rows again with what is called a deduction taken off; none where no row is."""
    entries = [work.entries[n].row for n in rows]
    off = [bool(r.amount and r.amount.value > 0 and _DEDUCTION.match(squeeze(r.name))) for r in entries]
    values = [(r.amount, minus) for r, minus in zip(entries, off, strict=True) if r.amount]
    return (
        [replace(a, value=-a.value, low=-a.high, high=-a.low) if minus else a for a, minus in values]
        if any(off)
        else []
    )


def _unknown(work: Work, rows: Sequence[int], column: SumColumn) -> list[int]:
    """List the rows that print no value and do not say that they have none."""
    blank = [n for n in rows if column.value(work, n) is None]
    if column.col in work.header.parts:
        blank = [n for n in blank if work.entries[n].line.text(column.col)]
    return [n for n in blank if column.role != "amount" or work.entries[n].row.amount_state not in _NOTHING]


def _is_printed(work: Work, rows: Sequence[int], column: SumColumn) -> bool:
    """Say whether an unread cell holds digits: a range, an aside in brackets, a deduction."""
    texts = (work.entries[n].line.text(column.col) for n in rows)
    return any(c.isdigit() for text in texts for c in text)


def doubted(work: Work, scope: Scope, stated: Amount, verdict: Verdict) -> Verdict:
    """Look for what else a sum that does not hold may be, before it is called wrong."""
    rows = scope.candidates[0]
    if scope.name == "I4":
        verdict = _assembly(work, scope.index, stated, verdict)
        if verdict.state == "broken" and any(says_included(work.entries[n]) for n in rows):
            return replace(verdict, state="unchecked", reason="下级中有“其中”行，不能确定各项是否列全")
    elif verdict.expected.value > stated.value:
        verdict = _nested(work, stated, scope.candidates) or verdict
        if verdict.state == "broken" and is_open(work.entries, rows):
            return replace(verdict, state="unchecked", reason="各行缩进不同，不能确定哪些行计入合计")
    return verdict


def _assembly(work: Work, index: int, stated: Amount, verdict: Verdict) -> Verdict:
    """A parent with a quantity of its own is so many times its parts, or priced apart from them."""
    row = work.entries[index].row
    if row.quantity is None:
        return verdict
    expected = verdict.expected * interval(row.quantity)
    state = compare(expected, interval(stated))
    if state != "broken":
        return replace(verdict, state=state)
    return replace(verdict, state="unchecked", reason="上级行另有数量和单价，不能确定是否为下级之和")


def _nested(work: Work, stated: Amount, candidates: Sequence[Sequence[int]]) -> Verdict | None:
    """A sum that is too small may count rows once that other rows of it detail without saying so.

    A row with a count of its own stands for itself.
    """
    for rows in candidates:
        if any(r.quantity or r.effort for r in (work.entries[n].row for n in rows)):
            continue
        tops = tops_by_sum([work.entries[n].row.amount for n in rows])
        verdict = judge(work, stated, [rows[n] for n in tops], AMOUNT)
        if verdict.state in AGREE:
            return verdict
    return None
