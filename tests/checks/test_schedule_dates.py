"""Spans of a schedule, at their widest."""

from datetime import date

import pytest

from proposal_check.checks.schedule_dates import ranges, span


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2026年3月—2026年5月", (date(2026, 3, 1), date(2026, 5, 31))),
        ("2026年3月-5月", (date(2026, 3, 1), date(2026, 5, 31))),
        ("2026.03.01-2026.06.15", (date(2026, 3, 1), date(2026, 6, 15))),
        ("2026年12月至2027年2月", (date(2026, 12, 1), date(2027, 2, 28))),
        ("2026年6月底前", (date(2026, 6, 1), date(2026, 6, 30))),
        ("2026年2月30日", None),
        ("3月—5月", None),
        ("第1—3个月", None),
        ("3个月", None),
    ],
)
def test_spans(text: str, dates: tuple[date, date] | None) -> None:
    assert span(text) == dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("自2025年3月—2025年12月实施", [("2025年3月—2025年12月", date(2025, 3, 1), date(2025, 12, 31))]),
        ("2025年3月至12月，2026年1月验收", [("2025年3月至12月", date(2025, 3, 1), date(2025, 12, 31))]),
        ("2026年6月底前", []),
        ("3月至5月", []),
        ("2026年8月至2026年3月", []),
    ],
)
def test_ranges_name_both_ends(text: str, found: list[tuple[str, date, date]]) -> None:
    assert [(text[r.start : r.end].strip(), r.first, r.last) for r in ranges(text)] == found
