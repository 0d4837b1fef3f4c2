"""What a PDF page draws besides text: pictures, horizontal rules, drawings made of lines."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium

from proposal_check.model.document import Box
from proposal_check.parse import limits
from proposal_check.parse.pdf_space import PageSpace
from proposal_check.parse.pdf_strokes import StrokeCounter
from proposal_check.parse.pdf_styles import prototype

_PTR: Final = ctypes.c_void_p
_object = prototype(pdfium.FPDFPage_GetObject, _PTR, _PTR, ctypes.c_int)
_inner = prototype(pdfium.FPDFFormObj_GetObject, _PTR, _PTR, ctypes.c_ulong)
_inner_count = prototype(pdfium.FPDFFormObj_CountObjects, ctypes.c_int, _PTR)
_type = prototype(pdfium.FPDFPageObj_GetType, ctypes.c_int, _PTR)
_bounds = prototype(pdfium.FPDFPageObj_GetBounds, ctypes.c_int, _PTR, _PTR, _PTR, _PTR, _PTR)
_matrix = prototype(pdfium.FPDFPageObj_GetMatrix, ctypes.c_int, _PTR, _PTR)

PATH, IMAGE, FORM = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM
FORM_DEPTH: Final = 4
# Pictures smaller than this on a side are bullets, seals' corners, icons; in points.
PICTURE_SIDE: Final = 36.0
# Parts of one picture stand closer than this: programs cut large pictures into strips.
STRIP_GAP: Final = 3.0
# Rules are drawn whole or cell by cell; the pieces are put together where they are used.
RULE_LENGTH: Final = 8.0
RULE_THICKNESS: Final = 3.0
# A picture that covers this much of a page is its background.
BACKGROUND_SHARE: Final = 0.85

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Boxes in points from the top left.

    `crossings` bounds how often drawn lines can cross, which is what finding tables costs; `complete` is
    False when the page holds more than the limits allow and the rest was not looked at.
    """

    pictures: tuple[Box, ...] = ()
    rules: tuple[Box, ...] = ()
    paths: tuple[Box, ...] = ()
    background: bool = False
    crossings: int = 0
    complete: bool = True


def read_shapes(page: Any, space: PageSpace) -> Shapes:
    """Collect the shapes of a pypdfium2 page, those inside forms too, up to `limits.PDF_PAGE_OBJECTS`."""
    images: list[Box] = []
    paths: list[Box] = []
    lines, complete = StrokeCounter(), True
    for seen, (address, kind, box) in enumerate(_walk(page)):
        if seen >= limits.PDF_PAGE_OBJECTS:
            complete = False
            break
        (images if kind == IMAGE else paths).append(space.box(*box))
        if kind == PATH:
            lines.add(address, box)
    area = space.width * space.height
    whole = [box for box in images if _area(box) > BACKGROUND_SHARE * area]
    parts = cluster([box for box in images if box not in whole], STRIP_GAP)
    return Shapes(
        tuple(box for box in parts if min(_sides(box)) >= PICTURE_SIDE),
        tuple(box for box in paths if _is_rule(box)),
        tuple(box for box in paths if not _is_rule(box)),
        bool(whole),
        lines.crossings,
        complete and lines.complete and lines.crossings <= limits.PDF_PAGE_CROSSINGS,
    )


def _walk(page: Any) -> Iterator[tuple[int, int, Box]]:
    handle = ctypes.addressof(page.raw.contents)
    for i in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield from _boxes(_object(handle, i), IDENTITY, 0)


def _boxes(address: int, outer: Matrix, depth: int) -> Iterator[tuple[int, int, Box]]:
    kind = _type(address)
    if kind in (PATH, IMAGE):
        sides = (ctypes.c_float * 4)()
        at = ctypes.addressof(sides)
        if _bounds(address, at, at + 4, at + 8, at + 12):
            yield address, kind, _moved((sides[0], sides[1], sides[2], sides[3]), outer)
    elif kind == FORM and depth < FORM_DEPTH:
        numbers = (ctypes.c_float * 6)()
        _matrix(address, ctypes.addressof(numbers))
        matrix = _times(tuple(numbers), outer)
        for i in range(max(_inner_count(address), 0)):
            yield from _boxes(_inner(address, i), matrix, depth + 1)


def _times(m: Sequence[float], n: Matrix) -> Matrix:
    a, b, c, d, e, f = m
    return (
        a * n[0] + b * n[2], a * n[1] + b * n[3],
        c * n[0] + d * n[2], c * n[1] + d * n[3],
        e * n[0] + f * n[2] + n[4], e * n[1] + f * n[3] + n[5],
    )  # fmt: skip


def _moved(box: Box, m: Matrix) -> Box:
    if m == IDENTITY:
        return box
    corners = [(x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]) for x in box[::2] for y in box[1::2]]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_rule(box: Box) -> bool:
    width, height = _sides(box)
    return width >= RULE_LENGTH and height <= RULE_THICKNESS


def cluster(boxes: Sequence[Box], gap: float) -> list[Box]:
    """Unite boxes that overlap or stand closer than `gap`, top to bottom."""
    groups: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        merged, rest = box, []
        for group in groups:
            if _near(group, merged, gap):
                merged = _union(group, merged)
            else:
                rest.append(group)
        groups = [*rest, merged]
    return sorted(groups, key=lambda b: (b[1], b[0]))


def _near(a: Box, b: Box, gap: float) -> bool:
    return a[0] - gap <= b[2] and b[0] - gap <= a[2] and a[1] - gap <= b[3] and b[1] - gap <= a[3]


def _union(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
