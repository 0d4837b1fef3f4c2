"""Look for figures by their captions: a picture with a caption that has one of the words.

A caption whose picture did not reach the document, a picture with a bare number under an item that
should hold it, and a reference to an attachment leave a doubt: needs review. A figure all of whose items the
document lacks or may lack is not asked for; when none is left the rule is inapplicable.
"""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import ItemId, blocks, certain, heading, items, named, texts
from proposal_check.model.document import Anchor, Figure, Paragraph
from proposal_check.model.finding import Hit, Outcome

VALUES = frozenset({"drawing", "items"})

_ATTACHED = re.compile(r"(见|详见|附)[^。；;]{0,20}(附图|附件|附后|另附)")
_NEAR = 2


class Wanted(BaseModel):
    """A figure, the words of a caption that show it, and the items that should hold it.

    Elsewhere a caption counts too, except under the items `apart`; with `inside_only` it counts nowhere else.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    drawing: str
    words: tuple[str, ...]
    items: tuple[ItemId, ...]
    apart: tuple[ItemId, ...] = ()
    inside_only: bool = False


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    wanted: tuple[Wanted, ...]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per figure that is not there."""
    required = items(case)
    there = [w for w in params.wanted if any(certain(required[i]) for i in w.items)]
    for wanted in there:
        hit = _judge(case, wanted)
        if hit:
            yield hit
    if not there:
        yield Hit("图", outcome=Outcome.INAPPLICABLE, reason="方案没有应附图的章节，无从核对")


def _judge(case: Case, wanted: Wanted) -> Hit | None:
    required = items(case)
    inside = sorted({k for i in wanted.items for k in blocks(required[i])})
    apart = {k for i in wanted.apart for k in blocks(required[i])} - set(inside)
    telling = [a for a in _captions(case) if any(w in a.quote for w in wanted.words)]
    captions = [a for a in telling if a.block in inside or not (wanted.inside_only or a.block in apart)]
    if any(_has_picture(case, a.block) for a in captions):
        return None
    homes = [required[i] for i in wanted.items if certain(required[i])]
    values = {"drawing": wanted.drawing, "items": named(r.item.title for r in homes)}
    anchors = tuple(a for r in homes[:1] for a in heading(r))
    doubt = _doubt(case, wanted, captions, inside)
    if doubt:
        return Hit(wanted.drawing, values, anchors, Outcome.NEEDS_REVIEW, doubt)
    return Hit(wanted.drawing, values, anchors)


def _captions(case: Case) -> list[Anchor]:
    """What names a figure: its bound caption, its own description, or a caption paragraph."""
    found = []
    for index, block in enumerate(case.document.blocks):
        text = ""
        if isinstance(block, Figure):
            text = " ".join(filter(None, (block.caption, block.alt)))
        elif isinstance(block, Paragraph) and (block.kind == "caption" or _looks_like_caption(block.text)):
            text = block.text
        if text:
            found.append(Anchor(index, 0, len(text), text))
    return found


def _looks_like_caption(text: str) -> bool:
    return len(text) <= 40 and re.match(r"\s*附?图\s*[\d一二三四五六七八九十]", text) is not None


def _has_picture(case: Case, index: int) -> bool:
    near = case.document.blocks[max(0, index - _NEAR) : index + _NEAR + 1]
    return any(isinstance(block, Figure) for block in near)


def _told(case: Case, index: int) -> bool:
    """Whether a caption at a picture says what it shows, more than its number."""
    near = [a for a in _captions(case) if abs(a.block - index) <= 1]
    return any(len(re.sub(r"[\W\d_]|附?图|示意", "", a.quote)) >= 3 for a in near)


def _doubt(case: Case, wanted: Wanted, captions: list[Anchor], inside: list[int]) -> str:
    if captions:
        return f"有题注“{captions[0].quote.strip()}”，但未读到对应的图，请核对是否附有{wanted.drawing}"
    if any(isinstance(case.document.blocks[k], Figure) and not _told(case, k) for k in inside):
        return f"有关章节有图而题注未写明，请核对其中是否有{wanted.drawing}"
    for anchor in texts(case, inside):
        if any(w in anchor.quote for w in wanted.words) and _ATTACHED.search(anchor.quote):
            return f"正文称{wanted.drawing}另附，请核对附件"
    return ""
