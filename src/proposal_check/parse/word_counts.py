"""Count a Word file's text straight from its markup, independently of the reader."""

from collections import deque
from collections.abc import Iterator

from lxml import etree

from proposal_check.model.document import Counts
from proposal_check.parse.tally import Tally
from proposal_check.parse.word_names import (
    ALTERNATE,
    BR,
    CHOICE,
    CR,
    DEL,
    DRAWING_PARAGRAPH,
    DRAWING_TEXT,
    FALLBACK,
    HORIZONTAL_MERGE,
    MATH_TEXT,
    MOVE_FROM,
    NO_BREAK_HYPHEN,
    PPR,
    PTAB,
    RPR,
    RUBY_TEXT,
    SYM,
    TAB,
    TC,
    TEXTBOX,
    TR,
    VAL,
    WORD_ART,
    P,
    T,
    next_paragraph,
    w,
)

SEPARATORS = frozenset({P, DRAWING_PARAGRAPH, TAB, PTAB, BR, CR, TC})


def count_markup(root: etree._Element) -> Counts:
    """Count characters, cells and numbers of one part, leaving out deleted text and unused fallbacks."""
    left_out = _left_out(root)
    text = Tally.of("".join(_stream(root, left_out)))
    return Counts(text.characters, _cells(root, left_out), text.numbers)


def shown_text(root: etree._Element) -> str:
    """Read the text that is counted, for finding where some of it was lost."""
    return "".join(_stream(root, _left_out(root)))


def _stream(root: etree._Element, left_out: set[etree._Element]) -> Iterator[str]:
    box_ends = {last for box in root.iter(TEXTBOX) if (last := _last_text(box)) is not None}
    for element in root.iter(T, MATH_TEXT, DRAWING_TEXT, SYM, NO_BREAK_HYPHEN, WORD_ART, *SEPARATORS):
        if element in left_out:
            continue
        if element.tag in SEPARATORS:
            yield "\n"
        elif element.tag == WORD_ART:
            yield f"\n{element.get('string', '')}\n"
        elif element.tag in (SYM, NO_BREAK_HYPHEN):
            yield "-"
        else:
            yield element.text or ""
            if element in box_ends:
                yield "\n"


def _left_out(root: etree._Element) -> set[etree._Element]:
    """Collect everything inside deletions, ruby glosses and the branches of AlternateContent not shown."""
    found: set[etree._Element] = set()
    for gone in root.iter(MOVE_FROM, DEL, RUBY_TEXT):
        found.update(gone.iter())
        if gone.tag == DEL and _is_row_mark(gone):
            found.update(_row_of(gone).iter())
        # Not the next paragraph's text, only its beginning, which its element stands for.
        if (joined := _joined_to(gone)) is not None:
            found.add(joined)
    for alternate in root.iter(ALTERNATE):
        branches = [b for b in alternate if b.tag in (CHOICE, FALLBACK)]
        shown = next((b for b in branches if len(b) or b.tag == FALLBACK), None)
        for branch in branches:
            if branch is not shown:
                found.update(branch.iter())
    return found


def _is_row_mark(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == w("trPr")


def _joined_to(mark: etree._Element) -> etree._Element | None:
    """Find the paragraph that goes on from one whose end is deleted."""
    parent = mark.getparent()
    if parent is None or parent.tag != RPR or (properties := parent.getparent()) is None:
        return None
    paragraph = properties.getparent() if properties.tag == PPR else None
    return None if paragraph is None else next_paragraph(paragraph)


def _row_of(element: etree._Element) -> etree._Element:
    return next(element.iterancestors(TR))


def _last_text(box: etree._Element) -> etree._Element | None:
    return deque(box.iter(T), maxlen=1).pop() if next(box.iter(T), None) is not None else None


def _cells(root: etree._Element, left_out: set[etree._Element]) -> int:
    """Count cells; a legacy horizontal continuation is part of the cell to its left."""
    cells = sum(1 for cell in root.iter(TC) if cell not in left_out)
    return cells - sum(1 for merge in root.iter(HORIZONTAL_MERGE) if _continues(merge, left_out))


def _continues(merge: etree._Element, left_out: set[etree._Element]) -> bool:
    properties = merge.getparent()
    cell = properties.getparent() if properties is not None else None
    left = cell.getprevious() if cell is not None else None
    first = left is None or left.tag != TC
    return merge not in left_out and merge.get(VAL, "continue") == "continue" and not first
