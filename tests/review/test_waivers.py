"""Waivers mark findings, change no verdict, and end."""

from datetime import date, timedelta

import pytest
from report import samples

from proposal_check.model.finding import Review, Waiver
from proposal_check.report.to_json import review_json
from proposal_check.report.waived import marked
from proposal_check.review.waivers import account, pursued, targets, waive

LAST = date(2026, 6, 30)
MADE = samples.review(3)


def _waiver(target: str, expires: date = LAST, reason: str = "另有批复") -> Waiver:
    return Waiver(target, reason, "王××", expires)


def _of(index: int) -> str:
    return MADE.findings[index].id


@pytest.mark.parametrize("days", [0, -1, 1])
def test_a_waiver_holds_up_to_and_including_its_last_day(days: int) -> None:
    today = LAST + timedelta(days=days)
    waived = waive(MADE, [_waiver(_of(0))])
    left = pursued(waived, today)
    assert (waived.findings[0] in left) is (days > 0)
    assert len(left) == (3 if days > 0 else 2)


def test_no_verdict_changes() -> None:
    waived = waive(MADE, [_waiver(_of(0)), _waiver(MADE.findings[1].rule)])
    assert (waived.conclusion, waived.results) == (MADE.conclusion, MADE.results)
    assert [f.outcome for f in waived.findings] == [f.outcome for f in MADE.findings]


def test_review_json_does_not_hang_on_the_day() -> None:
    assert b"expired" not in review_json(waive(MADE, [_waiver(_of(0))]))


def test_what_became_of_each_waiver_is_told() -> None:
    given = [_waiver(_of(0)), _waiver(_of(1), date(2025, 1, 1)), _waiver("LA-Z99")]
    found = account(targets(waive(MADE, given)), given, LAST)
    assert (found.active, found.expired, found.unused) == ((given[0],), (given[1],), (given[2],))


def test_of_several_waivers_the_longest_counts() -> None:
    old, rule = _waiver(_of(0), date(2020, 1, 1)), _waiver(MADE.findings[0].rule)
    assert waive(MADE, [old, rule]).findings[0].waiver == rule


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (LAST, "已豁免，至2026-06-30：另有批复（王××）"),
        (date(2027, 1, 1), "豁免已于2026-06-30到期：另有批复（王××）"),
    ],
)
def test_reports_for_people_say_so(today: date, words: str) -> None:
    shown: Review = marked(waive(MADE, [_waiver(_of(0))]), today)
    assert words in shown.findings[0].message
    assert shown.findings[1].message == MADE.findings[1].message
