"""Runs of text become lines, and lines become running text again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from proposal_check.model.document import Box
from proposal_check.parse.pdf_spans import Span

# Gaps between runs, in em: below the first the runs touch, below the second only Latin words are parted.
LATIN_GAP: Final = 0.18
WIDE_GAP: Final = 0.6
# A gap as wide as this was made by a tab.
TAB_GAP: Final = 3.0
WORD: Final = re.compile(r"[0-9A-Za-z_./:@&%+#-]+")
LONGEST_WORD: Final = 30
# Marks that may not begin a line drag the character before them along; those that may not end one, the next.
NO_START: Final = "，。、；：！？）》”’」』】〉％,.;:!?)]}"
NO_END: Final = "（《“‘「『【〈([{"
SIGNS: Final = "+±¥￥$№"
TIED: Final = f"，、；：{SIGNS}"
CELL_PADDING: Final = 5.4


@dataclass(frozen=True, slots=True)
class Line:
    """Runs side by side, left to right, on the 1-based `page`.

    `size` is that of most characters, `bold` says that most are; `margins` are those of the line's column,
    if it stands in one.
    """

    spans: tuple[Span, ...]
    page: int
    box: Box
    text: str
    size: float
    bold: bool
    margins: tuple[float, float] | None = None


def line_of(spans: Sequence[Span], page: int) -> Line:
    """Make a line of runs in order from left to right."""
    first = spans[0]
    if len(spans) == 1:
        return Line((first,), page, first.box, first.text, first.style.size, first.style.bold)
    text, weights = first.text, {first.style.size: len(first.text)}
    for before, span in pairwise(spans):
        text += _between(before, span) + span.text
        weights[span.style.size] = weights.get(span.style.size, 0) + len(span.text)
    bold = sum(len(span.text) for span in spans if span.style.bold)
    size = max(sorted(weights), key=lambda size: weights[size])
    box = union([span.box for span in spans])
    return Line(tuple(spans), page, box, text, size, 2 * bold > sum(weights.values()))


def union(boxes: Iterable[Box]) -> Box:
    """Name the smallest box around some boxes."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _between(before: Span, after: Span) -> str:
    em = min(before.style.size, after.style.size) or 10.0
    gap = after.box[0] - before.box[2]
    if before.text.endswith(" ") or after.text.startswith(" "):
        return ""
    if gap > TAB_GAP * em:
        return "\t"
    latin = before.text[-1] < "ɐ" and after.text[0] < "ɐ"
    return " " if gap > WIDE_GAP * em or (latin and gap > LATIN_GAP * em) else ""


def lines(spans: Sequence[Span], page: int) -> list[Line]:
    """Put runs that share most of their height side by side; top to bottom."""
    if len(spans) == 1:
        return [line_of(spans, page)]
    rows: list[list[Span]] = []
    for span in sorted(spans, key=lambda s: (s.box[1] + s.box[3], s.box[0])):
        row = rows[-1] if rows else None
        if row and _level(row[0].box, span.box) and not any(_collides(other.box, span.box) for other in row):
            row.append(span)
        else:
            rows.append([span])
    return [line_of(sorted(row, key=lambda s: s.box[0]), page) for row in rows]


def _level(a: Box, b: Box) -> bool:
    """Say whether two boxes share more than half the height of the lower one."""
    overlap = min(a[3], b[3]) - max(a[1], b[1])
    return overlap > 0.5 * max(min(a[3] - a[1], b[3] - b[1]), 0.1)


def _collides(a: Box, b: Box) -> bool:
    """Say whether two boxes lie over each other on different baselines; leaders run under page numbers."""
    overlap = min(a[2], b[2]) - max(a[0], b[0])
    offset = abs(a[1] + a[3] - b[1] - b[3]) / 2
    return overlap > 0.5 * min(a[2] - a[0], b[2] - b[0]) and offset > 0.25 * min(a[3] - a[1], b[3] - b[1])


def first_unit(line: Line) -> float:
    """Measure what a line begins with and cannot be parted from: a Latin word, a character with its marks."""
    return _width(line.text[: _unit_end(line.text)], line.size)


def _unit_end(text: str) -> int:
    word = WORD.match(text)
    end = len(word[0]) if word else 1
    while end < len(text) and text[end] in NO_START:
        end += 1
    if end < len(text) and text[end - 1] in NO_END:
        end += 1
    return min(end, LONGEST_WORD)


def _width(text: str, size: float) -> float:
    return sum(0.5 if c.isascii() else 1.0 for c in text) * size


def joined(before: str, after: str) -> str:
    """Join two lines of one paragraph: Latin words are parted, Chinese text is not."""
    if not before or not after:
        return before + after
    words = before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
    comma = before[-1] in ",;:" and after[0].isascii() and after[0].isalpha()
    return before + (" " if words or comma else "") + after


def cell_text(content: Sequence[Line], box: Box) -> str:
    """Read the lines of a cell: a line that fills the cell's width goes on, a shorter one ends."""
    text = content[0].text if content else ""
    for (previous, line), after in zip(pairwise(content), [*content[2:], None], strict=False):
        goes_on = (
            line.text[0] in NO_START
            or previous.text[-1] in NO_END
            or has_no_room(previous, _wanted(previous, line, after), box)
        )
        text = joined(text, line.text) if goes_on else f"{text}\n{line.text}"
    return text.strip()


def _wanted(previous: Line, line: Line, after: Line | None) -> float:
    """Measure the room that the first unit of a line of a cell would have wanted on the line before.

    Office programs part scripts by a quarter of an em, and keep a mark with the Latin word behind it, a sign
    with what it signs and a character with the mark that was left to begin the next line.
    """
    text = line.text + (after.text if after and after.text[0] in NO_START else "")
    end = _unit_end(text)
    if text[end - 1] in TIED and end < len(text):
        word = WORD.match(text, end)
        end = word.end() if word else end + (text[end - 1] in SIGNS)
    mixed = previous.text[-1].isascii() != text[0].isascii()
    return _width(text[:end], line.size) + (0.35 if mixed else 0.1) * line.size


def has_no_room(line: Line, width: float, box: Box) -> bool:
    """Say whether a line of a cell leaves less than `width` to the cell's margin."""
    centred = abs(line.box[0] + line.box[2] - box[0] - box[2]) < 2 * line.size
    room = box[2] - CELL_PADDING - line.box[2]
    if centred:
        room = box[2] - box[0] - 2 * CELL_PADDING - (line.box[2] - line.box[0])
    return room < width
