"""One PDF page's characters: from pdfium's text layer to runs of text with a box, a size and a weight.

Runs are cut where the style, the baseline or the table cell changes and at wide gaps, never at a border
between two drawing operators: every program that writes PDF cuts those differently.
"""

import ctypes
import unicodedata
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
UNKNOWN: Final = 0xFFFD
# A gap wider than this many em ends a run, unless typed spaces fill it: another run may stand in it,
# and the columns of borderless tables stand apart.
RUN_GAP: Final = 0.3
SPACED_GAP: Final = 0.8
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


# Plain prototypes: three calls for every character.
_PTR: Final = ctypes.c_void_p
_unicode = prototype(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _PTR, ctypes.c_int)
_box = prototype(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, _PTR, ctypes.c_int, _PTR)
_object = prototype(pdfium.FPDFText_GetTextObject, _PTR, _PTR, ctypes.c_int)
_generated = prototype(pdfium.FPDFText_IsGenerated, ctypes.c_int, _PTR, ctypes.c_int)


def read_glyphs(textpage: Any, count: int, space: PageSpace) -> Glyphs:
    """Take the first `count` characters of a pdfium text page into arrays."""
    handle = ctypes.addressof(textpage.raw.contents)
    rects = (ctypes.c_float * (4 * max(count, 1)))()
    base = ctypes.addressof(rects)
    for i in range(count):
        _box(handle, i, base + 16 * i)
    codes = np.fromiter([_unicode(handle, i) for i in range(count)], np.int64, count)
    objects = [_object(handle, i) or 0 for i in range(count)]
    visible = ~np.isin(codes, BLANKS)
    # Line ends that pdfium makes up belong to no object; a control code that does is a broken letter.
    visible &= (codes >= 0x20) | np.fromiter([o != 0 for o in objects], np.bool_, count)
    spaces = _real_spaces(handle, codes, visible)
    kept = np.flatnonzero(visible)
    raw = np.ctypeslib.as_array(rects)[: 4 * count].reshape(-1, 4)[kept].astype(np.float64)
    book = StyleBook(handle, space)
    heights = (raw[:, 1] - raw[:, 3]).tolist()
    style_of = [book.style_of(objects[i], i, h) for i, h in zip(kept.tolist(), heights, strict=True)]
    return Glyphs(
        _sound(codes[kept]),
        space.to_display(raw[:, [0, 3, 2, 1]]),
        np.array(style_of, dtype=np.int64),
        tuple(book.styles),
        spaces[kept],
    )


def _sound(codes: Integers) -> Integers:
    """Replace what is no character: control codes, halves of surrogate pairs."""
    codes = np.where(codes == SOFT_HYPHEN, ord("-"), codes)
    broken = (codes < 0x20) | ((codes >= 0xD800) & (codes < 0xE000)) | (codes > 0x10FFFF)
    return np.where(broken, UNKNOWN, codes)


def _real_spaces(handle: int, codes: Integers, visible: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Mark each character that a typed space precedes; pdfium makes up others from gaps."""
    typed = np.zeros(len(codes) + 1, dtype=bool)
    for i in np.flatnonzero(~visible & ((codes == 0x20) | (codes == 0xA0) | (codes == 0x3000))):
        typed[i + 1] = not _generated(handle, int(i))
    before = typed[:-1]
    for i in np.flatnonzero(before & ~visible):
        typed[i + 1] = True
    return typed[:-1]


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
    shift = np.arange(count + 1) + np.concatenate(([0], np.cumsum(inner)))
    ends = np.append(starts[1:], count)
    low = np.minimum.reduceat(glyphs.boxes[:, :2], starts)
    high = np.maximum.reduceat(glyphs.boxes[:, 2:], starts)
    return [
        Span(
            text[shift[a] : shift[b]],
            (float(lo[0]), float(lo[1]), float(hi[0]), float(hi[1])),
            glyphs.styles[glyphs.style_of[a]],
            int(cells[a]),
        )
        for a, b, lo, hi in zip(starts, ends, low, high, strict=True)
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
