"""What a `when` asks of the facts: the one place where a condition meets a value."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from proposal_check.model.submission import Fact, FactValue
from proposal_check.packs.schema import Condition, Scalar, When

_BOUNDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "lt": lambda value, bound: value < bound,
    "le": lambda value, bound: value <= bound,
    "gt": lambda value, bound: value > bound,
    "ge": lambda value, bound: value >= bound,
}


def condition(test: Condition | Scalar | list[Scalar]) -> Condition:
    """Spell out the short forms: a value means `eq`, a list means `in`."""
    if isinstance(test, Condition):
        return test
    return Condition.model_validate({"in" if isinstance(test, list) else "eq": test})


def holds(value: FactValue, test: Condition) -> bool:
    """Test one fact; a list holds a value when it contains it."""
    held = set(value) if isinstance(value, tuple) else {value}
    if test.eq is not None and test.eq not in held:
        return False
    if test.any_of is not None and not held & set(test.any_of):
        return False
    if test.none_of is not None and held & set(test.none_of):
        return False
    return all(
        _compares(value, bound, compare)
        for name, compare in _BOUNDS.items()
        if (bound := getattr(test, name)) is not None
    )


def applies(when: When, facts: Mapping[str, Fact]) -> bool | None:
    """Say whether every condition holds; None when that hangs on an unknown fact."""
    known = [holds(facts[name].value, condition(test)) for name, test in when.items() if name in facts]
    if not all(known):
        return False
    return True if len(known) == len(when) else None


def _compares(value: FactValue, bound: Decimal, compare: Callable[[Decimal, Decimal], bool]) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return compare(Decimal(str(value)), bound)
