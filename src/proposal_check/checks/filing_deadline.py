"""Hold the filing date against the deadline for the year the project is to be carried out.

A project of the same year has one deadline, one of the next year another; the deadline's day itself is in
time. Unknown dates make the rule inapplicable: nothing in a document says when it will be filed.
"""

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.finding import Hit, Outcome

VALUES = frozenset({"submitted", "deadline", "kind"})


class Params(BaseModel):
    """Deadlines as month-day, for projects of the filing year and of the next; `any_year` for all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    same_year: str = ""
    next_year: str = ""
    any_year: str = ""


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the filing is late."""
    filed, year = case.facts.get("submit_date"), case.facts.get("plan_year")
    if filed is None or (year is None and not params.any_year):
        reason = "申报信息没有写明申报日期和实施年度，无从核对申报期限"
        yield Hit("申报期限", outcome=Outcome.INAPPLICABLE, reason=reason)
        return
    day = date.fromisoformat(str(filed.value))
    kind, limit = ("运维项目", params.any_year) if params.any_year else _limit(params, day, year)
    if limit and day > date(day.year, *map(int, limit.split("-"))):
        values = {"submitted": str(filed.value), "deadline": f"{day.year}-{limit}", "kind": kind}
        yield Hit("申报期限", values)


def _limit(params: Params, day: date, year: object) -> tuple[str, str]:
    ahead = int(float(str(getattr(year, "value", day.year)))) - day.year
    if ahead == 0:
        return "当年实施项目", params.same_year
    return ("次年实施项目", params.next_year) if ahead == 1 else ("", "")
