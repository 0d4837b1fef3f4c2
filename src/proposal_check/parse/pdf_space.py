"""From PDF user space (origin bottom left, before /Rotate and /CropBox) to the page as one sees it."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from proposal_check.model.document import Box

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PageSpace:
    """The visible box of a page in user space and its clockwise rotation in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def to_display(self, boxes: Floats) -> Floats:
        """Turn rows of left, bottom, right, top into rows of x0, top, x1, bottom from the top left."""
        left, bottom, right, top = boxes.T
        sides = {
            0: (left - self.left, self.top - top, right - self.left, self.top - bottom),
            90: (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left),
            180: (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom),
            270: (self.top - top, self.right - right, self.top - bottom, self.right - left),
        }[self.rotation]
        x0, y0, x1, y1 = sides
        return np.column_stack(
            (np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1))
        )

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Turn one box, as `to_display` does many."""
        if self.rotation == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        x0, y0, x1, y1 = self.to_display(np.array([[left, bottom, right, top]]))[0].tolist()
        return x0, y0, x1, y1

    def upright(self, a: float, b: float) -> bool:
        """Say whether text whose baseline runs along (a, b) in user space reads left to right."""
        along = {0: a, 90: b, 180: -a, 270: -b}[self.rotation]
        return bool(along > 0.9 * math.hypot(a, b))


def page_space(page: Any) -> PageSpace:
    """Read the boxes of a pypdfium2 page; a page without sane boxes is taken as A4."""
    rect = pdfium.FS_RECTF()
    known = pdfium.FPDF_GetPageBoundingBox(page.raw, rect)
    left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
    if not known or right - left < 1 or top - bottom < 1:
        left, bottom, right, top = 0.0, 0.0, 595.0, 842.0
    return PageSpace(left, bottom, right, top, pdfium.FPDFPage_GetRotation(page.raw) % 4 * 90)
