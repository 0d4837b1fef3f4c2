"""What stops a pass before it begins: a secrecy marking, or a document that is no proposal."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from proposal_check.checks.cover import cover, title
from proposal_check.errors import NotAProposal, SecretDocument, UnreadableFile
from proposal_check.model.budget import BudgetReading
from proposal_check.model.document import Document, Paragraph, Table
from proposal_check.model.outline import OutlineReading
from proposal_check.model.submission import Submission
from proposal_check.outline.identity import squeeze
from proposal_check.review.readings import Readings

_TERM = r"(?:[★☆]|\*(?=\d))(?:[\d一二三四五六七八九十]+(?:年|个月|月)|长期|启封前?|解密前?)?"
_MATTERS = re.compile(
    "建设方案|建设单位|承担单位|建设目标|建设内容|建设规模|建设周期|建设依据|必要性|项目名称|项目概[述况]|项目背景|项目性质"
    "|总投资|投资[概估]算|资金来源|概算|预算|可行性|招标|本项目|申报|工期|效益分析|培训计划|报价|实施计划|进度计划"
)
# What proposals and feasibility studies of any outline have chapters on.
_CHAPTERS = (
    "概述|概况|背景|引言|总论",
    "必要性|可行性",
    "需求",
    "现状|现有|已有|基础",
    "目标|前提",
    "总体|架构|详细设计|建设内容|建设方案|技术方案|技术路线|所建议",
    "投资|概算|估算|预算|经费|资金|费用|支出|成本",
    "效益|收益|成效",
    "风险",
    "进度|计划|工期|周期",
    "组织|机构|人员|管理",
    "招标|采购",
    "培训",
    "安全",
    "运维|运行维护|运营",
)
# A document that names itself something else, as its title.
_OTHER = re.compile(
    r".{0,40}(?:会议纪要|评审意见|专家意见|评分(?:表|标准|细则)|评标(?:办法|报告)|(?:招标|投标|磋商|询价)文件|合同(?:书|文本)?"
    r"|部门(?:预算|决算)|(?:审计|验收|监理|测评)报告|(?:用户|操作|使用)(?:手册|说明书)|工作总结|新闻稿|讲话稿?)(?:[(（].{0,12}[)）])?"
)
_TITLE_LINES = 3
# Each of these alone speaks for a proposal.
_ENOUGH_ITEMS = 5
_ENOUGH_CHAPTERS = 5
_ENOUGH_MATTERS = 3
_LEGIBLE = 50


def refuse_secrets(submission: Submission, marks: Sequence[str]) -> None:
    """Stop at a secrecy marking: on its own on a cover or in a header, or with its ★ anywhere on its own.

    Words in prose, such as 保守国家秘密, are no marking. Raises SecretDocument, also when the project is
    declared secret.
    """
    if submission.declared.get("is_secret") is True:
        raise SecretDocument(
            "申报信息写明为涉密项目，已停止审查，没有保存任何内容。",
            "涉密项目请按保密规定在涉密环境中办理；如属误填，请更正申报信息后重新提交。",
        )
    for document in submission.documents:
        for mark in _marks(document, marks):
            raise SecretDocument(
                f"“{document.source.name}”标有密级“{mark}”，已停止审查，没有保存任何内容。",
                "涉密项目请按保密规定在涉密环境中办理；如属误标，请更正后重新提交。",
            )


def _marks(document: Document, marks: Sequence[str]) -> Iterator[str]:
    level = "|".join(map(re.escape, marks))
    starred = re.compile(rf"(?:密级:?)?(?:{level}){_TERM}")
    plain = re.compile(rf"[\[(【]?(?:密级:?)?(?:{level})级?(?:{_TERM})?[\])】]?")
    for text in _cover_texts(document):
        yield from (part for part in _parts(text) if plain.fullmatch(part))
        if found := starred.search(squeeze(text)):
            yield found[0]
    for block in document.blocks:
        if isinstance(block, Paragraph) and (found := starred.fullmatch(squeeze(block.text))):
            yield found[0]


def _cover_texts(document: Document) -> Iterator[str]:
    yield from (furniture.text for furniture in document.furniture)
    for block in (document.blocks[index] for index in cover(document)):
        if isinstance(block, Table):
            yield from (cell.text for cell in block.cells)
        else:
            yield block.text


def _parts(text: str) -> list[str]:
    """Give a short text as a whole and in its spaced parts: a marking may share its line with a number."""
    return [squeeze(text), *map(squeeze, text.split())] if len(text) <= 60 else []


def refuse_strangers(document: Document, read: Readings) -> None:
    """Stop at a document that is no proposal, and only when nothing at all speaks for it.

    What speaks for it: a name such as ××方案 on the cover, a budget, a handful of required items under their
    own headings, chapters such as studies of any outline have, or the vocabulary of proposals. A document
    that calls itself minutes, a tender or a contract needs a proposal's name. Raises NotAProposal;
    UnreadableFile when there is no text.
    """
    if not _is_legible(document):
        raise UnreadableFile(
            f"“{document.source.name}”中几乎没有可读的文字，可能是图片或扫描件。",
            "请提交可编辑的 Word 文件。",
        )
    if title(document) or (not _calls_itself_other(document) and _speaks_of_a_project(document, read)):
        return
    raise NotAProposal(
        f"“{document.source.name}”不像是项目建设方案：没有方案名称和投资概算，也几乎没有大纲要求的章节。",
        "请确认提交的文件，改为提交建设方案、可行性研究报告等申报文件。",
    )


def _calls_itself_other(document: Document) -> bool:
    lines = (squeeze(b.text) for b in document.blocks if isinstance(b, Paragraph) and b.text.strip())
    return any(_OTHER.fullmatch(line) for line in islice(lines, _TITLE_LINES))


def _speaks_of_a_project(document: Document, read: Readings) -> bool:
    if _has_budget(read.budget.otherwise(BudgetReading())):
        return True
    titles = " ".join(section.title for section in document.sections)
    if sum(bool(re.search(words, titles)) for words in _CHAPTERS) >= _ENOUGH_CHAPTERS:
        return True
    outline = read.outline.otherwise(OutlineReading(()))
    if sum(match.section is not None for match in outline.matches) >= _ENOUGH_ITEMS:
        return True
    matters = {word for block in document.blocks for word in _MATTERS.findall(block.text)}
    return len(matters) >= _ENOUGH_MATTERS


def _is_legible(document: Document) -> bool:
    read = accumulate(len(squeeze(block.text)) for block in document.blocks)
    return any(characters >= _LEGIBLE for characters in read)


def _has_budget(budget: BudgetReading) -> bool:
    return bool(budget.tables or budget.totals or budget.unread)
