"""How far the text of each cell of a ruled table stands in from its column's left edge."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final

from proposal_check.model.document import Box
from proposal_check.parse.pdf_lines import Line

# How unequal the white on both sides of a centred text may be, in characters.
_EVEN: Final = 0.6
_FEWEST: Final = 3


def indents(columns: Mapping[int, Sequence[tuple[int, Line, Box]]]) -> dict[int, float]:
    """Measure by column the first lines of cells (key, line, box), in characters from the leftmost.

    A centred column has none: there the lengths of the texts set where they begin.
    """
    found: dict[int, float] = {}
    for cells in columns.values():
        if len(cells) < _FEWEST or median(map(_unevenness, cells)) <= _EVEN:
            continue
        edge = min(line.box[0] - box[0] for _, line, box in cells)
        for key, line, box in cells:
            indent = round((line.box[0] - box[0] - edge) / line.size, 1)
            if indent >= 1 and _unevenness((key, line, box)) > _EVEN:
                found[key] = indent
    return found


def _unevenness(cell: tuple[int, Line, Box]) -> float:
    _, line, box = cell
    return abs((line.box[0] - box[0]) - (box[2] - line.box[2])) / line.size
