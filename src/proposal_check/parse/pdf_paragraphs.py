"""Lines become paragraphs, across pages too.

A line goes on when the next one's first word had no room left on it, and the next line stands where the
lines of this paragraph stand. Everything is measured in em of the line's own size.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from proposal_check.model.document import Box
from proposal_check.parse.contents import is_entry
from proposal_check.parse.pdf_lines import Line, first_unit, joined, union
from proposal_check.parse.typed_numbers import split_number

# Lines shorter than this share of the page's width say nothing about its margins.
LONG_LINE: Final = 0.45
# Lines that end at one place in this share mark the right margin.
PEAK: Final = 0.15
# A line further below the last than this many usual distances starts a paragraph.
LOOSE: Final = 1.35
SENTENCE_END: Final = re.compile(r"[。；！？：;!?:][”’」』）)]*$")
BULLET: Final = re.compile(r"[●○■□◆◇▲△►▶★☆✓✔➢➤➔❖▪♦•·☑\-–—\uf000-\uf0ff]\s*\S")
# 数据库：…: lines that each begin with a label and a colon are items of a list.
LABEL: Final = re.compile(r"[^，。；：:\s]{2,10}[：:]")
DATE: Final = re.compile(r"\s*[\d二〇○零OＯ一三四五六七八九\s]{4,9}\s*[年.\-/][^，。；]{0,8}")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where full lines begin and end on pages of one width."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of lines: its text and how it stands."""

    text: str
    lines: tuple[Line, ...]
    align: str | None

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def box(self) -> Box:
        return union(line.box for line in self.lines if line.page == self.page)


class Measures:
    """What the lines of a document have in common: margins by page width, line pitch by size."""

    def __init__(
        self, lines: Iterable[Line], widths: dict[int, float], tables: Sequence[tuple[int, Box]]
    ) -> None:
        self._widths = widths
        known = list(lines)
        boxes = [(line.page, line.box) for line in known]
        self._margins = {
            width: _margins(_long(boxes, widths, width) or _long(tables, widths, width), width)
            for width in set(widths.values())
        }
        self._pitches = _pitches(known, self)

    def margins(self, line: Line) -> Margins:
        return Margins(*line.margins) if line.margins else self._margins[self._widths[line.page]]

    def pitch(self, size: float) -> float | None:
        return self._pitches.get(size)


def _long(boxes: Sequence[tuple[int, Box]], widths: dict[int, float], width: float) -> list[Box]:
    return [b for page, b in boxes if widths[page] == width and b[2] - b[0] > LONG_LINE * width]


