"""Styles of a Word file, resolved along basedOn: what a paragraph or run looks like and is."""

import re
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from proposal_check.parse.word_looks import (
    NO_PARAGRAPH_LOOK,
    NO_RUN_LOOK,
    ParagraphLook,
    RunLook,
    overlay,
    read_paragraph_look,
    read_run_look,
)
from proposal_check.parse.word_names import PPR, RPR, VAL, w

BODY_LEVEL: Final = 9
HEADING_NAME: Final = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
CHINESE_HEADING_NAME: Final = re.compile(r"(?:([一二三四五六七八九])级标题|标题([一二三四五六七八九]))$")
CONTENTS_NAME: Final = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)?$", re.IGNORECASE)
FIGURE_LIST_NAME: Final = re.compile(r"table of figures|图表目录", re.IGNORECASE)
NUMERALS: Final = "一二三四五六七八九"


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
