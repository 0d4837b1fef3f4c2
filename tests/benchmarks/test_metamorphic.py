"""What must not change when a submission only looks different: findings, their ids, amounts, bytes."""

import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from benchmarks.formats import office
from benchmarks.measure.ours import amount_score
from benchmarks.measure.reviewing import review_built
from benchmarks.submissions.build import build

from proposal_check.model.finding import Review
from proposal_check.parse.read import read_bytes

ROOT = Path(__file__).parents[2]
BASE = "smart_parking"
FAULTS = ("labour_rate_high", "empty_shell", "subtotal_wrong", "period_inconsistent", "module_not_budgeted")
FILE_ONLY = {"LA-X01", "LA-X02"}

needs_office = pytest.mark.skipif(not office.available(), reason=office.MISSING)


def said(review: Review) -> Counter[tuple[str, str, str]]:
    """What a review says, without places and wording."""
    return Counter((f.rule, f.outcome.value, f.subject) for f in review.findings if f.rule not in FILE_ONLY)


@cache
def reviewed(formatting: str, *edits: str) -> Review:
    return review_built(build(BASE, formatting, FAULTS, edits=edits))


@needs_office
def test_a_pdf_twin_has_the_same_findings() -> None:
    built = build(BASE, "word", FAULTS)
    pdf = office.convert({"twin": built.docx})["twin"]
    assert said(review_built(built, pdf, "pdf")) == said(reviewed("word"))


@pytest.mark.parametrize("formatting", ["typed", "decimal", "chapters", "boxes", "fullwidth"])
def test_another_dress_has_the_same_findings(formatting: str) -> None:
    assert said(reviewed(formatting)) == said(reviewed("word"))


@pytest.mark.parametrize("edit", ["sections_renumbered", "rows_reordered"])
def test_renumbering_changes_no_finding_id(edit: str) -> None:
    assert {f.id for f in reviewed("word", edit).findings} == {f.id for f in reviewed("word").findings}


@pytest.mark.parametrize("edit", ["split_with_header", "split_without_header"])
def test_splitting_a_table_changes_no_amount(edit: str) -> None:
    built = build(BASE, "typed", edits=[edit])
    right, total = amount_score(read_bytes(built.docx, "x.docx"), built.truth)
    assert right == total


def test_two_processes_give_the_same_bytes() -> None:
    code = (
        "import hashlib; from benchmarks.measure.reviewing import review_built;"
        "from benchmarks.submissions.build import build;"
        "from proposal_check.report.to_json import review_json;"
        f"data = review_json(review_built(build({BASE!r}, 'typed', {FAULTS!r})));"
        "print(hashlib.sha256(data).hexdigest())"
    )
    sums = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        sums.add(done.stdout)
    assert len(sums) == 1
