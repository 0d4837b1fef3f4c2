"""Headings whose text goes on in the same paragraph: （三）建设内容。本项目……, 1.建设目标：……"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from proposal_check.model.document import Block, Paragraph, Signal, Table
from proposal_check.parse.typed_numbers import TypedNumber

# A title, the mark or line break that ends it, and text of its own; or a title that ends like a sentence.
RUN_IN: Final = re.compile(
    r"(?P<title>[^，,。；;：:！？!?\n]{2,26})(?:(?P<mark>[。：:]|\s*\n)\s*(?P<text>\S.{7,})|(?P<stop>。)\s*)",
    re.DOTALL,
)
# Bold letters that are a title; a mark or a blank parts them from the plain ones.
LED: Final = re.compile(r"(?P<title>[^\n。；;！？!?]{2,30}?)[。：:]?\s*")
MARKS: Final = "。：: \t\u3000\xa0\n"
WORDS: Final = re.compile(r"[\u4e00-\u9fff]{2}")
# 包括：, 如下：: what follows is a list, not a chapter.
INTRODUCES: Final = re.compile(r"(?:如下|以下|下列|包括|包含|有|为|是|即|指)$")
# 一、财政拨款收入：指……: a word and what it means.
DEFINES: Final = re.compile(r"[是系]?指")
# What a title that ends in 。 does not say: it would be a sentence.
STATES: Final = re.compile(
    r"是|将|须|应(?![用急答对])|为(?![民主])|已(?![有建])|不得|可以|能够|由|达到|满足|负责|包括"
)


def run_in_end(paragraph: Paragraph, number: TypedNumber) -> int | None:
    """Find where the heading a paragraph begins with ends in its text; None when it is all one text.

    It ends with bold letters before plain ones, or as its punctuation says, maybe where the text does.
    """
    text, start = paragraph.text, len(paragraph.text.rstrip()) - len(number.rest.rstrip())
    led = LED.fullmatch(text[start : paragraph.lead]) if paragraph.lead > start else None
    end = paragraph.lead + len(text[paragraph.lead :]) - len(text[paragraph.lead :].lstrip(MARKS))
    if led is None or not _is_title(led["title"]) or start + led.end("title") == end:
        return _by_form(text, start)
    return end


def _by_form(text: str, start: int) -> int | None:
    found = RUN_IN.fullmatch(text[start:])
    if found is None or not _is_title(found["title"]):
        return None
    stated = "。" in (found["mark"], found["stop"]) and STATES.search(found["title"])
    if stated or DEFINES.match(found["text"] or ""):
        return None
    return len(text) if found["stop"] else start + found.start("text")


def _is_title(text: str) -> bool:
    return bool(WORDS.search(text)) and not INTRODUCES.search(text.rstrip())


def split_heading(paragraph: Paragraph, end: int) -> tuple[Paragraph, Paragraph]:
    """Part a paragraph into its heading and the text that follows, every character kept."""
    bold = paragraph.bold or paragraph.lead > 0
    heading = replace(paragraph, text=paragraph.text[:end].rstrip(), bold=bold, lead=0, run_in=True)
    text = replace(paragraph, text=paragraph.text[end:], number=None, outline_level=None, bold=False, lead=0)
    return heading, text


def renumbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Let every block's place name the rank it has now."""
    if all(block.place.block == index for index, block in enumerate(blocks)):
        return tuple(blocks)
    return tuple(_at(block, index) for index, block in enumerate(blocks))


def _at(block: Block, index: int) -> Block:
    place = replace(block.place, block=index)
    if isinstance(block, Table):
        cells = tuple(replace(cell, place=replace(cell.place, block=index)) for cell in block.cells)
        return replace(block, place=place, cells=cells)
    return replace(block, place=place)


def moved(signals: Sequence[Signal], blocks: Sequence[Block]) -> tuple[Signal, ...]:
    """Let signals of blocks before headings were parted point at the same blocks after."""
    ranks = [i for i, block in enumerate(blocks) if not _goes_on(blocks, i)]
    known: Mapping[int, int] = dict(enumerate(ranks))
    return tuple(
        signal if signal.block is None else replace(signal, block=known.get(signal.block, signal.block))
        for signal in signals
    )


def _goes_on(blocks: Sequence[Block], index: int) -> bool:
    """Say whether a block is the text after a heading in its paragraph."""
    before = blocks[index - 1] if index else None
    return isinstance(before, Paragraph) and before.run_in
