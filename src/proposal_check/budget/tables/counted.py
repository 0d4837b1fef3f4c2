"""Columns of counts that a sum row adds up: efforts by role or stage, people, functions by type."""

import re

from proposal_check.budget.tables.header_words import header_levels
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work

_PEOPLE = re.compile(r"^(?:投入|配备|拟投入)?(?:人数|人员数量)$")
_FUNCTIONS = re.compile(r"^(?:ILF|EIF|EI|EO|EQ)(?:个?数量?)?$|^(?:功能)?(?:条目数|个数|数量)$", re.IGNORECASE)
_BRACKET = re.compile(r"[(（].*?[)）]")
# One person in two posts is counted once in the sum, if at all.
_SHARED = re.compile(r"兼|共用|复用|交叉|同一")


def counted_columns(work: Work) -> tuple[int, ...]:
    """Name the columns whose counts add up; people only where each row is a post of its own."""
    return (*work.header.parts, *_people(work), *_functions(work))


def counted_unit(work: Work, col: int) -> str | None:
    """Say what a counted column counts."""
    return (
        (effort_unit_of(work) or "") if col in work.header.parts else "人" if col in _people(work) else "个"
    )


def effort_unit_of(work: Work) -> str | None:
    """Give the unit the table's efforts are printed in, None where nothing tells."""
    units = {e.row.effort.unit for e in work.entries if e.row.effort}
    return (units.pop() if len(units) == 1 else None) or work.units.effort


def _named(work: Work, pattern: re.Pattern[str]) -> tuple[int, ...]:
    texts = [_BRACKET.sub("", squeeze(header_levels(t)[-1])) for t in work.header.texts]
    return tuple(n for n, text in enumerate(texts, 1) if pattern.match(text))


def _people(work: Work) -> tuple[int, ...]:
    if work.kind != "staffing":
        return ()
    texts = (c.text for e in work.entries for c in e.line.own())
    return () if any(_SHARED.search(t) for t in texts) else _named(work, _PEOPLE)


def _functions(work: Work) -> tuple[int, ...]:
    return _named(work, _FUNCTIONS) if work.kind == "function_points" else ()
