"""How a document is dressed: heading numbers, styles, outline levels, contents. FORMATS names them all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from benchmarks.submissions.money import chinese

Way = Literal["automatic", "styled", "outlined", "plain"]


@dataclass(frozen=True)
class Level:
    """One heading level. `pattern` is Word's lvlText; `kind` its numFmt; `gap` stands before the title.

    `way` is how the file says that it is a heading: `automatic` = heading style that numbers itself,
    `styled` = heading style with a typed number, `outlined` = typed number and a direct outlineLvl,
    `plain` = typed number, bold, nothing else.
    """

    pattern: str
    kind: Literal["chineseCounting", "decimal"]
    way: Way
    gap: str = ""


@dataclass(frozen=True)
class Type:
    """The size of letters in half points, and the exact height of a line in twentieths of a point."""

    size: int
    line: int


@dataclass(frozen=True)
class Formatting:
    """`style_ids` are the ids of the heading styles, numeric where WPS wrote the file.

    `face` is the font of the text, `text` and `cell` the type of paragraphs and of table cells; `boxed`
    puts every third paragraph into a text box; tables that are not `ruled` have a line above, below and
    under the header only.
    """

    name: str
    levels: tuple[Level, Level, Level, Level]
    style_ids: tuple[str, str, str, str] = ("Heading1", "Heading2", "Heading3", "Heading4")
    contents: Literal["field", "typed"] = "field"
    contents_depth: int = 3
    face: str = "仿宋"
    text: Type = Type(28, 520)
    cell: Type = Type(18, 300)
    boxed: bool = False
    ruled: bool = True

    def number(self, level: int, counters: Sequence[int]) -> str:
        """Return the number as displayed, from the counters of all levels."""
        text = self.levels[level - 1].pattern
        for i, counter in enumerate(counters[:level], 1):
            form = chinese if self.levels[i - 1].kind == "chineseCounting" else str
            text = text.replace(f"%{i}", form(counter))
        return text


def _official(*ways: Way) -> tuple[Level, Level, Level, Level]:
    return (
        Level("%1、", "chineseCounting", ways[0]),
        Level("（%2）", "chineseCounting", ways[1]),
        Level("%3．", "decimal", ways[2]),
        Level("（%4）", "decimal", ways[3]),
    )


def _decimal(*ways: Way) -> tuple[Level, Level, Level, Level]:
    patterns = ("%1", "%1.%2", "%1.%2.%3", "%1.%2.%3.%4")
    first, second, third, fourth = (
        Level(pattern, "decimal", way, " ") for pattern, way in zip(patterns, ways, strict=True)
    )
    return first, second, third, fourth


def _full_width(*ways: Way) -> tuple[Level, Level, Level, Level]:
    first, *rest = _decimal(*ways)
    second, third, fourth = (replace(level, pattern=level.pattern.replace(".", "．")) for level in rest)
    return first, second, third, fourth


FORMATS = {
    f.name: f
    for f in (
        Formatting("word", _official("automatic", "automatic", "automatic", "automatic")),
        Formatting(
            "typed", _official("plain", "plain", "plain", "plain"), contents="typed", contents_depth=2
        ),
        Formatting("decimal", _decimal("styled", "styled", "outlined", "outlined"), ("1", "2", "3", "4")),
        Formatting("mixed", _official("automatic", "styled", "outlined", "plain"), ("2", "3", "4", "5")),
        Formatting(
            "chapters",
            (
                Level("第%1章", "chineseCounting", "automatic", " "),
                Level("第%2节", "chineseCounting", "automatic", " "),
                Level("%3、", "chineseCounting", "automatic"),
                Level("（%4）", "chineseCounting", "automatic"),
            ),
        ),
        Formatting("boxes", _official("styled", "styled", "styled", "plain"), boxed=True),
        Formatting("fullwidth", _full_width("plain", "plain", "plain", "plain"), contents="typed"),
        Formatting("threeline", _official("styled", "styled", "styled", "styled"), ruled=False),
        Formatting(
            "official",
            _official("automatic", "automatic", "plain", "plain"),
            text=Type(32, 560),
            cell=Type(21, 360),
        ),
        Formatting("songti", _official("styled", "styled", "styled", "styled"), face="宋体"),
    )
}
