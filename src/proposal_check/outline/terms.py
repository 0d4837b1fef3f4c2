"""Terms of the project that the text states: funding, period, protection level, attachments."""

import re
from collections.abc import Iterable, Iterator

from proposal_check.model.document import Anchor, Document, Paragraph
from proposal_check.model.outline import OutlineReading
from proposal_check.model.submission import Fact
from proposal_check.outline.labels import labelled
from proposal_check.outline.text import blocks_of, text_blocks

_FUNDING_LABELS = ("资金来源", "投资来源", "经费来源")
_FUNDING = re.compile(r"资金(?:来源)?(?:由|为|是|来源于|全部来源于|来自)\s*([^，,。；;]{2,24})")
_PERIOD_LABELS = ("建设周期", "建设工期", "建设期", "项目建设期", "项目周期", "工期", "实施周期", "建设期限")
_LENGTH = r"\d+(?:\.\d+)?\s*个?(?:月|年|天|日历天|工作日|周)|[一二两三四五六七八九十半]+\s*个?(?:月|年|周)"
_PERIOD = re.compile(
    rf"(?:建设(?:周期|工期|期限|期)|项目(?:周期|工期)|总?工期|实施周期)(?:计划|预计|共计|总计|约|共|为|是|[：:])*\s*({_LENGTH})"
)
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
    values = {re.sub(r"\s", "", a.quote) for a in found}
    return Fact(found[0].quote, "extracted", found[0]) if len(values) == 1 else None


def periods(document: Document, ranges: Iterable[tuple[int, int]]) -> Iterator[Anchor]:
    """Yield every stated length of the building period in the ranges, quoting the length."""
    for text in text_blocks(document, ranges):
        for match in _PERIOD.finditer(text.quote):
            yield Anchor(text.block, match.start(1), match.end(1), match[1], text.cell)
    indexes = [k for start, end in ranges for k in range(start, end)]
    for anchor in labelled(document, _PERIOD_LABELS, indexes):
        length = re.match(_LENGTH, anchor.quote)
        if length and anchor.cell:
            yield Anchor(anchor.block, anchor.start, anchor.start + length.end(), length[0], anchor.cell)


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
