"""Compare the document's name on the cover with the form that the regulation prescribes.

The name may run over several lines and carry a version mark such as （送审稿）; any run of lines that fits
the pattern passes. Abstains when the cover shows no name that can be recognised.
"""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, field_validator

from proposal_check.checks.case import Case
from proposal_check.checks.cover import names, title
from proposal_check.model.finding import Hit, Outcome

VALUES = frozenset({"name"})


class Params(BaseModel):
    """`pattern` is a regular expression for the whole name, without blanks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"不是有效的正则表达式：{error}") from error
        return pattern


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the name differs from the pattern, or when there is no name to compare."""
    if any(re.fullmatch(params.pattern, name) for name, _ in names(case.document)):
        return
    found = title(case.document)
    if found is None:
        yield Hit(
            "方案名称",
            outcome=Outcome.NEEDS_REVIEW,
            reason="未能从扉页识别方案名称，请核对方案名称是否符合要求",
        )
        return
    name, lines = found
    yield Hit("方案名称", {"name": name}, lines)
