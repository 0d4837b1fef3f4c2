"""The objects of an OFD page (GB/T 33190): text with its place, and lines. Millimetres become points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from lxml import etree

from proposal_check.model.document import Box
from proposal_check.parse import limits
from proposal_check.parse.pdf_spans import Span
from proposal_check.parse.pdf_styles import Style
from proposal_check.parse.rulings import Segment

POINTS: Final = 72 / 25.4
# Paths: a command and its numbers. Only straight parts matter here.
PATH_PART: Final = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
# Lines thinner than this are borders, also when drawn as filled boxes; in points.
THIN: Final = 3.0
STRAIGHT: Final = 0.8
SHORTEST: Final = 4.0
# A gap wider than this many em ends a run.
GAP: Final = 0.6
BOLD: Final = 600
WHITE: Final = 250

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Objects:
    """What a page holds, in points from the top left; `hidden` are the texts that are not shown."""

    runs: list[Span] = field(default_factory=list)
    horizontal: list[Segment] = field(default_factory=list)
    vertical: list[Segment] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    complete: bool = True


def read_objects(content: etree._Element, bold_fonts: frozenset[str], into: Objects) -> None:
    """Add a page's or a template's objects, up to `limits.PDF_PAGE_OBJECTS` of them."""
    found = content.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject")
    for element in islice(found, limits.PDF_PAGE_OBJECTS):
        kind = etree.QName(element).localname
        if kind == "TextObject":
            _take_text(element, bold_fonts, into)
        elif element.get("Visible", "true") != "false":
            _take_path(element, into) if kind == "PathObject" else _take_picture(element, into)
    if next(found, None) is not None:
        into.complete = False


def numbers(text: str | None) -> list[float]:
    """Read numbers apart by blanks; what is no finite number counts as 0."""
    return [_number(part) for part in (text or "").split()]


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e6 else 0.0


def box_of(text: str | None) -> Box | None:
    """Read an ST_Box, x y width height in millimetres."""
    values = numbers(text)
    if len(values) != 4:
        return None
    x, y, width, height = (value * POINTS for value in values)
    return x, y, x + width, y + height


def _matrix(element: etree._Element) -> Matrix:
    values = numbers(element.get("CTM"))
    return (
        (values[0], values[1], values[2], values[3], values[4], values[5]) if len(values) == 6 else IDENTITY
    )


def _moved(x: float, y: float, matrix: Matrix, boundary: Box) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * POINTS + boundary[0], (b * x + d * y + f) * POINTS + boundary[1]


def _take_text(element: etree._Element, bold_fonts: frozenset[str], into: Objects) -> None:
    boundary = box_of(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    matrix = _matrix(element)
    size = _number(element.get("Size", "0")) * POINTS * (abs(matrix[3]) or abs(matrix[1]) or 1.0)
    bold = _number(element.get("Weight", "400")) >= BOLD or element.get("Font", "") in bold_fonts
    style = Style(round(size * 2) / 2, bold, abs(matrix[1]) < 0.1 * abs(matrix[0]), white=_is_white(element))
    shown = element.get("Visible", "true") != "false"
    # A piece without a start of its own has that of the piece before.
    x = y = 0.0
    for code in element.iterchildren("{*}TextCode"):
        x, y = _number(code.get("X", str(x))), _number(code.get("Y", str(y)))
        text = code.text or ""
        if not shown:
            into.hidden.append(text.strip())
            continue
        em = size / POINTS / (abs(matrix[3]) or 1.0)
        into.runs += _runs(text, _places(text, x, y, code, em), em, matrix, boundary, style)


def _is_white(element: etree._Element) -> bool:
    colour = element.find("{*}FillColor")
    values = numbers(colour.get("Value")) if colour is not None else []
    return len(values) == 3 and min(values) >= WHITE


def _places(text: str, x: float, y: float, code: etree._Element, em: float) -> list[tuple[float, float]]:
    """Find where each character starts; without DeltaX a character advances by its own width."""
    across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
    places = []
    for index, character in enumerate(text):
        places.append((x, y))
        x += across[index] if index < len(across) else (0.0 if down else _width(character) * em)
        y += down[index] if index < len(down) else 0.0
    return places


def _deltas(text: str | None, most: int) -> list[float]:
    """Read distances; `g 3 5.5` stands for 5.5 three times."""
    parts, values = (text or "").split(), list[float]()
    index = 0
    while index < len(parts) and len(values) < most:
        if parts[index].lower() == "g" and index + 2 < len(parts):
            values += [_number(parts[index + 2])] * min(int(abs(_number(parts[index + 1]))), most)
            index += 3
        else:
            values.append(_number(parts[index]))
            index += 1
    return values[:most]


def _width(character: str) -> float:
    return 0.5 if character.isascii() else 1.0


def _runs(
    text: str, places: list[tuple[float, float]], em: float, matrix: Matrix, boundary: Box, style: Style
) -> Iterator[Span]:
    """Cut a piece of text at wide gaps and where the baseline changes."""
    start = 0
    for index in range(1, len(text) + 1):
        if index < len(text):
            (x0, y0), (x1, y1) = places[index - 1], places[index]
            gap = x1 - x0 - _width(text[index - 1]) * em
            if -em < gap < GAP * em and abs(y1 - y0) < 0.3 * em:
                continue
        part = text[start:index]
        if part.strip():
            (left, base), (last, _) = places[start], places[index - 1]
            x0, y0 = _moved(left, base - 0.88 * em, matrix, boundary)
            x1, y1 = _moved(last + _width(part[-1]) * em, base + 0.12 * em, matrix, boundary)
            box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            yield Span(part.strip(), box, style)
        start = index


def _take_picture(element: etree._Element, into: Objects) -> None:
    box = box_of(element.get("Boundary"))
    if box is not None and min(box[2] - box[0], box[3] - box[1]) > 36:
        into.pictures.append(box)


def _take_path(element: etree._Element, into: Objects) -> None:
    boundary = box_of(element.get("Boundary"))
    data = element.findtext("{*}AbbreviatedData")
    if boundary is None or not data:
        return
    matrix = _matrix(element)
    strokes = [
        (_moved(*start, matrix, boundary), _moved(*end, matrix, boundary)) for start, end in _strokes(data)
    ]
    if element.get("Stroke", "true") == "false":
        strokes = _as_line(strokes)
    for (x0, y0), (x1, y1) in strokes:
        if abs(y0 - y1) < STRAIGHT and abs(x0 - x1) > SHORTEST:
            into.horizontal.append(Segment((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) < STRAIGHT and abs(y0 - y1) > SHORTEST:
            into.vertical.append(Segment((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


Point = tuple[float, float]


def _strokes(data: str) -> Iterator[tuple[Point, Point]]:
    start = here = (0.0, 0.0)
    for command, rest in islice(PATH_PART.findall(data), limits.PDF_PAGE_OBJECTS):
        values = numbers(rest)
        if command == "C":
            yield here, start
            here = start
        elif len(values) >= 2:
            there = (values[-2], values[-1])
            if command == "L":
                yield here, there
            elif command in "SM":
                start = there
            here = there


def _as_line(strokes: list[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    """Take a thin filled box for the line it looks like; other filled boxes are shading."""
    xs = [x for stroke in strokes for x, _ in stroke]
    ys = [y for stroke in strokes for _, y in stroke]
    if not xs or min(max(xs) - min(xs), max(ys) - min(ys)) > THIN:
        return []
    if max(xs) - min(xs) > max(ys) - min(ys):
        middle = (min(ys) + max(ys)) / 2
        return [((min(xs), middle), (max(xs), middle))]
    middle = (min(xs) + max(xs)) / 2
    return [((middle, min(ys)), (middle, max(ys)))]
