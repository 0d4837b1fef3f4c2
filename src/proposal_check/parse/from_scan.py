"""Pages without usable text, and pictures of pages, are recognised: lines, table cells, how sure each is.

Needs the extra `ocr`; whoever calls this asks `recogniser.is_installed` first.
"""

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Any, Final

import numpy as np
import pypdfium2

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import (
    SURE,
    Block,
    Box,
    Document,
    Paragraph,
    Place,
    ReadWarning,
    Source,
    Table,
)
from proposal_check.parse import limits
from proposal_check.parse.paged import assemble
from proposal_check.parse.pdf_page import PageLayout
from proposal_check.parse.pdf_spans import Span
from proposal_check.parse.pdf_styles import Style
from proposal_check.parse.pdf_tables import Grid
from proposal_check.parse.recogniser import NOISE, PixelBox, Reading, Recogniser
from proposal_check.parse.run_pages import lay_out_runs
from proposal_check.parse.scan_image import LONGEST_SIDE, Pixels, Sheet, prepare, scale_for, turned

PageProgress = Callable[[int, int], None]
A4_HEIGHT: Final = 842.0
# A detected box is so much higher than the size of its characters.
BOX_HEIGHT: Final = 1.0
# So many full-width characters tell their size by the width they take.
ENOUGH_FULL: Final = 4
# Measured sizes within this share of each other are one.
SAME_SIZE: Final = 0.1
# A lone character below this is a part of a drawing.
LONE: Final = 0.9
# A line is cut at a table border no nearer to its ends than this, in points.
CUT_MARGIN: Final = 3.0
# A line of so many characters is part of a text that holds it.
FEWEST_SHARED: Final = 4
# A page whose lines read worse than this may stand upside down.
UPSIDE_DOWN: Final = 0.75
# A page that lies on its side has mostly upright boxes.
FEWEST_UPRIGHT: Final = 4
TRIED: Final = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A recognised line with its box in points."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A recognised page before sizes are settled; `unclear` counts boxes in which nothing could be read."""

    number: int
    sheet_size: tuple[float, float]
    grids: tuple[Grid, ...]
    lines: tuple[Line, ...]
    unclear: int


def recognise_pages(
    document: pypdfium2.PdfDocument, numbers: Sequence[int], progress: PageProgress | None
) -> list[ScannedPage]:
    """Recognise the pages of a PDF with these numbers, from 1, at most `limits.OCR_PAGES` of them."""
    recogniser, found = Recogniser(), []
    wanted = numbers[: limits.OCR_PAGES]
    for number in wanted:
        found.append(recognise_page(*render(document[number - 1]), number, recogniser))
        if progress:
            progress(len(found), len(wanted))
    return found


def read_image(data: bytes, name: str, progress: PageProgress | None) -> Document:
    """Read a picture of one page or, as TIFF, of several. Raises UnreadableFile."""
    recogniser, found = Recogniser(), []
    pictures = _pictures(data)
    for number, picture in enumerate(pictures, 1):
        scale = max(picture.shape[:2]) / A4_HEIGHT
        found.append(recognise_page(picture, scale, number, recogniser))
        if progress:
            progress(number, len(pictures))
    if not any(page.lines for page in found):
        raise UnreadableFile("图片中没有识别出文字。", "请提交清晰的扫描件或可编辑的 Word 文件（.docx）。")
    source = Source(name, hashlib.sha256(data).hexdigest(), "image", len(data))
    return with_confidence(assemble(source, lay_out(found)), found)


def _pictures(data: bytes) -> list[Pixels]:
    """Decode a picture's frames as BGR, no larger than they are read."""
    from PIL import Image, ImageOps, ImageSequence

    pictures = []
    try:
        with Image.open(io.BytesIO(data)) as image:
            for frame in islice(ImageSequence.Iterator(image), limits.OCR_PAGES):
                if frame.width * frame.height > limits.IMAGE_PIXELS:
                    raise UnreadableFile(
                        f"图片超过 {limits.IMAGE_PIXELS // 10**6} 百万像素的上限。", "请缩小后重新提交。"
                    )
                upright = ImageOps.exif_transpose(frame).convert("RGB")
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                pictures.append(np.ascontiguousarray(np.asarray(upright, dtype=np.uint8)[:, :, ::-1]))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableFile("图片已损坏，无法打开。", "请重新扫描或导出后提交。") from error
    return pictures


