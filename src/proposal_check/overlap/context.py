"""What a block of the document speaks of: the plan, the present state, or the background of the plan."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from proposal_check.model.document import Block, Document, Paragraph
from proposal_check.model.outline import OutlineReading
from proposal_check.overlap.words import normalise

Context = Literal["plan", "present", "background"]

_PRESENT = re.compile("现状|现有|存量|已有|已建|原有|原系统|建设基础|工作基础|信息化基础|前期建设|一期")
_BACKGROUND = re.compile(
    "背景|依据|政策|必要性|可行性分析|紧迫性|规范|标准|原则|经验|案例|借鉴|趋势|术语|缩略|名词|问题|风险|"
    "招标|培训|附件|参考|比选|方案对比|方案比较|多方案"
)
_PLAN = re.compile(
    "建设内容|建设方案|系统设计|功能|应用系统|总体设计|系统建设|概算|清单|架构|整合|部署|安全设计|数据设计"
)
_DESIGN = re.compile("建设内容|建设方案|设计|概算|拟建|本期|新建")


def contexts(document: Document) -> Callable[[int], Context]:
    """Give a function from block index to context, decided by the innermost section title that tells."""
    table: list[Context] = ["plan"] * len(document.blocks)
    for section in sorted(document.sections, key=lambda s: s.level):
        told = _of_title(section.title)
        # 系统清单, 部署架构 under 现状 list and draw what is there.
        inside = section.start < len(table) and table[section.start] == "present"
        if told is not None and not (inside and told == "plan" and not _DESIGN.search(section.title)):
            end = min(section.end, len(table))
            table[section.start : end] = [told] * max(end - section.start, 0)
    return lambda block: table[block]


def _of_title(title: str) -> Context | None:
    if _PRESENT.search(title):
        return "present"
    if _BACKGROUND.search(title):
        return "background"
    return "plan" if _PLAN.search(title) else None


def own_blocks(document: Document, outline: OutlineReading) -> Iterator[tuple[int, Block]]:
    """Yield the blocks the applicant wrote: no contents, hidden text or headings that repeat the outline."""
    template = {normalise(match.title) for match in outline.matches}
    headings = {document.sections[m.section].start for m in outline.matches if m.section is not None}
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if block.hidden or block.kind in ("contents", "title") or not block.text.strip():
                continue
            if block.kind == "heading" and (index in headings or normalise(_bare(block)) in template):
                continue
        yield index, block


def _bare(heading: Paragraph) -> str:
    number = heading.number or ""
    return heading.text.removeprefix(number)
