"""The page of limits says what the code does."""

import re
from pathlib import Path

from proposal_check.model.document import SURE
from proposal_check.parse import limits

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"


def test_every_limit_is_documented_with_its_value() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", PAGE.read_text("utf-8"), re.MULTILINE))
    values = {name: value for name, value in vars(limits).items() if name.isupper()}
    assert rows.keys() == values.keys()
    for name, value in values.items():
        assert re.search(rf"(?<!\d){value}(?!\d)", rows[name]), name


def test_the_least_confidence_is_documented() -> None:
    assert f"低于 {SURE} " in PAGE.read_text("utf-8")
