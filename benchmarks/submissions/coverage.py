"""Which rules the faults prove: by the rule each names when it is put into a base proposal of its pack."""

from contextlib import suppress
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.submissions.faults import FAULTS
from benchmarks.submissions.harmless import EDITS
from benchmarks.submissions.load import PROPOSALS, load

UNPROVEN = Path(__file__).parents[1] / "unproven_rules.yaml"


@cache
def bases(pack: str) -> tuple[str, ...]:
    """Name the base proposals written for a pack."""
    names = sorted(path.stem for path in PROPOSALS.glob("*.yaml"))
    return tuple(name for name in names if load(name).pack == pack)


@cache
def rules_proven(pack: str) -> dict[str, tuple[str, ...]]:
    """Return the faults of a pack by the rule they break, over all its base proposals."""
    found: dict[str, tuple[str, ...]] = {}
    for name, fault in FAULTS.get(pack, {}).items():
        rules = {rule for base in bases(pack) if (rule := _rule(fault, base))}
        for rule in sorted(rules):
            found[rule] = (*found.get(rule, ()), name)
    return found


def _rule(fault: object, base: str) -> str:
    assert callable(fault)
    try:
        return str(fault(load(base)).rule)
    except LookupError:
        return ""


def applicable(pack: str, base: str) -> list[str]:
    """Name the faults that a base proposal has a place for."""
    return [name for name, fault in FAULTS.get(pack, {}).items() if _rule(fault, base)]


def editable(base: str) -> list[str]:
    """Name the harmless edits that a base proposal has a place for."""
    found = []
    for name, edit in EDITS.items():
        with suppress(LookupError):
            edit(load(base))
            found.append(name)
    return found


def unproven() -> dict[str, dict[str, str]]:
    """Read the reasons for rules without a fault."""
    return dict(YAML(typ="safe").load(UNPROVEN.read_text("utf-8")))
