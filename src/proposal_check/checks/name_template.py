"""Compare the document's name on the cover with the form that the regulation prescribes.

The name may run over several lines and carry a version mark such as （送审稿）; any run of lines that fits
the pattern passes. Abstains when the cover shows no name that can be recognised, or when only the line of
a unit above makes the name fit.
"""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, field_validator

from proposal_check.checks.case import Case
from proposal_check.checks.cover import led_by_unit, names, title
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.identity import squeeze

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
    """Yield one hit when the name differs from the pattern, or when it cannot be told for sure."""
    fitting = [lines for name, lines in names(case.document) if re.fullmatch(params.pattern, squeeze(name))]
    if any(not led_by_unit(lines) for lines in fitting):
        return
    found = title(case.document)
    if found and not fitting:
        name, lines = found
        yield Hit("方案名称", {"name": name}, lines)
        return
    known = "扉页首行为单位名称" if fitting else "未能从扉页识别方案名称"
    lines = fitting[0] if fitting else ()
    reason = f"{known}，请核对方案名称是否符合要求"
    yield Hit("方案名称", anchors=lines, outcome=Outcome.NEEDS_REVIEW, reason=reason)
