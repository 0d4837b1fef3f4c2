"""Give sections to required items: in order first, then out of order, then shared ones."""

from collections.abc import Sequence

import numpy as np

from proposal_check.model.document import Section
from proposal_check.outline.assignment import Assignment, span_of
from proposal_check.outline.titles import Scores, parts_of, title_index
from proposal_check.outline.tree import Node, flatten
from proposal_check.packs.schema import Outline

# Measured on headings outside the alias lists: from STRONG on 96 of 100 headings are right without any
# context; from PLAUSIBLE on 90 of 100, which is enough only under the right chapter.
STRONG = 0.72
CHAPTER = 0.6
PLAUSIBLE = 0.55
# A heading that says another item's name clearly better belongs to that item.
RIVAL = 0.12
_PER_LEVEL = 0.04
_DEEPER = 0.01
_SAME = 0.9


def assign(outline: Outline, sections: Sequence[Section]) -> Assignment:
    """Assign sections to the outline's items by title, hierarchy and order; numbers play no part."""
    nodes = flatten(outline)
    scores = title_index(n.item for n in nodes).scores([s.title for s in sections])
    top = _top_level(nodes, sections, scores)
    result = Assignment(nodes, tuple(sections), scores, top, ordered=outline.complete)
    if result.ordered:
        _chapters(result)
        _descend(result, None)
        _out_of_order(result)
        _renamed_chapters(result)
        _split_titles(result)
    else:
        _anywhere(result, STRONG)
        _split_titles(result)
        _anywhere(result, PLAUSIBLE)
    _under_parent(result)
    return result


def _anywhere(result: Assignment, floor: float) -> None:
    """Give items the section that says their name best, wherever it stands; of two alike the higher one."""
    left, free = result.left(), result.free(range(len(result.sections)))
    if not left or not free:
        return
    rivals = dict(zip(free, result.scores[:, free].max(axis=0), strict=True))
    pairs = [
        (_DEEPER * result.sections[s].level - float(result.scores[n, s]), s, n)
        for n in left
        for s in free
        if result.scores[n, s] >= max(floor, rivals[s] - RIVAL / 2)
    ]
    for _, section, node in sorted(pairs):
        if node not in result.section and result.free([section]):
            result.give(node, section, float(result.scores[node, section]))


def _top_level(nodes: Sequence[Node], sections: Sequence[Section], scores: Scores) -> int:
    """The level on which chapters stand: the highest that names a third as many as any other."""
    chapters = [n for n, node in enumerate(nodes) if node.depth == 1]
    named: dict[int, set[int]] = {}
    for k, section in enumerate(sections):
        found = named.setdefault(section.level, set())
        best = int(scores[chapters, k].argmax())
        if scores[chapters[best], k] >= STRONG:
            found.add(best)
    most = max(map(len, named.values()), default=0)
    return min((level for level, found in named.items() if len(found) * 3 >= most), default=1)


def _chapters(result: Assignment) -> None:
    nodes = result.children(None)
    level = [k for k, s in enumerate(result.sections) if s.level <= result.top]
    _in_order(result, nodes, level, rivals=range(len(result.nodes)), floor=CHAPTER)


def _descend(result: Assignment, parent: int | None) -> None:
    """Match the children of every matched item among the sections under it, chapter by chapter."""
    for node in result.children(parent):
        children = result.children(node)
        span = result.scope(node)
        if children and span:
            _in_order(result, children, result.free(result.inside(span)), rivals=children)
        _descend(result, node)


def _in_order(
    result: Assignment,
    nodes: Sequence[int],
    sections: Sequence[int],
    rivals: Sequence[int],
    floor: float = PLAUSIBLE,
) -> None:
    """Align two sequences so that the sum of scores above the floor is greatest and order is kept."""
    if not nodes or not sections:
        return
    raw = result.scores[np.ix_(nodes, sections)]
    best = result.scores[np.ix_(list(rivals), sections)].max(axis=0)
    shallow = min(result.sections[s].level for s in sections)
    depth = np.array([result.sections[s].level - shallow for s in sections], np.float32)
    gain = np.where(raw >= best - RIVAL, raw - floor - _PER_LEVEL * depth, -1)
    for i, j in _best_path(gain):
        result.give(nodes[i], sections[j], float(raw[i, j]))


