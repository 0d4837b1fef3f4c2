"""Automatic numbers as Word shows them."""

import pytest
from parse.docx_writer import STYLES, document, level, listed, numbering, para

from proposal_check.model.document import Paragraph

CHAPTER = level(0, "第%1章", "chineseCounting", suffix="space")
THREE = level(0, "%1") + level(1, "%1.%2") + level(2, "%1.%2.%3")
TWO_LISTS = (
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
)
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def shown(body: str, numbers: str, styles: str = STYLES) -> list[str]:
    return [b.text for b in document(body, numbers=numbers, styles=styles).blocks if isinstance(b, Paragraph)]


@pytest.mark.parametrize(
    ("body", "numbers", "texts"),
    [
        (listed("甲") + listed("乙"), numbering(CHAPTER), ["第一章 甲", "第二章 乙"]),
        (listed("甲"), numbering(level(0, "（%1）", "chineseCounting", suffix="nothing")), ["（一）甲"]),
        (listed("甲"), numbering(level(0, "%1.", start=3)), ["3. 甲"]),
        (listed("甲"), numbering(level(0, "", "bullet")), ["甲"]),
        (listed("甲"), numbering(level(0, "%1", "none")), ["甲"]),
        (listed("甲", list_id="0"), numbering(CHAPTER), ["甲"]),
        (listed("甲", list_id="77"), numbering(CHAPTER), ["甲"]),
        (
            listed("甲") + listed("乙", 1) + listed("丙", 1) + listed("丁") + listed("戊", 1),
            numbering(THREE),
            ["1 甲", "1.1 乙", "1.2 丙", "2 丁", "2.1 戊"],
        ),
        # A deeper level first begins the levels above it.
        (listed("甲", 1) + listed("乙"), numbering(THREE), ["1.1 甲", "2 乙"]),
        # lvlRestart 0: the second level counts on.
        (
            listed("甲") + listed("乙", 1) + listed("丙") + listed("丁", 1),
            numbering(level(0, "%1") + level(1, "(%2)", more='<w:lvlRestart w:val="0"/>')),
            ["1 甲", "(1) 乙", "2 丙", "(2) 丁"],
        ),
        # isLgl: Chinese above, Arabic in the label.
        (
            listed("甲") + listed("乙", 1),
            numbering(CHAPTER + level(1, "%1.%2", more="<w:isLgl/>")),
            ["第一章 甲", "1.1 乙"],
        ),
        # Two lists of one definition count on, unless one restarts.
        (listed("甲") + listed("乙", list_id="2"), numbering(THREE, TWO_LISTS.format("")), ["1 甲", "2 乙"]),
        (
            listed("甲") + listed("乙", list_id="2") + listed("丙", list_id="2"),
            numbering(THREE, TWO_LISTS.format(RESTART)),
            ["1 甲", "1 乙", "2 丙"],
        ),
        # A whole level replaced in one list.
        (
            listed("甲", list_id="2"),
            numbering(THREE, TWO_LISTS.format(f'<w:lvlOverride w:ilvl="0">{CHAPTER}</w:lvlOverride>')),
            ["第一章 甲"],
        ),
    ],
)
def test_list_labels(body: str, numbers: str, texts: list[str]) -> None:
    assert shown(body, numbers) == texts


def test_a_level_bound_to_a_style_numbers_that_style() -> None:
    styles = STYLES.replace(
        '<w:name w:val="heading 2"/><w:basedOn w:val="a"/>',
        '<w:name w:val="heading 2"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
    )
    numbers = numbering(level(0, "%1") + level(1, "%1.%2", more='<w:pStyle w:val="2"/>'))
    assert shown(listed("甲") + para("乙", "2"), numbers, styles) == ["1 甲", "1.1 乙"]


def test_a_style_may_remove_the_number_it_inherits() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/>'
        '<w:basedOn w:val="x"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    assert shown(para("甲", "x") + para("乙", "y"), numbering(THREE), styles) == ["1 甲", "乙"]


def test_a_list_style_link_is_followed() -> None:
    styles = STYLES + (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="2"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    numbers = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>{CHAPTER}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert shown(listed("甲"), numbers, styles) == ["第一章 甲"]


def test_links_and_styles_in_a_circle_end() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:basedOn w:val="M"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="numbering" w:styleId="M"><w:name w:val="M"/><w:basedOn w:val="L"/></w:style>'
    )
    numbers = numbering('<w:numStyleLink w:val="L"/>')
    assert shown(listed("甲", style="M"), numbers, styles) == ["甲"]


def test_labels_are_not_counted_as_lost_or_doubled() -> None:
    found = document(listed("甲1") + listed("乙"), numbers=numbering(level(0, "%1.")))
    assert found.raw == found.seen
    assert not found.warnings
