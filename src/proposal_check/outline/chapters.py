"""What chapters and their sub-items say about each other: 「不涉及」 goes down, treatment goes up."""

from dataclasses import replace

from proposal_check.model.outline import OutlineMatch
from proposal_check.outline.assignment import Assignment


def inherit_na(matches: list[OutlineMatch], found: Assignment) -> list[OutlineMatch]:
    """What a chapter says does not concern the project goes for its sub-items."""
    result = list(matches)
    for node, match in enumerate(matches):
        parent = found.nodes[node].parent
        if parent is not None and result[parent].status == "na" and match.status in ("missing", "elsewhere"):
            result[node] = replace(
                match, status="na", sure=True, reason="所在章节写明不涉及", anchor=result[parent].anchor
            )
    return result


def spread_chapters(matches: list[OutlineMatch], found: Assignment) -> list[OutlineMatch]:
    """A chapter without section is treated elsewhere when most of its sub-items are, in doubt when few."""
    result = list(matches)
    for node in found.children(None):
        match, children = matches[node], [matches[c] for c in found.children(node)]
        if match.status != "missing" or not children:
            continue
        if sum(map(_stands, children)) * 2 > len(children):
            result[node] = _spread(match, children)
        elif reason := _scattered(found, children):
            result[node] = replace(match, sure=False, reason=match.reason or reason)
    return result


def _scattered(found: Assignment, children: list[OutlineMatch]) -> str:
    """Why a chapter may be there after all: a section of one of its items, or hints of half of them.

    Where the other chapters are the outline's own, hints in their text are no chapter.
    """
    for child in children:
        if child.section is not None:
            return f"“{found.sections[child.section].title}”写到其中的“{child.title}”，请核对"
    if found.legible():
        return ""
    doubtful = sum(not c.sure or _stands(c) for c in children)
    return "部分内容可能写在其他章节，请核对" if doubtful * 2 >= len(children) else ""


def _stands(match: OutlineMatch) -> bool:
    return match.sure and match.status in ("present", "elsewhere", "merged")


def _spread(match: OutlineMatch, children: list[OutlineMatch]) -> OutlineMatch:
    standing = [c for c in children if _stands(c)]
    return replace(
        match,
        status="elsewhere",
        blocks=tuple(sorted({r for c in standing for r in c.blocks})),
        score=min(c.score for c in standing),
        sure=True,
        anchor=standing[0].anchor,
        reason="未单设本章，内容分散在其他章节",
    )
