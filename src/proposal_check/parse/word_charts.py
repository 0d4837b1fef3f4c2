"""The text of charts and diagrams, which stands in parts of its own; how long a bar is, is no text."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from proposal_check.model.document import Counts
from proposal_check.parse.tally import Tally
from proposal_check.parse.word_names import CHART_SPACE, DRAWING_PARAGRAPH, DRAWING_TEXT

SERIES: Final = CHART_SPACE + "ser"
NAME: Final = CHART_SPACE + "tx"
CATEGORIES: Final = CHART_SPACE + "cat"
VALUE: Final = CHART_SPACE + "v"
# The newer kinds of chart keep their labels beside the plot.
STRINGS: Final = "{http://schemas.microsoft.com/office/drawing/2014/chartex}strDim"
POINT: Final = "{http://schemas.microsoft.com/office/drawing/2014/chartex}pt"


def drawn_lines(root: etree._Element) -> list[str]:
    """Read a chart or diagram part as lines: titles and shapes, names of series, each set of labels once."""
    lines = [paragraph_text(p) for p in root.iter(DRAWING_PARAGRAPH)]
    lines += dict.fromkeys(_labels(root))
    return [line for line in lines if line.strip()]


def paragraph_text(paragraph: etree._Element) -> str:
    """Read a paragraph of drawn text."""
    return "".join(t.text or "" for t in paragraph.iter(DRAWING_TEXT))


def _labels(root: etree._Element) -> Iterator[str]:
    for series in root.iter(SERIES):
        for labels in series.iterchildren(NAME, CATEGORIES):
            yield "\n".join(v.text or "" for v in labels.iter(VALUE))
    for strings in root.iter(STRINGS):
        yield "\n".join(point.text or "" for point in strings.iter(POINT))


def count_drawn(root: etree._Element) -> Counts:
    """Count what a chart or diagram part says, a label that comes again once."""
    drawn = [t.text or "" for t in root.iter(DRAWING_TEXT)]
    groups = {tuple(e.text for e in g.iter(VALUE, POINT)) for g in root.iter(NAME, CATEGORIES, STRINGS)}
    text = Tally.of("\n".join(drawn)) + sum(
        (Tally.of("\n".join(t or "" for t in group)) for group in groups), Tally()
    )
    return Counts(text.characters, 0, text.numbers)
