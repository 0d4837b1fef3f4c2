"""I6: the totals of the tables against each other and against those the text states."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from proposal_check.budget.equations.tax import unless_taxes_differ
from proposal_check.budget.figures.arithmetic import compare, is_slip
from proposal_check.budget.figures.arithmetic import total as sum_of
from proposal_check.budget.figures.wording import SIGNS, in_unit
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity, StatedTotal, TableKind

_WHOLE_PROJECT = re.compile(
    r"总(?:投资|概算|估算|预算|表)|投资(?:概算|估算)|项目(?:建设)?(?:投资|资金|经费)|汇总"
)
_PART = re.compile(r"其[他它](?:费|成本)|二类费|软件|硬件|开发|设备|机房|配套|运维|人员")
_LATER = re.compile(r"运维|运行维护|后续|维护")
_ROUGH = re.compile(r"约|大概|近|左右|暂估")
_NOT_COSTS = frozenset({"funding", "operation", "staffing"})


@dataclass(frozen=True, slots=True)
class TotalRow:
    """The total row of a table."""

    work: Work
    index: int
    amount: Amount

    @property
    def where(self) -> str:
        caption = f"“{self.work.caption}”" if self.work.caption else "概算表"
        return f"{caption}{self.work.label(self.index)}"


def total_row(work: Work) -> TotalRow | None:
    """Return a table's last total row with an amount in 元."""
    for index in range(len(work.entries) - 1, -1, -1):
        row = work.entries[index].row
        if row.kind == "total" and row.amount and row.amount.unit == "元":
            return TotalRow(work, index, row.amount)
    if work.below and work.below.unit == "元":
        return TotalRow(work, len(work.entries), work.below)
    return None


def main_total(works: Sequence[Work], inner: Mapping[int, Sequence[Identity]]) -> TotalRow | None:
    """Choose the table total that speaks for the project: 附表, then a summary, then the only one there is.

    None when two candidates of one rank disagree, or a part costs more than what should be the whole.
    """
    totals = [t for t in map(total_row, works) if t]
    for kinds in (
        ("detail",),
        ("summary",),
        ("software", "hardware", "product", "effort", "function_points", "other"),
    ):
        ranked = [t for t in totals if t.work.kind in kinds]
        if not ranked:
            continue
        if not _agree(ranked):
            ranked = _speaking(ranked)
        alone = kinds[0] != "software" or len({t.work.sheet.block for t in ranked}) == len(works) == 1
        alone = alone or all(speaks_for_all(t.work.kind, t.work.caption) for t in ranked)
        if not ranked or not _agree(ranked) or not alone or _exceeded(ranked[0], totals):
            return None
        return min(ranked, key=lambda t: _faults(inner[t.work.sheet.block]))
    return None


def _speaking(totals: Sequence[TotalRow]) -> list[TotalRow]:
    """Keep those that are the project's by their captions; where tables have none, by their headings."""
    spoken = [t for t in totals if speaks_for_all(t.work.kind, t.work.caption)]
    return spoken or [t for t in totals if not t.work.caption and speaks_for_all(t.work.kind, t.work.section)]


def _exceeded(chosen: TotalRow, totals: Sequence[TotalRow]) -> bool:
    """Say whether a list costs more than a table that nothing but its form makes the summary of all."""
    if speaks_for_all(chosen.work.kind, chosen.work.caption or chosen.work.section):
        return False
    lists = (t for t in totals if t.work.kind not in {"funding", "operation"})
    return any(t.amount.low > chosen.amount.high for t in lists)


def _agree(totals: Sequence[TotalRow]) -> bool:
    return all(interval(t.amount).meets(interval(totals[0].amount)) for t in totals)


def _faults(identities: Sequence[Identity]) -> int:
    return sum(i.state == "broken" for i in identities)


