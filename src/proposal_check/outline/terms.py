"""Terms of the project that the text states: funding, period, protection level, attachments."""

import re
from collections.abc import Iterable, Iterator

from proposal_check.model.document import Anchor, Document, Paragraph
from proposal_check.model.outline import OutlineReading
from proposal_check.model.submission import Fact
from proposal_check.outline.labels import labelled
from proposal_check.outline.periods import days, periods
from proposal_check.outline.text import blocks_of, text_blocks

_FUNDING_LABELS = ("资金来源", "投资来源", "经费来源")
_FUNDING = re.compile(r"资金(?:来源)?(?:由|为|是|来源于|全部来源于|来自)\s*([^，,。；;]{2,24})")
_LEVEL = re.compile(
    r"(?:等级保护|等保|保护等级|安全等级|安全保护等级)[^。；;，,]{0,14}?第?([一二三四])级|第?([一二三四])级(?:信息|网络)?(?:安全)?(?:等级保护|等保)"
)
_ATTACHMENT = re.compile(r"^\s*附件\s*[\d一二三四五六七八九十]*\s*[：:、.．\s]\s*(.{2,50}?)\s*$")


def funding_source(document: Document, outline: OutlineReading) -> Fact | None:
    """Where the money comes from, as labelled or stated in the sections on funding."""
    ranges = blocks_of(outline, "资金来源", "来源")
    found = [a for a in labelled(document, _FUNDING_LABELS) if len(a.quote) <= 40]
    found = found or list(_matches(document, ranges, _FUNDING))
    return Fact(found[0].quote, "extracted", found[0]) if found else None


def period(document: Document, outline: OutlineReading) -> Fact | None:
    """The length of the building period; two different lengths are no fact."""
    found = list(periods(document, blocks_of(outline, "周期", "工期", "建设期", "进度")))
    found = found or list(periods(document, [(0, len(document.blocks))]))
    return Fact(found[0].quote, "extracted", found[0]) if len({days(a.quote) for a in found}) == 1 else None


def security_level(document: Document, outline: OutlineReading) -> Fact | None:
    """The protection level the project sets itself; the sections on security decide before the rest."""
    for ranges in (blocks_of(outline, "安全需求"), blocks_of(outline, "安全"), [(0, len(document.blocks))]):
        found = [
            (m[1] or m[2], Anchor(a.block, m.start(), m.end(), m[0], a.cell))
            for a in text_blocks(document, ranges)
            for m in _LEVEL.finditer(a.quote)
        ]
        if found:
            level, anchor = found[0]
            return Fact(f"第{level}级", "extracted", anchor) if len({v for v, _ in found}) == 1 else None
    return None


def attachments(document: Document, outline: OutlineReading) -> Fact | None:
    """The attachments that the chapter 附件 lists as 附件1 …; none listed is no fact."""
    names: list[Anchor] = []
    for start, end in [r for m in outline.matches if m.title == "附件" for r in m.blocks]:
        for index in range(start + 1, end):
            block = document.blocks[index]
            if isinstance(block, Paragraph) and (match := _ATTACHMENT.match(block.text)):
                names.append(Anchor(index, match.start(1), match.end(1), match[1]))
    unique = tuple(dict.fromkeys(a.quote.strip("《》") for a in names))
    return Fact(unique, "extracted", names[0]) if unique else None


def _matches(
    document: Document, ranges: Iterable[tuple[int, int]], pattern: re.Pattern[str]
) -> Iterator[Anchor]:
    for text in text_blocks(document, ranges):
        for match in pattern.finditer(text.quote):
            yield Anchor(text.block, match.start(1), match.end(1), match[1], text.cell)
