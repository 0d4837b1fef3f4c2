"""The outline as the checks see it: items beside their matches, whether they are asked for, their text."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from proposal_check.checks.case import Case
from proposal_check.model.document import Anchor
from proposal_check.outline.tree import Requirement, requirements
from proposal_check.packs.conditions import applies

FOUND = ("present", "elsewhere", "merged")


def _in_outline(item: str, info: ValidationInfo) -> str:
    known = (info.context or {}).get("items")
    if item and known is not None and item not in known:
        raise ValueError(f"大纲中没有编号“{item}”")
    return item


# An item of the pack's outline. Where the outline is at hand, `items` of the validation context are its ids.
ItemId = Annotated[str, AfterValidator(_in_outline)]


def items(case: Case) -> dict[str, Requirement]:
    """Give every required item of the pack with its match, by id."""
    return requirements(case.pack.outline_of(case.outline.kind), case.outline)


def asked(case: Case, requirement: Requirement) -> bool | None:
    """Say whether an item is required of this project; None when that hangs on an unknown fact."""
    answers = [applies(r.item.when, case.facts) for r in (requirement, *requirement.above())]
    if requirement.item.optional or False in answers:
        return False
    return None if None in answers else True


def stands(requirement: Requirement) -> bool:
    """Whether the document treats the item at all, however surely."""
    return requirement.match.status in FOUND


def certain(requirement: Requirement) -> bool:
    """Whether the document surely treats the item: what it must hold may then be asked for."""
    return stands(requirement) and requirement.match.sure


def blocks(requirement: Requirement) -> list[int]:
    """Give the blocks that treat the item."""
    return [k for start, end in requirement.match.blocks for k in range(start, end)]


def texts(case: Case, indexes: Iterable[int]) -> Iterator[Anchor]:
    """Yield the readable texts of blocks: paragraphs, cells and captions, contents lines left out."""
    for index in indexes:
        yield from case.texts[index]


def heading(requirement: Requirement) -> tuple[Anchor, ...]:
    """Point at the item's heading, or at the nearest one above it that the document has."""
    for each in (requirement, *requirement.above()):
        if each.match.anchor is not None and each.match.section is not None:
            return (each.match.anchor,)
    return ()


def named(titles: Iterable[str]) -> str:
    """Quote titles one after another: “a”“b”."""
    return "".join(f"“{title}”" for title in titles)


def label(requirement: Requirement) -> str:
    """Name an item as the outline does: 第十四章“项目的培训计划”, or the bare quoted title below chapters."""
    if requirement.parent is None and requirement.item.number:
        return f"第{requirement.item.number}章“{requirement.item.title}”"
    return f"“{requirement.item.title}”"
