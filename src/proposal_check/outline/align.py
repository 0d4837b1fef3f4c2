"""Say for every required item where the document treats it, and how sure that is."""

from dataclasses import replace

import numpy as np

from proposal_check.model.document import Anchor, Document
from proposal_check.model.outline import OutlineMatch, OutlineReading, OutlineStatus
from proposal_check.outline.assign import PLAUSIBLE, RIVAL, STRONG, assign
from proposal_check.outline.assignment import Assignment
from proposal_check.outline.chapters import inherit_na, spread_chapters
from proposal_check.outline.evidence import Treatment, treatment
from proposal_check.outline.substance import body_of, declined, judge, substance
from proposal_check.outline.titles import parts_of
from proposal_check.packs.schema import Outline, OutlineItem

# Fewer headings than this and it is the reading, not the document, that must be doubted.
_FEW_HEADINGS = 4
_MERE_MENTION = 30
_CHAPTER, _ELSEWHERE = 0.65, 0.85


def align(document: Document, outline: Outline) -> OutlineReading:
    """Match the document's sections, then its text, to the outline's items.

    Statuses are those of model.outline. `missing` is sure only when no heading resembles the item and no
    text can be taken to treat it. The numbers of headings never decide anything.
    """
    found = assign(outline, document.sections)
    matches: list[OutlineMatch] = []
    for node in range(len(found.nodes)):
        if node in found.section:
            matches.append(_headed(document, found, node))
        else:
            matches.append(_unheaded(document, found, node, matches))
    claimed = set(found.section.values())
    final = spread_chapters(inherit_na(matches, found), found)
    return OutlineReading(
        matches=tuple(final),
        unmatched=tuple(k for k in range(len(document.sections)) if k not in claimed),
        kind=outline.document_kind,
    )


def _headed(document: Document, found: Assignment, node: int) -> OutlineMatch:
    """Describe an item that has a section."""
    item, index = found.nodes[node].item, found.section[node]
    section, score = found.sections[index], found.score[node]
    verdict, sure, reason = judge(substance(document, [body_of(section)]), item.min_chars)
    status = place = _place(found, node)
    if verdict != "full":
        status = verdict
    return OutlineMatch(
        id=item.id,
        title=item.title,
        level=found.nodes[node].depth,
        status=status,
        section=index,
        blocks=(body_of(section),),
        score=round(min(score, 1.0), 3),
        sure=sure and score >= _certain(found, node, place),
        anchor=anchor_of(document, section.start),
        reason=reason or _shared_with(found, node),
    )


def _certain(found: Assignment, node: int, place: OutlineStatus) -> float:
    """How alike a heading must be to leave no doubt: its own chapter vouches for a sub-item."""
    if place == "elsewhere":
        return _ELSEWHERE
    return _CHAPTER if found.nodes[node].depth == 1 else PLAUSIBLE


def _place(found: Assignment, node: int) -> OutlineStatus:
    section = found.sections[found.section[node]]
    if not found.ordered:
        return "merged" if _mates(found, node) else "present"
    if node in found.shared:
        return "merged"
    if found.nodes[node].depth == 1:
        return "present" if section.level <= found.top else "elsewhere"
    chapter = _chapter(found, node)
    if chapter not in found.section:
        return "elsewhere"
    home = found.sections[found.section[chapter]]
    return "present" if home.start <= section.start < home.end else "elsewhere"


def _chapter(found: Assignment, node: int) -> int:
    parent = found.nodes[node].parent
    return node if parent is None else _chapter(found, parent)


def _mates(found: Assignment, node: int) -> list[int]:
    """The items that share the item's section, those above and below it left out."""
    if node not in found.shared:
        return []
    kin = {node, *found.ancestors(node)}
    return [
        n
        for n, s in found.section.items()
        if s == found.section[node] and n not in kin and node not in found.ancestors(n)
    ]


def _shared_with(found: Assignment, node: int) -> str:
    others = [found.nodes[n].item.title for n in _mates(found, node)]
    return f"与“{'”“'.join(others)}”写在同一节" if others else ""


