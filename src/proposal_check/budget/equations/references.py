"""I5 by reference: a line that says 见附表3 or 详见软件开发费明细表 against the total of that table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from proposal_check.budget.equations.cross import TotalRow, total_row
from proposal_check.budget.equations.lines import core_of, line_identity, unless_told
from proposal_check.budget.equations.tax import unless_taxes_differ
from proposal_check.budget.figures.amounts import narrow
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work
from proposal_check.model.budget import Identity
from proposal_check.model.document import Document

_DIGITS = str.maketrans("一二三四五六七八九－—–．.", "123456789-----")
_LABEL = r"附?表(?:\d{1,2}(?:[-－—–.．]\d{1,2}){0,2}|[一二三四五六七八九])(?![\d一二三四五六七八九十])"
_CAPTION = re.compile(rf"^{_LABEL}")
_SEEN = re.compile(
    rf"(?:详见|参见|见)(?:后附|本章|上|下)?(?:(?P<label>{_LABEL})|《?(?P<title>[^《》,，。;；()（）]{{3,24}}(?:表|清单|明细)))"
    r"》?(?=[,，。;；)）]|$)"
)
_UNIT = re.compile(r"[(（\[【].*?[)）\]】]")
_PART_OF = "所引表的合计与本项金额不符，不能确定本项是否只是该表的一部分"


@dataclass(frozen=True, slots=True)
class _Reference:
    """A row, by its index, and the total of the one table that it refers to."""

    summary: Work
    index: int
    total: TotalRow


def referred_lines(document: Document, works: Sequence[Work]) -> Iterator[Identity]:
    """Compare each line that alone refers to a table with the total of that table.

    A difference is left open unless the two bear one name, or another reference of the same table holds.
    """
    names = _named_totals(works)
    for summary in works:
        found = list(_references(summary, names))
        alone = [r for r in found if sum(other.total.work is r.total.work for other in found) == 1]
        pairs = [(r, line_identity(summary, r.index, r.total)) for r in alone]
        held = any(identity.state == "holds" for _, identity in pairs)
        for reference, identity in pairs:
            sure = identity.state != "broken" or held or _alike(reference)
            open_ = replace(identity, state="unchecked", difference=None, reason=_PART_OF)
            told = unless_told(document, identity if sure else open_, reference.total.work)
            yield unless_taxes_differ(told, summary, reference.total.work)


def _named_totals(works: Sequence[Work]) -> Mapping[str, TotalRow]:
    """Find the totals of tables by number and by title; two tables of one name have none."""
    found: dict[str, list[TotalRow]] = {}
    for work in works:
        total = total_row(work)
        caption = squeeze(narrow(work.caption))
        label = _CAPTION.match(caption)
        title = _UNIT.sub("", caption[label.end() :] if label else caption)
        for name in {_number(label.group()) if label else "", title} - {""}:
            found.setdefault(name, []).extend([total] if total else [])
    return {name: totals[0] for name, totals in found.items() if len(totals) == 1}


def _number(label: str) -> str:
    return label.translate(_DIGITS)


def _references(summary: Work, names: Mapping[str, TotalRow]) -> Iterator[_Reference]:
    for index, entry in enumerate(summary.entries):
        row = entry.row
        if row.kind not in {"item", "subtotal"} or row.amount is None or row.amount.unit != "元":
            continue
        cells = dict.fromkeys(squeeze(narrow(c.text)) for c in entry.line.own() if "见" in c.text)
        said = {_number(m["label"]) if m["label"] else m["title"] for c in cells for m in _SEEN.finditer(c)}
        totals = [names[name] for name in sorted(said) if name in names]
        if len(said) == len(totals) == 1 and totals[0].work is not summary:
            yield _Reference(summary, index, totals[0])


def _alike(reference: _Reference) -> bool:
    """Say whether the line and the table it refers to bear one name, or one within the other."""
    line = core_of(_SEEN.sub("", squeeze(narrow(reference.summary.label(reference.index)))))
    table = core_of(_CAPTION.sub("", squeeze(narrow(reference.total.work.caption))))
    return len(line) > 1 and len(table) > 1 and (line in table or table in line)
