"""The catalogue of rules: every entry has its rule or its reason, and the page says what the data say."""

from pathlib import Path

from proposal_check.packs.load import load_pack
from proposal_check.packs.schema import Pack
from proposal_check.review.coverage import Entry, coverage_page, load_catalogue, problems

DOCS = Path(__file__).parents[2] / "docs"


def packs() -> dict[str, Pack]:
    return {name: load_pack(name) for name in load_catalogue(DOCS / "coverage.yaml")}


def test_every_entry_has_a_rule_or_a_reason() -> None:
    assert problems(load_catalogue(DOCS / "coverage.yaml"), packs()) == []


def test_the_page_is_current() -> None:
    page = coverage_page(load_catalogue(DOCS / "coverage.yaml"), packs())
    written = (DOCS / "coverage.md").read_text("utf-8")
    assert written == page, "run: proposal-check packs coverage docs/coverage.yaml docs/coverage.md"


def test_a_wrong_entry_is_told() -> None:
    wrong = {
        "AA-1": Entry(),
        "AA-2": Entry(rules=()),
        "LA-F01": Entry(rules=(), note="说明"),
    }
    assert problems({"linan": wrong}, {"linan": load_pack("linan")}) == [
        "linan: AA-1 → AA-1: no such rule",
        "linan: AA-2: neither rule nor reason",
        "linan: LA-F01: left out, but there is a rule",
    ]