def _unheaded(document: Document, found: Assignment, node: int, before: list[OutlineMatch]) -> OutlineMatch:
    """Describe an item without a section: treated in the text, declined, perhaps there, or missing."""
    item, parent = found.nodes[node].item, found.nodes[node].parent
    missing = OutlineMatch(item.id, item.title, found.nodes[node].depth, "missing", headed=False)
    if parent is not None and before[parent].status == "empty" and before[parent].sure:
        return replace(missing, reason="所在章节没有实质内容")
    whole = (0, len(document.blocks))
    scope = found.scope(parent)
    words = item.keywords[0] if item.allow_na and item.keywords else []
    if (refusal := declined(document, words, scope or whole)) is not None:
        return _said(document, missing, (refusal,), "na", 1.0)
    if scope:
        inside = treatment(document, item, range(*scope), by_words=parent is not None)
        if _treats(inside, item):
            return _said(document, missing, inside.blocks, "elsewhere", STRONG)
    return _perhaps(document, found, node, missing)


def _treats(found: Treatment, item: OutlineItem) -> bool:
    return bool(found.blocks) and found.chars >= max(item.min_chars, 1)


def _perhaps(document: Document, found: Assignment, node: int, missing: OutlineMatch) -> OutlineMatch:
    """Look through the whole document: what stands outside the item's own chapter leaves a doubt.

    Where the headings are those of the outline, a mention under another item's heading is that item's.
    """
    item, by_words = found.nodes[node].item, found.nodes[node].depth > 1
    anywhere = treatment(document, item, range(len(document.blocks)), by_words=by_words)
    if _treats(anywhere, item) and (anywhere.named or len(anywhere.blocks) > 1 or anywhere.tabular):
        return replace(_said(document, missing, anywhere.blocks, "elsewhere", PLAUSIBLE), sure=False)
    if anywhere.chars >= _MERE_MENTION and found.legible():
        theirs = found.claimed_elsewhere(node)
        anywhere = treatment(document, item, _without(document, theirs), by_words=by_words)
    doubt = _doubt(found, node, anywhere)
    return replace(missing, sure=not doubt, reason=doubt)


def _without(document: Document, spans: list[tuple[int, int]]) -> list[int]:
    """The blocks outside of spans."""
    return [k for k in range(len(document.blocks)) if not any(a <= k < b for a, b in spans)]


def _doubt(found: Assignment, node: int, anywhere: Treatment) -> str:
    if len(found.sections) < _FEW_HEADINGS:
        return "文档中识别出的标题过少，不能据此判断缺项"
    if (title := _alike(found, node)) is not None:
        return f"标题“{title}”与本项相近，请核对是否即为本项内容"
    if anywhere.chars >= _MERE_MENTION:
        return "正文有零星提及，请核对是否已写到"
    return ""


def _alike(found: Assignment, node: int) -> str | None:
    """The heading most like the item, clearly better named by no other, or holding one of its words."""
    if not found.sections:
        return None
    rivals, hinting = found.scores.max(axis=0), _hinting(found, node)
    # What is above the item has its own section; a free heading that names it too may mean the item.
    free = found.free(range(len(found.sections)))
    rivals[free] = np.delete(found.scores, found.ancestors(node), axis=0).max(axis=0)[free]
    alike = [
        (-float(score), k)
        for k, score in enumerate(found.scores[node])
        if score >= max(PLAUSIBLE, rivals[k] - RIVAL) or (k in hinting)
    ]
    return found.sections[min(alike)[1]].title if alike else None


def _hinting(found: Assignment, node: int) -> set[int]:
    """The headings that hold a word of the item: unclaimed ones, and for chapters those that join several."""
    words = [word for group in found.nodes[node].item.keywords[:1] for word in group]
    free = set(found.free(range(len(found.sections))))
    if found.nodes[node].depth == 1:
        free |= {k for k, s in enumerate(found.sections) if s.level <= found.top and parts_of(s.title)}
    return {k for k in free if any(word in found.sections[k].title for word in words)}


def _said(
    document: Document, match: OutlineMatch, blocks: tuple[int, ...], status: OutlineStatus, score: float
) -> OutlineMatch:
    return replace(
        match,
        status=status,
        blocks=tuple((b, b + 1) for b in blocks),
        score=score,
        anchor=anchor_of(document, blocks[0]),
        reason="正文写到，未单列标题" if status == "elsewhere" else "正文写明不涉及",
    )


def anchor_of(document: Document, block: int, limit: int = 60) -> Anchor:
    """Point at the start of a block's text."""
    text = document.blocks[block].text
    quote = text.split("\n", 1)[0][:limit]
    return Anchor(block, 0, len(quote), quote)
