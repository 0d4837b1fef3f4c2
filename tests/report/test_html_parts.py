"""What the report is made of: highlights, rendered blocks, the composition, texts side by side."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report import samples

from proposal_check.model.budget import Amount, BudgetReading, BudgetRow, BudgetTable, TableKind
from proposal_check.model.document import Anchor, Cell, Document, Paragraph, Place, Source, Table
from proposal_check.model.overlap import Overlap, OverlapReading
from proposal_check.report.html_budget import composition
from proposal_check.report.html_document import ROWS_SHOWN, rendered
from proposal_check.report.html_marks import Mark, Pin, by_place, marked_text, pins
from proposal_check.report.html_overlaps import entries

PIN = Pin("f-1", "1", "必须修改：标题", "must")
SOURCE = Source("方案.docx", "0" * 64, "docx", 1)


def bare(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))


def document(*blocks: Paragraph | Table) -> Document:
    return Document(SOURCE, blocks)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5),
)
def test_highlights_change_no_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [
        Mark(Anchor(0, start, end, text[start:end]), replace(PIN, look=look))
        for (start, end), look in zip(spans, ("must", "note", "gap", "should", "overlap"), strict=False)
    ]
    assert bare(marked_text(text, marks)) == text.translate(dict.fromkeys((0xFFFE, 0xFFFF)))


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        (Anchor(0, 2, 4, "丙丁"), ["丙丁"]),
        (Anchor(0, 0, 2, "丙丁"), ["丙丁"]),
        (Anchor(0, 0, 2, "没有"), []),
        (Anchor(0, 0, 0, ""), []),
    ],
)
def test_a_quote_is_found_where_it_stands(anchor: Anchor, expected: list[str]) -> None:
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", marked_text("甲乙丙丁", [Mark(anchor, PIN)])) == expected


def test_where_highlights_cross_the_most_pressing_is_shown() -> None:
    note = Mark(Anchor(0, 0, 3, "甲乙丙"), replace(PIN, target="n", look="note"))
    must = Mark(Anchor(0, 2, 4, "丙丁"), PIN)
    shown = re.findall(r'class="(\w+)" data-to="([\w-]+)">(.*?)<', marked_text("甲乙丙丁", [note, must]))
    assert shown == [("note", "n", "甲乙"), ("must", "f-1", "丙"), ("must", "f-1", "丁")]


def test_a_pin_stands_once() -> None:
    marks = [Mark(Anchor(0, 0, 1, "甲"), PIN), Mark(Anchor(0, 1, 2, "乙"), PIN)]
    assert pins(marks).count("<a ") == 1


def test_merged_cells_and_their_marks() -> None:
    place = Place(0)
    cells = (Cell(1, 1, 2, 1, "甲", place), Cell(1, 2, 1, 1, "乙", place), Cell(2, 2, 1, 1, "丙", place))
    whole = document(Table(place, cells, 2, 2, header_rows=1))
    marks = by_place([whole], [Mark(Anchor(0, 0, 1, "甲", (2, 1)), PIN)])
    shown = rendered(whole, 0, marks, ())
    assert '<th scope="col" rowspan="2" id="d0b0c1-1" class="hit">' in shown
    assert shown.count("<tr>") == 2
    assert "<td>丙</td>" in shown


def test_headings_leave_no_level_out() -> None:
    levels = (2, 4, 1, 3)
    blocks = [Paragraph(Place(i), str(i), kind="heading", level=n) for i, n in enumerate(levels)]
    assert re.findall(r"<h(\d)", rendered(document(*blocks), 0, {}, ())) == ["3", "4", "3", "4"]


def test_rows_beyond_the_limit_are_said() -> None:
    place = Place(0)
    cells = tuple(Cell(r, 1, 1, 1, "格", place) for r in range(1, ROWS_SHOWN + 11))
    assert "其余 10 行" in rendered(document(Table(place, cells, ROWS_SHOWN + 10, 1)), 0, {}, ())


def test_anchors_to_nowhere_are_left_out() -> None:
    marks = [Mark(Anchor(9, 0, 1, "甲"), PIN), Mark(Anchor(0, 0, 1, "甲", document=3), PIN)]
    assert by_place([document(Paragraph(Place(0), "甲"))], marks) == {}


def row(number: int, category: str, yuan: str, level: int = 1) -> BudgetRow:
    value = Decimal(yuan)
    money = Amount(value, value, value, "元", yuan, Anchor(0, 0, 0, yuan, (number, 2)))
    return BudgetRow(number, "item", level, category, f"项{number}", {}, money.anchor, amount=money)


def budget(kind: TableKind, total: str, *rows: BudgetRow) -> BudgetReading:
    made = BudgetTable(0, kind, "表1", "元", "header", {}, 1, rows)
    value = Decimal(total)
    stated = Amount(value, value, value, "元", total, Anchor(0, 0, 0, total))
    return BudgetReading(tables=(made,), total=stated)


def test_the_composition_adds_up_by_category() -> None:
    made = composition(
        budget("detail", "1000", row(2, "硬件", "300"), row(3, "软件", "600"), row(4, "硬件", "100"))
    )
    assert made is not None
    assert [(b.name, b.yuan, b.share) for b in made.bars] == [
        ("软件", Decimal(600), Decimal("60.0")),
        ("硬件", Decimal(400), Decimal("40.0")),
    ]
    assert (made.total, made.difference) == (Decimal(1000), Decimal(0))


def test_the_composition_counts_no_part_twice() -> None:
    made = composition(
        budget("summary", "500", row(2, "", "300"), row(3, "", "200"), row(4, "", "100", level=2))
    )
    assert made is not None
    assert made.total == 500


@pytest.mark.parametrize(
    ("kind", "total"), [("hardware", "1000"), ("operation", "1000"), ("detail", "9000"), ("detail", "400")]
)
def test_no_composition_of_something_else(kind: TableKind, total: str) -> None:
    assert composition(budget(kind, total, row(2, "硬件", "300"), row(3, "软件", "700"))) is None


def test_passages_are_shown_side_by_side() -> None:
    mine = Anchor(3, 0, 12, "本系统建设统一身份认证与权限")
    one = Overlap("passage", "文字", mine, "平台建设统一身份认证，权限另行", "t1", "某方案", "", "", 0.9)
    review = samples.review(
        0, overlap=OverlapReading("x", (one, replace(one, mine=samples.anchor(0, "智慧停车"))))
    )
    (entry,) = entries(review)
    assert [side.number for side in entry.sides] == [1, 2]
    assert str(entry.sides[0].mine) == '本系统<mark class="same">建设统一身份认证</mark>与权限'
    assert '<mark class="same">建设统一身份认证</mark>' in entry.sides[0].theirs
