"""Styles of a Word file, resolved along basedOn: what a paragraph or run looks like and is."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, TypeVar

from lxml import etree

from proposal_check.parse.word_names import PPR, RPR, SHADE, VAL, w

BODY_LEVEL: Final = 9
HEADING_NAME: Final = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
CHINESE_HEADING_NAME: Final = re.compile(r"(?:([一二三四五六七八九])级标题|标题([一二三四五六七八九]))$")
CONTENTS_NAME: Final = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)?$", re.IGNORECASE)
FIGURE_LIST_NAME: Final = re.compile(r"table of figures|图表目录", re.IGNORECASE)
NUMERALS: Final = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class RunLook:
    """Character formatting; None says nothing. `size` in points, `color` as RRGGBB in upper case."""

    size: float | None = None
    bold: bool | None = None
    vanish: bool | None = None
    color: str | None = None
    shaded: bool | None = None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """Paragraph formatting; `outline` is 0-based as in the file, 9 meaning body text.

    `number_style` is the style that names the list, which a list level may be bound to.
    """

    outline: int | None = None
    align: str | None = None
    list_id: str | None = None
    list_level: int | None = None
    number_style: str | None = None
    shaded: bool | None = None
    page_break_before: bool | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything it inherits."""

    id: str
    name: str
    paragraph: ParagraphLook
    run: RunLook

    @property
    def outline_level(self) -> int | None:
        """Outline level from 1, None for body text."""
        return None if self.paragraph.outline in (None, BODY_LEVEL) else self.paragraph.outline + 1

    @property
    def is_contents(self) -> bool:
        return bool(CONTENTS_NAME.match(self.name) or FIGURE_LIST_NAME.match(self.name))


NO_RUN_LOOK: Final = RunLook()
NO_PARAGRAPH_LOOK: Final = ParagraphLook()
Look = TypeVar("Look", RunLook, ParagraphLook)


def overlay(base: Look, top: Look) -> Look:
    """Lay one formatting over another: what the top does not say shows through."""
    if top is NO_RUN_LOOK or top is NO_PARAGRAPH_LOOK:
        return base
    found: Look = _overlaid(base, top)
    return found


@lru_cache(maxsize=4096)
def _overlaid(base: Any, top: Any) -> Any:
    # Documents repeat a few hundred combinations thousands of times.
    return replace(base, **{n: v for n in top.__slots__ if (v := getattr(top, n)) is not None})


def read_run_look(properties: etree._Element | None) -> RunLook:
    """Read a w:rPr; a missing one says nothing."""
    if properties is None:
        return NO_RUN_LOOK
    said: dict[str, Any] = {}
    for child in properties:
        reader = RUN_READERS.get(child.tag)
        if reader:
            name, value = reader(child)
            said[name] = value
    return RunLook(**said) if said else NO_RUN_LOOK


def read_paragraph_look(properties: etree._Element | None) -> ParagraphLook:
    """Read a w:pPr; a missing one says nothing."""
    if properties is None:
        return NO_PARAGRAPH_LOOK
    said: dict[str, Any] = {}
    for child in properties:
        reader = PARAGRAPH_READERS.get(child.tag)
        if reader:
            said.update(reader(child))
    return ParagraphLook(**said) if said else NO_PARAGRAPH_LOOK


def is_on(element: etree._Element) -> bool:
    """Read a toggle: present means on unless it says otherwise."""
    return element.get(VAL, "1").lower() not in ("0", "false", "off", "none")


