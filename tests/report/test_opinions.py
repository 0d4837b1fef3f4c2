"""The arrangement of findings: groups, severities, merging, numbering, words."""

from dataclasses import replace

import pytest
from report import samples

from proposal_check.model.finding import Basis, Outcome, Severity
from proposal_check.report.opinions import (
    basis_words,
    doubts,
    fact_words,
    opinions,
    place_words,
    points,
)


def test_opinions_are_numbered_through_groups_then_severities() -> None:
    found = opinions(samples.review(200))
    assert [o.number for o in found] == list(range(1, 10))
    assert [o.group for o in found] == [r[1] for r in samples.RULES]
    assert sum(o.places for o in found) == 200


def test_a_weakened_finding_is_an_opinion_of_its_own() -> None:
    weak = samples.finding(0, id="w", severity=Severity.NOTE)
    found = opinions(samples.review(1, findings=(weak, samples.finding(0))))
    assert [(o.severity, o.places) for o in found] == [(Severity.MUST, 1), (Severity.NOTE, 1)]


def test_doubts_are_no_opinions() -> None:
    doubt = samples.finding(3, outcome=Outcome.NEEDS_REVIEW)
    review = samples.review(1, findings=(doubt,))
    assert opinions(review) == ()
    assert [o.rule for o in doubts(review)] == ["LA-S02"]


def test_same_words_at_several_places_are_one_point() -> None:
    members = tuple(samples.finding(0, places=(f"第一章表1第{i}行",)) for i in (2, 5))
    other = samples.finding(0, message="另一句")
    (opinion,) = opinions(samples.review(1, findings=(*members, other)))
    assert [len(p.findings) for p in points(opinion)] == [2, 1]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((), "全文"),
        (("扉页",), "扉页"),
        (("第一章表1第2行", "第一章表1第3行"), "第一章表1第2行、第3行"),
        (("第一章表1第2行", "第二章表1第3行"), "第一章表1第2行、第二章表1第3行"),
        (("一", "二", "三", "四"), "一、二、三等4处"),
        (("扉页", "扉页"), "扉页"),
    ],
)
def test_places_in_words(places: tuple[str, ...], expected: str) -> None:
    assert place_words([samples.finding(0, places=places)]) == expected


@pytest.mark.parametrize(
    ("message", "quote", "expected"),
    [
        ("“甲”未填写", "甲", "“甲”未填写。"),
        ("名称不一致。", "乙名称", "名称不一致（原文：「乙名称」）。"),
        ("名称不一致", "", "名称不一致。"),
        ("缺项", "长" * 40, f"缺项（原文：「{'长' * 29}…」）。"),
        (
            f"“{'一二三四五六七八九十十一'}…”过长",
            "一二三四五六七八九十十一十二十三",
            "“一二三四五六七八九十十一…”过长。",
        ),
    ],
)
def test_facts_quote_the_document_once(message: str, quote: str, expected: str) -> None:
    assert fact_words(samples.finding(0, message=message, anchors=(samples.anchor(3, quote),))) == expected


def test_clauses_of_one_source_name_it_once() -> None:
    basis = (Basis("a", "通知", "一"), Basis("b", "通知", "二"), Basis("c", "《办法》（试行）", "第三条"))
    assert basis_words(basis) == "《通知》一、二；《办法》（试行）第三条"


def test_order_does_not_depend_on_later_twins() -> None:
    a, b = samples.finding(3), samples.finding(3, id="x", rule="LA-S99")
    review = samples.review(1, findings=(b, a, replace(b, id="y")))
    assert [o.rule for o in opinions(review)] == ["LA-S99", "LA-S02"]
