"""A document as one running text: its blocks and cells in reading order, and the way back to each."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proposal_check.model.document import Anchor, Block, Document, Paragraph, Table
from proposal_check.model.where import where


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or cell in the stream: its text begins at `start`."""

    start: int
    block: int
    cell: tuple[int, int] | None
    text: str


@dataclass(frozen=True, slots=True)
class Stream:
    """The running text, pieces joined by line ends."""

    text: str
    pieces: tuple[Piece, ...]

    def anchors(self, start: int, end: int) -> tuple[Anchor, ...]:
        """Point at a half-open range of the text, one anchor for each paragraph or cell it touches."""
        first = max(bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1, 0)
        found = []
        for piece in self.pieces[first:]:
            if piece.start >= end:
                break
            low, high = max(start - piece.start, 0), min(end - piece.start, len(piece.text))
            if low < high:
                found.append(Anchor(piece.block, low, high, piece.text[low:high], piece.cell))
        return tuple(found)

    def piece_at(self, offset: int) -> Piece:
        """Find the piece that holds an offset."""
        return self.pieces[max(bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1, 0)]


def stream(blocks: Iterable[tuple[int, Block]]) -> Stream:
    """Join blocks, given with their indexes, into one text."""
    pieces, parts, start = [], [], 0
    for block, cell, text in _texts(blocks):
        pieces.append(Piece(start, block, cell, text))
        parts.append(text)
        start += len(text) + 1
    return Stream("\n".join(parts), tuple(pieces))


def readable_blocks(document: Document) -> Iterator[tuple[int, Block]]:
    """Yield the blocks that carry the document's own text: no contents, no hidden text."""
    for index, block in enumerate(document.blocks):
        if not (isinstance(block, Paragraph) and (block.hidden or block.kind == "contents")):
            yield index, block


def section_names(document: Document, joined: Stream) -> tuple[tuple[int, str], ...]:
    """Name each section of the stream in words, with the offset where it begins."""
    starts = {piece.block: piece.start for piece in reversed(joined.pieces)}
    names = []
    for section in document.sections:
        if section.start in starts:
            place = where(document, Anchor(section.start, 0, 0, ""))
            title = f"“{section.title}”"
            names.append((starts[section.start], place if title in place else f"{place}{title}"))
    return tuple(names)


def _texts(blocks: Iterable[tuple[int, Block]]) -> Iterator[tuple[int, tuple[int, int] | None, str]]:
    for index, block in blocks:
        if isinstance(block, Table):
            yield from ((index, (cell.row, cell.col), cell.text) for cell in block.cells if cell.text)
        elif block.text:
            yield index, None, block.text
