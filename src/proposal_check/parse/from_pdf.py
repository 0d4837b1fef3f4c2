"""Read a PDF: page by page what stands where, then over all pages what it is."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final

import pypdfium2

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Block, Counts, Document, ReadWarning, Signal, Source
from proposal_check.parse import limits
from proposal_check.parse.captions import bind_captions
from proposal_check.parse.contents import mark_contents, read_entries
from proposal_check.parse.headings import build_sections, mark_headings
from proposal_check.parse.pdf_columns import find_columns
from proposal_check.parse.pdf_file import bookmarks, opened, outside_links, signals
from proposal_check.parse.pdf_flow import Flow
from proposal_check.parse.pdf_furniture import strip_furniture
from proposal_check.parse.pdf_health import doubtful_characters
from proposal_check.parse.pdf_page import PageLayout, Picture, RawTable, read_page
from proposal_check.parse.pdf_tables import GridFinder, TablersFinder
from proposal_check.parse.tally import Tally, tally_blocks

SUBMIT_TEXT: Final = "请提交可编辑的 Word 文件（.docx），或由文字处理软件直接导出的 PDF。"
# A page with fewer letters under pictures this large is a scan with a stamp or a page number.
FEW_LETTERS: Final = 6
PICTURE_SHARE: Final = 0.5


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF with a text layer.

    Pages without text and pages whose text layer is garbled are warnings, and their text is not used.
    Raises UnreadableFile when the file is encrypted, damaged, beyond a limit, or no page has usable text.
    """
    with opened(data) as document:
        marks = bookmarks(document)
        found = signals(document)
        pages, links = _read_pages(document, TablersFinder(data))
    _refuse_without_text(pages)
    if links:
        found.append(Signal("external_links", links))
    stripped, furniture, removed = strip_furniture(pages)
    flow = Flow([find_columns(page) for page in stripped])
    blocks = mark_headings(bind_captions(mark_contents(flow.blocks(marks))))
    once = Tally.of(removed) + sum((Tally.of(text) for text in flow.dropped), Tally())
    raw, seen = _raw(pages, once), _seen(blocks)
    return Document(
        source=Source(name, hashlib.sha256(data).hexdigest(), "pdf", len(data)),
        blocks=blocks,
        sections=build_sections(blocks),
        contents=read_entries(blocks),
        furniture=furniture,
        signals=(*found, *_ink_signals(pages, blocks)),
        warnings=(*_page_warnings(pages), *_losses(pages, raw, seen)),
        raw=raw,
        seen=seen,
    )


def _read_pages(document: pypdfium2.PdfDocument, finder: GridFinder) -> tuple[list[PageLayout], int]:
    """Lay out every page, and count the links that lead outside."""
    pages: list[PageLayout] = []
    links = characters = 0
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            pages.append(PageLayout(number, 595.0, 842.0, "", (), damaged=True))
            continue
        pages.append(read_page(page, number, finder))
        links += outside_links(page)
        page.close()
        characters += len(pages[-1].text)
        if characters > limits.PDF_CHARACTERS:
            raise UnreadableFile(
                f"PDF 的文字超过上限 {limits.PDF_CHARACTERS // 10**4} 万字。", "请只提交方案正文。"
            )
    return pages, links


def _refuse_without_text(pages: Sequence[PageLayout]) -> None:
    if any(page.text and not page.garbled for page in pages):
        return
    if any(page.garbled for page in pages):
        message = "PDF 的文字层是乱码（字体编码表损坏），读出的不是页面上的文字。"
    else:
        message = f"PDF 的 {len(pages)} 页都没有文字，可能是扫描件。"
    raise UnreadableFile(message, SUBMIT_TEXT)


def _raw(pages: Sequence[PageLayout], once: Tally) -> Counts:
    """Count the text layer; what running lines and repeated header rows say again counts once."""
    text = sum((Tally.of(page.text) for page in pages), Tally()) - once
    return Counts(text.characters, 0, text.numbers)


def _seen(blocks: Sequence[Block]) -> Counts:
    text, cells = tally_blocks(blocks)
    return Counts(text.characters, cells, text.numbers)


def _page_warnings(pages: Sequence[PageLayout]) -> Iterator[ReadWarning]:
    for page in pages:
        where = f"第 {page.number} 页"
        amount = Tally.of(page.text).characters
        if page.damaged:
            yield ReadWarning("page_damaged", f"{where}已损坏，未能读入。", page=page.number)
        elif page.garbled:
            message = f"{where}的文字层是乱码，{amount} 个字符未作为文字使用，请人工核查。"
            yield ReadWarning("garbled_text", message, page=page.number, amount=amount)
        elif sum(map(str.isalpha, page.text)) < FEW_LETTERS and _is_picture(page):
            yield ReadWarning(
                "no_text", f"{where}没有可读的文字（图像或扫描），请人工核查。", page=page.number
            )
        elif page.recognised:
            yield ReadWarning(
                "recognised_text", f"{where}是扫描图像，文字由识别得来，可能有误。", page=page.number
            )
        elif doubtful := doubtful_characters(page.text):
            message = f"{where}有 {doubtful} 个字符可能是乱码，请人工核对。"
            yield ReadWarning("doubtful_text", message, page=page.number, amount=doubtful)
        if not page.complete:
            message = f"{where}的线条或内容超过读取上限，表格未能识别，超出部分未读入，请人工核查。"
            yield ReadWarning("page_in_part", message, page=page.number)


def _is_picture(page: PageLayout) -> bool:
    """Say whether pictures or strokes make up the page, so that its text may be in them."""
    if any(isinstance(item, RawTable) for item in page.items):
        return False
    if page.scanned or page.drawn:
        return True
    boxes = [item.box for item in page.items if isinstance(item, Picture)]
    covered = sum((b[2] - b[0]) * (b[3] - b[1]) for b in boxes)
    return covered > PICTURE_SHARE * page.width * page.height


def _ink_signals(pages: Sequence[PageLayout], blocks: Sequence[Block]) -> list[Signal]:
    """Report text nobody sees: drawn invisibly where no scan lies over it, or white on white."""
    found = [
        Signal("hidden_text", Tally.of(block.text).characters, block.place.block)
        for block in blocks
        if getattr(block, "hidden", False)
    ]
    white = sum(page.white for page in pages)
    return [*found, Signal("white_text", white)] if white else found


def _losses(pages: Sequence[PageLayout], raw: Counts, seen: Counts) -> list[ReadWarning]:
    """Say what the text layer holds and the blocks do not, garbled pages apart, which are told already."""
    garbled = sum(Tally.of(page.text).characters for page in pages if page.garbled)
    lost = raw.characters - garbled - seen.characters
    if lost > 0:
        message = f"文件中有 {lost} 个字符未能读入，请人工核对。"
        return [ReadWarning("characters_lost", message, amount=lost)]
    if lost < 0:
        message = f"读入内容比文件多出 {-lost} 个字符，可能重复读取，请人工核对。"
        return [ReadWarning("characters_doubled", message, amount=-lost)]
    return []
