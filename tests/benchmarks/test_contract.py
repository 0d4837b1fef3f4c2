"""Every rule of every pack has a fault that proves it, or a reason why none can."""

from pathlib import Path

import pytest
from benchmarks.submissions.coverage import bases, rules_proven, unproven

OUTLINES = Path(__file__).parents[2] / "outlines"
PACKS = sorted(path.parent.name for path in OUTLINES.glob("*/pack.toml"))


def rules(pack: str) -> set[str]:
    return {path.stem for path in (OUTLINES / pack / "rules").glob("*.yaml")}


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_has_a_fault_or_a_reason(pack: str) -> None:
    reasons = unproven().get(pack, {})
    if "all" in reasons:
        assert not bases(pack), "the pack has base proposals now: write its faults"
        return
    assert rules(pack) - set(rules_proven(pack)) == set(reasons)


@pytest.mark.parametrize("pack", PACKS)
def test_every_fault_names_a_rule_of_its_pack(pack: str) -> None:
    assert set(rules_proven(pack)) <= rules(pack)
