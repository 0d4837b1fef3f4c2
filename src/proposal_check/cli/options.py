"""Options and exit codes that several verbs share."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from proposal_check.model.finding import Review

PackOption = Annotated[str, typer.Option("--pack", help="规则包的名称（见 packs list）或目录")]


class FailOn(StrEnum):
    must = "must"
    should = "should"
    never = "never"


_LEVELS = {FailOn.must: {"must"}, FailOn.should: {"must", "should"}, FailOn.never: set[str]()}


def exit_code(result: "Review", fail_on: FailOn) -> int:
    """Give 1 when a finding is at or above `fail_on`, else 0."""
    return int(any(f.outcome == "fail" and f.severity in _LEVELS[fail_on] for f in result.findings))
