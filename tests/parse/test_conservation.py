"""What a file holds and the Document does not is a warning with its amount; xlsx and OFD: see their tests."""

import json

import pytest
from markup import parse
from parse.docx_writer import package, para, plain_table
from parse.pdf_writer import Page, pdf

from proposal_check.model.document import Block
from proposal_check.model.submission import Submission
from proposal_check.packs.load import load_pack
from proposal_check.parse import from_docx, paged, read_bytes
from proposal_check.report.not_checked import not_checked
from proposal_check.report.to_json import document_json, review_json
from proposal_check.review import review

DOCX = package(para("正文") + plain_table(("名称", "金额"), ("服务器", "12.5")))


def without_last(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(blocks)[:-1]


def losing_docx(monkeypatch: pytest.MonkeyPatch) -> bytes:
    def lose(story: from_docx.Story) -> None:
        del story.blocks[-1:]

    monkeypatch.setattr(from_docx.Story, "rest_of_notes", lose)
    return DOCX


def losing_pdf(monkeypatch: pytest.MonkeyPatch) -> bytes:
    first, last = Page(), Page()
    first.text(60, 60, "第一章 概述")
    last.text(60, 60, "第二章 需求")
    last.text(60, 120, "正文在此")
    monkeypatch.setattr(paged, "bind_captions", without_last)
    return pdf([first, last])


def test_a_planted_loss_in_word(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {w.code: w.amount for w in read_bytes(losing_docx(monkeypatch), "方案.docx").warnings}
    assert found == {"characters_lost": 11, "cells_lost": 4, "numbers_lost": 1}


def test_a_loss_has_the_place_of_what_stands_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    body = para("第一段") + para("第二段") + plain_table(("名称", "金额")) + para("末段")

    def lose(story: from_docx.Story) -> None:
        del story.blocks[2]

    monkeypatch.setattr(from_docx.Story, "rest_of_notes", lose)
    found = read_bytes(package(body), "方案.docx").warnings
    assert [(w.code, w.block) for w in found] == [("characters_lost", 1), ("cells_lost", 1)]


def test_a_planted_loss_in_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_bytes(losing_pdf(monkeypatch), "方案.pdf").warnings
    assert [(w.code, w.amount, w.page) for w in found] == [("characters_lost", 4, 2)]


def test_a_loss_is_told_in_every_report(monkeypatch: pytest.MonkeyPatch) -> None:
    attachment = read_bytes(losing_docx(monkeypatch), "概算.docx")
    read = json.loads(document_json(attachment))
    assert [w["code"] for w in read["warnings"]] == ["characters_lost", "cells_lost", "numbers_lost"]
    text = "建设单位为××局，总投资100万元，建设内容包括平台开发和运维。"
    proposal, _ = parse(f"××区智慧停车建设方案\n# 一、项目概述\n{text * 3}")
    documents = (*proposal.documents, attachment)
    found = review(Submission(documents, {}), load_pack("linan"))
    told = json.loads(review_json(found))["documents"][1]["warnings"]
    assert [w["amount"] for w in told] == [11, 4, 1]
    assert {gap.code for gap in not_checked(found)} >= {"characters_lost", "cells_lost", "numbers_lost"}
