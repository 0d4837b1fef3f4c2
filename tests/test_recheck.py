"""Two rounds of one submission."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from report import samples

from proposal_check.errors import ConfigError
from proposal_check.model.finding import Outcome, Review, RuleResult
from proposal_check.recheck import Comparison, compare, load_review, parse_review
from proposal_check.report.to_json import review_json

OLD = samples.review(3)


def _judged(review: Review, **outcomes: Outcome) -> Review:
    """Give every rule of the findings a result: pass, unless it is named or still has findings."""
    rules = dict.fromkeys(f.rule for f in OLD.findings)
    failed = {f.rule for f in review.findings}
    default = {rule: Outcome.FAIL if rule in failed else Outcome.PASS for rule in rules}
    results = (
        RuleResult(rule, rule, outcomes.get(rule.replace("-", ""), outcome), "原因")
        for rule, outcome in default.items()
    )
    return replace(review, results=tuple(results))


def _compare(new: Review) -> Comparison:
    return compare(parse_review(review_json(OLD)), parse_review(review_json(new)))


FIRST = OLD.findings[0]
KEY = FIRST.rule.replace("-", "")
REST = OLD.findings[1:]
LESS = replace(OLD, findings=REST)


@pytest.mark.parametrize(
    ("new", "counts"),
    [
        (_judged(OLD), {"remaining": 3}),
        (_judged(LESS), {"remaining": 2, "resolved": 1}),
        (_judged(LESS, **{KEY: Outcome.ERROR}), {"remaining": 2, "undecided": 1}),
        (_judged(LESS, **{KEY: Outcome.NEEDS_REVIEW}), {"remaining": 2, "undecided": 1}),
        (_judged(LESS, **{KEY: Outcome.INAPPLICABLE}), {"remaining": 2, "resolved": 1}),
        (replace(LESS, results=()), {"remaining": 2, "undecided": 1}),
        (_judged(replace(OLD, findings=(replace(FIRST, id="f" * 16), *REST))),
         {"remaining": 2, "new": 1, "orphaned": 1}),
        (_judged(replace(OLD, findings=(replace(FIRST, id="f" * 16, subject="另一事项"), *REST))),
         {"remaining": 2, "new": 1, "resolved": 1}),
    ],
)  # fmt: skip
def test_every_finding_of_both_rounds_has_one_state(new: Review, counts: dict[str, int]) -> None:
    found = _compare(new)
    states = [change.state for change in found.changes]
    assert {state: states.count(state) for state in states} == counts
    ids = [change.finding.id for change in found.changes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: r, "完全相同"),
        (lambda r: replace(r, pack=replace(r.pack, version="9")), "规则包不同"),
        (lambda r: replace(r, overlap=replace(r.overlap, library="other")), "清单不同"),
    ],
)
def test_what_makes_rounds_hard_to_compare_is_said(change: Callable[[Review], Review], said: str) -> None:
    assert any(said in note for note in _compare(change(OLD)).notes)


def _edited(**changes: Any) -> bytes:
    return json.dumps({**json.loads(review_json(OLD)), **changes}).encode()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", _edited(findings=3)])
def test_another_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"old\.json"):
        load_review(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="打不开"):
        load_review(tmp_path / "no.json")
