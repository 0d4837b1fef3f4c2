"""What the reviewer says about generated submissions: silent on sound ones, right about each single fault."""

from itertools import cycle

import pytest
from benchmarks.measure.reviewing import answers, must_fix, placed, review_built
from benchmarks.submissions.build import build
from benchmarks.submissions.faults import FAULTS
from benchmarks.submissions.formatting import FORMATS
from benchmarks.submissions.harmless import EDITS
from benchmarks.submissions.load import PROPOSALS, load

from proposal_check.model.overlap import Overlap
from proposal_check.packs.locate import data_dir

FAULTY_BASE = "smart_parking"
SOUND = [(FAULTY_BASE, name) for name in FORMATS] + [("rural_water", "word"), ("rural_water", "typed")]
OTHERS = sorted({path.stem for path in PROPOSALS.glob("*.yaml")} - {base for base, _ in SOUND})

# what is not found, not alone, or not at its place today; a success fails, so that the list shrinks
KNOWN: dict[str, str] = {}


@pytest.mark.parametrize(("base", "name"), SOUND)
def test_nothing_must_be_changed_in_a_sound_proposal(base: str, name: str) -> None:
    assert [f.rule for f in must_fix(review_built(build(base, name)))] == []


@pytest.mark.parametrize(("base", "name"), list(zip(OTHERS, cycle(("typed", "decimal")))))
def test_nothing_must_be_changed_in_the_other_sound_proposals(base: str, name: str) -> None:
    pack = load(base).pack
    if not (data_dir("outlines") / pack / "pack.toml").exists():
        pytest.skip(f"there is no pack {pack}")
    assert [f.rule for f in must_fix(review_built(build(base, name)))] == []


@pytest.mark.parametrize("edit", EDITS)
def test_nothing_must_be_changed_after_a_harmless_edit(edit: str) -> None:
    assert [f.message for f in must_fix(review_built(build(FAULTY_BASE, "typed", edits=[edit])))] == []


@pytest.mark.parametrize("fault", FAULTS["linan"])
def test_a_single_fault_is_found_at_its_place_and_nothing_else(
    fault: str, request: pytest.FixtureRequest
) -> None:
    if fault in KNOWN:
        request.applymarker(pytest.mark.xfail(reason=KNOWN[fault], strict=True))
    built = build(FAULTY_BASE, "typed", [fault])
    expected, review = built.findings[fault], review_built(built)
    found = [f for f in review.findings if answers(f, expected)]
    assert found
    assert any(placed(f, expected, built, review.submission.main) for f in found)
    assert {f.rule for f in must_fix(review)} <= {expected.rule, *expected.may}


def _quotes(overlap: Overlap) -> list[str]:
    return [anchor.quote for anchor in (overlap.mine, *overlap.more)]


COMMON = ("platform_rebuilt", "functions_repeated", "network_rebuilt", "text_repeated")


@pytest.mark.parametrize("fault", COMMON)
def test_what_a_proposal_has_in_common_is_found_with_both_sides(fault: str) -> None:
    built = build(FAULTY_BASE, "typed", [fault])
    found = [o for o in review_built(built).overlap.overlaps if o.stance == "build" or o.kind == "passage"]
    common = [
        known
        for known in built.truth["overlaps"]
        if any(
            o.kind == known["kind"]
            and any(known["mine"] in mine or mine in known["mine"] for mine in _quotes(o))
            and (known["theirs"] in (o.theirs, o.entry_name) or known["kind"] == "passage")
            for o in found
        )
    ]
    # One of the four functions is called otherwise in the register.
    assert len(common) >= len(built.truth["overlaps"]) * 3 / 4 > 0
