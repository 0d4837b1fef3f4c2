"""Every rule of every pack has a fault that proves it, or a reason why none can."""

from pathlib import Path

import pytest
from benchmarks.submissions.coverage import rules_proven, unproven

from proposal_check.packs.load import load_pack

OUTLINES = Path(__file__).parents[2] / "outlines"
PACKS = sorted(path.parent.name for path in OUTLINES.glob("*/pack.toml"))


def rules(pack: str) -> set[str]:
    """Return the rules that hold in a pack, its own and those of the packs it extends."""
    return {rule.id for rule in load_pack(pack).rules}


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_has_a_fault_or_a_reason(pack: str) -> None:
    assert rules(pack) - set(rules_proven(pack)) == set(unproven().get(pack, {}))


@pytest.mark.parametrize("pack", PACKS)
def test_every_fault_names_a_rule_of_its_pack(pack: str) -> None:
    assert set(rules_proven(pack)) <= rules(pack)