def cross_identities(
    works: Sequence[Work], stated: Sequence[StatedTotal], main: TotalRow | None
) -> tuple[Identity, ...]:
    """Check the tables and the text against the project's total and against each other."""
    found: list[Identity] = []
    if main is None and stated:
        found.extend(_against_sum(works, stated))
    if main is not None:
        found.extend(_stated_against(stated, main))
        for work in works:
            row = (
                total_row(work) if work is not main.work and speaks_for_all(work.kind, work.caption) else None
            )
            if row:
                found.append(unless_taxes_differ(_against_main(row.where, row.amount, main), work, main.work))
    return tuple(found)


def _stated_against(stated: Sequence[StatedTotal], main: TotalRow) -> Iterator[Identity]:
    """A figure that is only 约, or far off where another place agrees, may be another quantity."""
    found = [(s, _against_main(f"{s.where}总投资", s.amount, main)) for s in stated]
    agrees = any(i.state != "broken" for _, i in found)
    for each, identity in found:
        rough = bool(_ROUGH.search(each.amount.anchor.quote))
        gap = abs(each.amount.value - main.amount.value)
        far = agrees and not each.plain and not identity.repair and gap * 2 > main.amount.value
        if identity.state != "broken" or not (rough or far):
            yield identity
            continue
        reason = "约数与概算表不符" if rough else "与概算表相差一半以上，可能不是本项目总投资"
        yield replace(identity, state="unchecked", difference=None, reason=reason)


def speaks_for_all(kind: TableKind, caption: str) -> bool:
    """Say whether a table's total is the project's: the prescribed table, its funding, or a summary."""
    if kind in {"detail", "funding"}:
        return kind == "detail" or not _LATER.search(caption)
    return kind != "staffing" and bool(_WHOLE_PROJECT.search(caption)) and not _PART.search(caption)


def _against_main(subject: str, amount: Amount, main: TotalRow) -> Identity:
    state = compare(interval(main.amount), interval(amount))
    sign = SIGNS[state]
    unit = main.work.unit or "元"
    formula = (
        f"{subject}{in_unit(amount.value, main.work.scale)} {sign} "
        f"{main.where}{in_unit(main.amount.value, main.work.scale)}（{unit}）"
    )
    return Identity(
        "I6", state, subject, formula, main.amount.value, amount.value, amount.value - main.amount.value,
        (amount.anchor, main.amount.anchor), main.work.sheet.block,
        repair=_slip(amount, main.amount) if state == "broken" else "",
    )  # fmt: skip


def _slip(one: Amount, other: Amount) -> str:
    return "金额相差10000倍，请核对单位是元还是万元" if is_slip(interval(one), interval(other)) else ""


def _against_sum(works: Sequence[Work], stated: Sequence[StatedTotal]) -> Iterator[Identity]:
    """Hold the text's total against the only table of costs, when that states no total and fills every row.

    Its rows may be a part of the project, so a difference is for a person to judge.
    """
    tables = [w for w in works if w.kind not in _NOT_COSTS and any(e.row.amount for e in w.entries)]
    if len(tables) != 1 or total_row(tables[0]):
        return
    work = tables[0]
    amounts = [e.row.amount for e in work.entries if e.row.kind == "item" and e.row.amount_state != "merged"]
    if not amounts or any(a is None or a.unit != "元" for a in amounts):
        return
    rows = sum_of(interval(a) for a in amounts if a)
    for each in stated:
        state = compare(rows, interval(each.amount))
        reason = "" if state != "broken" else "概算表没有合计行，各行之和与正文所述总额不同"
        left, right = in_unit(rows.value, work.scale), in_unit(each.amount.value, work.scale)
        formula = f"各行之和{left} {'≠' if reason else '='} {right}（{work.unit}）"
        yield Identity(
            "I6", "unchecked" if reason else state, f"{each.where}总投资", formula, rows.value,
            each.amount.value, None, (each.amount.anchor,), work.sheet.block, reason,
        )  # fmt: skip
