"""review.json against its published contract: round trip, freshness, compatibility with the last release."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from report import samples

from proposal_check.packs.load import load_pack
from proposal_check.parse.submission import read_submission
from proposal_check.report.review_schema import ReviewFile, review_schema
from proposal_check.report.schema_changes import breaks
from proposal_check.report.to_json import SCHEMA_VERSION, review_json
from proposal_check.review import review

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "docs" / "schema"


def _real() -> bytes:
    pack = load_pack("linan")
    return review_json(review(read_submission([ROOT / "corpora" / "examples" / "faulty"]), pack))


@pytest.mark.parametrize(
    "make",
    [lambda: review_json(samples.review(0)), lambda: review_json(samples.review(200)), _real],
    ids=["none", "200", "faulty"],
)
def test_a_review_fits_the_models_and_survives_the_round_trip(make: Callable[[], bytes]) -> None:
    content = make()
    held = ReviewFile.model_validate_json(content)
    assert held.model_dump(mode="json") == json.loads(content)
    assert list(Draft202012Validator(review_schema()).iter_errors(json.loads(content))) == []


def test_the_published_schema_is_the_generated_one() -> None:
    published = json.loads((SCHEMAS / f"review-{SCHEMA_VERSION}.json").read_text("utf-8"))
    assert published == review_schema(), "run: proposal-check schema > docs/schema/review-<version>.json"
    Draft202012Validator.check_schema(published)


def test_nothing_was_broken_since_the_last_release() -> None:
    released = SCHEMAS / "released" / f"review-{SCHEMA_VERSION}.json"
    assert breaks(json.loads(released.read_text("utf-8")), review_schema()) == []


def _finding(schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema["$defs"]["Finding"]
    return found


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], str | None]] = {
    "nothing": (dict, None),
    "a new property": (lambda s: _finding(s)["properties"].update(extra={"type": "string"}), None),
    "a property gone": (lambda s: _finding(s)["properties"].pop("message"), "$.findings[].message: gone"),
    "no longer required": (
        lambda s: _finding(s)["required"].remove("id"),
        "$.findings[].id: no longer always there",
    ),
    "may be null": (
        lambda s: _finding(s)["properties"].update(id={"anyOf": [{"type": "string"}, {"type": "null"}]}),
        "$.findings[].id: new type null",
    ),
    "other type": (
        lambda s: _finding(s)["properties"].update(id={"type": "integer"}),
        "$.findings[].id: new type integer",
    ),
    "a new value": (
        lambda s: s["$defs"]["Severity"]["enum"].append("fatal"),
        "$.findings[].severity: new value fatal",
    ),
    "a value gone": (lambda s: s["$defs"]["Severity"]["enum"].pop(), None),
    "any number": (lambda s: s["$defs"]["Identity"]["properties"].update(
        expected={"anyOf": [{"type": "string"}, {"type": "null"}]}), "other pattern"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_break_is_told_from_an_addition(name: str) -> None:
    change, expected = CHANGES[name]
    new = copy.deepcopy(review_schema())
    change(new)
    found = breaks(review_schema(), new)
    assert any(expected in line for line in found) if expected else found == []
