"""Find the headings among a document's paragraphs, their numbers and their depth. Knows no file format."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from proposal_check.model.document import Block, Paragraph, Section
from proposal_check.parse.heading_candidates import Candidate, body_size, find_bare_titles, find_candidates
from proposal_check.parse.heading_levels import DOCUMENT_NAME, TITLE_STYLES, assign_levels, document_title
from proposal_check.parse.heading_series import Judge, find_groups
from proposal_check.parse.run_in_headings import renumbered, split_heading
from proposal_check.parse.typed_numbers import MARKDOWN, TypedNumber, split_number

COVER_BLOCKS: Final = 30
LONGEST_NAME: Final = 60
COVER_SIZE: Final = 18.0
# A second number in a title is a typed one after an automatic one only when it is unmistakable.
SURE_SERIES: Final = frozenset(
    {"part", "chapter", "section", "chinese", "chinese_bracket", "decimal", "digit"}
)


def mark_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Mark headings with their number and level, and the document's title; contents and captions come first.

    A heading is a short paragraph with an outline level, or a member of a numbering series that behaves
    like chapters: consistent numbers, text under each. A list in the text is not one. A heading whose text
    goes on in its paragraph is parted from it, so there may be more blocks than before.
    """
    candidates = find_candidates(blocks)
    headings = _choose(blocks, candidates)
    title = document_title(headings)
    headings = [h for h in headings if h is not title]
    result = list(blocks)
    if title is not None:
        result[title.index] = replace(title.paragraph, kind="title")
    else:
        _mark_cover_title(result, headings[0].index if headings else len(blocks))
    for heading, level in reversed(list(zip(headings, assign_levels(headings), strict=True))):
        result[heading.index : heading.index + 1] = _marked(heading, level)
    return renumbered(result)


def _marked(heading: Candidate, level: int) -> tuple[Paragraph, ...]:
    """Mark a heading; text that runs on in its paragraph becomes a paragraph of its own."""
    parts = split_heading(heading.paragraph, heading.run_in or 0) if heading.goes_on else (heading.paragraph,)
    paragraph, *text = parts
    number = _whole_number(paragraph, heading.number)
    return replace(paragraph, kind="heading", level=level, number=number), *text


def _choose(blocks: Sequence[Block], candidates: Sequence[Candidate]) -> list[Candidate]:
    groups = find_groups(candidates)
    judge = Judge(blocks, groups)
    chosen = {c.index for c in candidates if c.declared is not None}
    for group in groups:
        if judge.accepts(group):
            chosen.update(c.index for c in group.members if not c.clause)
    headings = [c for c in candidates if c.index in chosen] or find_bare_titles(blocks)
    return [h for before, h in zip([None, *headings], headings, strict=False) if not _names(before, h)]


def _names(before: Candidate | None, heading: Candidate) -> bool:
    """Say whether a heading is only the name of the one right before it: 第一章, then 项目概述."""
    if before is None or before.number is None or before.title:
        return False
    return heading.index == before.index + 1 and heading.number is None


def _whole_number(heading: Paragraph, typed: TypedNumber | None) -> str | None:
    """Take the automatic number and a typed one after it together, as both are shown."""
    text = heading.text
    title = strip_number(text)
    number = text[: len(text) - len(title)] if title and text.endswith(title) else ""
    return MARKDOWN.sub("", number).strip() or (typed.text if typed else None)


def strip_number(text: str) -> str:
    """Take the number, or an automatic and a typed one, off a heading."""
    first = split_number(text)
    if first is None:
        mark = MARKDOWN.match(text)
        return text[mark.end() :] if mark else text
    second = split_number(first.rest)
    if second is not None and second.rest and second.series in SURE_SERIES:
        return second.rest
    return first.rest


def build_sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Turn headings into sections, each up to the next heading of its depth or above."""
    sections: list[Section] = []
    still_open: list[int] = []
    for start, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.kind != "heading":
            continue
        level = block.level or 1
        while still_open and sections[still_open[-1]].level >= level:
            closed = still_open.pop()
            sections[closed] = replace(sections[closed], end=start)
        still_open.append(len(sections))
        sections.append(Section(block.number, _title(blocks, start, block), level, start, len(blocks)))
    return tuple(sections)


def _title(blocks: Sequence[Block], start: int, heading: Paragraph) -> str:
    title = " ".join(strip_number(heading.text).replace("*", "").split()).rstrip("：:。")
    if title or start + 1 >= len(blocks):
        return title
    # 第一章 on one line, its name on the next.
    following = blocks[start + 1]
    same = isinstance(following, Paragraph) and following.size == heading.size and len(following.text) < 40
    return following.text.strip() if same and isinstance(following, Paragraph) else title


def _mark_cover_title(blocks: list[Block], first_heading: int) -> None:
    """Mark the title on the cover: of style Title, else the largest lines, else a centred first line."""
    cover = [
        (i, b)
        for i, b in enumerate(blocks[: min(first_heading, COVER_BLOCKS)])
        if isinstance(b, Paragraph) and b.kind == "body" and not b.hidden
    ]
    styled = [(i, b) for i, b in cover if (b.style or "").lower() in TITLE_STYLES]
    for index, paragraph in styled or _largest(cover, body_size(blocks)):
        blocks[index] = replace(paragraph, kind="title")


def _largest(cover: Sequence[tuple[int, Paragraph]], body: float) -> list[tuple[int, Paragraph]]:
    largest = max((b.size for _, b in cover if b.size), default=0.0)
    lines = [(i, b) for i, b in cover if b.size == largest]
    if largest >= COVER_SIZE or (largest > body and any(_names_document(b) for _, b in lines)):
        return lines
    return [(i, b) for i, b in cover[:1] if b.align == "center" and _names_document(b)]


def _names_document(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return len(text) <= LONGEST_NAME and bool(DOCUMENT_NAME.search(text))
