"""What stops a pass before it begins: a secrecy marking, or a document that is no proposal."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from proposal_check.errors import NotAProposal, SecretDocument
from proposal_check.model.document import Document, Paragraph, Table
from proposal_check.model.outline import OutlineReading
from proposal_check.model.submission import Submission

_COVER_BLOCKS = 40
_TERM = r"(?:[★☆*](?:[\d一二三四五六七八九十]+(?:年|个月|月)|长期|启封前?|解密前?)?)"
_MATTERS = re.compile(
    "方案|可行性|可研|初步设计|申报书|建议书|项目名称|建设单位|建设目标|建设内容|建设必要性|需求分析|总体设计|总体架构"
    "|系统设计|实施计划|进度|概算|估算|预算|总投资|资金来源|招标|采购|培训|验收|运行维护|效益|成本|项目"
)


def refuse_secrets(submission: Submission, marks: Sequence[str]) -> None:
    """Stop at a secrecy marking: on its own on a cover or in a header, or with its ★ anywhere on its own.

    Words in prose, such as 保守国家秘密, are no marking. Raises SecretDocument.
    """
    for document in submission.documents:
        for mark in _marks(document, marks):
            raise SecretDocument(
                f"“{document.source.name}”标有密级“{mark}”，已停止审查，没有保存任何内容。",
                "涉密项目请按保密规定在涉密环境中办理；如属误标，请更正后重新提交。",
            )


def _marks(document: Document, marks: Sequence[str]) -> Iterator[str]:
    level = "|".join(map(re.escape, marks))
    starred = re.compile(rf"(?:密级[:：]?)?(?:{level}){_TERM}")
    plain = re.compile(rf"[\[(【]?(?:密级[:：]?)?(?:{level})级?{_TERM}?[\])】]?")
    for text in _cover_texts(document):
        yield from (part for part in _parts(text) if plain.fullmatch(part))
        found = starred.search(_squeeze(text))
        if found:
            yield found[0]
    for block in document.blocks:
        if isinstance(block, Paragraph) and starred.fullmatch(_squeeze(block.text)):
            yield _squeeze(block.text)


def _cover_texts(document: Document) -> Iterator[str]:
    yield from (furniture.text for furniture in document.furniture)
    for block in document.blocks[:_COVER_BLOCKS]:
        if isinstance(block, Paragraph) and block.kind in ("heading", "contents"):
            return
        if isinstance(block, Table):
            yield from (cell.text for cell in block.cells)
        else:
            yield block.text


def _parts(text: str) -> list[str]:
    """Give a short text as a whole and in its spaced parts: a marking may share its line with a number."""
    if len(text) > 60:
        return []
    return [_squeeze(text), *map(_squeeze, text.split())]


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def refuse_strangers(document: Document, outline: Callable[[], OutlineReading]) -> None:
    """Stop at a document that is no proposal, and only when nothing at all speaks for it.

    Nothing speaks for a document whose title and headings carry no word of a proposal's matters and in which
    at most one required chapter is found. Raises NotAProposal.
    """
    if any(_MATTERS.search(_squeeze(text)) for text in _titles(document)):
        return
    if _chapters(outline()) > 1:
        return
    raise NotAProposal(
        f"“{document.source.name}”不像是项目方案：标题中没有项目方案的内容，也没有找到大纲要求的章节。",
        "请确认提交的是建设方案、可行性研究报告等文件；确需审查的，请使用含章节标题的版本。",
    )


def _titles(document: Document) -> Iterator[str]:
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if block.kind in ("heading", "title") or (index < _COVER_BLOCKS and len(block.text) <= 40):
                yield block.text
        elif isinstance(block, Table):
            yield block.caption or ""


def _chapters(outline: OutlineReading) -> int:
    return sum(
        m.level == 1 and m.status in ("present", "elsewhere", "merged", "empty") for m in outline.matches
    )
