"""Whether a rule concerns a submission at all: its `when` against the facts."""

from collections.abc import Mapping
from dataclasses import dataclass

from proposal_check.model.finding import Outcome
from proposal_check.model.submission import FACTS, Fact, FactValue
from proposal_check.packs.conditions import condition, holds
from proposal_check.packs.schema import Condition, When

_BOUNDS = {"lt": "小于", "le": "不超过", "gt": "大于", "ge": "不少于"}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a rule is not judged: it does not apply, or a fact it hangs on is unknown."""

    outcome: Outcome
    reason: str


def obstacle(when: When, facts: Mapping[str, Fact], given: When | None = None) -> Obstacle | None:
    """Say why a rule is not to be judged, None when it is.

    One condition that does not hold makes the rule inapplicable, even beside unknown facts. So does an
    unknown fact of `given`.
    """
    absent = [name for name in given or {} if name not in facts]
    if absent:
        names = "、".join(FACTS[name].label for name in absent)
        return Obstacle(Outcome.INAPPLICABLE, f"申报信息没有写明{names}，本条只用于写明的项目")
    when = {**(given or {}), **when}
    unknown = [name for name in when if name not in facts]
    for name, test in when.items():
        if name in facts and not holds(facts[name].value, condition(test)):
            label, value = FACTS[name][0], _say(facts[name].value)
            words = condition_words(condition(test))
            return Obstacle(Outcome.INAPPLICABLE, f"{label}为{value}，本条适用于{label}{words}的项目")
    if unknown:
        asked = "、".join(f"{FACTS[name][0]}（{FACTS[name][1]}）" for name in unknown)
        return Obstacle(Outcome.NEEDS_REVIEW, f"未能从方案中确定{asked}，请确认或在申报信息中写明")
    return None


def condition_words(test: Condition) -> str:
    """Say a condition in words that follow the name of its fact."""
    parts = []
    if test.eq is not None:
        parts.append(f"为{_say(test.eq)}")
    if test.any_of is not None:
        parts.append(f"为{'或'.join(map(_say, test.any_of))}")
    if test.none_of is not None:
        parts.append(f"不为{'、'.join(map(_say, test.none_of))}")
    bounds = ((words, getattr(test, name)) for name, words in _BOUNDS.items())
    parts += [f"{words}{bound}" for words, bound in bounds if bound is not None]
    return "且".join(parts)


def _say(value: FactValue) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(value)
    return f"“{value}”" if isinstance(value, str) else str(value)
