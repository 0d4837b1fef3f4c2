"""Who proposes what and when: project name, owner, date, from cover and labels."""

import re
import unicodedata

from proposal_check.model.document import Anchor, Document
from proposal_check.model.outline import OutlineReading
from proposal_check.model.submission import Fact
from proposal_check.outline.labels import labelled
from proposal_check.outline.text import first_chapter, named, text_blocks

_NAME_LABELS = ("项目名称", "建设项目名称", "工程名称")
_OWNER_LABELS = (
    "建设单位",
    "项目建设单位",
    "建设单位名称",
    "申报单位",
    "项目申报单位",
    "项目承担单位",
    "承担单位",
    "项目单位",
    "业主单位",
    "项目业主",
)
_DATE_LABELS = ("编制时间", "编制日期", "编制年月", "日期", "编写日期")
_SUFFIX = re.compile(
    r"(建设方案|建设实施方案|实施方案|可行性研究报告|可研报告|初步设计(?:方案)?(?:[和与及](?:投资)?概算)?|项目申报书|申报书"
    r"|(?:运维|运行维护)(?:服务)?方案|技术设计书|需求建议书|需求说明书?|项目建议书|方案)"
    r"([（(].{0,10}[）)])?$"
)
_DATE = re.compile(
    r"(20\d\d|[二][〇○零Oo０一二三四五六七八九]{3})\s*[年./\-]\s*"
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:月|[./\-]|$)(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?)?"
)


def project_name(document: Document, outline: OutlineReading) -> Fact | None:
    """The labelled name, the text of 项目名称, or the cover's title, without 建设方案 and the like."""
    anchor = next(labelled(document, _NAME_LABELS), None) or _named(document, outline) or _title(document)
    if anchor is None:
        return None
    name = _SUFFIX.sub("", squeeze(anchor.quote).strip("《》“”\"'"))
    return Fact(name, "extracted", anchor) if len(name) > 3 else None


def _named(document: Document, outline: OutlineReading) -> Anchor | None:
    """The one short line under the heading 项目名称."""
    found = next((m for m in named(outline, "项目名称") if m.section is not None), None)
    if found is None:
        return None
    texts = [a for a in text_blocks(document, found.blocks) if a.block != found.blocks[0][0]]
    plain = [a for a in texts if len(a.quote) <= 60]
    return plain[0] if len(plain) == len(texts) == 1 else None


def _title(document: Document) -> Anchor | None:
    """The cover line, or two lines, that end in a kind of document."""
    lines = [a for a in text_blocks(document, [(0, first_chapter(document))]) if len(a.quote) <= 60]
    for index, anchor in enumerate(lines):
        plain = squeeze(anchor.quote)
        if not _SUFFIX.search(plain):
            continue
        if len(plain) > 8:
            return anchor
        if index and len(squeeze(lines[index - 1].quote)) > 4:
            return lines[index - 1]
    return None


def owner_unit(document: Document) -> Fact | None:
    """The first labelled owner; a value that is a sentence is none."""
    for anchor in labelled(document, _OWNER_LABELS):
        value = re.sub(r"[（(]?(盖章|公章|签章)[）)]?", "", anchor.quote).strip()
        if 3 < len(value) <= 30 and not re.search(r"[，,]|负责|应当|需要", value):
            return Fact(value, "extracted", anchor)
    return None


def compiled(document: Document) -> Fact | None:
    """The labelled date, or a line of the cover that is a date and nothing else."""
    cover = (0, first_chapter(document))
    for anchor in labelled(document, _DATE_LABELS, range(*cover)):
        if _DATE.search(anchor.quote):
            return Fact(squeeze(anchor.quote), "extracted", anchor)
    for anchor in text_blocks(document, [cover]):
        if _DATE.fullmatch(squeeze(anchor.quote)):
            return Fact(squeeze(anchor.quote), "extracted", anchor)
    return None


def squeeze(text: str) -> str:
    """Drop all blanks and fold width: cover lines are often spaced out."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
