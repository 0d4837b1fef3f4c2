"""A place in words, as a clerk would say it: 第十一章（二）表3第12行."""

import re

from proposal_check.model.document import Anchor, Document, Paragraph, Section, Table

_CHAPTER = re.compile(r"[一二三四五六七八九十百零〇]+|\d+")
_DECIMAL = re.compile(r"\d+([.．]\d+)*")
_END = re.compile(r"[、.．,，:：\s]+$")
_CAPTION = re.compile(r"^(附?表\s*[\d一二三四五六七八九十]+(?:\s*[-－—–.．]\s*\d+)*)(?=[\s:：、.．]|\D)")


def where(document: Document, anchor: Anchor) -> str:
    """Name the chapter and sub-section that hold an anchor, then table and row; empty when unknown.

    Numbers are the document's own, never invented: a section without one is named by its title, a table by
    its caption, and only a table without caption by its rank in the document. A known page is added, and
    for an attachment the name of its file.
    """
    if not 0 <= anchor.block < len(document.blocks):
        return ""
    block = document.blocks[anchor.block]
    words = _sections(document.section_path(anchor.block)) or _front(document, anchor.block)
    if isinstance(block, Table):
        words += _table(document, block, anchor)
    if words and block.place.page:
        words += f"（第{block.place.page}页）"
    return f"附件“{document.source.name}”{words}" if anchor.document else words


def _sections(path: tuple[Section, ...]) -> str:
    """Join the numbers from the chapter down; a decimal number such as 3.2.1 stands for those it repeats."""
    parts: list[str] = []
    for depth, section in enumerate(path):
        number = _END.sub("", section.number or "")
        if depth == 0 and _CHAPTER.fullmatch(number):
            number = f"第{number}章"
        elif _DECIMAL.fullmatch(number):
            parts = [part for part in parts if not _DECIMAL.fullmatch(part)]
        parts.append(number or f"“{section.title}”")
    return "".join(parts)


def _table(document: Document, table: Table, anchor: Anchor) -> str:
    caption = table.caption or ""
    numbered = _CAPTION.match(caption)
    if numbered:
        name = numbered[1].replace(" ", "")
    elif caption and len(caption) <= 30:
        name = f"“{caption}”"
    else:
        rank = sum(isinstance(block, Table) for block in document.blocks[: anchor.block + 1])
        name = f"第{rank}个表格"
    return name + (f"第{anchor.cell[0]}行" if anchor.cell else "")


def _front(document: Document, index: int) -> str:
    """Name what stands before the first chapter: 扉页, 目录, or nothing where there is no chapter at all."""
    if not document.sections:
        return ""
    before = document.blocks[: index + 1]
    listed = [isinstance(b, Paragraph) and b.kind == "contents" for b in before]
    if listed[-1]:
        return "目录"
    return "正文前" if any(listed) else "扉页"
