"""I2, I3, I4: subtotals, totals and parents against what they sum, for amounts and for effort."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from proposal_check.budget.equations.periods import is_rough
from proposal_check.budget.equations.sum_columns import SumColumn, sum_columns
from proposal_check.budget.figures.arithmetic import Interval, compare, is_coarse, point, total
from proposal_check.budget.figures.wording import COARSE_REASON, equation, in_unit, plain, sum_text
from proposal_check.budget.tables.header_words import SCALES
from proposal_check.budget.tables.implied_levels import counts_both, is_open, tops_by_sum
from proposal_check.budget.tables.memos import says_included
from proposal_check.budget.tables.scopes import Scope, scopes
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity, IdentityState

_AMOUNT = SumColumn("amount", 0)
_SLIPS = (Decimal(10_000), Decimal("0.0001"))
_DEDUCTION = re.compile(r"^[（(\d、.]*(?:减[:：]?|扣减|扣除|核减|优惠(?!后)|下浮(?!后)|折扣(?!后)|折让|让利)")
_REDUCED = re.compile(r"^.{0,4}(?:优惠|下浮|折扣?|让利)后")
_BOTH = "合计等于各行之和，而缩进的各行之和又等于其上一行，请核实是否上下级重复计入"
_AGREE = frozenset({"holds", "rounding"})
_NOTHING = frozenset({"merged", "free"})


@dataclass(frozen=True, slots=True)
class _Verdict:
    state: IdentityState
    expected: Interval
    parts: tuple[Amount, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Sum:
    """An equation with the numbers behind it; a `spare` one counts only as the consequence of another."""

    identity: Identity
    expected: Interval
    stated: Amount
    spare: bool = False


def table_sums(work: Work) -> tuple[Identity, ...]:
    """Check every stated sum of a table against the rows it may sum; memo rows never count."""
    found: list[Identity] = []
    for column in sum_columns(work):

        def fits(index: int, rows: tuple[int, ...], column: SumColumn = column) -> bool:
            stated = column.value(work, index)
            return stated is not None and _judge(work, stated, rows, column).state in _AGREE

        all_ = scopes(work.entries, fits, below=work.below is not None)
        found.extend(_traced([s for scope in all_ for s in _check(work, scope, column)]))
        found.extend(_merged(work, column))
    found.extend(_included(work))
    return tuple(found)


def _traced(sums: Sequence[_Sum]) -> Iterator[Identity]:
    """Say of a sum that would hold but for other wrong sums among its terms that they cause it."""
    wrong = {s.stated.anchor: s for s in sums if s.identity.state == "broken" and not s.spare}
    for each in sums:
        causes = [wrong[a] for a in each.identity.anchors[1:] if a in wrong]
        off = sum((c.stated.value - c.expected.value for c in causes), Decimal(0))
        mended = each.expected + point(-off)
        if each.identity.state == "broken" and causes and compare(mended, interval(each.stated)) != "broken":
            names = "、".join(f"“{c.identity.subject}”" for c in causes)
            yield replace(each.identity, reason=f"由{names}引起")
        elif not each.spare:
            yield each.identity


def _judge(work: Work, stated: Amount, rows: Sequence[int], column: SumColumn) -> _Verdict:
    """Compare a stated sum with its rows; a blank row is unknown, and may explain what is missing."""
    parts = [v for n in rows if (v := column.value(work, n))]
    unknown = _unknown(work, rows, column)
    expected = total(interval(p) for p in parts)
    if not parts:
        return _Verdict("unchecked", expected, (), "各行未填金额")
    if len({p.unit for p in (*parts, stated)}) > 1:
        return _Verdict("unchecked", expected, tuple(parts), "各行单位不一致或不能确定")
    state: IdentityState = compare(expected, interval(stated))
    if state == "broken" and column.role == "amount" and (less := _deducted(work, rows)):
        off = total(interval(p) for p in less)
        if compare(off, interval(stated)) != "broken":
            expected, parts, state = off, less, compare(off, interval(stated))
    if (
        state == "broken"
        and unknown
        and (expected.value < stated.value or _is_printed(work, unknown, column))
    ):
        more = f"等{len(unknown)}行" if len(unknown) > 1 else ""
        reason = f"第{work.entries[unknown[0]].row.row}行{more}没有可读的数值"
        return _Verdict("unchecked", expected, tuple(parts), reason)
    if state == "broken" and is_rough(stated):
        return _Verdict("unchecked", expected, tuple(parts), f"“{stated.printed}”是约数")
    if state == "rounding" and stated.unit == "元" and is_coarse(expected, interval(stated)):
        return _Verdict("unchecked", expected, tuple(parts), COARSE_REASON)
    return _Verdict(state, expected, tuple(parts))


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


def _check(work: Work, scope: Scope, column: SumColumn) -> Iterator[_Sum]:
    """Give a stated sum by the reading of its rows that holds, the first one as a spare where it does not."""
    stated = column.value(work, scope.index)
    if stated is None:
        return
    verdicts: list[_Verdict] = []
    for rows in scope.candidates:
        verdicts.append(_judge(work, stated, rows, column))
        if verdicts[-1].state in _AGREE:
            break
    verdict = _chosen(work, scope, verdicts)
    if verdict.state == "broken" and column.role == "amount":
        verdict = _doubted(work, scope, stated, verdict)
    if verdict is verdicts[-1] and verdict.state in _AGREE and scope.name != "I4":
        rows = scope.candidates[len(verdicts) - 1]
        if counts_both(work.entries, rows):
            verdict = replace(verdict, state="unchecked", reason=_BOTH)
    reduced = verdict.expected.value > stated.value and _REDUCED.match(squeeze(work.label(scope.index)))
    if not verdict.parts or (verdict.state == "broken" and reduced):
        return
    for each in (verdict, *(v for v in verdicts[:1] if v.state == "broken" and v is not verdict)):
        identity = _identity(work, scope.name, work.label(scope.index), stated, each, column)
        yield _Sum(identity, each.expected, stated, spare=each is not verdict)


def _chosen(work: Work, scope: Scope, verdicts: Sequence[_Verdict]) -> _Verdict:
    held = next((v for v in verdicts if v.state in _AGREE), None)
    plain_rows = all(work.entries[n].row.kind == "item" for n in scope.candidates[0])
    if scope.said and plain_rows and held and verdicts[0].state == "broken":
        held = replace(verdicts[0], state="unchecked", reason="与行名所列算式不符，与各行之和相符")
    open_ = next((v for v in verdicts if v.state == "unchecked"), None)
    return held or open_ or verdicts[0]


def _doubted(work: Work, scope: Scope, stated: Amount, verdict: _Verdict) -> _Verdict:
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


def _assembly(work: Work, index: int, stated: Amount, verdict: _Verdict) -> _Verdict:
    """A parent with a quantity of its own is so many times its parts, or priced apart from them."""
    row = work.entries[index].row
    if row.quantity is None:
        return verdict
    expected = verdict.expected * interval(row.quantity)
    state = compare(expected, interval(stated))
    if state != "broken":
        return replace(verdict, state=state)
    return replace(verdict, state="unchecked", reason="上级行另有数量和单价，不能确定是否为下级之和")


def _nested(work: Work, stated: Amount, candidates: Sequence[Sequence[int]]) -> _Verdict | None:
    """A sum that is too small may count rows once that other rows of it detail without saying so.

    A row with a count of its own stands for itself.
    """
    for rows in candidates:
        if any(r.quantity or r.effort for r in (work.entries[n].row for n in rows)):
            continue
        tops = tops_by_sum([work.entries[n].row.amount for n in rows])
        verdict = _judge(work, stated, [rows[n] for n in tops], _AMOUNT)
        if verdict.state in {"holds", "rounding"}:
            return verdict
    return None


def _included(work: Work) -> Iterator[Identity]:
    """What 其中 rows single out is no more than the row they belong to, unless they overlap."""
    for index, entry in enumerate(work.entries):
        stated = entry.row.amount
        if entry.row.kind != "item" or stated is None:
            continue
        below = (work.entries[n].row for n in range(index + 1, len(work.entries)))
        memos = takewhile(lambda row: row.kind == "memo", below)
        parts = tuple(row.amount for row in memos if row.amount and row.amount.unit == stated.unit)
        whole = total(interval(p) for p in parts)
        if len(parts) > 1 and whole.low > stated.high:
            verdict = _Verdict("unchecked", whole, parts, "其中各项之和大于本项，可能有交叉")
            yield _identity(work, "I4", work.label(index), stated, verdict, _AMOUNT)


def _merged(work: Work, column: SumColumn) -> Iterator[Identity]:
    """Check a total that stands in a merged cell beside the rows it sums."""
    for index, entry in enumerate(work.entries):
        group = (entry.groups or {}).get(column.role)
        if group is None:
            continue
        stated, span = group
        rows = [n for n in range(index, min(index + span, len(work.entries)))]
        verdict = _judge(work, stated, [n for n in rows if work.entries[n].row.kind == "item"], column)
        if verdict.parts:
            subject = f"{entry.row.category}合计" if entry.row.category else work.label(index)
            yield _identity(work, "I2", subject, stated, verdict, column)


def _identity(
    work: Work, name: str, subject: str, stated: Amount, verdict: _Verdict, column: SumColumn
) -> Identity:
    is_money = column.is_money
    own = column.unit if column.role == "money" else None
    scale = (SCALES[own] if own else work.scale) if is_money else 1
    unit = (own or work.unit or "") if is_money else (stated.unit or "")
    broken = verdict.state == "broken"
    if broken and stated.value and any(
        verdict.expected.scaled(k).meets(interval(stated)) for k in _SLIPS
    ):  # fmt: skip
        name = "I14"
    write = (lambda v: in_unit(v, scale)) if is_money else plain
    left = sum_text([write(p.value) for p in verdict.parts])
    same = verdict.expected.value == stated.value
    formula = equation(
        left, write((stated if same else verdict.expected).value), write(stated.value), equal=same, unit=unit
    )
    known = is_money and stated.unit is not None and verdict.state != "unchecked"
    return Identity(
        name, verdict.state, _subject(work, subject, column), formula,
        expected=verdict.expected.value, stated=stated.value,
        difference=stated.value - verdict.expected.value if known else None,
        anchors=(stated.anchor, *(p.anchor for p in verdict.parts)),
        table=work.sheet.block, reason=verdict.reason,
    )  # fmt: skip


def _subject(work: Work, subject: str, column: SumColumn) -> str:
    if column.role == "amount":
        return subject
    return f"{subject}（{'工作量' if column.role == 'effort' else work.header.texts[column.col - 1]}）"
