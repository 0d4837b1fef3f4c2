"""Drawings, VML pictures and embedded objects: is it a figure, and which text does it carry?"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from proposal_check.parse.word_charts import paragraph_text
from proposal_check.parse.word_names import (
    ALTERNATE,
    CHART,
    CHART_EX,
    DIAGRAM,
    DRAWING_PARAGRAPH,
    DRAWING_PROPERTIES,
    OFFICE_VML,
    PICTURE,
    SHAPE,
    TEXTBOX,
    VML,
    WORD_ART,
    w,
)
from proposal_check.parse.word_runs import shown_branch

# From this many shapes on, a drawing without a picture is a diagram, not a frame around text.
DIAGRAM_SHAPES: Final = 3
IMAGES: Final = (PICTURE, CHART, CHART_EX, DIAGRAM, VML + "imagedata")
SHAPES: Final = (SHAPE, *(VML + name for name in ("shape", "rect", "roundrect", "oval")))
FILE_PATH: Final = re.compile(r"\s*(?:[A-Za-z]:[\\/]|\\\\|/\w+/|file:|https?:)")
RULE: Final = OFFICE_VML + "hr"
OBJECT: Final = OFFICE_VML + "OLEObject"


def shown_elements(drawing: etree._Element) -> Iterator[etree._Element]:
    """Yield what a drawing is made of, each branch once; what stands inside its text boxes is not its own."""
    for child in drawing:
        if child.tag == ALTERNATE:
            yield from shown_elements(shown_branch(child))
            continue
        yield child
        if child.tag != TEXTBOX:
            yield from shown_elements(child)


def shapes(elements: Sequence[etree._Element]) -> int:
    """Count shapes; a horizontal rule is none."""
    return sum(1 for e in elements if e.tag in SHAPES and e.get(RULE) is None)


def is_figure(drawing: etree._Element, elements: Sequence[etree._Element]) -> bool:
    """Say whether a drawing shows a picture, chart, diagram or embedded object; an equation does not."""
    if drawing.tag == w("object"):
        programs = [e.get("ProgID", "") for e in elements if e.tag == OBJECT]
        return not any(p.startswith(("Equation", "MathType")) for p in programs)
    return any(e.tag in IMAGES for e in elements) or shapes(elements) >= DIAGRAM_SHAPES


def description(elements: Sequence[etree._Element]) -> str | None:
    """Read the alternative text its author gave, None when there is none.

    The path of the picture's file, which programs leave there, says nothing and may name a person.
    """
    for element in elements:
        if element.tag == DRAWING_PROPERTIES and (text := element.get("descr") or element.get("title")):
            return None if FILE_PATH.match(text) else text
    return None


def own_text(element: etree._Element) -> str:
    """Read what an element of a drawing says without a text box: WordArt, text of a canvas."""
    if element.tag == WORD_ART:
        return element.get("string", "").strip()
    return paragraph_text(element) if element.tag == DRAWING_PARAGRAPH else ""
