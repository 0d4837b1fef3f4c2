"""Look for the elements that items must state, each by words or by a pattern, in the items' own text.

An element that only other text of the document states is in doubt: needs review. Elements of items that the
document lacks are not looked for; when none is left the rule is inapplicable.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import blocks, heading, items, label, stands, texts
from proposal_check.model.document import Anchor, Paragraph, Table
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.titles import tail_of
from proposal_check.outline.tree import Requirement

VALUES = frozenset({"item", "elements"})


class Wanted(BaseModel):
    """An outline item, the elements it must state, and patterns that replace the outline's words.

    `also` are items whose text counts as well: what a chapter says need not be said twice. With `tables` any
    table there, or any table read as a budget, states the elements.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    item: str
    elements: tuple[str, ...]
    patterns: dict[str, str] = {}
    also: tuple[str, ...] = ()
    tables: bool = False


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    wanted: tuple[Wanted, ...]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per item for the elements it does not state, one more for those in doubt."""
    required = items(case)
    there = [w for w in params.wanted if stands(required[w.item])]
    for wanted in there:
        yield from _item(case, required, wanted)
    if not there:
        absent = "、".join(label(required[w.item]) for w in params.wanted)
        yield Hit("要素", outcome=Outcome.INAPPLICABLE, reason=f"方案没有{absent}的内容，无从核对要素")


def _item(case: Case, required: dict[str, Requirement], wanted: Wanted) -> Iterator[Hit]:
    requirement = required[wanted.item]
    if wanted.tables and _has_table(case, [requirement, *(required[i] for i in wanted.also)]):
        return
    own = _texts(case, [requirement, *(required[i] for i in wanted.also)])
    lacking = [name for name in wanted.elements if not _states(_pattern(requirement, wanted, name), own)]
    rest = [anchor for anchors in case.texts for anchor in anchors]
    elsewhere = [
        n for n in lacking if n in wanted.patterns and _states(_pattern(requirement, wanted, n), rest)
    ]
    unsure = lacking if not requirement.match.sure else elsewhere
    for names, doubt in (([n for n in lacking if n not in unsure], False), (unsure, True)):
        if names:
            yield _hit(requirement, names, doubt=doubt)


def _has_table(case: Case, requirements: Iterable[Requirement]) -> bool:
    inside = {k for r in requirements for k in blocks(r)}
    return bool(case.budget.tables) or any(isinstance(case.document.blocks[k], Table) for k in inside)


def _texts(case: Case, requirements: Iterable[Requirement]) -> list[Anchor]:
    """Gather what the items say; their own headings only name the matter, save what a colon adds."""
    requirements = list(requirements)
    heads = {start for r in requirements for start, _ in r.match.blocks}
    found = texts(case, sorted({k for r in requirements for k in blocks(r)}))
    return [a for a in found if a.block not in heads or a.cell or not _bare(case, a)]


def _bare(case: Case, anchor: Anchor) -> bool:
    block = case.document.blocks[anchor.block]
    return isinstance(block, Paragraph) and block.kind == "heading" and not tail_of(block.text)


def _pattern(requirement: Requirement, wanted: Wanted, name: str) -> re.Pattern[str]:
    if name in wanted.patterns:
        return re.compile(wanted.patterns[name])
    return re.compile("|".join(map(re.escape, requirement.item.elements.get(name, [name]))))


def _states(pattern: re.Pattern[str], found: list[Anchor]) -> bool:
    return any(pattern.search(anchor.quote) for anchor in found)


def _hit(requirement: Requirement, names: list[str], *, doubt: bool) -> Hit:
    values = {"item": requirement.item.title, "elements": "、".join(names)}
    subject = f"{requirement.item.title}·{'、'.join(names)}"
    if not doubt:
        return Hit(subject, values, heading(requirement))
    reason = f"“{values['item']}”中未见{values['elements']}，其他章节可能写到，请核对"
    return Hit(subject, values, heading(requirement), Outcome.NEEDS_REVIEW, reason)
