"""Read a PDF: page by page what stands where, then over all pages what it is."""

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import pypdfium2

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Document, Signal, Source
from proposal_check.parse import limits
from proposal_check.parse.paged import assemble, lacks_text
from proposal_check.parse.pdf_file import bookmarks, opened, outside_links, signals
from proposal_check.parse.pdf_page import PageLayout, read_page
from proposal_check.parse.pdf_tables import GridFinder, TablersFinder
from proposal_check.parse.recogniser import INSTALL, is_installed

SUBMIT_TEXT: Final = "请提交可编辑的 Word 文件（.docx），或由文字处理软件直接导出的 PDF。"
PageProgress = Callable[[int, int], None]


def read_pdf(data: bytes, name: str, progress: PageProgress | None = None) -> Document:
    """Read a PDF by its text layer, and by recognition where that is missing or garbled.

    Without the extra `ocr` such pages are warnings. `progress` is told of pages recognised and to recognise.
    Raises UnreadableFile when the file is encrypted, damaged, beyond a limit, or no page has usable text.
    """
    with opened(data) as document:
        marks = bookmarks(document)
        found = signals(document)
        pages, links = _read_pages(document, TablersFinder(data))
        pages, finish = _recognised(document, pages, progress)
    _refuse_without_text(pages)
    if links:
        found.append(Signal("external_links", links))
    source = Source(name, hashlib.sha256(data).hexdigest(), "pdf", len(data))
    return finish(assemble(source, pages, marks, found))


def _recognised(
    document: pypdfium2.PdfDocument, pages: list[PageLayout], progress: PageProgress | None
) -> tuple[list[PageLayout], Callable[[Document], Document]]:
    """Recognise the pages without usable text; also answers what adds the confidence to the Document."""
    unread = [page.number for page in pages if lacks_text(page)]
    if not unread or not is_installed():
        return pages, lambda document: document
    from proposal_check.parse.from_scan import lay_out, recognise_pages, with_confidence

    scans = recognise_pages(document, unread, progress)
    found = {page.number: page for page in lay_out(scans)}
    return [found.get(page.number, page) for page in pages], partial(with_confidence, pages=scans)


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
    raise UnreadableFile(message, SUBMIT_TEXT if is_installed() else SUBMIT_TEXT + INSTALL)
