"""Annotations in a copy of a PDF: the place highlighted, the remark as its note."""

import io

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, PdfError, StreamDecodeLevel, String

from proposal_check.model.document import Anchor, Box, Document, Place, Table
from proposal_check.model.finding import Severity
from proposal_check.report.comments.remarks import AUTHOR, Remark
from proposal_check.report.wording import clean

ICON = 18.0
PRINTED = 4
COLOURS = {
    Severity.MUST: (1.0, 0.62, 0.6),
    Severity.SHOULD: (1.0, 0.85, 0.45),
    Severity.NOTE: (0.68, 0.83, 1.0),
}
DOUBT = (0.85, 0.73, 0.95)


def annotated_pdf(original: bytes, document: Document, remarks: tuple[Remark, ...]) -> bytes | None:
    """Add remarks to a copy of a PDF as annotations; contents and resources of the pages stay as they are.

    A place whose box is known is highlighted; else a note stands at the top of its page, one without page on
    the first page. None when the file's owner forbids annotations or it cannot be rewritten.
    """
    try:
        with Pdf.open(io.BytesIO(original)) as pdf:
            if not pdf.allow.modify_annotation or not pdf.pages:
                return None
            _annotate(pdf, document, remarks)
            made = io.BytesIO()
            pdf.save(
                made,
                deterministic_id=not pdf.is_encrypted,
                compress_streams=False,
                stream_decode_level=StreamDecodeLevel.none,
            )
    except PdfError:
        return None
    return made.getvalue()


def _annotate(pdf: Pdf, document: Document, remarks: tuple[Remark, ...]) -> None:
    loose: dict[int, int] = {}
    for remark in remarks:
        place = _place(document, remark.anchor)
        index = min((place.page or 1) if place else 1, len(pdf.pages)) - 1
        page = pdf.pages[index]
        if place is not None and place.page and place.bbox:
            note = _highlight(page, place.bbox, remark)
        else:
            note = _note(page, loose.get(index, 0), remark)
            loose[index] = loose.get(index, 0) + 1
        # An array of its own: a shared one would show the note on every page that has it.
        kept = page.obj.get("/Annots", Array())
        page.obj.Annots = Array([*kept, pdf.make_indirect(note)])


def _place(document: Document, anchor: Anchor | None) -> Place | None:
    if anchor is None or not 0 <= anchor.block < len(document.blocks):
        return None
    block = document.blocks[anchor.block]
    if isinstance(block, Table) and anchor.cell is not None:
        cell = block.cell_at(*anchor.cell)
        if cell is not None and cell.place.bbox is not None:
            return cell.place
    return block.place


def _highlight(page: Page, box: Box, remark: Remark) -> Dictionary:
    left, top, right, bottom = box
    corners = [_point(page, x, y) for y in (top, bottom) for x in (left, right)]
    quad = Array([value for corner in corners for value in corner])
    highlight = _annotation(remark, Name.Highlight, _around(corners))
    highlight.QuadPoints = quad
    return highlight


def _note(page: Page, rank: int, remark: Remark) -> Dictionary:
    """Place an icon at the top right corner as seen, further ones below it."""
    left, bottom, right, top = _visible(page)
    width, height = (top - bottom, right - left) if _turn(page) % 180 else (right - left, top - bottom)
    rows = max(int(height / (ICON + 4)) - 1, 1)
    x, y = width - (ICON + 6) * (1 + rank // rows), (ICON + 4) * (rank % rows) + 4
    corners = [_point(page, x, y), _point(page, x + ICON, y + ICON)]
    note = _annotation(remark, Name.Text, _around(corners))
    note.Name = Name.Comment
    return note


def _annotation(remark: Remark, kind: Object, rect: Array) -> Dictionary:
    lines = (clean(line) for line in remark.text.split("\n"))
    return Dictionary(
        Type=Name.Annot,
        Subtype=kind,
        Rect=rect,
        Contents=String("\n".join(lines)),
        T=String(AUTHOR),
        Subj=String(clean(remark.heading)),
        C=Array(COLOURS[remark.severity] if remark.certain else DOUBT),
        F=PRINTED,
    )


def _around(corners: list[tuple[float, float]]) -> Array:
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return Array([min(across), min(up), max(across), max(up)])


def _point(page: Page, x: float, y: float) -> tuple[float, float]:
    """Turn a point of the page as seen, from its top left, into user space."""
    left, bottom, right, top = _visible(page)
    return {
        0: (left + x, top - y),
        90: (left + y, bottom + x),
        180: (right - x, bottom + y),
        270: (right - y, top - x),
    }[_turn(page)]


def _turn(page: Page) -> int:
    turn = _inherited(page, "/Rotate")
    return int(turn) // 90 % 4 * 90 if turn is not None else 0


def _inherited(page: Page, key: str) -> Object | None:
    """Look an attribute up in the page, then in the nodes above it."""
    node: Object | None = page.obj
    seen = 0
    while node is not None and seen < 50:
        if key in node:
            return node[key]
        node, seen = node.get("/Parent"), seen + 1
    return None


def _visible(page: Page) -> tuple[float, float, float, float]:
    """Intersect crop and media box: left, bottom, right, top; A4 when that leaves nothing."""
    boxes = [_sorted(box) for key in ("/MediaBox", "/CropBox") if (box := _inherited(page, key)) is not None]
    if boxes:
        left, bottom = max(b[0] for b in boxes), max(b[1] for b in boxes)
        right, top = min(b[2] for b in boxes), min(b[3] for b in boxes)
        if right - left >= 1 and top - bottom >= 1:
            return left, bottom, right, top
    return 0.0, 0.0, 595.0, 842.0


def _sorted(box: Object) -> tuple[float, float, float, float]:
    a, b, c, d = (float(value) for value in box.as_list())
    return min(a, c), min(b, d), max(a, c), max(b, d)
