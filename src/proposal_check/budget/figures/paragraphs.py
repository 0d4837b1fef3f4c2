"""The paragraphs of the text proper, as figures are looked for in them."""

from collections.abc import Iterator

from proposal_check.budget.figures.amounts import narrow
from proposal_check.model.document import Document, Paragraph


def body_paragraphs(document: Document) -> Iterator[tuple[int, str, str]]:
    """Yield the block, the text and the text with narrow digits of every paragraph that a reader sees."""
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and block.kind == "body" and not block.hidden:
            yield index, block.text, narrow(block.text)
