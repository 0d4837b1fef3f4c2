"""Rules meet checks: binding, conditions, outcomes, identities, conclusions."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup import parse
from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.errors import PackError
from proposal_check.model.budget import BudgetReading, UnreadTable
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Conclusion, Hit, Outcome, Severity
from proposal_check.model.outline import OutlineMatch, OutlineReading
from proposal_check.model.overlap import NO_LIBRARY
from proposal_check.model.submission import Fact, Submission
from proposal_check.packs.load import load_pack
from proposal_check.packs.schema import Condition, Pack, Rule
from proposal_check.review import bind, review
from proposal_check.review.conclusion import conclude, has_gaps
from proposal_check.review.conditions import obstacle
from proposal_check.review.engine import Judged, judge, make_case
from proposal_check.review.findings import finding_id, unnumbered, weaker
from proposal_check.review.readings import readings


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid")

    limit: int = 1


class Fake:
    """A check that yields what it is told to."""

    VALUES = frozenset({"name"})
    Params = Params

    def __init__(self, run: Callable[[Case], Iterable[Hit]]) -> None:
        self._run = run

    def run(self, case: Case, params: Any) -> Iterable[Hit]:
        del params
        return self._run(case)


def rule(**changes: Any) -> Rule:
    values = {
        "id": "AA-1",
        "check": "fake",
        "title": "缺陷",
        "group": "概算",
        "severity": "must",
        "basis": ["LD2/二(一)3"],
        "message": "“{name}”有缺陷",
        "suggestion": "请修改“{name}”",
        "since": "1",
    }
    return Rule.model_validate({**values, **changes})


def pack(*rules: Rule) -> Pack:
    return load_pack("linan").model_copy(update={"rules": list(rules)})


def run(*hits: Hit, text: str = "# 一、概述\n甲", raises: bool = False, **changes: Any) -> Judged:
    def _run(_: Case) -> Iterable[Hit]:
        yield from hits
        if raises:
            raise ZeroDivisionError

    packed = pack(rule(**changes))
    (bound,) = bind(packed, {"fake": Fake(_run)})
    submission, library = parse(text)
    return judge(bound, make_case(submission, packed, readings(submission, packed, library)))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"check": "none"}, "没有名为“none”的检查；可用：fake"),
        ({"params": {"limit": "x"}}, "“limit”应为整数"),
        ({"params": {"most": 3}}, "不认识的键“most”"),
        ({"message": "{other}"}, "不提供占位符 {other}；可用：name"),
        ({"suggestion": "{name.x}"}, "不提供占位符"),
        ({"suggestion": "{name"}, "不提供占位符"),
    ],
)
def test_an_unfit_rule_refuses_the_pack(changes: dict[str, Any], expected: str) -> None:
    with pytest.raises(PackError) as caught:
        bind(pack(rule(**changes)), {"fake": Fake(lambda _: ())})
    (problem,) = caught.value.problems
    assert expected in problem
    assert problem.startswith("rules/AA-1.yaml:")


def test_drafts_are_validated_but_not_bound() -> None:
    draft = rule(status="draft")
    assert bind(pack(draft), {"fake": Fake(lambda _: ())}) == ()
    with pytest.raises(PackError):
        bind(pack(rule(status="draft", check="none")), {})
    assert bind(pack(rule(status="retired", check="none")), {}) == ()


FACTS = {
    "nature": Fact("扩建", "declared"),
    "total_yuan": Fact(1000.5, "declared"),
    "has_hardware": Fact(False, "inferred"),
    "attachments": Fact(("批复", "目录"), "declared"),
}


@pytest.mark.parametrize(
    ("when", "outcome", "words"),
    [
        ({}, None, ""),
        ({"nature": "扩建"}, None, ""),
        ({"nature": ["扩建", "改建"]}, None, ""),
        ({"nature": Condition.model_validate({"not_in": ["新建"]})}, None, ""),
        ({"nature": "新建"}, Outcome.INAPPLICABLE, "项目性质为“扩建”，本条适用于项目性质为“新建”的项目"),
        ({"total_yuan": Condition(ge=Decimal(1000))}, None, ""),
        ({"total_yuan": Condition(gt=Decimal(2000))}, Outcome.INAPPLICABLE, "总投资大于2000"),
        ({"has_hardware": True}, Outcome.INAPPLICABLE, "是否采购硬件为否"),
        ({"attachments": "目录"}, None, ""),
        ({"period": "一年"}, Outcome.NEEDS_REVIEW, "未能从方案中确定建设周期"),
        ({"period": "一年", "nature": "新建"}, Outcome.INAPPLICABLE, "项目性质"),
        ({"nature": Condition(lt=Decimal(3))}, Outcome.INAPPLICABLE, "项目性质小于3"),
    ],
)
def test_conditions_are_said_in_words(when: Any, outcome: Outcome | None, words: str) -> None:
    found = obstacle(when, FACTS)
    assert (found.outcome if found else None) == outcome
    assert words in (found.reason if found else "")


def anchor(quote: str = "甲", block: int = 1) -> Anchor:
    return Anchor(block, 0, len(quote), quote)


HIT = Hit("模块甲", {"name": "甲"}, (anchor(),))
DOUBT = Hit("模块乙", outcome=Outcome.NEEDS_REVIEW, reason="看不清")
NONE = Hit("全部", outcome=Outcome.INAPPLICABLE, reason="没有表")


@pytest.mark.parametrize(
    ("hits", "outcome", "reason", "count"),
    [
        ((), Outcome.PASS, "", 0),
        ((HIT,), Outcome.FAIL, "", 1),
        ((DOUBT,), Outcome.NEEDS_REVIEW, "看不清", 1),
        ((NONE,), Outcome.INAPPLICABLE, "没有表", 0),
        ((DOUBT, HIT), Outcome.FAIL, "看不清", 2),
        ((NONE, DOUBT), Outcome.NEEDS_REVIEW, "没有表；看不清", 1),
    ],
)
def test_hits_become_one_outcome(hits: tuple[Hit, ...], outcome: Outcome, reason: str, count: int) -> None:
    judged = run(*hits)
    assert (judged.result.outcome, judged.result.reason) == (outcome, reason)
    assert len(judged.findings) == count == len(judged.result.findings)


def test_a_finding_carries_its_proof() -> None:
    (finding,) = run(HIT).findings
    assert finding.message == "“甲”有缺陷"
    assert finding.suggestion == "请修改“甲”"
    assert finding.places == ("第一章",)
    assert finding.basis[0].clause == "第二部分（一）3“软硬件表述”"
    (doubt,) = run(DOUBT).findings
    assert (doubt.message, doubt.suggestion) == ("看不清", "请人工核查。")


def test_a_check_that_raises_is_not_checked_and_says_so() -> None:
    judged = run(HIT, raises=True)
    assert judged.result.outcome is Outcome.ERROR
    assert judged.findings == ()
    assert "未检" in judged.result.reason
    assert "Traceback" not in judged.result.reason
    assert run(Hit("甲")).result.outcome is Outcome.ERROR


def test_twins_merge_and_namesakes_get_a_number() -> None:
    elsewhere = replace(HIT, anchors=(anchor(block=0),))
    other = replace(HIT, values={"name": "乙"})
    merged, numbered = run(HIT, elsewhere, other).findings
    assert merged.anchors == (anchor(), anchor(block=0))
    assert numbered.id == f"{merged.id}-2"


@pytest.mark.parametrize(
    ("own", "hit", "expected"),
    [
        ("must", None, "must"),
        ("must", "note", "note"),
        ("note", "must", "note"),
        ("should", "must", "should"),
    ],
)
def test_a_hit_only_weakens(own: str, hit: str | None, expected: str) -> None:
    assert weaker(Severity(own), Severity(hit) if hit else None) == expected


@given(st.text(), st.lists(st.text(), max_size=4), st.randoms())
def test_an_identity_survives_order_and_spacing(subject: str, quotes: list[str], random: Any) -> None:
    shuffled = [f" {quote}\n" for quote in quotes]
    random.shuffle(shuffled)
    assert finding_id("A-1", subject, quotes) == finding_id("A-1", f"{subject}\u3000", shuffled)
    assert finding_id("A-1", subject, quotes) != finding_id("A-2", subject, quotes)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# 三、建设目标", "# 四、建设目标"),
        ("# （二）建设目标", "# 2.2 建设目标"),
        ("# 第三章 建设目标", "# 十、建设目标"),
    ],
)
def test_an_identity_survives_renumbering(before: str, after: str) -> None:
    def quoted(line: str) -> str:
        submission = parse(f"{line}\n实现全区覆盖。")[0]
        text = submission.main.blocks[0].text
        return unnumbered(Anchor(0, 0, len(text), text), submission)

    assert quoted(before) == quoted(after) == "建设目标"


@pytest.mark.parametrize(
    ("text", "cell", "said"),
    [
        ("表35 项目资金概算明细汇总表", None, "项目资金概算明细汇总表"),
        ("表5-1：总投资估算表", None, "总投资估算表"),
        ("附表 项目资金概算明细汇总表", None, "附表 项目资金概算明细汇总表"),
        ("12", (3, 1), ""),
        ("12.5", (3, 4), "12.5"),
    ],
)
def test_captions_and_serial_numbers_count_for_nothing(
    text: str, cell: tuple[int, int] | None, said: str
) -> None:
    submission = parse("# 一、概算\n| 序号 | 名称 |\n| 1 | 服务器 |")[0]
    assert unnumbered(Anchor(1, 0, len(text), text, cell), submission) == said


CHAPTERS = OutlineReading(tuple(OutlineMatch(str(n), "章", 1, "present") for n in range(4)))
LOST = OutlineReading(tuple(replace(m, status="missing") if m.id < "2" else m for m in CHAPTERS.matches))
UNSURE = OutlineReading(tuple(replace(m, sure=False) for m in LOST.matches))


@pytest.mark.parametrize(
    ("hits", "severity", "outline", "gaps", "expected"),
    [
        ((), "must", CHAPTERS, False, Conclusion.READY),
        ((), "must", CHAPTERS, True, Conclusion.NEEDS_PERSON),
        ((), "must", LOST, False, Conclusion.REWRITE),
        ((), "must", UNSURE, False, Conclusion.NEEDS_PERSON),
        ((HIT,), "must", CHAPTERS, True, Conclusion.REVISE),
        ((HIT,), "should", CHAPTERS, False, Conclusion.READY),
        ((replace(HIT, severity=Severity.NOTE),), "must", CHAPTERS, False, Conclusion.READY),
        ((DOUBT,), "must", CHAPTERS, False, Conclusion.NEEDS_PERSON),
        ((DOUBT,), "should", CHAPTERS, False, Conclusion.READY),
    ],
)
def test_the_conclusion_says_no_more_than_is_known(
    hits: tuple[Hit, ...], severity: str, outline: OutlineReading, gaps: bool, expected: Conclusion
) -> None:
    judged = run(*hits, severity=severity)
    binding = frozenset({"AA-1"} if severity == "must" else set())
    assert conclude([judged.result], judged.findings, outline, gaps, binding) is expected


def test_an_unread_table_is_a_gap() -> None:
    submission = parse("甲")[0]
    assert not has_gaps(submission, BudgetReading())
    assert has_gaps(submission, BudgetReading(unread=(UnreadTable(0, "表", "看不清"),)))


def test_every_active_rule_has_exactly_one_outcome() -> None:
    linan = load_pack("linan")
    submission = parse("杭州市临安区××建设方案\n" + "# 一、项目的基本概述\n本项目的建设内容和投资。\n" * 5)[0]
    found = review(submission, linan)
    assert [r.rule for r in found.results] == [r.id for r in linan.rules if r.status == "active"]
    known = {f.id for f in found.findings}
    assert known == {f for r in found.results for f in r.findings}
    unchecked = {r.rule: r.reason for r in found.results if r.outcome is Outcome.ERROR}
    assert unchecked == dict.fromkeys(("LA-D01", "LA-D04"), NO_LIBRARY)
    assert found.notices
    assert isinstance(found.submission, Submission)