def _margins(long: Sequence[Box], width: float) -> Margins:
    if not long:
        return Margins(0.15 * width, 0.85 * width)
    left = sorted(box[0] for box in long)[len(long) // 20]
    return Margins(left, _right_margin([box[2] for box in long]))


def _right_margin(ends: Sequence[float]) -> float:
    """Take the place where most full lines end; where they end anywhere, the place few exceed."""
    counts: dict[int, int] = {}
    for end in ends:
        counts[round(end / 2)] = counts.get(round(end / 2), 0) + 1
    near = {place: counts[place] + counts.get(place + 1, 0) for place in counts}
    best = max(sorted(near), key=lambda place: near[place])
    if near[best] > PEAK * len(ends):
        return 2.0 * best + 2.0
    return sorted(ends)[-1 - len(ends) // 20]


def _pitches(lines: Sequence[Line], measures: "Measures") -> dict[float, float]:
    """Find for each size the most frequent distance from one full line to the next."""
    counts: dict[float, dict[float, int]] = {}
    for before, after in pairwise(lines):
        if (
            before.page != after.page
            or before.size != after.size
            or not _had_no_room(before, after, measures)
        ):
            continue
        pitch = round(after.box[3] - before.box[3], 0)
        if 0 < pitch < 4 * before.size:
            sizes = counts.setdefault(before.size, {})
            sizes[pitch] = sizes.get(pitch, 0) + 1
    return {size: max(sorted(found), key=lambda p: found[p]) for size, found in counts.items()}


def _had_no_room(line: Line, following: Line, measures: "Measures") -> bool:
    room = measures.margins(line).right - line.box[2]
    return room < first_unit(following) + 0.35 * following.size


def paragraphs(lines: Sequence[Line], measures: Measures) -> list[Prose]:
    """Join consecutive lines of the flow, nothing standing between them, into paragraphs."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, measures):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_prose(group, measures) for group in groups]


def _prose(group: Sequence[Line], measures: Measures) -> Prose:
    text = ""
    for line in group:
        text = joined(text, line.text)
    return Prose(text.strip(), tuple(group), _align(group[0], measures) if len(group) == 1 else None)


def _align(line: Line, measures: Measures) -> str | None:
    margins, (x0, _, x1, _) = measures.margins(line), line.box
    before, after = x0 - margins.left, margins.right - x1
    if before < 1.5 * line.size:
        return None
    if after > 1.5 * line.size and abs(before - after) < 1.2 * line.size:
        return "center"
    far = before > 0.4 * (margins.right - margins.left)
    return "right" if far and after < 1.5 * line.size else None


def _goes_on(group: list[Line], line: Line, measures: Measures) -> bool:
    last = group[-1]
    if abs(last.size - line.size) > 0.6 or is_entry(last.text):
        return False
    next_column = line.margins is not None and line.box[3] < last.box[1]
    if last.page == line.page and not next_column and _is_loose(group, line, measures):
        return False
    flush = abs(line.box[0] - measures.margins(line).left) < 0.5 * line.size
    if _align(line, measures) == "center" and _is_open(last):
        return True
    if _align(last, measures) == "center" and not flush:
        return _is_broken_title(last, line, measures)
    return _had_no_room(last, line, measures) and _stands_under(group, line, measures)


def _is_loose(group: list[Line], line: Line, measures: Measures) -> bool:
    last = group[-1]
    pitch = line.box[3] - last.box[3]
    if pitch <= 0:
        return True
    own = last.box[3] - group[-2].box[3] if len(group) > 1 and group[-2].page == last.page else 0.0
    usual = own if own > 0 else measures.pitch(line.size) or 2.2 * line.size
    return pitch > LOOSE * max(usual, line.size)


def _is_open(line: Line) -> bool:
    """Say whether a bracket is open at the end: 建设单位：××公司（受市, cut in two on a cover."""
    return line.text.count("（") > line.text.count("）")


def _is_broken_title(last: Line, line: Line, measures: Measures) -> bool:
    """Join a centred line to the next only where it nearly fills the width: a long title cut in two.

    Lines of a cover that name something (编制单位：…) and dates stand alone where the next word had room.
    """
    margins = measures.margins(last)
    full, width = margins.right - margins.left, last.box[2] - last.box[0]
    alone = any(LABEL.match(each.text) or DATE.fullmatch(each.text) for each in (last, line))
    wide = width > 0.75 * full and (not alone or width + first_unit(line) > full)
    return wide and _align(line, measures) == "center" and last.page == line.page and last.bold == line.bold


def _stands_under(group: list[Line], line: Line, measures: Measures) -> bool:
    """Say whether a line stands where the lines of the paragraph above stand."""
    em, left = line.size, measures.margins(line).left
    first, last = group[0], group[-1]
    indent = (line.box[0] - left) - (last.box[0] - measures.margins(last).left)
    if len(group) > 1:
        return abs(indent) < 0.8 * em and not _begins_item(line, group)
    if indent < -0.8 * em:
        return line.box[0] - left > -0.8 * em
    if indent <= 0.8 * em:
        indented = first.box[0] - left > 1.2 * em
        return not (_begins_item(line, group) or (indented and SENTENCE_END.search(last.text)))
    return indent < 5 * em and _is_item(first) and not _is_item(line)


def _is_item(line: Line) -> bool:
    return bool(BULLET.match(line.text)) or split_number(line.text) is not None


def _begins_item(line: Line, group: list[Line]) -> bool:
    """Say whether a line begins a new item of a list: marked, after an end or aligned with the first."""
    first, last = group[0], group[-1]
    if SENTENCE_END.search(last.text):
        return _is_item(line)
    aligned = abs(line.box[0] - first.box[0]) < 0.5 * line.size
    if BULLET.match(line.text) and BULLET.match(first.text):
        return aligned
    return len(group) == 1 and aligned and bool(LABEL.match(line.text) and LABEL.match(first.text))
