"""Read how long the schedule leaves between two milestones, or for trial running, and compare it.

A length that the text states for it, a row of a table that bears its name, and the dates of the two
milestones count. A span of months is taken at its longest. Only when every length found is too short is it an
opinion; when none is found, when the lengths disagree, or when the milestones leave less time than is
stated, a person must look.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, field_validator

from proposal_check.checks.case import Case
from proposal_check.checks.schedule_dates import span
from proposal_check.checks.sentences import sentences, uncited
from proposal_check.model.document import Anchor, Table
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.periods import LENGTH, days

VALUES = frozenset({"subject", "found", "least"})
_TOLERANCE = Decimal("0.08")
# Twenty days may be twenty working days.
_WORKING = Decimal("0.7")
# Where a length stands, as printed, and in days.
_Found = tuple[Anchor, str, Decimal]
_SCHEDULE = re.compile(r"时间|日期|周期|工期|进度|阶段|里程碑|起止|计划|月份|天数")


class Params(BaseModel):
    """`subject` in words; `phase` is a regular expression for what is between or the trial run itself.

    `least` is a length such as 3个月 or 20个工作日; `after` and `before` are the two milestones.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: str
    phase: re.Pattern[str]
    least: str
    after: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None

    @field_validator("least")
    @classmethod
    def _a_length(cls, least: str) -> str:
        if not days(least):
            raise ValueError("应为时长，如 3个月、20个工作日")
        return least


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the schedule is too short or cannot be read."""
    stated, between = [*_stated(case, params), *_rows(case, params)], list(_between(case, params))
    found = stated or between
    short = [(anchor, words) for anchor, words, length in found if not _enough(length, words, params)]
    values = {"subject": params.subject, "least": params.least}
    values["found"] = "、".join(dict.fromkeys(words for _, words in short))
    anchors = tuple(anchor for anchor, _ in short)
    if not found:
        reason = f"未能从进度安排中读出{params.subject}，请核对是否不少于{params.least}"
        yield Hit(params.subject, values, outcome=Outcome.NEEDS_REVIEW, reason=reason)
    elif short and (len(short) < len(found) or _ambiguous(short, params)):
        doubt = "与其他写法不一致或口径不明"
        reason = f"{params.subject}写为{values['found']}，{doubt}，请核对是否不少于{params.least}"
        yield Hit(params.subject, values, anchors, Outcome.NEEDS_REVIEW, reason)
    elif short:
        yield Hit(params.subject, values, anchors)
    elif conflict := _conflict(params, stated, between):
        yield conflict


def _conflict(params: Params, stated: list[_Found], between: list[_Found]) -> Hit | None:
    """Ask about a length that the dates of the milestones have no room for."""
    for anchor, words, length in stated:
        for other, dates, room in between:
            if length * (1 - _TOLERANCE) > room:
                reason = (
                    f"{params.subject}写为{words}，而前后两个节点为{dates}，请核对是否不少于{params.least}"
                )
                values = {"subject": params.subject, "found": dates, "least": params.least}
                return Hit(params.subject, values, (anchor, other), Outcome.NEEDS_REVIEW, reason)
    return None


def _enough(length: Decimal, words: str, params: Params) -> bool:
    least = days(params.least)
    if ("工作日" in words) != ("工作日" in params.least):
        return length >= least * (1 - _TOLERANCE)
    return length >= least * (1 - _TOLERANCE / 2)


def _ambiguous(short: list[tuple[Anchor, str]], params: Params) -> bool:
    """Whether 20天 was written where 20个工作日 are asked for."""
    least = days(params.least)
    if "工作日" not in params.least:
        return False
    return all("工作日" not in words and days(words) >= least * _WORKING for _, words in short)


def _stated(case: Case, params: Params) -> Iterator[_Found]:
    """Yield the lengths the text states: 试运行3个月, 稳定运行不少于一个月."""
    pattern = re.compile(
        rf"(?:{params.phase.pattern})[^。；;，,、\d一二两三四五六七八九十半]{{0,8}}(?P<length>{LENGTH})"
        rf"(?![^，。；;]{{0,4}}(?:内|前))"
    )
    for anchor in sentences(case):
        text = uncited(anchor.quote)
        for match in pattern.finditer(text):
            length = match["length"].strip()
            yield anchor, length, days(length)


def _rows(case: Case, params: Params) -> Iterator[_Found]:
    """Yield the lengths and date spans in table rows that the phase names."""
    for anchor, text in _schedule_rows(case):
        names = [c for c in text if params.phase.search(c) and len(c) <= 20]
        if not names or any(_other(params, c) for c in names):
            continue
        for cell in text:
            if cell in names:
                continue
            length = re.fullmatch(rf"约?(?P<length>{LENGTH})", cell.strip())
            if length:
                yield anchor, length["length"], days(length["length"])
            elif dates := span(cell):
                yield anchor, cell.strip(), Decimal((dates[1] - dates[0]).days + 1)


def _other(params: Params, name: str) -> bool:
    """Whether a row's name joins the phase with a milestone: 试运行及验收 has its own length."""
    return any(p is not None and p.search(name) for p in (params.after, params.before))


def _between(case: Case, params: Params) -> Iterator[_Found]:
    """Yield the time between the two milestones' dates."""
    if params.after is None or params.before is None:
        return
    rows = list(_schedule_rows(case))
    first, last = (_dated(rows, p) for p in (params.after, params.before))
    if len(first) == len(last) == 1:
        (anchor, one), (_, other) = first[0], last[0]
        gap = (other[1] - one[0]).days
        words = f"{one[0]:%Y年%m月}至{other[1]:%Y年%m月}"
        yield anchor, words, Decimal(max(gap, 0))


def _dated(rows: list[tuple[Anchor, list[str]]], milestone: re.Pattern[str]) -> list[tuple[Anchor, tuple]]:  # type: ignore[type-arg]
    found = []
    for anchor, cells in rows:
        if any(milestone.search(cell) and len(cell) <= 20 for cell in cells):
            found += [(anchor, dates) for cell in cells if (dates := span(cell))]
    return found


def _schedule_rows(case: Case) -> Iterator[tuple[Anchor, list[str]]]:
    """Yield the rows of tables whose header speaks of time, with the row's first cell as anchor."""
    for index, block in enumerate(case.document.blocks):
        if not isinstance(block, Table):
            continue
        grid = block.grid()
        head = " ".join(cell.text for cell in grid[0] if cell) if grid else ""
        if not _SCHEDULE.search(head):
            continue
        for row in grid[1:]:
            cells = list(dict.fromkeys(cell for cell in row if cell is not None))
            if cells:
                first = cells[0]
                anchor = Anchor(index, 0, len(first.text), first.text, (first.row, first.col))
                yield anchor, [cell.text for cell in cells]
