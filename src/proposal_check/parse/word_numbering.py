"""The numbering engine: which automatic number Word shows before each list paragraph."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from lxml import etree

from proposal_check.parse.numerals import spell
from proposal_check.parse.word_looks import ParagraphLook, integer, is_on
from proposal_check.parse.word_names import VAL, w
from proposal_check.parse.word_styles import Styles

LEVELS: Final = 9
PLACEHOLDER: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart_after` is lvlRestart: None is any higher level, 0 never."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    style: str | None = None
    restart_after: int | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """An automatic number as shown, and whether a gap follows it."""

    text: str
    gap: bool


Levels = Mapping[int, Level]


class Numbering:
    """The lists of a file and their counters. `advance` must see the paragraphs in document order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Levels] = {}
        self._linked: dict[str, str] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        self._effective: dict[str, tuple[str, Levels, dict[int, int]] | None] = {}
        for element in root if root is not None else ():
            if element.tag == w("abstractNum"):
                self._read_abstract(element)
            elif element.tag == w("num"):
                self._read_list(element)

    def _read_abstract(self, element: etree._Element) -> None:
        key = element.get(w("abstractNumId"), "")
        self._abstract[key] = {
            i: _level(e) for e in element.findall(w("lvl")) if (i := _index(e)) is not None
        }
        link = element.find(w("numStyleLink"))
        if link is not None:
            self._linked[key] = link.get(VAL, "")

    def _read_list(self, element: etree._Element) -> None:
        target = element.find(w("abstractNumId"))
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in element.findall(w("lvlOverride")):
            index = _index(override)
            level, start = override.find(w("lvl")), override.find(w("startOverride"))
            if index is not None and level is not None:
                levels[index] = _level(level)
            if index is not None and start is not None:
                starts[index] = _bounded(start.get(VAL))
        abstract = target.get(VAL, "") if target is not None else ""
        self._lists[element.get(w("numId"), "")] = (abstract, levels, starts)

    def advance(self, look: ParagraphLook, style_id: str) -> Label | None:
        """Count one paragraph and give its number; None without a list, or for a bullet or blank number.

        `look` is the paragraph's effective formatting; numId 0 removes the number.
        """
        if look.list_id is None or (found := self._levels_of(look.list_id)) is None:
            return None
        abstract, levels, starts = found
        index = _bound_level(levels, look, style_id)
        if index not in levels:
            return None
        counters = self._counters.setdefault(abstract, [None] * LEVELS)
        self._count(counters, look.list_id, index, levels, starts)
        text = _label(levels, counters, index)
        return Label(text, levels[index].suffix != "nothing") if text else None

    def _count(
        self, counters: list[int | None], list_id: str, index: int, levels: Levels, starts: Mapping[int, int]
    ) -> None:
        fresh = index in starts and (list_id, index) not in self._started
        self._started.add((list_id, index))
        current = counters[index]
        if current is None or fresh:
            counters[index] = starts.get(index, levels[index].start)
        else:
            counters[index] = current + 1
        # A level above that was never used counts as begun: 1.1 first, then 2.
        for above in range(index):
            if counters[above] is None and above in levels:
                counters[above] = starts.get(above, levels[above].start)
        for deeper in range(index + 1, LEVELS):
            after = levels[deeper].restart_after if deeper in levels else None
            if after is None or index < after:
                counters[deeper] = None

    def _levels_of(self, list_id: str) -> tuple[str, Levels, dict[int, int]] | None:
        if list_id not in self._effective:
            self._effective[list_id] = self._resolve(list_id)
        return self._effective[list_id]

    def _resolve(self, list_id: str) -> tuple[str, Levels, dict[int, int]] | None:
        """Follow numStyleLink to the list that really has levels; a cycle or a dead end is no list."""
        if list_id not in self._lists:
            return None
        abstract, levels, starts = self._lists[list_id]
        visited: set[str] = set()
        while abstract in self._linked and abstract not in visited:
            visited.add(abstract)
            target = self._styles.list_of(self._linked[abstract])
            if target is None or target not in self._lists:
                break
            abstract = self._lists[target][0]
        if abstract not in self._abstract:
            return None
        return abstract, {**self._abstract[abstract], **levels}, starts


def _bound_level(levels: Levels, look: ParagraphLook, style_id: str) -> int:
    """Choose the level: a list named by a style, or without a level, uses the one bound to the style."""
    if look.number_style is not None or look.list_level is None:
        for wanted in (style_id, look.number_style):
            for index, level in levels.items():
                if wanted is not None and level.style == wanted:
                    return index
    return look.list_level or 0


def _label(levels: Levels, counters: list[int | None], index: int) -> str:
    level = levels[index]
    if level.number_format == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        shown = int(match[1]) - 1
        if shown not in levels:
            return ""
        value = counters[shown]
        kind = levels[shown].number_format
        if level.legal and kind != "none":
            kind = "decimal"
        return spell(levels[shown].start if value is None else value, kind)

    # A level without any placeholder shows its text as it is (附件, 备注 …).
    return PLACEHOLDER.sub(number, level.text).strip()


def _levels(element: etree._Element) -> Levels:
    found = ((_index(level), _level(level)) for level in element.findall(w("lvl")))
    return {index: level for index, level in found if index is not None}


def _level(element: etree._Element) -> Level:
    level = Level()
    for child in element:
        reader = LEVEL_READERS.get(child.tag)
        if reader:
            name, value = reader(child)
            level = replace(level, **{name: value})
    # A custom format (001, 002 …) hides in AlternateContent with a plain fallback.
    fallback = element.findall(".//" + w("numFmt"))
    if fallback and element.find(w("numFmt")) is None:
        level = replace(level, number_format=fallback[-1].get(VAL, "decimal"))
    return level


LEVEL_READERS: Final[dict[str, Callable[[etree._Element], tuple[str, Any]]]] = {
    w("start"): lambda e: ("start", _bounded(e.get(VAL))),
    w("numFmt"): lambda e: ("number_format", e.get(VAL, "decimal")),
    w("lvlText"): lambda e: ("text", e.get(VAL, "")),
    w("suff"): lambda e: ("suffix", e.get(VAL, "tab")),
    w("isLgl"): lambda e: ("legal", is_on(e)),
    w("pStyle"): lambda e: ("style", e.get(VAL)),
    w("lvlRestart"): lambda e: ("restart_after", integer(e.get(VAL))),
}


def _index(element: etree._Element) -> int | None:
    index = integer(element.get(w("ilvl")))
    return index if index is not None and 0 <= index < LEVELS else None


def _bounded(text: str | None) -> int:
    """Read a start value; Word allows 0 to 32767, anything else counts from 1 or 0."""
    value = integer(text)
    return 0 if value is None else max(0, min(value, 32767))
