"""No fault is found on text that may not be what stands on the paper, or lacking where not all was read."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from proposal_check.model.document import SURE, UNREAD, Anchor, Block, Document, Figure, Table
from proposal_check.model.finding import Hit, Outcome
from proposal_check.model.submission import Submission

# Warnings that say of a page that its text, or part of it, is not in the Document.
UNCERTAIN: Final = UNREAD | {"unclear_text"}
UNSURE_TEXT: Final = "所依据的文字由图像识别或按版面推断得来，把握不大，请对照原件核对"
UNREAD_PAGES: Final = "文件中有未能读入或识别把握不大的内容，所缺的内容可能在其中，请对照原件核对"


def doubted(hits: Iterable[Hit], submission: Submission) -> list[Hit]:
    """Turn faults into questions where reading was not certain enough for them.

    A fault that quotes recognised text below `SURE` becomes needs review; so does one that quotes nothing,
    something lacking, when some of the main document was not read or only unsurely.
    """
    return [_doubted(hit, submission) if hit.outcome is Outcome.FAIL else hit for hit in hits]


def _doubted(hit: Hit, submission: Submission) -> Hit:
    if any(_is_unsure(anchor, submission) for anchor in hit.anchors):
        return replace(hit, outcome=Outcome.NEEDS_REVIEW, reason=UNSURE_TEXT)
    if not hit.anchors and _is_incomplete(submission.main):
        return replace(hit, outcome=Outcome.NEEDS_REVIEW, reason=UNREAD_PAGES)
    return hit


def _is_unsure(anchor: Anchor, submission: Submission) -> bool:
    if not 0 <= anchor.document < len(submission.documents):
        return False
    blocks = submission.documents[anchor.document].blocks
    if not 0 <= anchor.block < len(blocks):
        return False
    return _is_unsure_block(blocks[anchor.block], anchor.cell)


def _is_unsure_block(block: Block, at: tuple[int, int] | None = None) -> bool:
    """Tell of a block, or of one cell of a table, whether any text in it is unsure."""
    if isinstance(block, Figure):
        return False
    if isinstance(block, Table):
        cells = (c for c in block.cells if at is None or (c.row, c.col) == at)
        return any(_is_low(cell.confidence) for cell in cells)
    return _is_low(block.confidence)


def _is_low(confidence: float | None) -> bool:
    return confidence is not None and confidence < SURE


def _is_incomplete(document: Document) -> bool:
    if any(warning.code in UNCERTAIN for warning in document.warnings):
        return True
    return any(map(_is_unsure_block, document.blocks))
