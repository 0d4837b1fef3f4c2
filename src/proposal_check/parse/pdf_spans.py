"""One PDF page's characters: from pdfium's text layer to runs of text with a box, a size and a weight.

Runs are cut where the style, the baseline or the table cell changes and at wide gaps, never at a border
between two drawing operators: every program that writes PDF cuts those differently.
"""

import ctypes
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from proposal_check.model.document import Box
from proposal_check.parse.pdf_space import PageSpace
from proposal_check.parse.pdf_styles import Style, StyleBook, prototype

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

BLANKS: Final = np.array([0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0xA0, 0x3000, 0x200B, 0xFEFF, 0xFFFE])
SOFT_HYPHEN: Final = 0x02
LINE_END_HYPHEN: Final = 0xFFFE
UNKNOWN: Final = 0xFFFD
# A gap wider than this many em ends a run, unless typed spaces fill it: another run may stand in it,
# and the columns of borderless tables stand apart.
RUN_GAP: Final = 0.3
SPACED_GAP: Final = 0.8
# Characters looked at to make sure that a page's text has one code for each.
PROBES: Final = 32
# Turned text runs any way, so only a jump ends it.
TURNED_GAP: Final = 2.5

# Radicals and compatibility forms that font subsets put in the place of ordinary characters.
_FOLDED: Final = {
    code: unicodedata.normalize("NFKC", chr(code))
    for low, high in ((0x2E80, 0x2FE0), (0xF900, 0xFB00))
    for code in range(low, high)
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
} | {
    # The marks of lists and boxes in the private codes of symbol fonts.
    0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF0A3: "□", 0xF0A8: "□", 0xF071: "□", 0xF052: "☑", 0xF0FE: "☑",
    0xF0B7: "•", 0xF09F: "•", 0xF0A7: "▪", 0xF075: "◆", 0xF076: "❖", 0xF0D8: "➢", 0xF0E8: "➔", 0xF0FC: "✓",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text on one baseline; `cell` is the index the caller gave its characters, -1 for none."""

    text: str
    box: Box
    style: Style
    cell: int = -1


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The visible characters of a page in stream order; `boxes` are x0, top, x1, bottom."""

    codes: Integers
    boxes: Floats
    style_of: Integers
    styles: tuple[Style, ...]
    spaces: npt.NDArray[np.bool_]

    @property
    def text(self) -> str:
        return _decode(self.codes)

    def centres(self) -> tuple[Floats, Floats]:
        b = self.boxes
        return (b[:, 0] + b[:, 2]) / 2, (b[:, 1] + b[:, 3]) / 2


# Plain prototypes: two calls for every character.
_PTR: Final = ctypes.c_void_p
_text = prototype(pdfium.FPDFText_GetText, ctypes.c_int, _PTR, ctypes.c_int, ctypes.c_int, _PTR)
_unicode = prototype(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _PTR, ctypes.c_int)
_box = prototype(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, _PTR, ctypes.c_int, _PTR)
_object = prototype(pdfium.FPDFText_GetTextObject, _PTR, _PTR, ctypes.c_int)
_generated = prototype(pdfium.FPDFText_IsGenerated, ctypes.c_int, _PTR, ctypes.c_int)


def read_glyphs(textpage: Any, count: int, space: PageSpace) -> Glyphs:
    """Take the first `count` characters of a pdfium text page into arrays."""
    handle = ctypes.addressof(textpage.raw.contents)
    codes = _codes(handle, count)
    ink = np.flatnonzero(~np.isin(codes, BLANKS))
    objects = np.fromiter([_object(handle, i) or 0 for i in ink.tolist()], np.int64, len(ink))
    # Line ends that pdfium makes up belong to no object; a control code that does is a broken letter.
    seen = (codes[ink] >= 0x20) | (objects != 0)
    kept, objects = ink[seen], objects[seen]
    raw = _boxes(handle, kept.tolist())
    return Glyphs(
        _sound(codes[kept]),
        space.to_display(raw[:, [0, 3, 2, 1]]),
        *_styles(StyleBook(handle, space), objects, kept, raw[:, 1] - raw[:, 3]),
        _real_spaces(handle, codes, kept)[kept],
    )


def _codes(handle: int, count: int) -> Integers:
    """Take the characters in one call where pdfium gives one code for each, else one by one."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if _text(handle, 0, count, ctypes.addressof(buffer)) == count + 1:
        codes = np.ctypeslib.as_array(buffer)[:count].astype(np.int64)
        # The whole text has another mark for a hyphen at the end of a line.
        for i in np.flatnonzero(codes == LINE_END_HYPHEN).tolist():
            codes[i] = _unicode(handle, i)
        # Two characters left out and put in would keep the count.
        probes = range(0, count, max(count // PROBES, 1))
        if all(_unicode(handle, i) == codes[i] for i in probes):
            return codes
    return np.fromiter([_unicode(handle, i) for i in range(count)], np.int64, count)


def _boxes(handle: int, kept: Sequence[int]) -> Floats:
    rects = (ctypes.c_float * (4 * max(len(kept), 1)))()
    base = ctypes.addressof(rects)
    for place, index in enumerate(kept):
        _box(handle, index, base + 16 * place)
    return np.ctypeslib.as_array(rects)[: 4 * len(kept)].reshape(-1, 4).astype(np.float64)


def _styles(
    book: StyleBook, objects: Integers, kept: Integers, heights: Floats
) -> tuple[Integers, tuple[Style, ...]]:
    """Number the style of each character; the characters of one text object stand together."""
    if not len(objects):
        return np.zeros(0, dtype=np.int64), ()
    starts = np.flatnonzero(np.concatenate(([True], objects[1:] != objects[:-1])))
    firsts = zip(objects[starts].tolist(), kept[starts].tolist(), heights[starts].tolist(), strict=True)
    numbers = np.fromiter([book.style_of(*first) for first in firsts], np.int64, len(starts))
    return np.repeat(numbers, np.diff(np.append(starts, len(objects)))), tuple(book.styles)


def _sound(codes: Integers) -> Integers:
    """Replace what is no character: control codes, halves of surrogate pairs."""
    codes = np.where(codes == SOFT_HYPHEN, ord("-"), codes)
    broken = (codes < 0x20) | ((codes >= 0xD800) & (codes < 0xE000)) | (codes > 0x10FFFF)
    return np.where(broken, UNKNOWN, codes)


def _real_spaces(handle: int, codes: Integers, kept: Integers) -> npt.NDArray[np.bool_]:
    """Mark each character that a typed space precedes; pdfium makes up others from gaps."""
    visible = np.zeros(len(codes), dtype=bool)
    visible[kept] = True
    typed = np.zeros(len(codes) + 1, dtype=bool)
    for i in np.flatnonzero(~visible & ((codes == 0x20) | (codes == 0xA0) | (codes == 0x3000))).tolist():
        typed[i + 1] = not _generated(handle, i)
    before = typed[:-1]
    for i in np.flatnonzero(before & ~visible).tolist():
        typed[i + 1] = True
    return before


def spans(glyphs: Glyphs, cell_of: Integers | None = None) -> list[Span]:
    """Cut the characters into runs; `cell_of` names the table cell of each character, -1 for none."""
    count = len(glyphs.codes)
    if not count:
        return []
    cells = np.full(count, -1) if cell_of is None else cell_of
    sizes = np.array([style.size for style in glyphs.styles])[glyphs.style_of]
    starts = np.flatnonzero(_breaks(glyphs, cells, sizes))
    inner = _spaced(glyphs, sizes)
    inner[starts] = False
    text = _decode(np.insert(glyphs.codes, np.flatnonzero(inner), 0x20))
    shift = (np.arange(count + 1) + np.concatenate(([0], np.cumsum(inner)))).tolist()
    style_of, cell_of_run = glyphs.style_of.tolist(), cells.tolist()
    ends = np.append(starts[1:], count)
    low = np.minimum.reduceat(glyphs.boxes[:, :2], starts)
    high = np.maximum.reduceat(glyphs.boxes[:, 2:], starts)
    return [
        Span(
            text[shift[a] : shift[b]],
            (lo[0], lo[1], hi[0], hi[1]),
            glyphs.styles[style_of[a]],
            cell_of_run[a],
        )
        for a, b, lo, hi in zip(starts.tolist(), ends.tolist(), low.tolist(), high.tolist(), strict=True)
    ]


def _breaks(glyphs: Glyphs, cells: Integers, sizes: Floats) -> npt.NDArray[np.bool_]:
    boxes = glyphs.boxes
    gap = boxes[1:, 0] - boxes[:-1, 2]
    em = np.maximum(sizes[1:], sizes[:-1])
    overlap = np.minimum(boxes[1:, 3], boxes[:-1, 3]) - np.maximum(boxes[1:, 1], boxes[:-1, 1])
    height = np.minimum(boxes[1:, 3] - boxes[1:, 1], boxes[:-1, 3] - boxes[:-1, 1])
    upright = np.array([style.upright for style in glyphs.styles])[glyphs.style_of]
    limit = np.where(glyphs.spaces[1:], SPACED_GAP, RUN_GAP)
    moved = (gap > limit * em) | (gap < -em) | (overlap < 0.5 * height)
    change = (glyphs.style_of[1:] != glyphs.style_of[:-1]) | (cells[1:] != cells[:-1])
    x, y = glyphs.centres()
    far = np.hypot(np.diff(x), np.diff(y)) > TURNED_GAP * em
    return np.concatenate(([True], change | np.where(upright[1:], moved, far)))


def _spaced(glyphs: Glyphs, sizes: Floats) -> npt.NDArray[np.bool_]:
    """Say before which characters a space is seen: a typed one, or a gap between two Latin words."""
    gap = np.concatenate(([0.0], glyphs.boxes[1:, 0] - glyphs.boxes[:-1, 2]))
    latin = glyphs.codes < 0x250
    both = latin & np.concatenate(([False], latin[:-1]))
    return glyphs.spaces | (both & (gap > 0.18 * sizes)) | (gap > 0.6 * sizes)


def _decode(codes: Integers) -> str:
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    return text.translate(_FOLDED)
