"""Files of a pack are YAML 1.2: what people write as words stays words."""

import warnings
from pathlib import Path

import pytest

from proposal_check.packs.source import SourceFile


@pytest.mark.parametrize(
    ("written", "value"),
    [("no", "no"), ("yes", "yes"), ("1:20", "1:20"), ("010", 10), ("0o10", 8), ("1e3", 1000.0), ("~", None)],
)
def test_a_value_is_read_as_yaml_1_2_says(written: str, value: object) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert SourceFile(Path("a.yaml"), "a.yaml", f"key: {written}\n").parse() == {"key": value}


def test_the_line_of_a_key_is_told_after_parsing() -> None:
    file = SourceFile(Path("a.yaml"), "a.yaml", "a: 1\nb:\n  - c: 2\n  - c: 3\n")
    assert file.parse() == {"a": 1, "b": [{"c": 2}, {"c": 3}]}
    assert file.line(("b", 1, "c")) == 4
