"""Where things stand, in words that every report shares."""

from collections.abc import Iterable

from proposal_check.model.document import Anchor
from proposal_check.model.finding import Review
from proposal_check.model.outline import OutlineMatch
from proposal_check.model.where import where
from proposal_check.packs.schema import OutlineItem
from proposal_check.report.wording import clean, shorten


def place_of(review: Review, anchor: Anchor | None) -> str:
    """Say where an anchor points, with the file's name when it is an attachment's; empty when unknown."""
    documents = review.submission.documents
    if anchor is None or not 0 <= anchor.document < len(documents):
        return ""
    document = documents[anchor.document]
    return clean(where(document, anchor)) or (clean(document.source.name) if anchor.document else "")


def section_title(review: Review, match: OutlineMatch) -> str:
    """Name the section that treats an outline item, or the place where the text does; empty when neither."""
    if match.section is None:
        return place_of(review, match.anchor)
    section = review.submission.main.sections[match.section]
    return shorten(f"{section.number or ''}{section.title}", 60)


def outline_numbers(items: Iterable[OutlineItem]) -> dict[str, str]:
    """Map the ids of outline items to their numbers as printed before a title."""
    numbers: dict[str, str] = {}
    for item in items:
        numbers |= {item.id: _punctuated(item.number), **outline_numbers(item.children)}
    return numbers


def _punctuated(number: str) -> str:
    """Put the mark after a bare number: 一、 and 1., while （一） needs none."""
    if not number or not number[-1].isalnum():
        return number
    return f"{number}." if number[-1].isascii() else f"{number}、"
