"""Small views on a document that the facts need: text as anchors, an item's match, the end of the cover."""

from collections.abc import Iterable, Iterator

from proposal_check.model.document import Anchor, Document, Paragraph, Table
from proposal_check.model.outline import OutlineMatch, OutlineReading

_COVER_LIMIT = 60


def named(outline: OutlineReading, *words: str) -> list[OutlineMatch]:
    """The matches whose required title holds one of the words, in the order of the words.

    Item ids belong to a pack; the words of titles (性质, 周期, 资金来源) are common to all outlines.
    """
    found = [m for word in words for m in outline.matches if word in m.title]
    return list({m.id: m for m in found}.values())


def blocks_of(outline: OutlineReading, *words: str) -> list[tuple[int, int]]:
    """The block ranges that treat the items named by the words."""
    return [r for match in named(outline, *words) for r in match.blocks]


def text_blocks(document: Document, ranges: Iterable[tuple[int, int]]) -> Iterator[Anchor]:
    """Yield paragraphs and table cells as anchors, contents lines, captions and hidden text left out."""
    for start, end in ranges:
        for index in range(start, min(end, len(document.blocks))):
            block = document.blocks[index]
            if isinstance(block, Table):
                for cell in block.cells:
                    if cell.text.strip():
                        yield Anchor(index, 0, len(cell.text), cell.text, (cell.row, cell.col))
            elif isinstance(block, Paragraph) and _counts(block):
                yield Anchor(index, 0, len(block.text), block.text)


def _counts(block: Paragraph) -> bool:
    return bool(block.text.strip()) and not block.hidden and block.kind not in ("contents", "caption")


def first_chapter(document: Document) -> int:
    """The block at which the cover ends: the contents or the first numbered heading."""
    ends = [i for i, b in enumerate(document.blocks) if isinstance(b, Paragraph) and b.kind == "contents"][:1]
    ends += [s.start for s in document.sections if s.number][:1]
    ends += [s.start for s in document.sections if s.end - s.start > 3][:1]
    return min([*ends, _COVER_LIMIT, len(document.blocks)])
