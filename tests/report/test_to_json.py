"""review.json and the output of read: keys, forms, same bytes."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report import samples

from proposal_check.model.document import Paragraph, Place
from proposal_check.model.finding import Outcome
from proposal_check.model.submission import Submission
from proposal_check.report.to_json import document_json, envelope_json, review_json
from proposal_check.report.wording import plain

KEYS = (
    "schema_version tool_version pack documents conclusion labels notices facts outline budget library "
    "overlaps results findings not_checked"
)


@pytest.mark.parametrize("count", [0, 1, 12, 200])
def test_review_has_the_keys_of_the_contract(count: int) -> None:
    found = json.loads(review_json(samples.review(count)))
    assert list(found) == KEYS.split()
    assert len(found["findings"]) == count
    assert found["pack"] == {"id": "linan", "version": "0.1.0", "sha256": "cd34" * 16}


def test_equal_reviews_give_equal_bytes() -> None:
    data = review_json(samples.review(12))
    assert data == review_json(samples.review(12))
    assert data.endswith(b"}\n")
    assert "智慧停车".encode() in data


def test_open_mappings_are_sorted_whatever_their_order() -> None:
    review = samples.review(1)
    facts = dict(reversed(review.facts.items()))
    assert review_json(replace(review, facts=facts)) == review_json(review)


def test_money_is_decimal_text() -> None:
    budget = json.loads(review_json(samples.review(1)))["budget"]
    assert budget["total_yuan"] == "3852000"
    broken = next(i for i in budget["identities"] if i["state"] == "broken")
    assert (broken["expected"], broken["stated"], broken["difference"]) == ("36000", "38000", "2000")
    assert budget["tables"][0]["rows"][0]["amount"]["low"] == "37950"


def test_what_was_not_looked_at_is_listed() -> None:
    found = json.loads(review_json(samples.review(1)))["not_checked"]
    kinds = [gap["kind"] for gap in found]
    assert kinds == [
        "error",
        "warning",
        "unread_table",
        "unchecked_identity",
        "unchecked_identity",
        "needs_review",
    ]
    assert all(gap["reason"] for gap in found)


def test_a_doubt_of_a_failed_rule_is_listed_too() -> None:
    review = samples.review(9)
    doubt = samples.finding(0, id="d", outcome=Outcome.NEEDS_REVIEW, message="两处写法不同，不能判定")
    found = json.loads(review_json(replace(review, findings=(*review.findings, doubt))))
    assert found["not_checked"][-1]["reason"] == "两处写法不同，不能判定"


def test_a_missing_library_is_listed() -> None:
    review = replace(samples.review(0), overlap=replace(samples.overlaps(), library=None))
    assert "library" in [gap["kind"] for gap in json.loads(review_json(review))["not_checked"]]


def test_damaged_text_survives_as_json() -> None:
    found = json.loads(review_json(samples.nasty_review()))
    assert found["findings"][0]["message"] == samples.NASTY


def test_document_has_headings_and_tables() -> None:
    found = json.loads(document_json(samples.document()))
    assert found["headings"][0] == {
        "level": 1,
        "number": "一、",
        "title": "项目的基本概述",
        "place": {"block": 2, "page": 3, "bbox": None},
        "confidence": None,
    }
    table = found["tables"][0]
    assert (table["caption"], table["unit"]) == ("表1 概算明细", "万元")
    assert table["header"] == ["类别", "名称", "数量", "小计"]
    assert table["rows"] == [["硬件", "接入交换机", "3", "3.80"], [None, "服务器", "1", ""]]
    assert found["warnings"][0]["message"]
    assert found["counts"]["raw"]["characters"] == 1200


@pytest.mark.parametrize(
    ("before", "cover"),
    [
        (["××项目建设方案", "建设单位：××局"], ["××项目建设方案", "建设单位：××局"]),
        (["××项目建设方案", "本方案依据有关要求编制。"], ["××项目建设方案"]),
        ([], []),
    ],
)
def test_the_cover_is_what_stands_before_the_chapters(before: list[str], cover: list[str]) -> None:
    heading = Paragraph(Place(len(before)), "一、概述", "heading", level=1, number="一、")
    lines = [Paragraph(Place(i), text, "body" if i else "title") for i, text in enumerate(before)]
    blocks = (*lines, heading, Paragraph(Place(len(before) + 1), "正文"))
    found = json.loads(document_json(replace(samples.document(), blocks=blocks, sections=(), contents=())))
    assert [line["text"] for line in found["cover"]] == cover
    assert [line["title"] for line in found["cover"]] == [True, False][: len(cover)]


def test_recognised_text_says_how_sure_it_is() -> None:
    document = samples.document()
    blocks = tuple(
        replace(b, confidence=0.8 if b.place.block % 2 else 0.99) if isinstance(b, Paragraph) else b
        for b in document.blocks
    )
    table = samples.table()
    cells = tuple(replace(c, confidence=0.7 if c.row == 2 else 0.98) for c in table.cells)
    blocks = tuple(replace(table, cells=cells) if b.place.block == 5 else b for b in blocks)
    found = json.loads(document_json(replace(document, blocks=blocks)))
    assert found["headings"][0]["confidence"] == 0.99
    assert found["tables"][0]["confidence"] == 0.7
    assert {c["row"] for c in found["tables"][0]["unsure"]} == {2}
    assert found["recognised"]["paragraphs"] == sum(isinstance(b, Paragraph) for b in blocks)
    assert all(p["confidence"] == 0.8 and p["text"] for p in found["recognised"]["unsure"])


def test_several_header_rows_join_column_by_column() -> None:
    table = replace(samples.table(), header_rows=2)
    document = samples.document()
    blocks = tuple(table if b.place.block == 5 else b for b in document.blocks)
    found = json.loads(document_json(replace(document, blocks=blocks)))
    assert found["tables"][0]["header"] == ["类别 / 硬件", "名称 / 接入交换机", "数量 / 3", "小计 / 3.80"]
    assert len(found["tables"][0]["rows"]) == 1


def test_clock_and_host_stand_in_the_envelope_only() -> None:
    started = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    envelope = envelope_json(
        started=started, seconds=1.23456, host="h", inputs=["a"], outputs=["b"], waivers={}
    )
    found = json.loads(envelope)
    assert (found["started"], found["seconds"]) == ("2024-05-06T07:08:09+00:00", 1.235)


def test_several_documents_are_all_listed() -> None:
    second = replace(samples.document(), source=replace(samples.document().source, name="附件.docx"))
    review = samples.review(0, submission=Submission((samples.document(), second)))
    assert [d["name"] for d in json.loads(review_json(review))["documents"]][1] == "附件.docx"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_plain_numbers_keep_their_value_and_have_one_form(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert text == plain(value * Decimal("1.00"))
    assert "E" not in text
    assert text != "-0"
