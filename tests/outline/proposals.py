"""Proposals in the markup of the case files: complete ones, and what real ones do to them."""

from functools import cache

from markup import parse

from proposal_check.model.document import Document
from proposal_check.model.outline import OutlineReading
from proposal_check.outline.align import align
from proposal_check.packs.load import load_pack
from proposal_check.packs.schema import Outline, OutlineItem

FILLER = "这里是与标题相符的文字，用来表示本节已经写实，长度足够，不含其他章节的用语。" * 3
CHINESE = ("零", *"一二三四五六七八九十", *(f"十{digit}" for digit in "一二三四五六七"))


@cache
def outline() -> Outline:
    return load_pack("linan").outline


def heading(item: OutlineItem, depth: int) -> str:
    mark = {1: f"{item.number}、", 2: item.number, 3: f"{item.number}."}[depth]
    return f"{'#' * depth} {mark}{item.title}"


def chapter(item: OutlineItem, depth: int = 1) -> list[str]:
    """A chapter as the outline has it: the heading, and text under every item that has no sub-items."""
    lines = [heading(item, depth)]
    for child in item.children:
        lines += chapter(child, depth + 1)
    return lines if item.children else [*lines, FILLER]


def complete() -> list[list[str]]:
    """The seventeen chapters, each a list of markup lines."""
    return [chapter(item) for item in outline().chapters]


def document(chapters: list[list[str]]) -> Document:
    submission, _ = parse("\n".join(line for lines in chapters for line in lines))
    return submission.main


def read(chapters: list[list[str]]) -> OutlineReading:
    return align(document(chapters), outline())


def statuses(reading: OutlineReading) -> dict[str, str]:
    """Statuses by item; an uncertain one carries a question mark."""
    return {m.id: m.status + ("" if m.sure else "?") for m in reading.matches}


def changed(chapters: list[list[str]]) -> dict[str, str]:
    """What differs from a complete proposal."""
    return {k: v for k, v in statuses(read(chapters)).items() if v != "present"}
