"""Hold the project's name against the form that the regulation prescribes, bound to other facts.

`<predecessor>` in the pattern stands for that fact's value; an unknown one leaves a doubt. Blanks and full
width do not count. A name that was cut out of a longer title is for a person.
"""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, field_validator

from proposal_check.checks.case import Case
from proposal_check.model.finding import Hit, Outcome
from proposal_check.model.submission import FACTS, Fact
from proposal_check.outline.identity import squeeze

VALUES = frozenset({"name", "expected"})
_SLOT = re.compile(r"<([a-z_]+)>")


class Params(BaseModel):
    """`pattern` is a regular expression for the whole name without blanks, `expected` the form in words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str
    expected: str

    @field_validator("pattern", "expected")
    @classmethod
    def _sound(cls, text: str) -> str:
        unknown = [name for name in _SLOT.findall(text) if name not in FACTS]
        if unknown:
            raise ValueError(f"没有名为“{'、'.join(unknown)}”的申报信息")
        return text

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(_SLOT.sub("x", pattern))
        except re.error as error:
            raise ValueError(f"不是有效的正则表达式：{error}") from error
        return pattern


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the name does not have the form."""
    wanted = [name for name in _SLOT.findall(params.pattern) if name not in case.facts]
    fact = case.facts.get("project_name")
    if fact is None or wanted:
        missing = "、".join(FACTS[name].label for name in (wanted or ["project_name"]))
        reason = f"未能确定{missing}，请核对项目名称是否为“{_fill(case, params.expected)}”"
        yield Hit("项目名称", outcome=Outcome.NEEDS_REVIEW, reason=reason)
        return
    name = squeeze(str(fact.value))
    if re.fullmatch(_fill(case, params.pattern, quoted=True), name):
        return
    values = {"name": str(fact.value), "expected": _fill(case, params.expected)}
    anchors = (fact.anchor,) if fact.anchor else ()
    if _whole(fact):
        yield Hit("项目名称", values, anchors)
    else:
        reason = f"方案标题中的项目名称似为“{name}”，请核对是否为“{values['expected']}”"
        yield Hit("项目名称", values, anchors, Outcome.NEEDS_REVIEW, reason)


def _fill(case: Case, text: str, *, quoted: bool = False) -> str:
    def value(match: re.Match[str]) -> str:
        fact = case.facts.get(match[1])
        plain = squeeze(str(fact.value)) if fact else "×××"
        return re.escape(plain) if quoted else plain

    return _SLOT.sub(value, text)


def _whole(fact: Fact) -> bool:
    """Whether the name was stated as it is, not cut out of a title."""
    return fact.origin == "declared" or (
        fact.anchor is not None and squeeze(fact.anchor.quote) == squeeze(str(fact.value))
    )
