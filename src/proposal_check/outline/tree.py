"""The required items in one list, parents before children, and each beside its match."""

from collections.abc import Iterator
from dataclasses import dataclass

from proposal_check.model.outline import OutlineMatch, OutlineReading
from proposal_check.packs.schema import Outline, OutlineItem


@dataclass(frozen=True, slots=True)
class Node:
    """A required item in the flattened tree: its depth from 1 and its parent's index."""

    item: OutlineItem
    depth: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Requirement:
    """A required item, what the document has for it, and the item above it."""

    item: OutlineItem
    match: OutlineMatch
    parent: "Requirement | None"

    @property
    def chapter(self) -> "Requirement":
        return self if self.parent is None else self.parent.chapter

    def above(self) -> Iterator["Requirement"]:
        """Yield the items above, nearest first."""
        if self.parent is not None:
            yield self.parent
            yield from self.parent.above()


def flatten(outline: Outline) -> tuple[Node, ...]:
    """List the outline's items, every parent before its children."""
    nodes: list[Node] = []

    def visit(item: OutlineItem, depth: int, parent: int | None) -> None:
        nodes.append(Node(item, depth, parent))
        here = len(nodes) - 1
        for child in item.children:
            visit(child, depth + 1, here)

    for chapter in outline.chapters:
        visit(chapter, 1, None)
    return tuple(nodes)


def requirements(outline: Outline, reading: OutlineReading) -> dict[str, Requirement]:
    """Pair every item with its match, by id, in the order of the outline."""
    matches = {match.id: match for match in reading.matches}
    nodes = flatten(outline)
    paired: list[Requirement] = []
    for node in nodes:
        parent = None if node.parent is None else paired[node.parent]
        paired.append(Requirement(node.item, matches[node.item.id], parent))
    return {r.item.id: r for r in paired}
