"""What of a PDF cannot be read, and files that mean harm: told, bounded, never silent."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parse.pdf_writer import Page, pdf

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Paragraph
from proposal_check.parse import from_pdf, limits, read_bytes
from proposal_check.parse.from_pdf import read_pdf
from proposal_check.parse.pdf_health import doubtful_characters, is_garbled

SOUND = "本项目依托市级政务云和公共数据平台建设，围绕业务协同和数据共享完善支撑能力。"
# Chinese text of which each code was shifted: what a broken map of a font gives.
SHIFTED = "".join(chr(ord(c) + 0x1F37) if c > "一" and c < "龥" else c for c in SOUND)
STRANGE = "ᆿᒼᐸ⋵⊕ђ䐥᭯ᔰᐛぁ᯳ᐛᤑḽᮽԬᆹᒶᐲޡޜ䍴ⓀӔ᱃ѝᗳ"


@pytest.fixture(autouse=True)
def _without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_pdf, "is_installed", lambda: False)


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        (SOUND, False),
        (STRANGE, True),
        (SHIFTED, True),
        ("".join(chr(0xE000 + i) for i in range(40)), True),
        ("\ufffd" * 40, True),
        ("!\"#$%&'()*+,-./" * 5, True),
        ("服务器 2 3.00 6.00 交换机 4 1.25 5.00 12,345.67 (1) 1-2", False),
        ("1 2 3 4 5 6 7 8 9 10 11.50 12.25 13.75 100% 2,000", False),
        ("Server-side caching keeps the response under 200 ms (p95).", False),
        ("目录一、概况" + "." * 200 + "1", False),
        ("\uf06c" * 60 + SOUND, False),
        ("①②③④⑤⑥⑦⑧⑨⑩ ≥ ≤ ± × ℃ ㎡ → √ " + SOUND, False),
        ("本專案係以資訊系統為基礎，整合資料，提升為民服務品質與效率，並強化資通安全", False),
        ("乱码" + STRANGE[:10], False),
    ],
)
def test_garbled(text: str, garbled: bool) -> None:
    assert is_garbled(text) is garbled


def test_doubtful_characters_are_counted_only_when_there_are_many() -> None:
    assert doubtful_characters(SOUND * 3) == 0
    assert doubtful_characters(SOUND * 3 + STRANGE[:14]) > 10


def page_of(text: str) -> Page:
    page = Page()
    page.lines(90, 100, [text] * 5)
    return page


def test_a_garbled_page_is_told_and_not_used() -> None:
    document = read_pdf(pdf([page_of(SOUND), page_of(SHIFTED)]), "方案.pdf")
    (warning,) = document.warnings
    assert (warning.code, warning.page, warning.amount) == ("garbled_text", 2, 5 * len(SHIFTED))
    assert not any(b.place.page == 2 for b in document.blocks)
    assert document.raw.characters == document.seen.characters + 5 * len(SHIFTED)


def test_a_page_without_text_is_told() -> None:
    scan = Page()
    scan.picture(0, 0, 595, 842)
    document = read_pdf(pdf([page_of(SOUND), scan]), "方案.pdf")
    assert [(w.code, w.page) for w in document.warnings] == [("no_text", 2)]


def test_a_blank_page_is_fine() -> None:
    assert read_pdf(pdf([page_of(SOUND), Page()]), "方案.pdf").warnings == ()


def test_recognised_text_over_a_scan_is_used_and_told() -> None:
    scan = Page()
    scan.picture(0, 0, 595, 842)
    scan.text(90, 100, SOUND, mode=3)
    document = read_pdf(pdf([scan]), "方案.pdf")
    assert [w.code for w in document.warnings] == ["recognised_text"]
    assert SOUND in "".join(b.text for b in document.blocks)
    assert document.signals == ()


def test_invisible_and_white_text_are_signals() -> None:
    page = page_of(SOUND)
    page.text(90, 400, "看不见的字", mode=3)
    page.ink(1)
    page.text(90, 450, "白纸白字")
    page.ink(0)
    document = read_pdf(pdf([page]), "方案.pdf")
    assert {(s.code, s.count) for s in document.signals} == {("hidden_text", 5), ("white_text", 4)}
    hidden = [b.text for b in document.blocks if isinstance(b, Paragraph) and b.hidden]
    assert hidden == ["看不见的字"]


def test_white_text_on_a_dark_ground_is_no_signal() -> None:
    page = page_of(SOUND)
    page.fill(80, 440, 300, 480, grey=0.2)
    page.ink(1)
    page.text(90, 450, "深色底纹白字")
    assert read_pdf(pdf([page]), "方案.pdf").signals == ()


def test_scripts_and_attachments_are_signals() -> None:
    scripts = "/JavaScript<</Names[(a) <</S/JavaScript/JS(1)>>]>>"
    files = "/EmbeddedFiles<</Names[(f) <</Type/Filespec/F(f)>>]>>"
    catalog = f"/Names<<{scripts}{files}>>"
    document = read_pdf(pdf([page_of(SOUND)], catalog=catalog), "方案.pdf")
    assert {s.code for s in document.signals} == {"javascript", "embedded_files"}


KEYS = f"/O<{'ab' * 32}>/U<{'cd' * 32}>"
PASSWORD = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2{KEYS}/P -4>>"
GOOD = pdf([page_of(SOUND)])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf([page_of(SOUND)], extra=PASSWORD), "密码"),
        (b"%PDF-1.7 ...", "损坏"),
        (GOOD[:300], "损坏"),
        (pdf([Page()] * 3), "没有文字"),
        (pdf([page_of(SHIFTED)] * 3), "乱码"),
        (pdf([]), "没有页面|损坏"),
    ],
    ids=["encrypted", "not a PDF", "cut", "no text", "garbled", "no page"],
)
def test_refused_with_advice(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as caught:
        read_bytes(data, "方案.pdf")
    assert caught.value.advice.endswith("。")


def test_too_many_pages() -> None:
    with pytest.raises(UnreadableFile, match="超过上限"):
        read_pdf(pdf([Page()] * 10_000), "方案.pdf")


@pytest.mark.parametrize("strokes", ["single", "one path"])
def test_a_page_of_crossing_lines_costs_little(strokes: str) -> None:
    page = page_of(SOUND)
    across = [f"10 {i} m 5000 {i} l" for i in range(10, 4000, 4)]
    down = [f"{i} 10 m {i} 5000 l" for i in range(10, 4000, 4)]
    page.parts.append(
        " S ".join([*across, *down, ""]) if strokes == "single" else " ".join([*across, *down, "S"])
    )
    document = read_pdf(pdf([page]), "方案.pdf")
    assert [w.code for w in document.warnings] == ["page_in_part"]
    assert SOUND in "".join(b.text for b in document.blocks)


def test_a_page_of_too_many_characters_is_read_in_part() -> None:
    page = Page()
    page.lines(10, 10, [SOUND * 40] * 60, size=4, pitch=5)
    document = read_pdf(pdf([page]), "方案.pdf")
    assert "page_in_part" in [w.code for w in document.warnings]
    assert 0 < document.seen.characters <= limits.PDF_PAGE_CHARACTERS


def test_lines_that_cannot_be_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(*_: object, **__: object) -> None:
        raise BaseException("unwrap on Err")

    monkeypatch.setattr("tablers.find_tables", panic)
    page = page_of(SOUND)
    page.grid([90, 200, 300], [400, 420, 440], [["甲", "乙"], ["丙", "丁"]])
    document = read_pdf(pdf([page]), "方案.pdf")
    assert [w.code for w in document.warnings] == ["page_in_part"]
    assert SOUND in "".join(b.text for b in document.blocks)


def test_read_is_the_same_twice() -> None:
    assert read_pdf(GOOD, "方案.pdf") == read_pdf(GOOD, "方案.pdf")


def test_wrong_extension_is_a_warning() -> None:
    assert [w.code for w in read_bytes(GOOD, "方案.docx").warnings] == ["wrong_extension"]


@settings(max_examples=60, derandomize=True)
@given(
    st.lists(
        st.tuples(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=8
    )
)
def test_damaged_files_are_read_or_refused(edits: list[tuple[int, bytes]]) -> None:
    data = bytearray(GOOD)
    for at, value in edits:
        data[at : at + len(value)] = value
    with contextlib.suppress(UnreadableFile):
        document = read_pdf(bytes(data), "方案.pdf")
        assert document.seen.characters <= document.raw.characters
