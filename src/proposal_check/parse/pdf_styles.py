"""How the text objects of a PDF page are drawn: size as seen, weight, direction, ink.

Programs write from one object a line to one a character, so each object costs five plain calls and a
dictionary look-up; everything else is worked out once for each different drawing state.
"""

import ctypes
import math
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium

from proposal_check.parse.pdf_space import PageSpace

BOLD_NAMES: Final = ("bold", "heavy", "black")
INVISIBLE: Final = 3
FILL_AND_STROKE: Final = 2
WHITE: Final = 250


@dataclass(frozen=True, slots=True)
class Style:
    """How a run is drawn; `size` in points as seen on the page, to half a point."""

    size: float
    bold: bool = False
    upright: bool = True
    invisible: bool = False
    white: bool = False


def prototype(function: Any, result: Any, *arguments: Any) -> Any:
    """Bind a pdfium function without pypdfium2's argument checks: a third of the cost of a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


_PTR: Final = ctypes.c_void_p
_font = prototype(pdfium.FPDFTextObj_GetFont, _PTR, _PTR)
_size = prototype(pdfium.FPDFTextObj_GetFontSize, ctypes.c_int, _PTR, _PTR)
_matrix = prototype(pdfium.FPDFPageObj_GetMatrix, ctypes.c_int, _PTR, _PTR)
_character_matrix = prototype(pdfium.FPDFText_GetMatrix, ctypes.c_int, _PTR, ctypes.c_int, _PTR)
_mode = prototype(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, _PTR)
_ink = prototype(pdfium.FPDFPageObj_GetFillColor, ctypes.c_int, _PTR, _PTR, _PTR, _PTR, _PTR)
_name = prototype(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _PTR, _PTR, ctypes.c_size_t)


class StyleBook:
    """Number the styles of one page; pdfium's pointers mean nothing on another page."""

    def __init__(self, textpage: int, space: PageSpace) -> None:
        self.styles: list[Style] = []
        self._textpage = textpage
        self._space = space
        self._ids: dict[Style, int] = {}
        self._by_object: dict[int, int] = {}
        self._by_state: dict[tuple[Any, ...], int] = {}
        self._bold_fonts: dict[int, bool] = {}
        self._number = (ctypes.c_float * 7)()
        self._colour = (ctypes.c_uint * 4)(0, 0, 0, 0)
        self._at = ctypes.addressof(self._number)
        self._ink_at = [ctypes.addressof(self._colour) + 4 * i for i in range(4)]

    def style_of(self, address: int, index: int, height: float) -> int:
        """Number the style of a text object by one of its characters; `height` is that of its box."""
        known = self._by_object.get(address)
        if known is None:
            known = self._by_object[address] = self._look(address, index, height)
        return known

    def _look(self, address: int, index: int, height: float) -> int:
        if not address:
            return self._add(Style(round(height * 1.6) / 2))
        _size(address, self._at)
        _matrix(address, self._at + 4)
        _ink(address, *self._ink_at)
        font, mode = _font(address), _mode(address)
        state = (font, mode, *self._number[:5], *self._colour[:3])
        known = self._by_state.get(state)
        if known is None:
            known = self._by_state[state] = self._add(self._style(font, mode, index))
        return known

    def _style(self, font: int, mode: int, index: int) -> Style:
        size = self._number[0]
        # The matrix of an enclosing form is not in the object's own, but in its characters'.
        _character_matrix(self._textpage, index, self._at + 4)
        a, b, c, d = self._number[1:5]
        points = size * math.hypot(c, d)
        bold = mode == FILL_AND_STROKE or self._bold(font)
        white = min(self._colour[:3]) >= WHITE
        return Style(round(points * 2) / 2, bold, self._space.upright(a, b), mode == INVISIBLE, white)

    def _bold(self, font: int) -> bool:
        if font not in self._bold_fonts:
            buffer = ctypes.create_string_buffer(128)
            _name(font, ctypes.addressof(buffer), 128)
            name = buffer.value.decode("latin-1").lower()
            self._bold_fonts[font] = any(word in name for word in BOLD_NAMES)
        return self._bold_fonts[font]

    def _add(self, style: Style) -> int:
        if style not in self._ids:
            self._ids[style] = len(self.styles)
            self.styles.append(style)
        return self._ids[style]
