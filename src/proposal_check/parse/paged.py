"""Pages laid out become a Document, whatever format they come from: PDF, OFD or recognition."""

from collections.abc import Iterator, Sequence
from typing import Final

from proposal_check.model.document import Block, Counts, Document, ReadWarning, Signal, Source
from proposal_check.parse.captions import bind_captions
from proposal_check.parse.contents import mark_contents, read_entries
from proposal_check.parse.headings import build_sections, mark_headings
from proposal_check.parse.losses import first_lost_page, losses
from proposal_check.parse.pdf_columns import find_columns
from proposal_check.parse.pdf_flow import Bookmark, Flow
from proposal_check.parse.pdf_furniture import strip_furniture
from proposal_check.parse.pdf_health import doubtful_characters
from proposal_check.parse.pdf_page import PageLayout, Picture, RawTable
from proposal_check.parse.tally import Tally, tally_blocks

# A page with fewer letters under pictures this large is a scan with a stamp or a page number.
FEW_LETTERS: Final = 6
PICTURE_SHARE: Final = 0.5


def assemble(
    source: Source,
    pages: Sequence[PageLayout],
    bookmarks: Sequence[Bookmark] = (),
    signals: Sequence[Signal] = (),
) -> Document:
    """Join the pages: running lines off, paragraphs and tables over pages, headings, captions, counts."""
    stripped, furniture, removed = strip_furniture(pages)
    laid = find_columns(stripped)
    flow = Flow(laid)
    blocks = mark_headings(bind_captions(mark_contents(flow.blocks(bookmarks))))
    once = Tally.of(removed) + sum((Tally.of(text) for text in flow.dropped), Tally())
    raw, seen = _raw(pages, once), _seen(blocks)
    return Document(
        source=source,
        blocks=blocks,
        sections=build_sections(blocks),
        contents=read_entries(blocks),
        furniture=furniture,
        signals=(*signals, *_ink_signals(pages, blocks)),
        warnings=(
            *_page_warnings(pages),
            *_table_warnings(laid),
            *_losses(pages, raw, blocks, removed + "".join(flow.dropped)),
        ),
        raw=raw,
        seen=seen,
    )


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
        elif lacks_text(page):
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


def _table_warnings(pages: Sequence[PageLayout]) -> Iterator[ReadWarning]:
    """Say where lines stand as a table without vertical lines that could not be told apart into cells."""
    for page in pages:
        if page.unread_tables:
            found = f"第 {page.number} 页有 {page.unread_tables} 处无竖线的表格"
            message = f"{found}未能可靠识别，文字按正文读入，请人工核查。"
            yield ReadWarning("table_unread", message, page=page.number, amount=page.unread_tables)


def lacks_text(page: PageLayout) -> bool:
    """Say whether what a page shows is not in its text layer: garbled, or a picture with hardly a letter."""
    return page.garbled or (sum(map(str.isalpha, page.text)) < FEW_LETTERS and _is_picture(page))


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


def _losses(
    pages: Sequence[PageLayout], raw: Counts, blocks: Sequence[Block], removed: str
) -> Iterator[ReadWarning]:
    """Say what the text layer holds and the blocks do not, garbled pages apart, which are told already."""
    garbled = sum(Tally.of(page.text).characters for page in pages if page.garbled)
    expected, seen = Counts(raw.characters - garbled), Counts(_seen(blocks).characters)
    if expected != seen:
        texts = [(page.number, page.text) for page in pages if not page.garbled]
        yield from losses(expected, seen, page=first_lost_page(texts, blocks, removed))
