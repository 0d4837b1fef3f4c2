"""Which paragraphs could be headings at all, and what speaks for each."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeGuard

from proposal_check.model.document import Block, Paragraph
from proposal_check.parse.run_in_headings import run_in_end
from proposal_check.parse.typed_numbers import TypedNumber, split_number

MARKDOWN_LEVEL: Final = re.compile(r"^\s*(#{1,6})\s+\S")
SENTENCE_END: Final = re.compile(r"[。；;，,、！!？?]$")
LONGEST_DECLARED: Final = 80
LONGEST_TYPED: Final = 45
LONG_CLAUSE: Final = 40
SHORT_INTRODUCTION: Final = 16
BARE_TITLE: Final = re.compile(r"(?!.*(?:\t|\S +\S+ +\S))[^，,。；;：:！？、/\d]{2,20}$")
# What stands under most titles is at least so long; under the labels of a drawing or a slide it is not.
SHORTEST_TEXT: Final = 15
FEWEST_BARE: Final = 3
# Series that number chapters wherever they stand; others in a text box are labels of a drawing.
BOXED: Final = frozenset({"part", "chapter", "section", "chinese"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that may be a heading; `declared` is the outline level the file gives it.

    A `clause` is a numbered paragraph too long or too much a sentence for a title: it is never a heading,
    but tells what its series is. One that begins with a title of its own has that end at `run_in`.
    """

    index: int
    paragraph: Paragraph
    number: TypedNumber | None
    declared: int | None
    emphasised: bool
    clause: bool = False
    run_in: int | None = None

    @property
    def goes_on(self) -> bool:
        """Say whether text follows the title in its paragraph."""
        return self.run_in is not None and self.run_in < len(self.paragraph.text)

    @property
    def title(self) -> str:
        text = self.paragraph.text
        if self.number is None:
            return text
        return self.number.rest if self.run_in is None else text[len(self.number.text) : self.run_in].strip()

    @property
    def look(self) -> tuple[bool, float | None]:
        return self.paragraph.bold, self.paragraph.size


def find_candidates(blocks: Sequence[Block]) -> list[Candidate]:
    """List declared headings and numbered lines, the numbered clauses among them."""
    size = body_size(blocks)
    boxed = _mostly_boxed(blocks)
    found: list[Candidate] = []
    for index, block in enumerate(blocks):
        if not _is_text(block):
            continue
        candidate = _candidate(index, block, size)
        if candidate is not None and (block.origin == "flow" or boxed or _is_sure(candidate)):
            found.append(candidate)
    return found


def find_bare_titles(blocks: Sequence[Block]) -> list[Candidate]:
    """List short emphasised lines with text under them, for a document without any number or level."""
    size = body_size(blocks)
    found: list[Candidate] = []
    for index, (block, following) in enumerate(itertools.pairwise(blocks)):
        if not _is_text(block) or block.origin != "flow" or not BARE_TITLE.match(block.text):
            continue
        plain = not _is_text(following) or not _emphasised(following, size)
        if plain and _emphasised(block, size) and index > 0:
            found.append(Candidate(index, block, None, None, True))
    told = sum(_tells(blocks[c.index + 1]) for c in found)
    return found if len(found) >= FEWEST_BARE and 2 * told > len(found) else []


def _tells(block: Block) -> bool:
    return not isinstance(block, Paragraph) or len(block.text) >= SHORTEST_TEXT


def _is_text(block: Block) -> TypeGuard[Paragraph]:
    if not isinstance(block, Paragraph) or block.kind != "body" or block.hidden:
        return False
    return block.origin in ("flow", "textbox")


def _mostly_boxed(blocks: Sequence[Block]) -> bool:
    """Tell a document turned from PDF, whose running text stands in text boxes."""
    lengths: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph):
            lengths[block.origin] += len(block.text)
    return lengths["textbox"] > lengths["flow"]


def _is_sure(candidate: Candidate) -> bool:
    return candidate.declared is not None or (
        candidate.number is not None and candidate.number.series in BOXED and candidate.emphasised
    )


def _emphasised(paragraph: Paragraph, size: float) -> bool:
    return paragraph.bold or (paragraph.size is not None and paragraph.size > size)


def _candidate(index: int, paragraph: Paragraph, size: float) -> Candidate | None:
    declared = _declared(paragraph)
    number = split_number(paragraph.text)
    if declared is not None:
        clause = _is_clause(paragraph.text)
    else:
        clause = number is not None and not _typed_title(paragraph.text, number)
    if number is None and (declared is None or clause):
        return None
    end = run_in_end(paragraph, number) if clause and number is not None else None
    if end is not None:
        emphasised = paragraph.lead > 0 or (end == len(paragraph.text) and _emphasised(paragraph, size))
        return Candidate(index, paragraph, number, declared, emphasised, run_in=end)
    return Candidate(
        index, paragraph, number, None if clause else declared, _emphasised(paragraph, size), clause
    )


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
    if rest.count("，") > 1 or (rest.endswith(("：", ":")) and len(rest) > SHORT_INTRODUCTION):
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
