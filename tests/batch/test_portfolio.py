"""What a batch counts for the pack's own rules."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from report import samples

from proposal_check.batch.portfolio import judge_portfolio
from proposal_check.batch.row import Row
from proposal_check.model.finding import Outcome
from proposal_check.packs.load import load_pack
from proposal_check.packs.schema import Clause, Norms, Pack, Rule


def _rule(fact: str, words: str, **changes: Any) -> Rule:
    data = {
        "id": "QP-16", "check": "facts_meet", "title": "数量超过规定", "group": "其他", "severity": "should",
        "basis": ["c"], "params": {"required": [{"fact": fact, "must": {"le": 2}, "words": words}]},
        "message": "{unmet}，{values}。", "suggestion": "请核对。", "since": "0.1.0",
    }  # fmt: skip
    return Rule.model_validate({**data, **changes})


def _pack(*rules: Rule) -> Pack:
    clause = Clause(source="《办法》", clause="第七条", edition="2024", effective="2024-01-01")
    norms = Norms(clauses={"c": clause})
    return samples.pack(Path()).model_copy(update={"rules": list(rules), "norms": norms})


def _subsystem(name: str, year: Any = 2026, parent: str | None = "城运平台", level: str = "子系统") -> Row:
    facts = {"plan_year": year, "parent_system": parent, "level": level}
    return Row(name, "reviewed", unit="××局", facts={k: v for k, v in facts.items() if v is not None})


SUBSYSTEMS = _rule("sibling_subsystems", "同一大系统每年新增子系统不超过2个")


@pytest.mark.parametrize(
    ("rows", "members"),
    [
        ([_subsystem("a"), _subsystem("b")], []),
        ([_subsystem("a"), _subsystem("b"), _subsystem("c")], [("a", "b", "c")]),
        ([_subsystem("a"), _subsystem("b"), _subsystem("c", 2027)], []),
        ([_subsystem("a"), _subsystem("b"), _subsystem("c", parent="另一系统")], []),
        ([_subsystem("a"), _subsystem("b"), _subsystem("c", level="功能模块")], []),
        ([_subsystem("a"), _subsystem("b"), Row("c", "unreadable")], []),
    ],
)
def test_subsystems_are_counted_by_year_and_parent(rows: list[Row], members: list[tuple[str, ...]]) -> None:
    assert [f.members for f in judge_portfolio(rows, _pack(SUBSYSTEMS))] == members


@pytest.mark.parametrize("unknown", [{"year": None}, {"parent": None}])
def test_a_subsystem_that_cannot_be_counted_is_left_to_a_person(unknown: dict[str, Any]) -> None:
    (found,) = judge_portfolio([_subsystem("a"), _subsystem("c", **unknown)], _pack(SUBSYSTEMS))
    assert (found.outcome, found.members) == (Outcome.NEEDS_REVIEW, ("c",))
    assert "没有写明实施年度或所属大系统（1份）" in found.message


def _filed(name: str, yuan: str | None) -> Row:
    return Row(name, "reviewed", total_yuan=yuan, facts={"review_channel": "备案评审"})


FILINGS = _rule("filing_share", "不超过3%", id="QP-34", given={"review_channel": "备案评审"})
FILINGS = FILINGS.model_copy(
    update={"params": {"required": [{"fact": "filing_share", "must": {"le": 3}, "words": "不超过3%"}]}}
)


@pytest.mark.parametrize(
    ("yuan", "funds", "expected"),
    [
        (["150000", "150000"], 10_000_000, []),
        (["150000", "150100"], 10_000_000, [("fail", "2个项目共30.01万元：备案")]),
        (["150000", "150100"], None, [("needs_review", "没有给出上年度信息化建设资金")]),
        (["150000", None], 10_000_000, [("needs_review", "未能确定总投资（1份）")]),
        (["400000", None], 10_000_000, [("fail", "1个项目共40万元"), ("needs_review", "未能确定总投资")]),
        ([], None, []),
    ],
)
def test_filings_are_added_up(
    yuan: list[str | None], funds: int | None, expected: list[tuple[str, str]]
) -> None:
    rows = [_filed(str(i), y) for i, y in enumerate(yuan)] + [Row("z", "reviewed", total_yuan="9e9")]
    found = judge_portfolio(rows, _pack(FILINGS), Decimal(funds) if funds else None)
    assert [f.outcome for f in found] == [outcome for outcome, _ in expected]
    assert all(words in f.message for f, (_, words) in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("pack", "rule", "rows"),
    [
        ("qingpu", "QP-16", [_subsystem(n) for n in "abc"]),
        ("qingpu", "QP-34", [_filed("a", "400000")]),
        ("jilin", "JL-20", [Row(n, "reviewed", unit="××局") for n in "ab"]),
    ],
)
def test_the_packs_own_rules_are_judged_over_the_batch(pack: str, rule: str, rows: list[Row]) -> None:
    found = judge_portfolio(rows, load_pack(pack), Decimal(10_000_000))
    assert [(f.rule, f.outcome) for f in found] == [(rule, Outcome.FAIL)]


def test_a_finding_says_who_how_many_and_why() -> None:
    (found,) = judge_portfolio([_subsystem(n) for n in "abc"], _pack(SUBSYSTEMS))
    assert found.message == (
        "同一大系统每年新增子系统不超过2个，2026、城运平台：本年度同一大系统新增子系统级项目数3。"
    )
    assert (found.severity, found.basis) == ("should", ("《办法》第七条",))


@pytest.mark.parametrize(
    ("changes", "count"),
    [({}, 1), ({"status": "draft"}, 0), ({"check": "topic_stated"}, 0), ({"when": {"nature": "新建"}}, 0),
     ({"when": {"sibling_submissions": {"gt": 2}}}, 1)],
)  # fmt: skip
def test_only_active_rules_that_apply_count(changes: dict[str, Any], count: int) -> None:
    rule = _rule("sibling_submissions", "一单位原则上一张表", id="JL-20", **changes)
    rows = [Row(name, "reviewed", unit="××局") for name in "abc"]
    assert len(judge_portfolio(rows, _pack(rule))) == count


def test_a_pack_without_such_rules_asks_nothing() -> None:
    assert judge_portfolio([_subsystem(n) for n in "abc"], _pack()) == []
