"""How many straight lines a PDF page draws, before anyone looks for tables among them.

Finding cells costs as much as the lines cross: 100 by 100 lines take 0.1 s, 300 by 300 seven seconds.
"""

import ctypes
from typing import Final

import pypdfium2.raw as pdfium

from proposal_check.model.document import Box
from proposal_check.parse import limits
from proposal_check.parse.pdf_styles import prototype

_PTR: Final = ctypes.c_void_p
_segment_count = prototype(pdfium.FPDFPath_CountSegments, ctypes.c_int, _PTR)
_segment = prototype(pdfium.FPDFPath_GetPathSegment, _PTR, _PTR, ctypes.c_int)
_kind = prototype(pdfium.FPDFPathSegment_GetType, ctypes.c_int, _PTR)
_where = prototype(pdfium.FPDFPathSegment_GetPoint, ctypes.c_int, _PTR, _PTR, _PTR)

LINE_TO: Final = pdfium.FPDF_SEGMENT_LINETO
# A path of so few segments is a line or a box; its bounds say all.
BOX_SEGMENTS: Final = 5
SHORT_LINE: Final = 5.0


class StrokeCounter:
    """Counts the different heights and sides at which a page draws straight lines."""

    def __init__(self) -> None:
        self._xs: set[int] = set()
        self._ys: set[int] = set()
        self._segments = 0

    def add(self, address: int, box: Box) -> None:
        """Take the sides of a simple path, or each straight line of one made of many."""
        count = _segment_count(address)
        if count <= BOX_SEGMENTS:
            if box[2] - box[0] > SHORT_LINE:
                self._ys.update((round(box[1]), round(box[3])))
            if box[3] - box[1] > SHORT_LINE:
                self._xs.update((round(box[0]), round(box[2])))
            return
        before = (0.0, 0.0)
        for i in range(min(count, limits.PDF_PAGE_OBJECTS - self._segments)):
            point = _point(address, i)
            if _kind(_segment(address, i)) == LINE_TO:
                if point[1] == before[1]:
                    self._ys.add(round(point[1]))
                elif point[0] == before[0]:
                    self._xs.add(round(point[0]))
            before = point
        self._segments += count

    @property
    def complete(self) -> bool:
        return self._segments < limits.PDF_PAGE_OBJECTS

    @property
    def crossings(self) -> int:
        return len(self._xs) * len(self._ys)


def _point(address: int, index: int) -> tuple[float, float]:
    numbers = (ctypes.c_float * 2)()
    at = ctypes.addressof(numbers)
    _where(_segment(address, index), at, at + 4)
    return numbers[0], numbers[1]
