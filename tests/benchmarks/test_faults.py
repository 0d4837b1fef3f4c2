"""Every fault is proved in the written file, and is not in the same file without it."""

import pytest
from benchmarks.build_examples import EXAMPLES, built
from benchmarks.submissions.build import build
from benchmarks.submissions.faults import FAULTS
from benchmarks.submissions.proof import read

BASE = "smart_parking"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_in_the_file_it_was_put_into(fault: str) -> None:
    faulty, clean = build(BASE, "typed", [fault]), build(BASE, "typed")
    proof = faulty.findings[fault].proof
    assert read(faulty.docx).shows(proof)
    assert not read(clean.docx).shows(proof)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_fault_of_an_example_is_in_its_file(name: str) -> None:
    example = built(name)
    written = read(example.docx)
    assert [fault for fault, finding in example.findings.items() if not written.shows(finding.proof)] == []
