"""Find required items that are a heading without substance: nothing below it, or 「略」「待定」 alone.

A pointer to a place, and text much shorter than the outline asks for, leave a doubt: needs review. An item
inside an empty one, or in the same section, is not counted again. A section beyond the outline that holds
nothing but a placeholder is worth advice.
"""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import asked, items
from proposal_check.model.document import Section
from proposal_check.model.finding import Hit, Outcome, Severity
from proposal_check.outline.align import anchor_of
from proposal_check.outline.substance import body_of, judge, substance
from proposal_check.outline.tree import Requirement

VALUES = frozenset({"title", "fact"})


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def run(case: Case, params: Params) -> Iterable[Hit]:  # noqa: ARG001
    """Yield one hit per empty section."""
    seen: set[int | None] = set()
    for requirement in items(case).values():
        match = requirement.match
        if match.status != "empty" or match.section in seen or _inside_empty(requirement):
            continue
        if asked(case, requirement) is False:
            continue
        seen.add(match.section)
        yield _hit(case, requirement)
    yield from _beyond(case, [case.document.sections[k] for k in seen if k is not None])


def _beyond(case: Case, told: list[Section]) -> Iterator[Hit]:
    """Find placeholders under headings that no required item claims; nothing at all below one says little."""
    for section in (case.document.sections[k] for k in case.outline.unmatched):
        held = substance(case.document, [body_of(section)])
        verdict, sure, fact = judge(held, 0)
        inside = any(each.start <= section.start < each.end for each in told)
        if verdict == "empty" and sure and held.chars and not inside:
            told.append(section)
            anchor = anchor_of(case.document, section.start)
            yield Hit(
                section.title, {"title": section.title, "fact": fact}, (anchor,), severity=Severity.SHOULD
            )


def _inside_empty(requirement: Requirement) -> bool:
    return any(above.match.status == "empty" for above in requirement.above())


def _hit(case: Case, requirement: Requirement) -> Hit:
    match = requirement.match
    title = requirement.item.title if match.section is None else case.document.sections[match.section].title
    values = {"title": title, "fact": match.reason}
    anchors = (match.anchor,) if match.anchor else ()
    if match.sure:
        return Hit(requirement.item.title, values, anchors)
    reason = f"“{title}”{match.reason}，请核对内容是否完整"
    return Hit(requirement.item.title, values, anchors, Outcome.NEEDS_REVIEW, reason)