def recognise_page(image: Pixels, scale: float, number: int, recogniser: Recogniser) -> ScannedPage:
    """Recognise one page; `image` is BGR with `scale` pixels a point."""
    sheet = prepare(image, scale)
    boxes = recogniser.find(sheet.image)
    if _lies_on_its_side(boxes):
        sheet, boxes = _upright(sheet, recogniser, (1, 3))
    pieces, readings = _read(sheet, boxes, recogniser)
    if len(pieces) >= FEWEST_UPRIGHT and _sureness(readings) < UPSIDE_DOWN:
        sheet, boxes = _upright(sheet, recogniser, (0, 2))
        pieces, readings = _read(sheet, boxes, recogniser)
    lines = tuple(
        Line(reading.text, _points(piece, sheet.scale), reading.confidence)
        for piece, reading in zip(pieces, readings, strict=True)
        if len(reading.text) > 1 or reading.confidence >= LONE
        if reading.text and reading.confidence >= NOISE
    )
    return ScannedPage(number, sheet.size, sheet.grids, lines, len(pieces) - len(lines))


def _read(
    sheet: Sheet, boxes: Sequence[PixelBox], recogniser: Recogniser
) -> tuple[list[PixelBox], list[Reading]]:
    pieces = [piece for box in boxes for piece in _cut(box, sheet)]
    return pieces, recogniser.read([_picture(sheet.image, piece) for piece in pieces])


def render(page: Any) -> tuple[Pixels, float]:
    """Render a pypdfium2 page as BGR; answers the pixels a point too."""
    scale = scale_for(*page.get_size())
    image = page.render(scale=scale).to_numpy()
    return np.ascontiguousarray(image[:, :, :3]), scale


def lay_out(pages: Sequence[ScannedPage]) -> list[PageLayout]:
    """Lay out recognised pages; sizes are settled over all of them."""
    size_of = _settled(Counter(size for page in pages for line in page.lines if (size := measured(line))))
    layouts = []
    for page in pages:
        runs = [Span(line.text, line.box, Style(size_of.get(measured(line), 0.0))) for line in page.lines]
        layout = lay_out_runs(page.number, page.sheet_size, runs, page.grids)
        layouts.append(replace(layout, scanned=not page.lines))
    return layouts


def measured(line: Line) -> float:
    """Measure the size of a line's characters to a quarter point, by their width if it tells, else height."""
    units = sum(1.0 if character >= "\u2e80" else 0.5 for character in line.text)
    full = sum(character >= "\u2e80" for character in line.text)
    x0, y0, x1, y1 = line.box
    size = (x1 - x0) / units if full >= ENOUGH_FULL and 2 * full > len(line.text) else (y1 - y0) / BOX_HEIGHT
    return round(4 * size) / 4


def _settled(counts: Counter[float]) -> dict[float, float]:
    """Make one size of those that differ no more than measuring does, the most frequent first."""
    settled: dict[float, float] = {}
    for size, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if size not in settled:
            near = [other for other in counts if other not in settled and abs(other / size - 1) < SAME_SIZE]
            settled.update(dict.fromkeys(near, round(2 * size) / 2))
    return settled


def with_confidence(document: Document, pages: Sequence[ScannedPage]) -> Document:
    """Give every recognised paragraph and cell the confidence of its least sure line; a warning tells it."""
    if not pages:
        return document
    lines = {page.number: page.lines for page in pages}
    blocks = tuple(_marked(block, lines) for block in document.blocks)
    return replace(document, blocks=blocks, warnings=(*document.warnings, *_warnings(pages)))


