"""Yes or no about the project, where the document says it outright: 本项目分两期建设, 未列入一本账."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from proposal_check.model.document import Anchor, Document
from proposal_check.model.submission import Fact
from proposal_check.outline.text import text_blocks


class _Flag(NamedTuple):
    """A word without which nothing is said, and what says yes and what says no."""

    word: str
    yes: re.Pattern[str]
    no: re.Pattern[str]


_OURS = "(?:本项目|项目|本期|本次|本系统|本平台)"
_OLD = "原有?(?:系统|项目|平台)[^，。；]{0,16}"
_FLAGS = {
    "phased": _Flag(
        "期",
        re.compile(f"{_OURS}(?:计划|拟|共|总体|整体)*分(?:为)?[两二三四五2-5]期(?:建设|实施|进行)"),
        re.compile(f"{_OURS}[^，。；]{{0,6}}(?:不分期|一次性?(?:建设完成|建成))"),
    ),
    "in_one_ledger": _Flag(
        "一本账",
        re.compile("已(?:经)?(?:列入|纳入|入选)[^，。；]{0,24}一本账"),
        re.compile("(?:未|没有|尚未)(?:列入|纳入|入选)[^，。；]{0,24}一本账"),
    ),
    "cross_dept": _Flag(
        "跨部门",
        re.compile(f"{_OURS}(?:为|是|属于|属)[^，。；]{{0,12}}跨部门"),
        re.compile("(?:不涉及|不属于|不是|无)[^，。；]{0,6}跨部门"),
    ),
    "new_fixed_asset": _Flag(
        "固定资产",
        re.compile(f"{_OURS}[^，。；]{{0,8}}(?<!不)(?<!无)(?<!未)新增固定资产"),
        re.compile("(?:不|无|没有|未|不涉及)新增(?:任何)?固定资产"),
    ),
    "on_government_network": _Flag(
        "政务外网",
        re.compile("(?:应用|系统|平台|本项目)[^，。；]{0,8}部署(?:于|在|到)[^，。；]{0,8}政务外网"),
        re.compile("不部署(?:于|在|到)[^，。；]{0,8}政务外网"),
    ),
    "predecessor_accepted": _Flag(
        "验",
        re.compile(f"{_OLD}(?<!未)(?<!没有)(?:通过|完成)了?(?:竣工|最终|项目)?(?:终验|验收)"),
        re.compile(f"{_OLD}(?:未|没有|尚未)(?:通过|完成|进行)?[^，。；]{{0,6}}(?:终验|验收)"),
    ),
    "first_operation": _Flag(
        "首次", re.compile(f"{_OURS}[^，。；]{{0,6}}(?:为|是|系)首次申报运维"), re.compile("非首次申报运维")
    ),
}
# What others ask, what may be, and cited titles are no statement about the project.
_UNSAID = re.compile("是否|如果|若|应当|应(?![用急对答变])|须|要求|规定|可以|《")


def flags(document: Document) -> Iterator[tuple[str, Fact]]:
    """Yield each flag that the text states, and never the other way as well."""
    said: dict[str, list[tuple[bool, Anchor]]] = {}
    for text in text_blocks(document, [(0, len(document.blocks))]):
        for name, flag in _FLAGS.items():
            if flag.word in text.quote:
                said.setdefault(name, []).extend(_read(flag, text))
    for name in _FLAGS:
        found = said.get(name, [])
        if len({value for value, _ in found}) == 1:
            yield name, Fact(found[0][0], "extracted", found[0][1])


def _read(flag: _Flag, text: Anchor) -> Iterator[tuple[bool, Anchor]]:
    for sentence in re.finditer(r"[^。；;\n]+", text.quote):
        if _UNSAID.search(sentence[0]):
            continue
        for value, pattern in ((False, flag.no), (True, flag.yes)):
            if match := pattern.search(sentence[0]):
                start = text.start + sentence.start() + match.start()
                yield value, Anchor(text.block, start, start + len(match[0]), match[0], text.cell)
                break
