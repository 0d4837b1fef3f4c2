"""Ask for a statement on each shared resource: that it is used, or why it is not.

A sentence that names the resource and says 利用, 接入, 不采用 and the like is a statement, wherever it is.
A resource that is named without one leaves a doubt: needs review. Resources of items that the document lacks
or may lack are not asked for; when none is left the rule is inapplicable.
"""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import certain, heading, items, label, texts
from proposal_check.checks.sentences import unread
from proposal_check.model.document import Table
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.tree import Requirement

VALUES = frozenset({"resource", "item"})

_STATED = re.compile(
    r"利用|依托|使用|采用|复用|接入|对接|部署|托管|租用|申请|共享|纳入|调用|整合|集成|基于|访问|承载|统一提供|不涉及|无需|不需要|不纳入|不使用|理由|原因"
)


class Resource(BaseModel):
    """A shared resource, the words that name it, and the item in whose text it is to be considered.

    Without an item the whole document answers for it. `concerns` are words that show that the project has to
    do with the matter at all; without one of them it is not asked for.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    resource: str
    words: tuple[str, ...]
    item: str = ""
    concerns: tuple[str, ...] = ()


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    resources: tuple[Resource, ...]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per resource without a statement."""
    required = items(case)
    there = [r for r in params.resources if not r.item or certain(required[r.item])]
    sentences = _sentences(case)
    there = [r for r in there if not r.concerns or any(w in s for s in sentences for w in r.concerns)]
    for resource in there:
        hit = _judge(resource, required.get(resource.item), sentences, unread(case))
        if hit:
            yield hit
    if not there:
        yield Hit(
            "统一资源", outcome=Outcome.INAPPLICABLE, reason="方案没有应说明统一资源利用的章节，无从核对"
        )


def _sentences(case: Case) -> list[str]:
    """Split the text into sentences; a row of a table is one: 电子政务网络 | 使用 | 由区级统一提供."""
    headings, blocks = {s.start for s in case.document.sections}, case.document.blocks
    found = [
        a.quote
        for k, b in enumerate(blocks)
        if k not in headings and not isinstance(b, Table)
        for a in texts(case, [k])
    ]
    rows = [line.replace("\t", "，") for b in blocks if isinstance(b, Table) for line in b.text.split("\n")]
    return [s for text in found for s in re.split(r"[。；;\n]", text) if s.strip()] + rows


def _judge(
    resource: Resource, requirement: Requirement | None, sentences: list[str], blind: str
) -> Hit | None:
    naming = [s for s in sentences if any(word in s for word in resource.words)]
    if any(_STATED.search(sentence) for sentence in naming):
        return None
    place, anchors = (label(requirement), heading(requirement)) if requirement else ("方案", ())
    values = {"resource": resource.resource, "item": place}
    if naming:
        reason = f"正文提到{resource.resource}，未见是否利用的说明，请核对"
        return Hit(resource.resource, values, anchors, Outcome.NEEDS_REVIEW, reason)
    if blind and requirement is None:
        reason = f"未见{resource.resource}的说明，{blind}，请核对"
        return Hit(resource.resource, values, outcome=Outcome.NEEDS_REVIEW, reason=reason)
    return Hit(resource.resource, values, anchors)
