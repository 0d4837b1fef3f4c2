"""What kind of document this is: said on the cover or by the file's name, else shown by its chapters."""

import re
from collections.abc import Mapping
from itertools import pairwise

from proposal_check.model.document import Document
from proposal_check.model.outline import OutlineReading
from proposal_check.model.submission import DOCUMENT_KINDS, Fact
from proposal_check.outline.align import align
from proposal_check.outline.identity import squeeze
from proposal_check.outline.text import first_chapter, text_blocks
from proposal_check.packs.schema import Outline

_KINDS = {
    "建设方案": r"建设方案|建设实施方案",
    "可行性研究报告": r"可行性研究报告|可研报告|可行性报告",
    "初步设计": r"初步设计",
    "项目申报书": r"申报书",
    "运维方案": r"(运维|运行维护)(服务|项目)?方案",
    "技术设计书": r"技术设计书",
    "需求建议书": r"需求(建议书|说明书|说明材料)",
    "项目建议书": r"项目建议书|建议书(?<!需求建议书)",
}
assert tuple(_KINDS) == DOCUMENT_KINDS
_END = r"(编制)?(报批稿|送审稿|评审稿|修改稿|终稿|初稿|草案|\d{4}年.{0,4}|[\d.vV_\-]+)?$"
_LINE = 60
# Chapters decide where this share of an outline's stands, and no other outline comes near.
_SHARE, _LEAD = 0.6, 0.2


def document_kind(document: Document, outlines: Mapping[str, Outline]) -> Fact | None:
    """Recognise the kind of document; `outlines` are the pack's, by kind. Two answers alike are none."""
    return _on_cover(document) or _in_file_name(document) or _by_chapters(document, outlines)


def _on_cover(document: Document) -> Fact | None:
    """A line of the cover that ends in a kind, before one that only mentions it."""
    lines = [a for a in text_blocks(document, [(0, first_chapter(document))]) if len(a.quote) <= _LINE]
    for find in (_ends_in, _mentions):
        for anchor in lines:
            if kind := find(squeeze(anchor.quote)):
                return Fact(kind, "extracted", anchor)
    for first, second in pairwise(lines):
        if kind := _ends_in(squeeze(first.quote) + squeeze(second.quote)):
            return Fact(kind, "extracted", second)
    return None


def _in_file_name(document: Document) -> Fact | None:
    name = document.source.name
    kind = _mentions(name)
    return Fact(kind, "inferred", reason=f"文件名为“{name}”") if kind else None


def _ends_in(text: str) -> str | None:
    return _only(re.sub(r"[《》“”（）()【】\[\]]", "", text), _END)


def _mentions(text: str) -> str | None:
    return _only(text, "")


def _only(text: str, end: str) -> str | None:
    kinds = [kind for kind, pattern in _KINDS.items() if re.search(f"(?:{pattern}){end}", text)]
    return kinds[0] if len(kinds) == 1 else None


def _by_chapters(document: Document, outlines: Mapping[str, Outline]) -> Fact | None:
    """The kind whose outline has most of its chapters in the document, clearly ahead of the others."""
    shares = sorted(
        ((_share(align(document, outline)), kind) for kind, outline in outlines.items() if outline.complete),
        reverse=True,
    )
    if not shares or shares[0][0] < _SHARE or (len(shares) > 1 and shares[0][0] - shares[1][0] < _LEAD):
        return None
    kind = shares[0][1]
    return Fact(kind, "inferred", reason=f"章节与《{outlines[kind].title}》相符")


def _share(reading: OutlineReading) -> float:
    chapters = [m for m in reading.matches if m.level == 1]
    return sum(m.status == "present" and m.sure for m in chapters) / max(len(chapters), 1)
