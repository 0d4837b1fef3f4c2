"""Days as covers print them."""

from datetime import date

import pytest

from proposal_check.outline.dates import day_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年3月", date(2026, 3, 1)),
        ("二〇二六年三月十日", date(2026, 3, 10)),
        ("二○二六年十二月", date(2026, 12, 1)),
        ("2026-03-09", date(2026, 3, 9)),
        ("２０２６．３．９", date(2026, 3, 9)),
        ("2026年二十月", None),
        ("2026年2月30日", None),
        ("三月", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert day_of(text) == day
