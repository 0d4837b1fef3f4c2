"""Ask for a statement on each shared resource: that it is used, or why it is not.

A clause that names the resource and says 利用, 接入 or 不采用 of it is a statement, wherever it stands.
So is a row of a table, and a sentence that gives a reason. A resource that is named without one, or only in a
description of the present state, leaves a doubt: needs review. Resources of items that the document lacks or
may lack are not asked for; when none is left the rule is inapplicable.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import ItemId, certain, heading, items, label
from proposal_check.checks.sentences import sentences, unread
from proposal_check.model.document import Table
from proposal_check.model.finding import Hit, Outcome, Severity
from proposal_check.outline.tree import Requirement
from proposal_check.overlap.context import contexts

VALUES = frozenset({"resource", "item"})

_VERB = (
    "(?:利用|依托|使用|采用|复用|沿用|接入|对接|部署|托管|租用|申请|共享|纳入|调用|整合|集成|基于|访问|承载|统一提供"
    "|打通|连接|通过|借助|归集|推送|上传|同步|发布|生成|发送|登录|认证|开通|分配)"
)
_OF_IT = re.compile(f"{_VERB}[^，。；]{{0,24}}$")
_BY_IT = re.compile(f"^[^，。；]{{0,20}}{_VERB}")
_ROW = re.compile(f"{_VERB}|不涉及|不使用|自建")
_REASON = re.compile("不涉及|无需|不需要|不(?:再)?(?:纳入|使用|利用|接入|采用|对接|部署|依托)|理由|原因")
_PLANNED = re.compile("本项目|本期|本次|本系统|本平台|拟|将|应用")


class Resource(BaseModel):
    """A shared resource, the words that name it, and the item in whose text it is to be considered.

    Without an item the whole document answers for it. `concerns` are words that show that the project has to
    do with the matter at all; without one of them it is not asked for. `advice` is what the regulation only
    leaves to consideration.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    resource: str
    words: tuple[str, ...]
    item: ItemId = ""
    concerns: tuple[str, ...] = ()
    advice: bool = False


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    resources: tuple[Resource, ...]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per resource without a statement."""
    required = items(case)
    there = [r for r in params.resources if not r.item or certain(required[r.item])]
    said = [*_sentences(case), *_rows(case)]
    there = [r for r in there if not r.concerns or any(w in s.text for s in said for w in r.concerns)]
    for resource in there:
        hit = _judge(resource, required.get(resource.item), said, unread(case))
        if hit:
            yield hit
    if not there:
        yield Hit(
            "统一资源", outcome=Outcome.INAPPLICABLE, reason="方案没有应说明统一资源利用的章节，无从核对"
        )


class _Said(NamedTuple):
    """A sentence, or a row of a table, and whether it stands in a description of the present state."""

    text: str
    row: bool
    present: bool

    def states(self, words: Iterable[str]) -> bool:
        """Whether it says what is done with something of that name."""
        if self.present and not _PLANNED.search(self.text):
            return False
        if self.row:
            return bool(_ROW.search(self.text))
        return bool(_REASON.search(self.text)) or any(
            _OF_IT.search(self.text, 0, m.start()) or _BY_IT.search(self.text[m.end() :])
            for word in words
            for m in re.finditer(re.escape(word), self.text)
        )


def _sentences(case: Case) -> Iterator[_Said]:
    told = contexts(case.document)
    running = (k for k, block in enumerate(case.document.blocks) if not isinstance(block, Table))
    for anchor in sentences(case, running):
        yield _Said(anchor.quote, row=False, present=told(anchor.block) == "present")


def _rows(case: Case) -> Iterator[_Said]:
    """Yield the rows of tables: 电子政务网络 | 使用 | 由区级统一提供."""
    told = contexts(case.document)
    for index, block in enumerate(case.document.blocks):
        if isinstance(block, Table):
            for line in block.text.split("\n"):
                yield _Said(line, row=True, present=told(index) == "present")


def _judge(resource: Resource, requirement: Requirement | None, said: list[_Said], blind: str) -> Hit | None:
    naming = [s for s in said if any(word in s.text for word in resource.words)]
    if any(s.states(resource.words) for s in naming):
        return None
    place, anchors = (label(requirement), heading(requirement)) if requirement else ("方案", ())
    values = {"resource": resource.resource, "item": place}
    if naming:
        reason = f"正文提到{resource.resource}，未见是否利用的说明，请核对"
        return Hit(resource.resource, values, anchors, Outcome.NEEDS_REVIEW, reason)
    if blind and requirement is None:
        reason = f"未见{resource.resource}的说明，{blind}，请核对"
        return Hit(resource.resource, values, outcome=Outcome.NEEDS_REVIEW, reason=reason)
    return Hit(resource.resource, values, anchors, severity=Severity.SHOULD if resource.advice else None)
