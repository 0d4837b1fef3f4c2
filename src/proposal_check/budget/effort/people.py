"""I7, the effort side: people × time = effort, where a table prints all three."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from proposal_check.budget.figures.amounts import narrow
from proposal_check.budget.figures.arithmetic import compare
from proposal_check.budget.figures.wording import equation, plain
from proposal_check.budget.tables.cells import count
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity

_PEOPLE = re.compile(r"人数|人员数量")
_TIME = re.compile(r"月数|天数|周期|工期|时间|时长|投入")
_MONTHS, _DAYS = re.compile(r"月"), re.compile(r"[天日]")
_UNIT = {"人月": _MONTHS, "人日": _DAYS}


def people_identities(work: Work) -> tuple[Identity, ...]:
    """Check every row; where most rows disagree the people may not all work the whole time."""
    people, time = _column(work, _PEOPLE), _time_column(work)
    if people is None or time is None:
        return ()
    found = [i for e in work.entries if e.row.kind == "item" for i in _row(work, e, people, time)]
    broken = [i for i in found if i.state == "broken"]
    if len(broken) * 2 >= len(found):
        return tuple(_open(i) for i in found)
    return tuple(found)


def _open(identity: Identity) -> Identity:
    if identity.state != "broken":
        return identity
    return replace(identity, state="unchecked", reason="人数×时间不等于工作量，可能不是全程投入")


def _column(work: Work, pattern: re.Pattern[str]) -> int | None:
    effort = work.header.roles.get("effort")
    texts: Sequence[str] = work.header.texts
    return next((c for c, t in enumerate(texts, 1) if c != effort and pattern.search(t)), None)


def _time_column(work: Work) -> int | None:
    """A column of months beside an effort in person-months, of days beside person-days."""
    unit = _UNIT.get(next((e.row.effort.unit or "" for e in work.entries if e.row.effort), ""))
    col = _column(work, _TIME)
    return col if col and unit and unit.search(narrow(work.header.texts[col - 1])) else None


def _row(work: Work, entry: Entry, people: int, time: int) -> Iterator[Identity]:
    effort = entry.row.effort
    heads, span = (count(entry.line, col, None) for col in (people, time))
    if effort is None or heads is None or span is None or not entry.aligned(effort, heads, span):
        return
    yield _identity(work, entry, heads, span, effort)


def _identity(work: Work, entry: Entry, heads: Amount, span: Amount, effort: Amount) -> Identity:
    expected = interval(heads) * interval(span)
    state = compare(expected, interval(effort))
    formula = equation(
        f"{plain(heads.value)} × {plain(span.value)}", plain(expected.value), plain(effort.value),
        equal=expected.value == effort.value, unit=effort.unit or "", near=state == "rounding",
    )  # fmt: skip
    return Identity(
        "I7", state, f"{entry.row.name}（工作量）", formula, expected.value, effort.value, None,
        (effort.anchor, heads.anchor, span.anchor), work.sheet.block,
    )  # fmt: skip