def integer(text: str | None) -> int | None:
    """Read an integer attribute; a damaged one says nothing."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def _size(element: etree._Element) -> tuple[str, float | None]:
    half_points = integer(element.get(VAL))
    return "size", half_points / 2 if half_points else None


def _shaded(element: etree._Element) -> bool:
    fill = element.get(w("fill"), "auto").upper()
    coloured = fill not in ("AUTO", "FFFFFF") or element.get(w("themeFill")) is not None
    return coloured or element.get(VAL, "clear") not in ("clear", "nil")


def _list(element: etree._Element) -> dict[str, Any]:
    number = element.find(w("numId"))
    level = element.find(w("ilvl"))
    return {
        "list_id": number.get(VAL) if number is not None else None,
        "list_level": integer(level.get(VAL)) if level is not None else None,
    }


RUN_READERS: Final[dict[str, Callable[[etree._Element], tuple[str, Any]]]] = {
    w("sz"): _size,
    w("b"): lambda e: ("bold", is_on(e)),
    w("vanish"): lambda e: ("vanish", is_on(e)),
    w("color"): lambda e: ("color", e.get(VAL, "").upper()),
    w("highlight"): lambda _: ("shaded", True),
    SHADE: lambda e: ("shaded", _shaded(e) or None),
}
PARAGRAPH_READERS: Final[dict[str, Callable[[etree._Element], dict[str, Any]]]] = {
    w("outlineLvl"): lambda e: {"outline": integer(e.get(VAL))},
    w("jc"): lambda e: {"align": e.get(VAL)},
    w("numPr"): _list,
    w("pageBreakBefore"): lambda e: {"page_break_before": is_on(e)},
    SHADE: lambda e: {"shaded": _shaded(e) or None},
}


@dataclass(frozen=True, slots=True)
class _Defined:
    """A style as written, before inheritance."""

    name: str
    based_on: str | None
    paragraph: ParagraphLook
    run: RunLook


class Styles:
    """All styles of a file, each resolved once."""

    def __init__(self, root: etree._Element | None) -> None:
        self._defined: dict[str, _Defined] = {}
        self._resolved: dict[str, Style] = {}
        self._default: dict[str, str] = {}
        self._base = RunLook()
        for element in root if root is not None else ():
            if element.tag == w("style"):
                self._define(element)
            elif element.tag == w("docDefaults"):
                self._base = read_run_look(element.find(f"{w('rPrDefault')}/{RPR}"))

    def _define(self, element: etree._Element) -> None:
        style_id = element.get(w("styleId"), "")
        name, base = element.find(w("name")), element.find(w("basedOn"))
        look = read_paragraph_look(element.find(PPR))
        if look.list_id is not None or look.list_level is not None:
            look = replace(look, number_style=style_id)
        self._defined[style_id] = _Defined(
            name.get(VAL, style_id) if name is not None else style_id,
            base.get(VAL) if base is not None else None,
            look,
            read_run_look(element.find(RPR)),
        )
        if element.get(w("default"), "0") in ("1", "true", "on"):
            self._default.setdefault(element.get(w("type"), ""), style_id)

    def paragraph(self, style_id: str | None) -> Style:
        """Resolve a paragraph style; None or an unknown id gives the default style or a plain one."""
        chosen = style_id if style_id is not None else self._default.get("paragraph", "")
        if chosen not in self._resolved:
            self._resolved[chosen] = self._resolve(chosen, self._base)
        return self._resolved[chosen]

    def run(self, style_id: str) -> RunLook:
        """Resolve what a character style says by itself."""
        key = "\0" + style_id
        if key not in self._resolved:
            self._resolved[key] = self._resolve(style_id, NO_RUN_LOOK)
        return self._resolved[key].run

    def list_of(self, style_id: str) -> str | None:
        """Name the list a numbering style stands for."""
        return self.paragraph(style_id).paragraph.list_id

    def _resolve(self, style_id: str, base: RunLook) -> Style:
        paragraph, run = NO_PARAGRAPH_LOOK, base
        for defined in reversed(self._chain(style_id)):
            paragraph = overlay(paragraph, defined.paragraph)
            run = overlay(run, defined.run)
        name = self._defined[style_id].name if style_id in self._defined else style_id
        if paragraph.outline is None and (level := _named_level(name)) is not None:
            paragraph = replace(paragraph, outline=level)
        return Style(style_id, name, paragraph, run)

    def _chain(self, style_id: str) -> list[_Defined]:
        """List a style and its bases, nearest first; a cycle ends where it closes."""
        chain: list[_Defined] = []
        visited: set[str] = set()
        current: str | None = style_id
        while current in self._defined and current not in visited:
            visited.add(current)
            chain.append(self._defined[current])
            current = chain[-1].based_on
        return chain


def _named_level(name: str) -> int | None:
    """Read the 0-based outline level off a style's name, as Word's own headings have it."""
    if match := HEADING_NAME.match(name.strip()):
        return int(match[1]) - 1
    if match := CHINESE_HEADING_NAME.search(name):
        return NUMERALS.index(match[1] or match[2])
    return None
