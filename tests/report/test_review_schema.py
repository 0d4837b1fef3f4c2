"""review.json against its published contract: round trip, freshness, compatibility with the last release."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markup import parse
from report import samples

from proposal_check.budget.reading import read_budget
from proposal_check.model.prices import PriceComparison, PriceEntry
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


BUDGET = """规模变更因子1.21，生产率取6.65人时/功能点，每人月174小时，1人月按21.75人日折算。
表1 投资估算总表（单位：万元）
| 费用名称 | 计算基数 | 费率 | 金额 |
| 硬件购置费 | | | 100 |
| 系统集成费 | 100 | 6% | 6 |
| 总计 | | | 106 |
表2 开发费（单位：元）
| 子系统 | 功能点数 | 工作量（人月） | 人月费率（元/人月） | 金额 |
| 甲 | 1000 | 38.22 | 24000 | 917280 |"""


def test_everything_a_budget_says_survives_the_round_trip() -> None:
    reading = read_budget(parse(BUDGET)[0].main)
    entry = PriceEntry("服务器", "", "2路", "台", Decimal(30_000), "××项目评审后概算", "2026-01")
    row = reading.tables[0].rows[0]
    compared = PriceComparison(reading.tables[0].block, row.name, Decimal(50_000), row.anchor, (entry,))
    whole = replace(reading, attached=(reading,), comparisons=(compared,))
    content = review_json(replace(samples.review(0), budget=whole))
    assert ReviewFile.model_validate_json(content).model_dump(mode="json") == json.loads(content)
    budget = json.loads(content)["budget"]
    assert budget["method"] == "function_points"
    said = {name: figure["value"] for name, figure in budget["conversion"].items()}
    assert said == {
        "hours_per_point": "6.65",
        "hours_per_month": "174",
        "days_per_month": "21.75",
        "size_factor": "1.21",
    }
    assert [(f["kind"], f["percent"], f["base"]) for f in budget["fees"]] == [
        ("integration", "0.06", "1000000")
    ]
    assert budget["costs"] == {"hardware": "1000000", "integration": "60000"}
    assert budget["rates"][0]["per"] == "人月"
    assert budget["comparisons"][0]["found"][0]["price"] == "30000"
    assert budget["attached"][0]["total_yuan"] == "1060000"


CHAIN = """表1 软件开发费用测算表
| 测算项 | 数值 |
| 未调整功能点数（UFP） | 612 |
| 规模变更调整因子 | 1.21 |
| 调整后功能点数（AFP） | 740.52 |
| 生产率（人时/功能点） | 6.65 |
| 人月折算系数（人时/人月） | 176 |
| 工作量（人月） | 27.98 |
| 人月费率（元/人月） | 25500 |
| 软件开发费用（元） | 713490 |
"""


def test_a_table_without_roles_gives_its_cells_and_what_its_figures_count() -> None:
    submission, _ = parse(CHAIN)
    made = replace(samples.review(0), submission=submission, budget=read_budget(submission.main))
    made = replace(made, outline=replace(made.outline, matches=()))
    budget = json.loads(review_json(made))["budget"]
    (table,) = budget["tables"]
    assert [row["cells"] for row in table["rows"]][1] == ["规模变更调整因子", "1.21"]
    assert [(i["unit"], i["stated"]) for i in budget["identities"]] == [
        ("", "740.52"), ("人月", "27.98"), ("元", "713490"),
    ]  # fmt: skip


def test_a_file_written_before_the_budget_said_more_is_still_read() -> None:
    old = json.loads(review_json(samples.review(1)))
    added = ("method", "conversion", "rates", "fees", "costs", "comparisons", "attached")
    for name in added:
        del old["budget"][name]
    held = ReviewFile.model_validate(old).budget
    assert (held.method, held.fees, held.attached) == (None, [], [])


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
