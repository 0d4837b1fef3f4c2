"""The proposal's modules: rows of software tables, headings and enumerated lines of the design chapters."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from proposal_check.model.document import Anchor, Document, Paragraph, Table
from proposal_check.model.outline import OutlineReading
from proposal_check.overlap.context import Context, contexts, own_blocks
from proposal_check.overlap.forms import planned_items
from proposal_check.overlap.stance import stance
from proposal_check.overlap.tables import listing
from proposal_check.overlap.words import core

# The outline items that list or design what is built; other outlines are known by their titles.
_DESIGN_ITEMS = ("1.6", "5.1")
_DESIGN_TITLE = re.compile(
    "建设内容|功能(?:模块|设计|规格|详情|清单|需求)|系统功能|应用系统(?:设计|建设)|业务应用|软件(?:功能|开发|建设)"
)
# Chapters on linking with other systems name those, not modules of the proposal.
_LINKING_TITLE = re.compile("整合|对接|接口|集成|共享|交换|关系")
_NUMBER = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十]+[、章节.．]|[（(][一二三四五六七八九十\d]+[）)]|"
    r"\d+(?:[.．]\d+)*[、.．)）]?|[a-zA-Z][)）.．、]|[①-⑳•●◆\-–—*])\s*"
)
# A line that describes, or that is about links, documents and structure, names no function of its own. Words
# that functions are made of as well (安全, 培训, 环境 …) only count as the whole name or at its end.
_NOT_A_MODULE = re.compile(
    "概述|总体|架构|原则|背景|示意|一览|用例|界面|流程图|接口|集成|数据说明|标准规范|性能(?:指标|需求)|"
    "(?<!供需)(?<!产销)(?<!银企)(?<!政企)对接|(?:系统|平台|认证|网络|数据|第三方)接入|(?:前置|后置|约束)条件|"
    "功能清单|(?:组成|要点|使用情况|建设内容|目标|要求|设计|描述|说明|列表|范围|性能|部署|规范|标准|数据库|环境|约束|输入|输出|方案|体系|保障|措施|性)$|"
    "^(?:输入|输出|基本|部署)|"
    "^(?:系统|网络|数据|信息|应用|软件|主机|物理|终端|密码|平台|项目|工程|质量|硬件|集成|功能|用户|人员|操作|技术|"
    "初步|最终|竣工|整体|开发|运行|设备|安装|上线|试|与|和|及|、)*"
    "(?:安全|培训|测试|验收|部署|实施)(?:管理|建设|防护|服务|工作|计划|内容|大纲|与|和|及|、|验收|培训|测试|运维)*$"
)
# A label without a number (养老派单：受理……) names a module when so much is told of it.
_TOLD = 10
_NO_LABEL = re.compile(
    "组成|包括|包含|如下|部分|主要|其中|例如|本(?:项目|系统|平台|次|期)|由|可以|能够|通过|[，。]|"
    "(?:流程|名称|单位|地点|时间|对象|方式|内容|功能|步骤|特点|优势|用途|注|备注|角色|场景|参数|指标|规则|结果|来源|周期|频率|"
    "模式|原理|作用|价值|效果|意义|问题|定位|思路|路径|情况|关系|联系人|电话|地址|模块|系统)$"
)
# So many labelled lines in a row list functions where no title says so, save under these titles.
_IN_A_ROW = 3
_OTHER_TITLE = re.compile(
    "概[述况]|基本|进度|计划|组织|机构|人员|保障|管理|资金|经费|投资|安全|效益|风险|运维|运行|培训|环境|网络|硬件|数据|标准|技术"
)
_ENUMERATED = re.compile(
    "(?:功能模块|功能|子系统|模块)(?:主要)?(?:包括|包含|有|为|分为|由)[：:]?(?P<before>[^，。；：:\n]{5,300})|"
    "(?:包括|包含|分为|由|设有|涵盖|建设(?!内容|目标))[：:]?(?P<after>[^，。；：:\n]{5,300}?)"
    "[一二三四五六七八九十两\\d]+[个项大类](?:主要|核心|业务)?(?:功能|子系统|模块)"
)
# 建设场馆分时预约功能，……; 建设各项功能 and 实现上述功能 name none.
_BUILT = re.compile(
    "(?:建设|开发|新建|新增|增设|研发|构建)(?:一[套个项])?(?P<name>(?!内容|目标|方案|单位|成|上述|以下|下列|各|全部|相关|相应|其他|多)"
    "(?:(?!建设|开发|新建|功能|的)[^，。；：:\n“”]){3,60}?)(?:等?[一二三四五六七八九十两\\d]*[个项大类]?)"
    "(?<!相关)(?<!有关)(?<!各类)(?<!主要)(?:功能|子系统|模块)(?!的|要求|需求|不)(?=[，。；：:、与和并以]|[用来于]|$)"
)
_ITEM_END = "(?:、|以及|$|等(?:$|[一二三四五六七八九十\\d]))"
_PART = re.compile(f"(?P<name>(?:(?!{_ITEM_END}).){{2,}})(?:等[^、]*)?(?:、|以及|$)")
_SENTENCE = re.compile(r"[，,。；;！!？?]")


@dataclass(frozen=True, slots=True)
class Module:
    """A module or function the proposal plans; `detail` is what is said of it beside its name.

    A `group` is the heading of several modules: what they have in common rather than a function of its own.
    """

    name: str
    detail: str
    anchor: Anchor
    group: bool = False


def find_modules(document: Document, outline: OutlineReading) -> tuple[Module, ...]:
    """List the planned modules, each name once, in reading order; present-state sections are left out."""
    told = contexts(document)
    inside = _design_blocks(document, outline)
    found: dict[str, Module] = {}
    for index, _ in own_blocks(document, outline):
        for module in _of_block(document, index, told, inside):
            found.setdefault(core(module.name) or module.name, module)
    if not found:
        found = {core(module.name): module for module in _labelled(document, told)}
    groups = _groups(document, [module.anchor.block for module in found.values()])
    return tuple(replace(m, group=m.anchor.cell is None and m.anchor.block in groups) for m in found.values())


def _groups(document: Document, blocks: list[int]) -> set[int]:
    """Give the headings whose sections hold two modules or more beside themselves; `blocks` ascend."""
    spans = ((s.start, bisect_right(blocks, s.start), bisect_left(blocks, s.end)) for s in document.sections)
    return {start for start, first, last in spans if last - first > 1}


def _of_block(
    document: Document, index: int, told: Callable[[int], Context], inside: Callable[[int], bool]
) -> Iterator[Module]:
    if told(index) != "plan":
        return
    block = document.blocks[index]
    if isinstance(block, Table):
        yield from _of_table(index, block)
    elif isinstance(block, Paragraph) and inside(index):
        for module in _of_line(index, block):
            yield replace(module, detail=document.blocks[index + 1].text) if block.run_in else module


def _of_table(index: int, table: Table) -> Iterator[Module]:
    read = listing(table)
    if read is None:
        yield from _of_form(index, table)
    if read is None or not read.software:
        return
    for item in read.items:
        cell = item.cell
        if not _NOT_A_MODULE.search(cell.text):
            anchor = Anchor(index, 0, len(cell.text), cell.text, (cell.row, cell.col))
            yield Module(" ".join(cell.text.split()), item.detail, anchor)


def _labelled(document: Document, told: Callable[[int], Context]) -> Iterator[Module]:
    """Take labelled lines in a row, in a text none of whose titles says where its functions are."""
    run: list[Module] = []
    for index, block in enumerate([*document.blocks, None]):
        labels = isinstance(block, Paragraph) and "：" in block.text and block.kind == "body"
        listed = labels and told(index) == "plan" and not _no_functions(document, index)
        found = list(_of_line(index, block)) if listed and isinstance(block, Paragraph) else []
        if not found:
            yield from run if len(run) >= _IN_A_ROW else ()
            run = []
        run += found


def _no_functions(document: Document, index: int) -> bool:
    return any(_OTHER_TITLE.search(section.title) for section in document.section_path(index))


def _of_form(index: int, table: Table) -> Iterator[Module]:
    for cell, start, end in planned_items(table):
        for found in _of_line(index, Paragraph(table.place, cell.text[start:end])):
            anchor = replace(
                found.anchor,
                start=found.anchor.start + start,
                end=found.anchor.end + start,
                cell=(cell.row, cell.col),
            )
            yield replace(found, anchor=anchor)


def _of_line(index: int, line: Paragraph) -> Iterator[Module]:
    numbered = _NUMBER.match(line.text)
    start = numbered.end() if numbered else 0
    name, _, detail = line.text[start:].partition("：")
    if numbered is None and line.kind != "heading" and (len(detail) < _TOLD or _NO_LABEL.search(name)):
        yield from _of_sentence(index, line)
        return
    name = name.rstrip().rstrip("。") if line.run_in else name.rstrip()
    if 2 <= len(name) <= 18 and not _SENTENCE.search(name) and not _NOT_A_MODULE.search(name):
        yield Module(name, detail, Anchor(index, start, start + len(name), name))


def _of_sentence(index: int, line: Paragraph) -> Iterator[Module]:
    """Take the names from 系统包括甲、乙等两个功能模块; the sentence must call them so."""
    for listed in _ENUMERATED.finditer(line.text):
        start, end = listed.span("before" if listed["before"] else "after")
        several = "、" in line.text[start:end]
        for part in _PART.finditer(line.text, start, end) if several else ():
            yield from _named(index, part["name"], part.span("name"))
    for built in _BUILT.finditer(line.text):
        if stance(line.text, *built.span("name")).stance not in ("deny", "use", "present"):
            for part in _PART.finditer(line.text, *built.span("name")):
                yield from _named(index, part["name"], part.span("name"))


def _named(index: int, name: str, span: tuple[int, int]) -> Iterator[Module]:
    if 3 <= len(name) <= 18 and not _NOT_A_MODULE.search(name):
        yield Module(name, "", Anchor(index, *span, name))


def _design_blocks(document: Document, outline: OutlineReading) -> Callable[[int], bool]:
    inside = [False] * len(document.blocks)
    ranges = [(r, True) for m in outline.matches if m.id in _DESIGN_ITEMS and m.sure for r in m.blocks]
    for section in sorted(document.sections, key=lambda s: s.level):
        if _LINKING_TITLE.search(section.title):
            ranges.append(((section.start, section.end), False))
        elif _DESIGN_TITLE.search(section.title):
            ranges.append(((section.start, section.end), True))
    for (start, end), designed in ranges:
        for index in range(start + 1, min(end, len(inside))):
            inside[index] = designed
    return lambda block: inside[block]
