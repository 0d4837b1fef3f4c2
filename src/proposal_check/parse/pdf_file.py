"""Open a PDF and read what stands outside its pages: bookmarks, scripts, attachments, links."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Signal
from proposal_check.parse import limits

DAMAGED_ADVICE: Final = "请用 PDF 阅读器检查能否打开，重新导出后再提交，或提交可编辑的 Word 文件（.docx）。"
PASSWORD_ADVICE: Final = "请取消打开密码后重新提交。"
BOOKMARKS: Final = 5_000
# Actions that lead out of the file: another file, an address, a program.
OUTSIDE: Final = frozenset({pdfium.PDFACTION_REMOTEGOTO, pdfium.PDFACTION_URI, pdfium.PDFACTION_LAUNCH})
LINKS: Final = 10_000


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF. Raises UnreadableFile when it is encrypted, damaged, empty or beyond the page limit."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableFile("PDF 设有打开密码（已加密），无法读取。", PASSWORD_ADVICE) from error
        raise UnreadableFile("PDF 文件已损坏或不完整，无法打开。", DAMAGED_ADVICE) from error
    try:
        pages = len(document)
        if not pages:
            raise UnreadableFile("PDF 中没有页面。", DAMAGED_ADVICE)
        if pages > limits.PDF_PAGES:
            raise UnreadableFile(
                f"PDF 有 {pages} 页，超过上限 {limits.PDF_PAGES} 页。", "请只提交方案正文，附件分开提交。"
            )
        yield document
    finally:
        document.close()


def bookmarks(document: pypdfium2.PdfDocument) -> list[tuple[int, int, str]]:
    """List bookmarks as (page from 1, level from 1, title); those without a page are left out."""
    found: list[tuple[int, int, str]] = []
    for bookmark in document.get_toc(max_depth=9):
        if len(found) >= BOOKMARKS:
            break
        target = bookmark.get_dest()
        page = target.get_index() if target else None
        if page is not None:
            found.append((page + 1, bookmark.level + 1, _title(bookmark)))
    return found


def _title(bookmark: Any) -> str:
    try:
        return str(bookmark.get_title())
    except UnicodeDecodeError:
        return ""


def signals(document: pypdfium2.PdfDocument) -> list[Signal]:
    """Report scripts and attachments; nothing of them is run or opened."""
    counts = {
        "javascript": pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw),
        "embedded_files": pdfium.FPDFDoc_GetAttachmentCount(document.raw),
    }
    return [Signal(code, count) for code, count in counts.items() if count > 0]


def outside_links(page: Any) -> int:
    """Count the links of a page that lead out of the file."""
    position, link, count = ctypes.c_int(0), pdfium.FPDF_LINK(), 0
    for _ in range(LINKS):
        if not pdfium.FPDFLink_Enumerate(page.raw, position, link):
            break
        action = pdfium.FPDFLink_GetAction(link)
        count += bool(action) and pdfium.FPDFAction_GetType(action) in OUTSIDE
    return count
