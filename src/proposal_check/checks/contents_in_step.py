"""Compare the lines of the contents with the headings of the text, by title.

A line is stale when no heading and no other paragraph carries its title; a chapter is unlisted when its
heading has no line. Where fewer than half of the lines find their heading, the reading must be doubted.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.document import Anchor, ContentsEntry, Document, Paragraph
from proposal_check.model.finding import Hit, Outcome

VALUES = frozenset({"difference"})


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit for each stale line and each unlisted chapter."""
    del params
    document = case.document
    if not document.contents or not document.sections:
        yield Hit("目录", outcome=Outcome.INAPPLICABLE, reason="没有读到目录或章节标题，无从比对")
        return
    headings = {_key(section.title) for section in document.sections}
    unfound = [entry for entry in document.contents if _key(entry.title) not in headings]
    if 2 * len(unfound) > len(document.contents):
        reason = "目录与正文标题多数未能对应，请核对目录是否已更新"
        yield Hit("目录", outcome=Outcome.NEEDS_REVIEW, reason=reason)
        return
    yield from _stale(document, unfound)
    yield from _unlisted(document)


def _stale(document: Document, unfound: list[ContentsEntry]) -> Iterator[Hit]:
    if not unfound:
        return
    texts = {
        _key(block.text)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.kind != "contents" and len(block.text) < 100
    }
    for entry in unfound:
        printed = (entry.number or "") + entry.title
        if _key(entry.title) not in texts and _key(printed) not in texts:
            difference = f"目录中的“{printed}”在正文中没有对应标题"
            anchor = Anchor(entry.block, 0, len(printed), printed)
            yield Hit(entry.title, {"difference": difference}, (anchor,))


def _unlisted(document: Document) -> Iterator[Hit]:
    """Yield the numbered chapters that the contents leave out.

    A chapter before the contents is a cover; no contents list a heading with text in its paragraph.
    """
    listed = {_key(entry.title) for entry in document.contents}
    first = min(entry.block for entry in document.contents)
    for section in document.sections:
        if (
            section.level == 1
            and section.number
            and not getattr(document.blocks[section.start], "run_in", False)
            and section.start > first
            and _key(section.title) not in listed
        ):
            text = document.blocks[section.start].text
            difference = f"正文中的“{text}”未列入目录"
            yield Hit(section.title, {"difference": difference}, (Anchor(section.start, 0, len(text), text),))


def _key(title: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title)).casefold()
