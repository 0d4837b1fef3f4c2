"""Every fault and every harmless edit is proved in the written file, and is not in the file without it."""

from functools import cache

import pytest
from benchmarks.build_examples import EXAMPLES, built
from benchmarks.matrix import EXTENDING
from benchmarks.submissions.build import Built, build
from benchmarks.submissions.coverage import applicable, bases
from benchmarks.submissions.faults import FAULTS
from benchmarks.submissions.harmless import EDITS
from benchmarks.submissions.proof import Written, read

OUTLINE = ("chapter_missing", "chapters_swapped", "section_missing", "empty_shell")
BASE = "smart_parking"
PLACES = [
    (base, fault)
    for pack in FAULTS
    for base in ((BASE,) if pack == "linan" else bases(pack)[:1])
    for fault in applicable(pack, base)
    # the others are the faults of the pack that is extended, in the same tables
    if pack not in EXTENDING or fault in OUTLINE
]


@cache
def clean(base: str = BASE) -> Built:
    return build(base, "typed")


def written(built: Built) -> Written:
    return read(built.docx, built.facts, built.attachments)


@pytest.mark.parametrize(("base", "fault"), PLACES)
def test_a_fault_is_in_the_file_it_was_put_into(base: str, fault: str) -> None:
    faulty = build(base, "typed", [fault])
    proof = faulty.findings[fault].proof
    assert written(faulty).shows(proof)
    assert not written(clean(base)).shows(proof)


@pytest.mark.parametrize("edit", EDITS)
def test_a_harmless_edit_is_in_the_file(edit: str) -> None:
    edited = build(BASE, "typed", edits=[edit])
    assert written(edited).shows(edited.proofs[edit])
    assert not written(clean()).shows(edited.proofs[edit])


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_fault_of_an_example_is_in_its_file(name: str) -> None:
    example = built(name)
    shows = written(example).shows
    assert [fault for fault, finding in example.findings.items() if not shows(finding.proof)] == []
