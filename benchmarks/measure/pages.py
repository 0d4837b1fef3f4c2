"""Where the tables of a PDF twin stand: which of them run over a page end, by the page text alone."""

from typing import Any

import pypdfium2

from benchmarks.measure.reading import dense, plain


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page without blanks."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [plain(page.get_textpage().get_text_bounded()) for page in document]


def stitched(pdf: bytes, truth: dict[str, Any]) -> set[int]:
    """Name the tables, by index in the truth, whose last row is printed on a later page than the caption."""
    texts, found, page = page_texts(pdf), set(), 0
    for index, table in enumerate(truth["tables"]):
        caption, last = plain(table["caption"]), max(dense(table)[-1], key=len)
        first = next((p for p in range(page, len(texts)) if caption in texts[p]), page)
        end = next((p for p in range(first, len(texts)) if last in texts[p]), first)
        if end > first:
            found.add(index)
        page = first
    return found
