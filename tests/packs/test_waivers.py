"""The waivers file: what it says, and every mistake in Chinese."""

from datetime import date
from pathlib import Path

import pytest

from proposal_check.errors import ConfigError
from proposal_check.model.finding import Waiver
from proposal_check.packs.waivers import load_waivers

GOOD = "  - finding: abc\n    reason: 另有批复\n    by: 王××\n    expires: 2026-06-30\n"


def _file(folder: Path, text: str) -> Path:
    path = folder / "waivers.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("key", ["finding", "rule"])
def test_a_waiver_names_a_finding_or_a_rule(key: str, tmp_path: Path) -> None:
    path = _file(tmp_path, "waivers:\n" + GOOD.replace("finding", key))
    assert load_waivers(path) == (Waiver("abc", "另有批复", "王××", date(2026, 6, 30)),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "waivers.yaml"),
        ("- a", "waivers.yaml"),
        ("waivers: 3", "列表"),
        ("waivers:\n" + GOOD + "    rule: LA-F01\n", "须且只须写一个"),
        ("waivers:\n" + GOOD.replace("finding: abc", "subject: x"), "不认识的键“subject”"),
        ("waivers:\n" + GOOD.replace("    by: 王××\n", ""), "缺少“by”"),
        ("waivers:\n" + GOOD.replace("2026-06-30", "来年"), "expires"),
        ("waivers:\n" + GOOD.replace("另有批复", '""'), "reason"),
        ("waivers: [", "不是有效的 YAML"),
    ],
)
def test_mistakes_are_named(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_waivers(_file(tmp_path, text))
    assert said in str(caught.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="打不开"):
        load_waivers(tmp_path / "no.yaml")
