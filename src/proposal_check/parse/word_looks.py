"""Formatting of runs and paragraphs as written, and how one lies over another."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, TypeVar

from lxml import etree

from proposal_check.parse.word_names import SHADE, VAL, w


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

    `number_style` is the style that names the list, which a list level may be bound to. `left` and `first`
    are the indents of all lines and of the first one, in characters.
    """

    outline: int | None = None
    align: str | None = None
    list_id: str | None = None
    list_level: int | None = None
    number_style: str | None = None
    shaded: bool | None = None
    page_break_before: bool | None = None
    left: float | None = None
    first: float | None = None

    def indent(self, blanks: float) -> float:
        """Say how far the first line stands in with the blanks typed before it; 0 if not set left."""
        return 0.0 if self.align in _NOT_FROM_LEFT else (self.left or 0.0) + (self.first or 0.0) + blanks


NO_RUN_LOOK: Final = RunLook()
NO_PARAGRAPH_LOOK: Final = ParagraphLook()
Look = TypeVar("Look", RunLook, ParagraphLook)
_NOT_FROM_LEFT: Final = frozenset({"center", "right", "end", "distribute"})
# A character of 五号, the usual size in tables, in twentieths of a point.
_CHARACTER: Final = 210
_INDENTS: Final = (
    (w("leftChars"), "left", 100), (w("startChars"), "left", 100),
    (w("left"), "left", _CHARACTER), (w("start"), "left", _CHARACTER),
    (w("firstLineChars"), "first", 100), (w("hangingChars"), "first", -100),
    (w("firstLine"), "first", _CHARACTER), (w("hanging"), "first", -_CHARACTER),
)  # fmt: skip


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


def _indents(element: etree._Element) -> dict[str, float]:
    """Read indents; one in hundredths of a character wins over one in twips, unless it is nought."""
    found: dict[str, float] = {}
    for name, side, unit in _INDENTS:
        said = integer(element.get(name))
        if said is not None and not found.get(side):
            found[side] = said / unit
    return found


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
    w("ind"): _indents,
    w("pageBreakBefore"): lambda e: {"page_break_before": is_on(e)},
    SHADE: lambda e: {"shaded": _shaded(e) or None},
}