def _warnings(pages: Sequence[ScannedPage]) -> Iterator[ReadWarning]:
    where = f"第 {page_ranges([page.number for page in pages])} 页"
    lines = [line for page in pages for line in page.lines]
    unsure = sum(line.confidence < SURE for line in lines)
    message = f"{where}没有可用的文字层，{len(lines)} 行文字由图像识别得来，其中 {unsure} 行把握不大，"
    message += "请对照原件核对。"
    yield ReadWarning("recognised_text", message, amount=len(lines))
    unclear = [page for page in pages if page.unclear]
    if unclear:
        count = sum(page.unclear for page in unclear)
        message = (
            f"第 {page_ranges([p.number for p in unclear])} 页有 {count} 处疑似文字未能识别，请人工核对。"
        )
        yield ReadWarning("unclear_text", message, amount=count)


def page_ranges(numbers: Sequence[int]) -> str:
    """Write page numbers in order, runs of them as 3–7."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(f"{first}–{last}" if last > first else str(first) for first, last in runs)


def _marked(block: Block, lines: dict[int, tuple[Line, ...]]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, confidence=_confidence(block.place, block.text, lines))
    if isinstance(block, Table):
        cells = tuple(
            replace(cell, confidence=_confidence(cell.place, cell.text, lines)) for cell in block.cells
        )
        return replace(block, cells=cells)
    return block


def _confidence(place: Place, text: str, lines: dict[int, tuple[Line, ...]]) -> float | None:
    """Find the least sure line of a text; it may go on over the next page, where its lines are part of it."""
    if place.page not in lines or not text.strip():
        return None
    here, following = lines[place.page], lines.get(place.page + 1, ())
    inside = [line for line in here if place.bbox and _holds(place.bbox, line.box)]
    if sum(len(line.text) for line in inside) < len(text):
        inside += [line for line in following if len(line.text) >= FEWEST_SHARED and line.text in text]
    # Text that stands nowhere known is as sure as the least sure of its page.
    return round(min((line.confidence for line in inside or here), default=0.0), 3)


def _holds(outer: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] - 1 <= x <= outer[2] + 1 and outer[1] - 1 <= y <= outer[3] + 1


def _lies_on_its_side(boxes: Sequence[PixelBox]) -> bool:
    upright = sum(y1 - y0 > 1.8 * (x1 - x0) for x0, y0, x1, y1 in boxes)
    return upright >= FEWEST_UPRIGHT and 2 * upright > len(boxes)


def _upright(sheet: Sheet, recogniser: Recogniser, ways: tuple[int, int]) -> tuple[Sheet, list[PixelBox]]:
    """Turn a page by the quarters of a circle with which a few of its lines read better."""
    found = []
    for quarters in ways:
        tried = turned(sheet, quarters) if quarters else sheet
        boxes = recogniser.find(tried.image)
        longest = sorted(boxes, key=lambda box: box[0] - box[2])[:TRIED]
        readings = recogniser.read([_picture(tried.image, box) for box in longest])
        found.append((_sureness(readings), tried, boxes))
    _, best, boxes = max(found, key=lambda item: item[0])
    return best, boxes


def _sureness(readings: Sequence[Reading]) -> float:
    return sum(reading.confidence for reading in readings) / max(1, len(readings))


def _cut(box: PixelBox, sheet: Sheet) -> list[PixelBox]:
    """Cut a box where a table border runs through it: the cells beside are separate texts."""
    x0, y0, x1, y1 = box
    middle, margin = (y0 + y1) / 2 / sheet.scale, CUT_MARGIN * sheet.scale
    borders = sorted(c.at * sheet.scale for c in sheet.columns if c.start <= middle <= c.end)
    cuts = [round(at) for at in borders if x0 + margin < at < x1 - margin]
    edges = [x0, *dict.fromkeys(cuts), x1]
    return [(a, y0, b, y1) for a, b in pairwise(edges) if b - a > margin]


def _picture(image: Pixels, box: PixelBox) -> Pixels:
    x0, y0, x1, y1 = box
    return np.ascontiguousarray(image[max(0, y0) : max(y0 + 1, y1), max(0, x0) : max(x0 + 1, x1)])


def _points(box: PixelBox, scale: float) -> Box:
    return box[0] / scale, box[1] / scale, box[2] / scale, box[3] / scale
