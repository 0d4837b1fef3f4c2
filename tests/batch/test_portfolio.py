"""What a batch counts for the pack's own rules."""

from pathlib import Path
from typing import Any

import pytest
from report import samples

from proposal_check.batch.portfolio import judge_portfolio
from proposal_check.batch.row import Row
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
        ([_subsystem("a"), _subsystem("b"), _subsystem("c", parent=None)], []),
        ([_subsystem("a"), _subsystem("b"), _subsystem("c", year=None)], []),
        ([_subsystem("a"), _subsystem("b"), Row("c", "unreadable")], []),
    ],
)
def test_subsystems_are_counted_by_year_and_parent(rows: list[Row], members: list[tuple[str, ...]]) -> None:
    assert [f.members for f in judge_portfolio(rows, _pack(SUBSYSTEMS))] == members


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
