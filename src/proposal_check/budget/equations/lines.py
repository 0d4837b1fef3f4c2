"""I5: a line of the summary against the total of the list that details it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from proposal_check.budget.equations.cross import TotalRow, total_row
from proposal_check.budget.equations.tax import unless_taxes_differ
from proposal_check.budget.figures.amounts import figures
from proposal_check.budget.figures.arithmetic import compare
from proposal_check.budget.figures.wording import SIGNS, in_unit
from proposal_check.budget.tables.cells import money
from proposal_check.budget.tables.numbering import split_number
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity
from proposal_check.model.document import Document, Paragraph

_FILLER = re.compile(
    r"[(（\[].*?[)）\]]|表\d*(?:[-—.]\d+)*|明细|清单|汇总|一览|概算|预算|估算|测算|费用?|资金|购置|采购|投资|合计|小计|总计|"
    r"开发|研发|工作量|设备|项目|工程|建设|报价|价格|单|及|与|和|[\d.、:：\s]"
)
_SOFTWARE_LINE = frozenset({"应用软件", "应用系统", "软件", "应用", "定制软件"})
_PARTS = frozenset({"effort", "software", "hardware", "product", "function_points", "other", "summary"})


def core_of(text: str) -> str:
    """Take off a label what lists and lines of a summary add to the name of what they price."""
    flat = squeeze(text)
    return _FILLER.sub("", flat[len(split_number(flat)) :])


def names_software(core: str) -> bool:
    """Say whether a core names the application software as a whole."""
    return core in _SOFTWARE_LINE


def summary_lines(document: Document, works: Sequence[Work]) -> Iterator[Identity]:
    """Compare each line of a summary with the one detail table that bears its name.

    A line right under the detail that tells the summary's figure explains the difference: a person reads it.
    """
    summaries = [w for w in works if w.kind in {"summary", "detail"}]
    parts = [(w, t) for w in works if w.kind in _PARTS and w.caption and (t := total_row(w))]
    for summary in summaries:
        lines = list(_named_lines(summary))
        for work, total in parts:
            if work.sheet.block == summary.sheet.block:
                continue
            same = [n for n, core, _ in lines if core and core == core_of(work.caption)]
            rivals = [w for w, _ in parts if w is not summary and core_of(w.caption) == core_of(work.caption)]
            if len(same) == 1 and len(rivals) == 1:
                found = _shared(line_identity(summary, same[0], total), work, parts, summary)
                yield unless_taxes_differ(unless_told(document, found, work), summary, work)
            elif not same and work.kind == "effort":
                yield from _software_line(summary, lines, total, works)


def unless_told(document: Document, identity: Identity, work: Work) -> Identity:
    """Leave a difference open where a line right under the list tells the summary's figure."""
    below = work.sheet.lines[-1].block + 1
    texts = [b.text for b in document.blocks[below : below + 2] if isinstance(b, Paragraph)]
    told = any(f.is_money and f.raw * f.scale == identity.stated for text in texts for f in figures(text))
    if identity.state != "broken" or not told:
        return identity
    return replace(identity, state="unchecked", difference=None, reason="清单下的文字说明了总表所列金额")


def _named_lines(work: Work) -> Iterator[tuple[int, str, Amount]]:
    """Yield a summary's comparable lines: top items and parents, and the subtotals of named categories."""
    for index, entry in enumerate(work.entries):
        row = entry.row
        if row.amount is None or row.amount.unit != "元" or row.kind in {"total", "memo"}:
            continue
        if work.kind == "detail" and row.kind != "subtotal":
            continue
        yield index, core_of(row.category if row.kind == "subtotal" else row.name), row.amount


def _software_line(
    summary: Work, lines: Sequence[tuple[int, str, Amount]], total: TotalRow, works: Sequence[Work]
) -> Iterator[Identity]:
    """The only effort table adds up to the application software line of the summary, or to one row of it."""
    if sum(w.kind == "effort" for w in works) != 1:
        return
    line = [n for n, core, _ in lines if names_software(core)]
    if len(line) != 1:
        return
    category = summary.entries[line[0]].row.category
    inside = [e.row.amount for e in summary.entries if e.row.kind == "item" and e.row.category == category]
    if any(a and a.unit == "元" and interval(a).meets(interval(total.amount)) for a in inside):
        return
    parts = [(w, t) for w in works if w.kind in {"effort", "software"} and (t := total_row(w))]
    yield _shared(line_identity(summary, line[0], total), total.work, parts, summary)


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


def _part_meant(summary: Work, index: int, total: TotalRow) -> Amount | None:
    """Find the list's total among a line's other columns: 建设投资 beside 三年运维 and 小计."""
    entry = summary.entries[index]
    cols = {*summary.header.amounts, *summary.header.extra} - {summary.header.roles.get("amount", 0)}
    parts = [money(entry.line, col, summary.scale)[1] for col in sorted(cols)]
    return next((p for p in parts if p and p.unit == "元" and p.value == total.amount.value), None)


def line_identity(summary: Work, index: int, total: TotalRow) -> Identity:
    """Hold a line of a summary, by the index of its row, against the total of the list that details it."""
    line = _part_meant(summary, index, total) or summary.entries[index].row.amount
    assert line is not None
    state = compare(interval(total.amount), interval(line))
    sign = SIGNS[state]
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
