"""I2, I3, I4: subtotals, totals and parents against what they sum, for amounts and for effort."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from proposal_check.budget.equations.sum_columns import SumColumn, sum_columns
from proposal_check.budget.equations.sum_verdicts import AGREE, AMOUNT, Verdict, doubted, judge
from proposal_check.budget.figures.arithmetic import Interval, compare, is_slip, point, total
from proposal_check.budget.figures.wording import equation, in_unit, plain, sum_text
from proposal_check.budget.tables.header_words import SCALES
from proposal_check.budget.tables.implied_levels import counts_both
from proposal_check.budget.tables.precision import says_rounded
from proposal_check.budget.tables.scopes import Scope, scopes
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity

_REDUCED = re.compile(r"^.{0,4}(?:优惠|下浮|折扣?|让利)后")
_BOTH = "合计等于各行之和，而缩进的各行之和又等于其上一行，请核实是否上下级重复计入"


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
            rounded = _says_rounded(work, index)
            return stated is not None and judge(work, stated, rows, column, rounded=rounded).state in AGREE

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


def _says_rounded(work: Work, index: int) -> bool:
    return index < len(work.entries) and says_rounded(work.entries[index])


def _check(work: Work, scope: Scope, column: SumColumn) -> Iterator[_Sum]:
    """Give a stated sum by the reading of its rows that holds, the first one as a spare where it does not."""
    stated = column.value(work, scope.index)
    if stated is None:
        return
    verdicts: list[Verdict] = []
    rounded = _says_rounded(work, scope.index)
    for rows in scope.candidates:
        verdicts.append(judge(work, stated, rows, column, rounded=rounded))
        if verdicts[-1].state in AGREE:
            break
    verdict = _chosen(work, scope, verdicts)
    if verdict.state == "broken" and column.role == "amount":
        verdict = doubted(work, scope, stated, verdict)
    if verdict is verdicts[-1] and verdict.state in AGREE and scope.name != "I4":
        rows = scope.candidates[len(verdicts) - 1]
        if counts_both(work.entries, rows):
            verdict = replace(verdict, state="unchecked", reason=_BOTH)
    reduced = verdict.expected.value > stated.value and _REDUCED.match(squeeze(work.label(scope.index)))
    if not verdict.parts or (verdict.state == "broken" and reduced):
        return
    for each in (verdict, *(v for v in verdicts[:1] if v.state == "broken" and v is not verdict)):
        identity = _identity(work, scope.name, work.label(scope.index), stated, each, column)
        yield _Sum(identity, each.expected, stated, spare=each is not verdict)


def _chosen(work: Work, scope: Scope, verdicts: Sequence[Verdict]) -> Verdict:
    held = next((v for v in verdicts if v.state in AGREE), None)
    plain_rows = all(work.entries[n].row.kind == "item" for n in scope.candidates[0])
    if scope.said and plain_rows and held and verdicts[0].state == "broken":
        held = replace(verdicts[0], state="unchecked", reason="与行名所列算式不符，与各行之和相符")
    open_ = next((v for v in verdicts if v.state == "unchecked"), None)
    return held or open_ or verdicts[0]


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
            verdict = Verdict("unchecked", whole, parts, "其中各项之和大于本项，可能有交叉")
            yield _identity(work, "I4", work.label(index), stated, verdict, AMOUNT)


def _merged(work: Work, column: SumColumn) -> Iterator[Identity]:
    """Check a total that stands in a merged cell beside the rows it sums."""
    for index, entry in enumerate(work.entries):
        group = (entry.groups or {}).get(column.role)
        if group is None:
            continue
        stated, span = group
        rows = [n for n in range(index, min(index + span, len(work.entries)))]
        verdict = judge(work, stated, [n for n in rows if work.entries[n].row.kind == "item"], column)
        if verdict.parts:
            subject = f"{entry.row.category}合计" if entry.row.category else work.label(index)
            yield _identity(work, "I2", subject, stated, verdict, column)


def _identity(
    work: Work, name: str, subject: str, stated: Amount, verdict: Verdict, column: SumColumn
) -> Identity:
    is_money = column.is_money
    own = column.unit if column.role == "money" else None
    scale = (SCALES[own] if own else work.scale) if is_money else 1
    unit = (own or work.unit or "") if is_money else (stated.unit or "")
    broken = verdict.state == "broken"
    if broken and is_slip(verdict.expected, interval(stated)):
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
