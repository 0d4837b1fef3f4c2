"""Drawings, VML pictures and embedded objects: is it a figure, and which text does it carry?"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from proposal_check.parse.word_names import (
    ALTERNATE,
    CHART,
    CHART_EX,
    DIAGRAM,
    DRAWING_PROPERTIES,
    OFFICE_VML,
    PICTURE,
    SHAPE,
    TEXTBOX,
    VML,
    w,
)
from proposal_check.parse.word_runs import chosen

# From this many shapes on, a drawing without a picture is a diagram, not a frame around text.
DIAGRAM_SHAPES: Final = 3
IMAGES: Final = (PICTURE, CHART, CHART_EX, DIAGRAM, VML + "imagedata")
SHAPES: Final = (SHAPE, *(VML + name for name in ("shape", "rect", "roundrect", "oval")))


def text_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes of a drawing in order, each once whatever its fallbacks say."""
    if next(drawing.iter(TEXTBOX), None) is None:
        return
    for child in drawing:
        if child.tag == TEXTBOX:
            yield child
        elif child.tag == ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                yield from text_boxes(branch)
        else:
            yield from text_boxes(child)


def shapes(drawing: etree._Element) -> int:
    """Count the shapes of a drawing; a horizontal rule is none."""
    return sum(1 for s in drawing.iter(*SHAPES) if s.get(OFFICE_VML_HR) is None)


OFFICE_VML_HR: Final = OFFICE_VML + "hr"


def is_figure(drawing: etree._Element) -> bool:
    """Say whether a drawing shows a picture, chart, diagram or embedded object; an equation does not."""
    if drawing.tag == w("object"):
        program = next(drawing.iter(OFFICE_VML + "OLEObject"), None)
        return program is None or not program.get("ProgID", "").startswith(("Equation", "MathType"))
    if next(drawing.iter(*IMAGES), None) is not None:
        return True
    return shapes(drawing) >= DIAGRAM_SHAPES


def description(drawing: etree._Element) -> str | None:
    """Read the alternative text its author gave, None when there is none."""
    for properties in drawing.iter(DRAWING_PROPERTIES):
        if text := properties.get("descr") or properties.get("title"):
            return text
    return None


def diagram_parts(drawing: etree._Element, relation: str) -> list[str]:
    """List the relation ids of SmartArt data, whose text stands in another part."""
    return [ids for d in drawing.iter(DIAGRAM) if (ids := d.get(relation))]
