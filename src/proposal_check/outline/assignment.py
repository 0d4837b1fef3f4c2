"""Which section each required item has, while the assignment is being made."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from proposal_check.model.document import Section
from proposal_check.outline.titles import Scores
from proposal_check.outline.tree import Node

# A title so alike is the item's own; so many chapters with their own titles make a document of the outline.
_OWN = 0.72
_FEW, _MOST = 4, 0.6


@dataclass(slots=True)
class Assignment:
    """Which section each item has; `shared` items sit in a section that another item claims too.

    `ordered` is False for an outline that only lists what must be written, in no order and under no chapter.
    """

    nodes: tuple[Node, ...]
    sections: tuple[Section, ...]
    scores: Scores
    top: int
    section: dict[int, int] = field(default_factory=dict)
    score: dict[int, float] = field(default_factory=dict)
    shared: set[int] = field(default_factory=set)
    ordered: bool = True

    def give(self, node: int, section: int, score: float) -> None:
        self.section[node], self.score[node] = section, score

    def share(self, node: int, section: int, score: float) -> None:
        """Give a section that other items have or may get too; an item's own chapter stays whole."""
        mates = [n for n, s in self.section.items() if s == section and n not in self.ancestors(node)]
        self.give(node, section, score)
        self.shared.update([node, *mates])

    def ancestors(self, node: int) -> list[int]:
        parent = self.nodes[node].parent
        return [] if parent is None else [parent, *self.ancestors(parent)]

    def free(self, sections: Iterable[int]) -> list[int]:
        taken = set(self.section.values())
        return [s for s in sections if s not in taken]

    def left(self) -> list[int]:
        return [n for n in range(len(self.nodes)) if n not in self.section]

    def children(self, node: int | None) -> list[int]:
        return [n for n, each in enumerate(self.nodes) if each.parent == node]

    def scope(self, node: int | None) -> tuple[int, int] | None:
        """The blocks of the nearest ancestor that has a section, None when there is none."""
        while node is not None and node not in self.section:
            node = self.nodes[node].parent
        return None if node is None else span_of(self.sections[self.section[node]])

    def legible(self) -> bool:
        """Whether the document's chapters are the outline's, so that what has no heading is not there."""
        chapters = self.children(None)
        own = [n for n in chapters if n in self.section and self.score[n] >= _OWN and n not in self.shared]
        standing = [n for n in own if self.sections[self.section[n]].level <= self.top]
        return self.ordered and len(standing) >= max(_FEW, _MOST * len(chapters))

    def claimed_elsewhere(self, node: int) -> list[tuple[int, int]]:
        """The sections that belong to sub-items of other chapters, surely by their titles."""
        home = self.ancestors(node)[-1:] or [node]
        return [
            span_of(self.sections[s])
            for n, s in self.section.items()
            if self.ancestors(n) and self.ancestors(n)[-1:] != home and self.score[n] >= _OWN
        ]

    def inside(self, span: tuple[int, int]) -> list[int]:
        """The sections strictly inside a block range."""
        return [
            k
            for k, s in enumerate(self.sections)
            if span[0] <= s.start and s.end <= span[1] and span_of(s) != span
        ]


def span_of(section: Section) -> tuple[int, int]:
    """The blocks of a section, its heading first."""
    return (section.start, section.end)
