"""I5 and I6: tables against each other and against the totals the text states."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from proposal_check.budget.arithmetic import compare
from proposal_check.budget.arithmetic import total as sum_of
from proposal_check.budget.numbering import split_number
from proposal_check.budget.sheet import squeeze
from proposal_check.budget.wording import in_unit
from proposal_check.budget.work import Work, interval
from proposal_check.model.budget import Amount, Identity, StatedTotal

_FILLER = re.compile(
    r"[(（\[].*?[)）\]]|表\d*(?:[-—.]\d+)*|明细|清单|汇总|一览|概算|预算|估算|测算|费用?|资金|购置|采购|投资|合计|小计|总计|"
    r"开发|研发|工作量|设备|项目|工程|建设|报价|价格|单|及|与|和|[\d.、:：\s]"
)
_WHOLE_PROJECT = re.compile(r"总(?:投资|概算|估算|预算|表)|投资(?:概算|估算)|汇总")
_SOFTWARE_LINE = frozenset({"应用软件", "应用系统", "软件", "应用", "定制软件"})
_NOT_COSTS = frozenset({"funding", "operation", "staffing"})
_PARTS = frozenset({"effort", "software", "hardware", "product", "function_points", "other", "summary"})


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

    None when two candidates of one rank disagree.
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
        agree = all(interval(t.amount).meets(interval(ranked[0].amount)) for t in ranked)
        alone = kinds[0] != "software" or len({t.work.sheet.block for t in ranked}) == len(works) == 1
        return min(ranked, key=lambda t: _faults(inner[t.work.sheet.block])) if agree and alone else None
    return None


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
        found.extend(_against_main(f"{s.where}总投资", s.amount, main) for s in stated)
        for work in works:
            row = total_row(work) if work is not main.work and _speaks_for_all(work) else None
            if row:
                found.append(_against_main(row.where, row.amount, main))
    found.extend(_lines(works))
    return tuple(found)


def _speaks_for_all(work: Work) -> bool:
    return work.kind == "detail" or bool(
        re.search(r"总(?:投资|概算|估算|预算|表)|投资(?:概算|估算)|汇总", work.caption)
    )


def _against_main(subject: str, amount: Amount, main: TotalRow) -> Identity:
    state = compare(interval(main.amount), interval(amount))
    sign = {"holds": "=", "rounding": "≈", "broken": "≠"}[state]
    unit = main.work.unit or "元"
    formula = (
        f"{subject}{in_unit(amount.value, main.work.scale)} {sign} "
        f"{main.where}{in_unit(main.amount.value, main.work.scale)}（{unit}）"
    )
    return Identity(
        "I6", state, subject, formula, main.amount.value, amount.value, amount.value - main.amount.value,
        (amount.anchor, main.amount.anchor), main.work.sheet.block,
    )  # fmt: skip


def _against_sum(works: Sequence[Work], stated: Sequence[StatedTotal]) -> Iterator[Identity]:
    """Hold the text's total against the only table of costs, when that states no total and fills every row.

    Its rows may be a part of the project, so a difference is for a person to judge.
    """
    tables = [w for w in works if w.kind not in _NOT_COSTS]
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


def _core(text: str) -> str:
    flat = squeeze(text)
    return _FILLER.sub("", flat[len(split_number(flat)) :])


def _lines(works: Sequence[Work]) -> Iterator[Identity]:
    """Compare each line of a summary with the one detail table that bears its name."""
    summaries = [w for w in works if w.kind in {"summary", "detail"}]
    parts = [(w, t) for w in works if w.kind in _PARTS and w.caption and (t := total_row(w))]
    for summary in summaries:
        lines = list(_named_lines(summary))
        for work, total in parts:
            if work is summary:
                continue
            same = [n for n, core, _ in lines if core and core == _core(work.caption)]
            rivals = [w for w, _ in parts if w is not summary and _core(w.caption) == _core(work.caption)]
            if len(same) == 1 and len(rivals) == 1:
                yield _shared(_line_identity(summary, same[0], total), work, parts, summary)
            elif not same and work.kind == "effort":
                yield from _software_line(summary, lines, total, works)


def _named_lines(work: Work) -> Iterator[tuple[int, str, Amount]]:
    """Yield a summary's comparable lines: top items and parents, and the subtotals of named categories."""
    for index, entry in enumerate(work.entries):
        row = entry.row
        if row.amount is None or row.amount.unit != "元" or row.kind in {"total", "memo"}:
            continue
        if work.kind == "detail" and row.kind != "subtotal":
            continue
        yield index, _core(row.category if row.kind == "subtotal" else row.name), row.amount


def _software_line(
    summary: Work, lines: Sequence[tuple[int, str, Amount]], total: TotalRow, works: Sequence[Work]
) -> Iterator[Identity]:
    """The only effort table adds up to the application software line of the summary, or to one row of it."""
    if sum(w.kind == "effort" for w in works) != 1:
        return
    line = [n for n, core, _ in lines if core in _SOFTWARE_LINE]
    if len(line) != 1:
        return
    category = summary.entries[line[0]].row.category
    inside = [e.row.amount for e in summary.entries if e.row.kind == "item" and e.row.category == category]
    if any(a and a.unit == "元" and interval(a).meets(interval(total.amount)) for a in inside):
        return
    parts = [(w, t) for w in works if w.kind in {"effort", "software"} and (t := total_row(w))]
    yield _shared(_line_identity(summary, line[0], total), total.work, parts, summary)


def _shared(
    identity: Identity, work: Work, parts: Sequence[tuple[Work, TotalRow]], summary: Work
) -> Identity:
    """A line may sum several lists of its kind; when it does not, which one it should equal is open."""
    kinds = {"effort", "software"} if work.kind == "effort" else {work.kind}
    kin = [t for w, t in parts if w is not summary and w is not work and w.kind in kinds]
    if identity.state != "broken" or not kin or identity.stated is None or identity.expected is None:
        return identity
    both = identity.expected + sum(t.amount.value for t in kin)
    if both == identity.stated:
        return replace(identity, state="holds", expected=both, difference=Decimal(0))
    reason = "同类清单不止一张，不能确定与总表的对应关系"
    return replace(identity, state="unchecked", difference=None, reason=reason)


def _line_identity(summary: Work, index: int, total: TotalRow) -> Identity:
    line = summary.entries[index].row.amount
    assert line is not None
    state = compare(interval(total.amount), interval(line))
    sign = {"holds": "=", "rounding": "≈", "broken": "≠"}[state]
    unit, scale = summary.unit or "元", summary.scale
    name = f"“{summary.caption}”" if summary.caption else "概算表"
    formula = (
        f"{name}{summary.label(index)} {in_unit(line.value, scale)} {sign} "
        f"{total.where} {in_unit(total.amount.value, scale)}（{unit}）"
    )
    return Identity(
        "I5", state, summary.label(index), formula, total.amount.value, line.value,
        line.value - total.amount.value, (line.anchor, total.amount.anchor), total.work.sheet.block,
    )  # fmt: skip
