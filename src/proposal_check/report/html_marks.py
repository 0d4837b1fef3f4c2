"""What to highlight where in the rendered documents, and which opinion each highlight leads to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from proposal_check.model.document import Anchor, Document, Table
from proposal_check.report.wording import legal

# From the most pressing down: where highlights cross, the first is shown.
CLASSES = ("must", "should", "note", "gap", "overlap")


@dataclass(frozen=True, slots=True)
class Pin:
    """A link from a place to an entry of the report: its id, its short label, its title, how it looks."""

    target: str
    label: str
    title: str
    look: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A pinned anchor."""

    anchor: Anchor
    pin: Pin


Place = tuple[int, int, tuple[int, int] | None]
Marks = Mapping[Place, Sequence[Mark]]


def place_key(documents: Sequence[Document], anchor: Anchor) -> Place | None:
    """Name the element an anchor points at: document, block, the cell's own corner; None without one."""
    if not 0 <= anchor.document < len(documents):
        return None
    blocks = documents[anchor.document].blocks
    if not 0 <= anchor.block < len(blocks):
        return None
    block, corner = blocks[anchor.block], None
    if isinstance(block, Table) and anchor.cell is not None:
        cell = block.cell_at(*anchor.cell)
        corner = (cell.row, cell.col) if cell is not None else None
    return anchor.document, anchor.block, corner


def element_id(place: Place) -> str:
    """Name an element of a rendered document."""
    document, block, cell = place
    return f"d{document}b{block}" + (f"c{cell[0]}-{cell[1]}" if cell else "")


def by_place(documents: Sequence[Document], marks: Iterable[Mark]) -> Marks:
    """Arrange marks by the element they point at."""
    found: dict[Place, list[Mark]] = {}
    for mark in marks:
        place = place_key(documents, mark.anchor)
        if place is not None:
            found.setdefault(place, []).append(mark)
    return found


def marked_text(text: str, marks: Sequence[Mark]) -> Markup:
    """Escape a text with its quotes highlighted; a quote that is not there is left to the pins."""
    spans = [(start, end, mark.pin) for mark in marks for start, end in _span(text, mark.anchor)]
    if not spans:
        return escape(legal(text))
    edges = sorted({0, len(text), *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    pieces = []
    for start, end in pairwise(edges):
        over = [pin for s, e, pin in spans if s <= start and end <= e]
        shown = escape(legal(text[start:end]))
        pieces.append(_highlight(shown, over) if over else shown)
    return Markup("").join(pieces)


def _highlight(text: Markup, over: Sequence[Pin]) -> Markup:
    first = min(over, key=lambda pin: CLASSES.index(pin.look))
    return Markup('<mark class="{}" data-to="{}">{}</mark>').format(first.look, first.target, text)


def _span(text: str, anchor: Anchor) -> list[tuple[int, int]]:
    """Say where a quote stands; a whole text that is quoted is shown by its pin alone."""
    start, end = anchor.start, anchor.end
    if text[start:end] != anchor.quote:
        start = text.find(anchor.quote) if anchor.quote else -1
        end = start + len(anchor.quote)
    return [(start, end)] if 0 <= start < end <= len(text) else []


def pins(marks: Sequence[Mark]) -> Markup:
    """Write the links from an element to its entries, each once."""
    once = {mark.pin.target: mark.pin for mark in marks}
    links = (
        Markup('<a class="pin {}" href="#{}" title="{}">{}</a>').format(p.look, p.target, p.title, p.label)
        for p in once.values()
    )
    return Markup('<span class="pins">{}</span>').format(Markup("").join(links)) if once else Markup("")
