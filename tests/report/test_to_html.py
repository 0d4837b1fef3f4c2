"""The HTML report: self-contained, escaped, complete."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from report import samples

from proposal_check.model.finding import Review
from proposal_check.report.to_html import write_html

VOID = {"meta", "input", "br", "link", "img"}


class Balance(HTMLParser):
    """Follow the open elements; every end tag must close the last one opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [v for k, v in attrs if k == "id" and v]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(review: Review, folder: Path) -> str:
    path = folder / "report.html"
    write_html(review, samples.pack(folder), path)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "review",
    [
        samples.clean_review(),
        samples.review(0),
        samples.review(1),
        samples.review(12),
        samples.review(200),
        samples.nasty_review(),
    ],
    ids=["clean", "none", "one", "twelve", "many", "nasty"],
)
def test_pages_are_well_formed_and_reach_nothing_outside(review: Review, tmp_path: Path) -> None:
    text = page(review, tmp_path)
    parser = Balance()
    parser.feed(text)
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))
    assert not re.search(r"https?://|\bsrc=|@import|url\(", text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text)


def test_every_finding_rule_and_gap_is_there(tmp_path: Path) -> None:
    review = samples.review(12)
    text = page(review, tmp_path)
    assert all(f'id="f-{f.id}"' in text for f in review.findings)
    assert all(r.rule in text for r in review.results)
    assert "读取概算表时出错" in text
    assert "表头没有金额列" in text
    assert "另一申报件的原文" in text


def test_hostile_text_is_escaped(tmp_path: Path) -> None:
    text = page(samples.nasty_review(), tmp_path)
    assert "a&amp;b&lt;c&gt;{{ x }}" in text
    assert "<c>" not in text


def test_equal_reviews_give_equal_pages(tmp_path: Path) -> None:
    assert page(samples.review(12), tmp_path) == page(samples.review(12), tmp_path)


def test_no_library_is_said(tmp_path: Path) -> None:
    assert "没有提供已有系统清单" in page(samples.nasty_review(), tmp_path)
