"""Find what the chapters that a document has leave out: required sub-items, and tables asked for.

One opinion per chapter and kind: missing; treated in the text without a heading (advice); in doubt (needs
review). A chapter that is missing, in doubt, empty or inapplicable does not list its sub-items, nor
does a missing sub-item list its own. A sub-item that hangs on an unknown fact is in doubt at most.
"""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import (
    ItemId,
    asked,
    blocks,
    certain,
    heading,
    items,
    label,
    named,
    stands,
)
from proposal_check.model.document import Table
from proposal_check.model.finding import Hit, Outcome, Severity
from proposal_check.outline.tree import Requirement

VALUES = frozenset({"statement"})


class Params(BaseModel):
    """`skip` names items that other rules judge in full."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    skip: tuple[ItemId, ...] = ()


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield up to four hits per chapter."""
    required = [r for r in items(case).values() if r.item.id not in params.skip]
    for chapter in [r for r in required if r.parent is None and certain(r)]:
        members = [r for r in required if r.chapter is chapter and r is not chapter and _open(r)]
        yield from _chapter(case, chapter, [r for r in members if asked(case, r) is not False])


def _open(requirement: Requirement) -> bool:
    """Whether everything above the item is there, so that its own absence is news."""
    return all(stands(above) for above in requirement.above())


def _chapter(case: Case, chapter: Requirement, members: list[Requirement]) -> Iterator[Hit]:
    missing = [r for r in members if r.match.status == "missing" and r.match.sure and asked(case, r)]
    if missing:
        yield _hit(chapter, "", missing, "缺少{}的内容")
    unheaded = [r for r in members if stands(r) and not r.match.headed and r.match.sure]
    if unheaded:
        yield _hit(chapter, "标题", unheaded, "正文写到{}，但未单列标题", Severity.SHOULD)
    bare = [r for r in members if _lacks_table(case, r)]
    if bare:
        yield _hit(chapter, "表格", bare, "中{}未以表格列出", Severity.SHOULD)
    doubtful = [r for r in members if _doubtful(case, r)]
    if doubtful:
        reason = "；".join(f"“{r.item.title}”{_why(case, r)}" for r in doubtful)
        subject, values = f"{chapter.item.title}·存疑", {"statement": named(r.item.title for r in doubtful)}
        reason = f"{label(chapter)}中以下内容需核对：{reason}"
        yield Hit(subject, values, heading(chapter), Outcome.NEEDS_REVIEW, reason)


def _hit(
    chapter: Requirement,
    kind: str,
    members: list[Requirement],
    words: str,
    severity: Severity | None = None,
) -> Hit:
    statement = label(chapter) + words.format(named(r.item.title for r in members))
    subject = f"{chapter.item.title}·{kind}" if kind else chapter.item.title
    return Hit(subject, {"statement": statement}, heading(chapter), severity=severity)


def _lacks_table(case: Case, requirement: Requirement) -> bool:
    match = requirement.match
    if "table" not in requirement.item.requires or not (match.headed and match.sure and stands(requirement)):
        return False
    return not any(isinstance(case.document.blocks[k], Table) for k in blocks(requirement))


def _doubtful(case: Case, requirement: Requirement) -> bool:
    match = requirement.match
    if match.status == "missing":
        return not match.sure or asked(case, requirement) is None
    return match.status == "elsewhere" and not match.sure


def _why(case: Case, requirement: Requirement) -> str:
    match = requirement.match
    if match.section is not None:
        return f"疑写在“{case.document.sections[match.section].title}”"
    if match.status == "elsewhere":
        return "疑写在其他章节"
    return f"未见（{match.reason}）" if match.reason else "未见，是否需要取决于尚不明确的申报信息"