def _best_path(gain: Scores) -> list[tuple[int, int]]:
    """The order-keeping pairs of rows and columns with the greatest total gain."""
    rows, columns = gain.shape
    total = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        for j in range(columns):
            pair = total[i, j] + gain[i, j] if gain[i, j] > 0 else 0.0
            total[i + 1, j + 1] = max(total[i, j + 1], total[i + 1, j], pair)
    pairs, i, j = [], rows, columns
    while i and j:
        if total[i, j] == total[i - 1, j]:
            i -= 1
        elif total[i, j] == total[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def _out_of_order(result: Assignment) -> None:
    """Give left items the unclaimed section that says their name, best pairs first."""
    left, free = result.left(), result.free(range(len(result.sections)))
    if not left or not free:
        return
    rivals = result.scores[:, free].max(axis=0)
    pairs = [
        (-float(result.scores[n, s]), n, s)
        for n in left
        for k, s in enumerate(free)
        if result.scores[n, s] >= max(_floor(result, n, s), rivals[k] - RIVAL / 2)
    ]
    for minus, node, section in sorted(pairs):
        if node not in result.section and result.free([section]):
            result.give(node, section, -minus)


def _floor(result: Assignment, node: int, section: int) -> float:
    """How alike a title must be: alike enough in the right chapter, strong elsewhere, more so deep down."""
    span = result.scope(node)
    place = result.sections[section]
    if span and span[0] <= place.start < span[1]:
        return PLAUSIBLE
    return STRONG + _PER_LEVEL * max(0, place.level - result.top - result.nodes[node].depth)


def _renamed_chapters(result: Assignment) -> None:
    """A chapter without section whose sub-items stand together in one unclaimed chapter is that chapter."""
    for node in [n for n in result.children(None) if n not in result.section]:
        homes = [_home(result, result.section[c]) for c in result.children(node) if c in result.section]
        for home in sorted({h for h in homes if h is not None}):
            count = homes.count(home)
            if count >= 2 and count * 2 >= len(result.children(node)) and result.free([home]):
                result.give(node, home, STRONG)
                break


def _home(result: Assignment, section: int) -> int | None:
    """The section on chapter level that holds a deeper section."""
    inner = result.sections[section]
    for k, outer in enumerate(result.sections):
        if outer.level == result.top and k != section and outer.start <= inner.start < outer.end:
            return k
    return None


def _split_titles(result: Assignment) -> None:
    """Let items share a section whose title joins their names: 「建设进度与培训计划」."""
    pieces = [(k, part) for k, s in enumerate(result.sections) for part in parts_of(s.title)]
    left = result.left()
    if not pieces or not left:
        return
    index = title_index(n.item for n in result.nodes)
    scores = index.scores([part for _, part in pieces])
    rivals = scores.max(axis=0)
    for node in left:
        found = [
            (-float(scores[node, p]), section)
            for p, (section, _) in enumerate(pieces)
            if scores[node, p] >= max(STRONG, rivals[p] - RIVAL / 2) and _may_share(result, node, section)
        ]
        if found:
            minus, section = min(found)
            result.share(node, section, -minus)


def _may_share(result: Assignment, node: int, section: int) -> bool:
    """Chapters share only chapters; sub-items only sections of their own chapter or unclaimed ones."""
    if not result.ordered:
        return True
    if result.nodes[node].depth == 1:
        return result.sections[section].level <= result.top
    span = result.scope(result.nodes[node].parent)
    place = result.sections[section]
    if span is not None:
        return span[0] <= place.start < span[1]
    return place.level <= result.top + bool(result.free([section]))


def _under_parent(result: Assignment) -> None:
    """A sub-item that its parent's own heading names, and nothing else, shares the parent's section."""
    for node in result.left():
        parent = result.nodes[node].parent
        if parent is None or parent not in result.section:
            continue
        section = result.section[parent]
        names_it = result.scores[node, section] >= _SAME
        if names_it and not result.inside(span_of(result.sections[section])):
            result.share(node, section, float(result.scores[node, section]))
