"""Drawings of a PDF page: many strokes close together, and the words that label their parts."""

from collections.abc import Sequence
from typing import Final

from proposal_check.model.document import Box
from proposal_check.parse.captions import is_numbered_caption
from proposal_check.parse.pdf_lines import Line, union
from proposal_check.parse.pdf_shapes import Shapes, cluster
from proposal_check.parse.pdf_space import PageSpace
from proposal_check.parse.pdf_spans import Span

# A drawing has at least so many strokes, is so large, and its strokes stand so close; in points.
DRAWING_PATHS: Final = 8
DRAWING_SIDE: Final = 80.0
DRAWING_GAP: Final = 12.0
# Strokes beyond this are one drawing without further ado.
MANY_PATHS: Final = 3_000
LABEL_SHARE: Final = 0.5
# What covers more of a page may be an ornamental frame, and so near below a caption 表1 stands a table.
PAGE_SHARE: Final = 0.6
CAPTION_GAP: Final = 40.0


def find_drawings(shapes: Shapes, tables: Sequence[Box], runs: Sequence[Span], space: PageSpace) -> list[Box]:
    """Find drawings: many strokes close together, outside tables, that hold labels and no running text."""
    area = space.width * space.height
    paths = [
        box
        for box in shapes.paths
        if (box[2] - box[0]) * (box[3] - box[1]) < 0.5 * area and not any(is_inside(box, t) for t in tables)
    ]
    if len(paths) < DRAWING_PATHS:
        return []
    joined = [*paths, *(rule for rule in shapes.rules if not any(is_inside(rule, t) for t in tables))]
    groups = [union(paths)] if len(paths) > MANY_PATHS else cluster(joined, DRAWING_GAP)
    found = []
    for group in groups:
        strokes = sum(is_inside(path, group) for path in paths)
        large = min(group[2] - group[0], group[3] - group[1]) >= DRAWING_SIDE
        longest = max((r.box[2] - r.box[0] for r in runs if is_inside(r.box, group)), default=0.0)
        if strokes >= DRAWING_PATHS and large and longest < LABEL_SHARE * space.width:
            found.append(group)
    return found


def is_inside(box: Box, outer: Box) -> bool:
    """Say whether the middle of a box lies in another."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] - 2 <= x <= outer[2] + 2 and outer[1] - 2 <= y <= outer[3] + 2


def labels(found: Sequence[Line], drawing: Box, space: PageSpace) -> list[Line]:
    """Name the lines that label a drawing: none where it may be a page's frame or a table in colours."""
    own = [line for line in found if is_inside(line.box, drawing) and not is_numbered_caption(line.text)]
    large = (drawing[2] - drawing[0]) * (drawing[3] - drawing[1]) > PAGE_SHARE * space.width * space.height
    above = (line for line in found if 0 <= drawing[1] - line.box[3] < CAPTION_GAP)
    return [] if large or any(is_numbered_caption(line.text, "表") for line in above) else own
