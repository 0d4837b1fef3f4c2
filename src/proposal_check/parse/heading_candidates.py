"""Which paragraphs could be headings at all, and what speaks for each."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from proposal_check.model.document import Block, Paragraph
from proposal_check.parse.typed_numbers import TypedNumber, split_number

MARKDOWN_LEVEL: Final = re.compile(r"^\s*(#{1,6})\s+\S")
SENTENCE_END: Final = re.compile(r"[。；;，,、！!？?]$")
LONGEST_DECLARED: Final = 80
LONGEST_TYPED: Final = 45
LONG_CLAUSE: Final = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that may be a heading; `declared` is the outline level the file gives it.

    A `clause` is a numbered paragraph too long or too much a sentence for a title: it is never a heading,
    but tells what its series is.
    """

    index: int
    paragraph: Paragraph
    number: TypedNumber | None
    declared: int | None
    emphasised: bool
    clause: bool = False

    @property
    def title(self) -> str:
        return self.number.rest if self.number else self.paragraph.text

    @property
    def look(self) -> tuple[bool, float | None]:
        return self.paragraph.bold, self.paragraph.size


def find_candidates(blocks: Sequence[Block]) -> list[Candidate]:
    """List declared headings and numbered lines, the numbered clauses among them."""
    size = body_size(blocks)
    found: list[Candidate] = []
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.kind != "body" or block.hidden:
            continue
        if block.origin in ("flow", "textbox") and (candidate := _candidate(index, block, size)):
            found.append(candidate)
    return found


def _candidate(index: int, paragraph: Paragraph, size: float) -> Candidate | None:
    declared = _declared(paragraph)
    number = split_number(paragraph.text)
    if declared is not None:
        clause = _is_clause(paragraph.text)
    else:
        clause = number is not None and not _typed_title(paragraph.text, number)
    if number is None and (declared is None or clause):
        return None
    larger = paragraph.size is not None and paragraph.size > size
    return Candidate(index, paragraph, number, None if clause else declared, paragraph.bold or larger, clause)


def _declared(paragraph: Paragraph) -> int | None:
    if paragraph.outline_level is not None:
        return paragraph.outline_level
    match = MARKDOWN_LEVEL.match(paragraph.text)
    return len(match[1]) if match else None


def _is_clause(text: str) -> bool:
    """Tell a body clause that was given a heading style from a heading."""
    text = text.strip()
    if len(text) > LONGEST_DECLARED or "。" in text[:-1]:
        return True
    marks = sum(text.count(m) for m in "，,；;")
    if text.endswith(("。", "；", ";", "，", ",")):
        return len(text) > LONG_CLAUSE // 2 or marks > 1
    return len(text) > LONG_CLAUSE and (marks >= 2 or text.endswith(("：", ":")))


def _typed_title(text: str, number: TypedNumber) -> bool:
    rest = number.rest.rstrip("*_# ")
    if len(rest) > LONGEST_TYPED or SENTENCE_END.search(rest) or "。" in rest or "；" in rest:
        return False
    if rest.endswith(("：", ":")) or rest.count("，") > 1:
        return False
    return bool(rest) or (number.series in ("part", "chapter") and len(text) < 12)


def body_size(blocks: Sequence[Block]) -> float:
    """Take the size most characters of running text have, in points."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        if (
            isinstance(block, Paragraph)
            and block.size
            and block.kind == "body"
            and block.outline_level is None
        ):
            sizes[block.size] += len(block.text)
    return max(sizes, key=lambda s: (sizes[s], s)) if sizes else 12.0
