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
    "立项单位",
    "项目立项单位",
    "申请单位",
    "项目申请单位",
    "项目法人单位",
)
_DATE_LABELS = (
    "编制时间", "编制日期", "编制年月", "日期", "编写日期", "填报日期", "填报时间", "申报日期", "申报时间"
)  # fmt: skip
_SUFFIX = re.compile(
    r"(建设方案|建设实施方案|实施方案|可行性研究报告|可研报告|初步设计(?:方案)?(?:[和与及](?:投资)?概算)?|项目申报书|申报书"
    r"|(?:运维|运行维护)(?:服务)?方案|技术设计书|需求建议书|需求说明书?|项目建议书"
    r"|(?:总体|整体|详细|初步|概要)?(?:技术|架构|设计|解决|可行性(?:研究)?|规划|实施)*方案)"
    r"([（(].{0,10}[）)])?$"
)
_BODY = re.compile(
    "[\u4e00-\u9fff×]{2,18}[省市区县州旗盟镇乡][\u4e00-\u9fff×]{1,18}"
    "(?:局|厅|委员会|办公室|委|办|中心|协会|联合会|总队|支队|法院|检察院|人民政府|管委会)"
)
_COVER_LINES = 20
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
# What parts a name from the kind of document behind it.
_DASHES = "-—–―·:|_/"
# A name said in one line: 本项目名称为××平台（以下简称“本项目”）。
_SAID = re.compile(
    r"\s*(?:本?(?:项目|方案)名称\s*(?:[为是][:：]?|[:：])\s*)?"
    r"(?P<name>(?:[^，,；;：:。（(]|[（(](?!以下|下称|简称)[^）)]{1,12}[）)]){3,60}?)"
    r"\s*(?:[（(](?:以下|下称|简称)[^）)]*[）)])?[。；;.\s]*"
)
_KIND_WORDS = (
    r"(?:[国省市区县]级|财政|政府|投资|政务|信息|系统|[(（]?20\d\d年度?[)）]?|项目|工程|建设|实施|总体|技术|初步|深化|详细|设计"
    r"|概算|预算|估算|可行性|研究|可研|预可研|申报|立项|方案|报告|需求|说明|运行|维护|运维|服务|信息化|数字化|及|和|与|、)*"
)
_BARE_KIND = re.compile(
    rf"{_KIND_WORDS}(?:方案|报告|设计|概算|预算|估算|申报书|建议书|说明书|设计书|任务书|计划书)(?:[（(].{{0,10}}[）)])?"
    # The printed title of a form: ××省省级政务信息系统项目申报书.
    rf"|[\w×]{{2,8}}?[省市区县]{_KIND_WORDS}申报[书表](?:[（(].{{0,10}}[）)])?"
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
    name = full_width(_SUFFIX.sub("", squeeze(anchor.quote).strip("《》“”\"'")).rstrip(_DASHES))
    return Fact(name, "extracted", anchor) if len(name) > 3 else None


def _named(document: Document, outline: OutlineReading) -> Anchor | None:
    """The one short line under the heading 项目名称."""
    found = next((m for m in named(outline, "项目名称") if m.section is not None), None)
    if found is None:
        return None
    texts = [a for a in text_blocks(document, found.blocks) if a.block != found.blocks[0][0]]
    match = _SAID.fullmatch(texts[0].quote) if len(texts) == 1 else None
    if match is None:
        return None
    start = texts[0].start + match.start("name")
    return Anchor(texts[0].block, start, start + len(match["name"]), match["name"], texts[0].cell)


def is_bare_kind(text: str) -> bool:
    """Tell 可行性研究报告 or 项目建设方案, which name a kind of document, from the name of a project."""
    return bool(_BARE_KIND.fullmatch(squeeze(text)))


def _title(document: Document) -> Anchor | None:
    """The cover line, or two lines, that end in a kind of document."""
    lines = [a for a in text_blocks(document, [(0, first_chapter(document))]) if len(a.quote) <= 60]
    for index, anchor in enumerate(lines):
        plain = squeeze(anchor.quote)
        if not _SUFFIX.search(plain):
            continue
        if not is_bare_kind(plain):
            return anchor
        before = lines[index - 1].quote if index else ""
        if len(squeeze(before)) > 4 and _WORDS.search(before):
            return lines[index - 1]
    return None


def owner_unit(document: Document) -> Fact | None:
    """The first labelled owner, else the one unit the cover names; a value that is a sentence is none."""
    for anchor in labelled(document, _OWNER_LABELS):
        value = re.sub(r"[（(]?(盖章|公章|签章)[）)]?", "", anchor.quote).strip()
        if 3 < len(value) <= 30 and not re.search(r"[，,]|负责|应当|需要", value):
            return Fact(value, "extracted", anchor)
    return _signed(document)


def _signed(document: Document) -> Fact | None:
    """The line of the cover that is a public body and nothing else; two of them are none.

    A body that 编制单位 stands before wrote the text for another.
    """
    lines = list(text_blocks(document, [(0, first_chapter(document))]))
    found = {squeeze(a.quote): a for a in lines if a.cell is None and _BODY.fullmatch(squeeze(a.quote))}
    if len(found) != 1 or len(lines) > _COVER_LINES:
        return None
    ((value, anchor),) = found.items()
    return Fact(value, "extracted", anchor)


def compiled(document: Document) -> Fact | None:
    """The labelled date, or a line of the cover that is a date and nothing else; a cell dates anything."""
    cover = (0, first_chapter(document))
    for anchor in labelled(document, _DATE_LABELS, range(*cover)):
        if _DATE.search(anchor.quote):
            return Fact(squeeze(anchor.quote), "extracted", anchor)
    for anchor in text_blocks(document, [cover]):
        if anchor.cell is None and _DATE.fullmatch(squeeze(anchor.quote)):
            return Fact(squeeze(anchor.quote), "extracted", anchor)
    return None


def full_width(name: str) -> str:
    """Print a name's brackets as Chinese text has them."""
    return name.translate({ord("("): "（", ord(")"): "）"})


def squeeze(text: str) -> str:
    """Drop all blanks and fold width: cover lines are often spaced out."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
