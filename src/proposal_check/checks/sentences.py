"""The document sentence by sentence: what its text and cells say, contents and headings left out."""

import re
from collections.abc import Iterable, Iterator

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import texts
from proposal_check.model.document import UNREAD, Anchor

_END = re.compile(r"[。；;！!？?\n]")
_TITLE = re.compile(r"《[^《》]*》")


def sentences(case: Case, indexes: Iterable[int] | None = None) -> Iterator[Anchor]:
    """Yield every sentence of the text and every sentence of a cell; headings are left out."""
    headings = {section.start for section in case.document.sections}
    chosen = range(len(case.document.blocks)) if indexes is None else indexes
    for anchor in texts(case, (k for k in chosen if k not in headings)):
        start = 0
        for end in [*(m.start() for m in _END.finditer(anchor.quote)), len(anchor.quote)]:
            if anchor.quote[start:end].strip():
                yield Anchor(anchor.block, start, end, anchor.quote[start:end], anchor.cell)
            start = end + 1


def uncited(text: str) -> str:
    """Blank out cited titles, keeping every position: 《…密码应用…》 says nothing about this project."""
    return _TITLE.sub(lambda match: " " * len(match[0]), text)


def inside(case: Case, titles: re.Pattern[str]) -> list[int]:
    """Give the blocks under the headings whose title matches, the headings themselves left out."""
    found: set[int] = set()
    for section in case.document.sections:
        if titles.search(section.title):
            found.update(range(section.start + 1, min(section.end, len(case.document.blocks))))
    return sorted(found)


# What a reader could not bring into the document: a word that is not found may stand there.
_UNREAD = UNREAD | {"characters_lost"}


def unread(case: Case) -> str:
    """Say why words that are not found may be there after all; empty when the document was read whole."""
    if any(warning.code in _UNREAD for warning in case.document.warnings):
        return "部分页面未能读出文字"
    return "文档中没有识别出章节标题" if not case.document.sections else ""
