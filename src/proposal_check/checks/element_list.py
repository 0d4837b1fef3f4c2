"""Look for the elements that items must state, each by words or by a pattern, in the items' own text.

An element that only other text of the document states is in doubt: needs review; so is a list of costs where
a table could not be read. Elements of items that the document lacks are not looked for; when none is left the
rule is inapplicable.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import costed, unreadable
from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import ItemId, blocks, heading, items, label, stands, texts
from proposal_check.model.document import Anchor, Paragraph, Table
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.substance import body_of, substance
from proposal_check.outline.titles import tail_of
from proposal_check.outline.tree import Requirement

VALUES = frozenset({"item", "elements"})
_COSTS = re.compile("概算|预算|估算|费用|报价|造价|金额|单价|总价|合价")
_STOCK = re.compile("存量|现有|已有|资金来源|招标|采购")
# A title that names several matters does not say that each is treated.
_LIST = re.compile("[、，,/]|[和与及]")
_LEAST = 10


class Wanted(BaseModel):
    """An outline item, the elements it must state, and patterns that replace the outline's words.

    `also` are items whose text counts as well: what a chapter says need not be said twice. With `costs` only
    a table of costs states the elements, there or anywhere a budget was read.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    item: ItemId
    elements: tuple[str, ...]
    patterns: dict[str, str] = {}
    also: tuple[ItemId, ...] = ()
    costs: bool = False


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
    if wanted.costs:
        yield from _costs(case, requirement, wanted, [requirement, *(required[i] for i in wanted.also)])
        return
    places = [requirement, *(required[i] for i in wanted.also)]
    own = _texts(case, places)
    patterns = {name: _pattern(requirement, wanted, name) for name in wanted.elements}
    lacking = [n for n, p in patterns.items() if not (_states(p, own) or _headed(case, places, p))]
    rest = [anchor for anchors in case.texts for anchor in anchors]
    elsewhere = [
        n for n in lacking if n in wanted.patterns and _states(_pattern(requirement, wanted, n), rest)
    ]
    unsure = lacking if not requirement.match.sure else elsewhere
    for names, doubt in (([n for n in lacking if n not in unsure], False), (unsure, True)):
        if names:
            yield _hit(requirement, names, doubt=doubt)


def _costs(
    case: Case, requirement: Requirement, wanted: Wanted, places: Iterable[Requirement]
) -> Iterator[Hit]:
    """Ask for a table of costs: one read as a budget, or one in those places that bears such a title."""
    tables = [case.document.blocks[k] for r in places for k in blocks(r)]
    if costed(case) or any(isinstance(t, Table) and _lists_costs(t) for t in tables):
        return
    hit = _hit(requirement, list(wanted.elements), doubt=False)
    reason = unreadable(case)
    doubt = replace(hit, outcome=Outcome.NEEDS_REVIEW, reason=f"未见{hit.values['elements']}：{reason}")
    yield doubt if reason or not requirement.match.sure else hit


def _lists_costs(table: Table) -> bool:
    header = " ".join(cell.text for cell in table.cells if cell.row == 1)
    return bool(_COSTS.search(f"{table.caption or ''} {header}")) and not _STOCK.search(table.caption or "")


def _texts(case: Case, requirements: Iterable[Requirement]) -> list[Anchor]:
    """Gather what the items say; their own headings only name the matter, save what a colon adds."""
    requirements = list(requirements)
    heads = {start for r in requirements for start, _ in r.match.blocks}
    found = texts(case, sorted({k for r in requirements for k in blocks(r)}))
    return [a for a in found if a.block not in heads or a.cell or not _bare(case, a)]


def _headed(case: Case, requirements: Iterable[Requirement], pattern: re.Pattern[str]) -> bool:
    """Whether a section inside the items bears the element's name alone, and has text of its own."""
    ranges = [span for r in requirements for span in r.match.blocks]
    return any(
        pattern.search(section.title)
        and not _LIST.search(section.title)
        and any(start <= section.start < end for start, end in ranges)
        and substance(case.document, [body_of(section)]).chars >= _LEAST
        for section in case.document.sections
    )


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
