"""Whether the text treats an item that has no heading of its own, judged by the item's groups of keywords."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from proposal_check.model.document import Block, Document, Figure, Paragraph, Table
from proposal_check.packs.schema import OutlineItem

_RUN_IN = re.compile(
    r"^\s*(?:[（(]?[\d一二三四五六七八九十]+[)）.、．]|[●•·◆■➢\-—*])?\s*(.{2,24}?)(?:[：:]|$)"
)
_RUN_IN_LIMIT = 24


@dataclass(frozen=True, slots=True)
class Treatment:
    """The blocks that treat an item, their characters, and whether one bears its name or is a table."""

    blocks: tuple[int, ...] = ()
    chars: int = 0
    named: bool = False
    tabular: bool = False


def treatment(document: Document, item: OutlineItem, scope: Iterable[int], *, by_words: bool) -> Treatment:
    """Find the blocks in scope that open with the item's name or, `by_words`, have a word of each group.

    A chapter's own words are too common for that; its sub-items speak for it.
    """
    names = {_letters(n) for n in (item.title, *item.aliases)}
    blocks, chars, named = [], 0, False
    for index in scope:
        text = _text(document, index)
        introduced = _introduces(text, names)
        if introduced or (by_words and _speaks(document, index, item)):
            blocks.append(index)
            chars += len(re.sub(r"\s", "", text)) + (_following(document, index) if introduced else 0)
            named = named or introduced
    tabular = any(isinstance(document.blocks[k], Table) for k in blocks)
    return Treatment(tuple(blocks), chars, named, tabular)


def _text(document: Document, index: int) -> str:
    block = document.blocks[index]
    if isinstance(block, Table):
        return f"{block.caption or ''}\n{block.text}"
    if isinstance(block, Figure) or block.hidden or block.kind not in ("body", "title"):
        return ""
    return block.text


def _introduces(text: str, names: set[str]) -> bool:
    match = _RUN_IN.match(text)
    if match is None or len(match[1]) > _RUN_IN_LIMIT:
        return False
    return _letters(match[1]) in names


def _letters(text: str) -> str:
    return re.sub(r"[\W_的]+", "", text)


def _speaks(document: Document, index: int, item: OutlineItem) -> bool:
    """Whether a paragraph, or one row of a table under its header, has a word of every group."""
    if not item.keywords:
        return False
    text = _text(document, index)
    if not _has_each(text, item.keywords):
        return False
    return not isinstance(document.blocks[index], Table) or any(
        _has_each(line, item.keywords) for line in _rows(text)
    )


def _has_each(text: str, groups: Iterable[Iterable[str]]) -> bool:
    return all(any(word in text for word in group) for group in groups)


def _rows(text: str) -> list[str]:
    """The caption and the rows of a table, each row with the header that says what its cells are."""
    caption, _, table = text.partition("\n")
    header, *rows = table.split("\n")
    return [caption, header, *(f"{header}\t{row}" for row in rows)]


def _following(document: Document, index: int) -> int:
    """Count the characters right after a run-in title that stands alone: they belong to it."""
    following = document.blocks[index + 1 : index + 3]
    texts = [b.text for b in following if isinstance(b, Table) or _is_body(b)]
    return sum(len(re.sub(r"\s", "", t)) for t in texts)


def _is_body(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind == "body"
