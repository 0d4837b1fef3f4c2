"""New, extension or rebuilding, and the system that came before."""

import re

from proposal_check.model.document import Anchor, Document
from proposal_check.model.outline import OutlineReading
from proposal_check.model.submission import Fact
from proposal_check.outline.labels import labelled
from proposal_check.outline.text import blocks_of, text_blocks

_WORDS = ("新建", "扩建", "改建", "升级改造", "续建", "运维")
_ANY = "|".join(_WORDS)
_LABELS = ("项目性质", "建设性质", "项目建设性质", "建设类型", "项目类型")
_SAID = re.compile(
    rf"(?:本项目|项目性质|建设性质|性质)[^。；;，,]{{0,6}}?(?:属于|属|为|是)\s*[“\"]?({_ANY})(?![、/或])"
    rf"|(?:☑|√|■|✔|\[x\])\s*({_ANY})|({_ANY})\s*(?:☑|√|■|✔)(?!\s*(?:{_ANY}))"
)
_PREDECESSOR = re.compile(
    r"(?:原有?|现有|已建)(?:系统|项目|平台)?(?:名称)?(?:为|是|[：:])?\s*[“《]([^”》]{3,30})[”》]"
)
_OLD_LABELS = (
    "原系统名称",
    "原有系统名称",
    "原项目名称",
    "原有项目名称",
    "原有系统",
    "原系统",
    "原有项目",
    "原项目",
)


def nature(document: Document, outline: OutlineReading) -> Fact | None:
    """What the section on 项目性质 says, or a label or a plain statement elsewhere; two answers are none."""
    ranges = blocks_of(outline, "性质")
    inside = list(text_blocks(document, ranges))
    indexes = [k for start, end in ranges for k in range(start, end)]
    for anchors in (_said(inside), _label(document, indexes), _only_word(inside)):
        if anchors:
            return _agreed(anchors)
    everywhere = list(text_blocks(document, [(0, len(document.blocks))]))
    return _agreed(_label(document, None) or _said(everywhere))


def _said(texts: list[Anchor]) -> list[tuple[str, Anchor]]:
    return [(m[1] or m[2] or m[3], a) for a in texts for m in _SAID.finditer(a.quote)]


def _label(document: Document, blocks: list[int] | None) -> list[tuple[str, Anchor]]:
    found = []
    for anchor in labelled(document, _LABELS, blocks):
        words = re.findall(_ANY, anchor.quote)
        if len(set(words)) == 1:
            found.append((words[0], anchor))
    return found


def _only_word(texts: list[Anchor]) -> list[tuple[str, Anchor]]:
    """The one word of nature that the section's text has at all."""
    found = [(word, a) for a in texts for word in re.findall(_ANY, a.quote)]
    return found if len({word for word, _ in found}) == 1 else []


def _agreed(found: list[tuple[str, Anchor]]) -> Fact | None:
    if len({word for word, _ in found}) != 1:
        return None
    return Fact(found[0][0], "extracted", found[0][1])


def predecessor(document: Document, outline: OutlineReading) -> Fact | None:
    """The former system's name, labelled or quoted in the section on 项目性质."""
    ranges = blocks_of(outline, "性质")
    indexes = [k for start, end in ranges for k in range(start, end)]
    anchor = next((a for a in labelled(document, _OLD_LABELS, indexes) if len(a.quote) <= 30), None)
    if anchor is not None:
        return Fact(anchor.quote.strip("《》“”"), "extracted", anchor)
    for text in text_blocks(document, ranges):
        if match := _PREDECESSOR.search(text.quote):
            place = Anchor(text.block, match.start(1), match.end(1), match[1], text.cell)
            return Fact(match[1], "extracted", place)
    return None
