"""Comment anchors in the text of a Word file: nodes are inserted, runs that hold more than a quote cut."""

from collections.abc import Sequence

from lxml import etree

from proposal_check.model.document import Anchor, Document, Paragraph, Table
from proposal_check.report.comments.remarks import title_block
from proposal_check.report.comments.word_runs import divide_run


class Anchors:
    """Insert comment anchors into a document part, found again by the ranks the reader left in Places."""

    def __init__(self, root: etree._Element, document: Document) -> None:
        self._w = f"{{{etree.QName(root).namespace}}}"
        body = root.find(self._w + "body")
        places = root if body is None else body
        self._elements = list(places.iter(self._w + "p", self._w + "tbl"))
        self._document = document
        self._title = title_block(document)

    def insert(self, number: int, anchor: Anchor | None) -> bool:
        """Anchor a comment; what has no place of its own stands at the title. False when there is no text."""
        paragraphs, first, last = self._spot(anchor)
        if not paragraphs:
            return False
        identity = {self._w + "id": str(number)}
        start = etree.Element(self._w + "commentRangeStart", identity)
        if first is None:
            properties = paragraphs[0].find(self._w + "pPr")
            paragraphs[0].insert(0, start) if properties is None else properties.addnext(start)
        else:
            first.addprevious(start)
        end = etree.Element(self._w + "commentRangeEnd", identity)
        paragraphs[-1].append(end) if last is None else self._after_marks(last).addnext(end)
        run = etree.Element(self._w + "r")
        etree.SubElement(run, self._w + "commentReference", identity)
        end.addnext(run)
        return True

    def _spot(
        self, anchor: Anchor | None
    ) -> tuple[list[etree._Element], etree._Element | None, etree._Element | None]:
        """Find the paragraphs of a comment and the children its range begins and ends with, None for all."""
        element = self._element(anchor)
        paragraphs = self._paragraphs(element, in_cell=anchor is not None and anchor.cell is not None)
        box = self._outside_box(paragraphs[0]) if paragraphs else None
        if box is not None:
            return list(box.iterancestors(self._w + "p"))[:1], box, box
        return paragraphs, *self._range(paragraphs, anchor)

    def _outside_box(self, paragraph: etree._Element) -> etree._Element | None:
        """Find what holds a text box in its paragraph: inside, Word ignores comments.

        Source: [MS-OI29500] 2.1.315.
        """
        boxes = list(paragraph.iterancestors(self._w + "txbxContent"))
        if not boxes:
            return None
        held: etree._Element | None = boxes[-1]
        while held is not None and held.getparent() is not None:
            parent = held.getparent()
            if parent is not None and parent.tag == self._w + "p":
                return held
            held = parent
        return None

    def _after_marks(self, element: etree._Element) -> etree._Element:
        """Pass the ends of comments that were put behind an element before: comments keep their order."""
        following = element.getnext()
        while following is not None and self._is_mark(following):
            element, following = following, following.getnext()
        return element

    def _is_mark(self, element: etree._Element) -> bool:
        return (
            element.tag == self._w + "commentRangeEnd"
            or element.find(self._w + "commentReference") is not None
        )

    def _element(self, anchor: Anchor | None) -> etree._Element | None:
        """Find the element of an anchor: its cell, its block, else the nearest block before that has one."""
        rank = self._rank(anchor)
        if rank is not None and rank < len(self._elements):
            return self._elements[rank]
        return next((e for e in self._elements if e.tag == self._w + "p"), None)

    def _rank(self, anchor: Anchor | None) -> int | None:
        blocks = self._document.blocks
        if anchor is None or not 0 <= anchor.block < len(blocks):
            return None if self._title is None else blocks[self._title].place.source
        block = blocks[anchor.block]
        if isinstance(block, Table) and anchor.cell is not None:
            cell = block.cell_at(*anchor.cell)
            if cell is not None and cell.place.source is not None:
                return cell.place.source
        before = (blocks[i].place.source for i in range(anchor.block, -1, -1))
        return next((rank for rank in before if rank is not None), None)

    def _before(self, anchor: Anchor) -> int:
        """Count the characters of the heading that the block's paragraph begins with."""
        before = self._document.blocks[anchor.block - 1] if anchor.block else None
        return len(before.text) if isinstance(before, Paragraph) and before.run_in else 0

    def _paragraphs(self, element: etree._Element | None, *, in_cell: bool) -> list[etree._Element]:
        """List the paragraphs a comment spans: one, all of a cell, or the first of a table."""
        if element is None:
            return []
        if element.tag == self._w + "tbl":
            return list(element.iter(self._w + "p"))[:1]
        parent = element.getparent()
        if in_cell and parent is not None and parent.tag == self._w + "tc":
            return parent.findall(self._w + "p")
        return [element]

    def _range(
        self, paragraphs: Sequence[etree._Element], anchor: Anchor | None
    ) -> tuple[etree._Element | None, etree._Element | None]:
        """Narrow the range to exactly the quote, cutting runs; (None, None) means the whole."""
        if anchor is None or len(paragraphs) != 1 or not anchor.quote:
            return None, None
        paragraph = paragraphs[0]
        if next(paragraph.iter(self._w + "fldChar"), None) is not None:
            return None, None
        text = self._text(paragraph)
        begin = _nearest(text, anchor.quote, self._before(anchor) + anchor.start)
        if begin < 0:
            return None, None
        end = begin + len(anchor.quote)
        self._cut(paragraph, begin)
        self._cut(paragraph, end)
        held, at = [], 0
        for child in paragraph:
            size = len(self._text(child))
            if size and at < end and at + size > begin:
                held.append(child)
            at += size
        return held[0], held[-1]

    def _text(self, element: etree._Element) -> str:
        return "".join(t.text or "" for t in element.iter(self._w + "t"))

    def _cut(self, paragraph: etree._Element, at: int) -> None:
        """Cut the run that a character's left edge lies in, in two of the same look; links stay whole."""
        for child in paragraph:
            size = len(self._text(child))
            if 0 < at < size and child.tag == self._w + "r":
                divide_run(child, at)
            if at <= size:
                return
            at -= size


def _nearest(text: str, quote: str, start: int) -> int:
    """Find a quote's occurrence nearest to where the reader saw it, -1 when there is none."""
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return min(found, key=lambda i: abs(i - start), default=-1)
