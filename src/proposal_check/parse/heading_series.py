"""Find typed headings by their numbering series, and tell them from lists in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from proposal_check.model.document import Block, Paragraph
from proposal_check.parse.heading_candidates import Candidate
from proposal_check.parse.typed_numbers import RANK, split_number

# Series that number chapters by their very form, those that usually do, and those that usually list.
CHAPTERS: Final = frozenset({"part", "chapter", "section"})
OUTLINES: Final = frozenset({"chinese", "chinese_bracket", "decimal"})
COUNTS: Final = frozenset({"digit", "digit_bare"})
LISTS: Final = frozenset({"bracket", "half_bracket", "circled", "letter", "roman"})
SHORT_TITLE: Final = 22
# Without bold type titles are short, at least one quite so; else they are the first sentences of their texts.
SHORT_RUN_IN: Final = 18
SHORTEST_RUN_IN: Final = 11
# Series nested deeper than this are lists in the text.
DEEPEST: Final = 10
# A series with more clauses than this is a list.
MOST_CLAUSES: Final = 0.5
# A series of headings with their text in the same paragraph has no more clauses among them than this.
FEW_CLAUSES: Final = 0.34
# （一）项目名称：××系统: a title with its whole content on the same line.
LABELLED: Final = re.compile(r"[^：:，。；]{2,12}[：:]\s*\S")
# What an outline with text in the headings' paragraphs may stand under.
ABOVE: Final = {
    "chinese": CHAPTERS,
    "chinese_bracket": CHAPTERS | OUTLINES,
    "decimal": CHAPTERS | OUTLINES | COUNTS,
}
# Series in official order; one of them ends every open series that ranks below it.
ENDING: Final = frozenset({"part", "chapter", "section", "chinese"})


@dataclass(slots=True)
class Group:
    """Consecutive members of one series under one parent: 一、 二、 三、 or 2.1 2.2 2.3."""

    key: tuple[str, int]
    parent: "Group | None"
    members: list[Candidate] = field(default_factory=list)

    @property
    def series(self) -> str:
        return self.key[0]

    @property
    def declared(self) -> int | None:
        return next((c.declared for c in self.members if c.declared is not None), None)


def find_groups(candidates: Sequence[Candidate]) -> list[Group]:
    """Put the numbered candidates into groups by a stack of open series."""
    groups: list[Group] = []
    stack: list[Group] = []
    for candidate in candidates:
        if candidate.number is None:
            stack = [g for g in stack if g.declared is not None and g.declared < (candidate.declared or 0)]
            continue
        position = _continued(stack, candidate)
        if position is not None:
            del stack[position + 1 :]
            stack[-1].members.append(candidate)
            continue
        _make_room(stack, candidate)
        group = Group(_key(candidate), stack[-1] if stack else None, [candidate])
        groups.append(group)
        stack.append(group)
    return groups


def _key(candidate: Candidate) -> tuple[str, int]:
    number = candidate.number
    if number is None:
        return "", 0
    return "digit" if number.series == "digit_bare" else number.series, number.depth


def _continued(stack: list[Group], candidate: Candidate) -> int | None:
    """Find the open group this number continues: innermost first, one that looks the same before others."""
    fitting = [i for i, g in enumerate(stack) if g.key == _key(candidate) and _follows(g, candidate)]
    alike = [i for i in fitting if stack[i].members[-1].look == candidate.look]
    return max(alike or fitting, default=None)


def _follows(group: Group, candidate: Candidate) -> bool:
    last = group.members[-1].number
    if last is None or candidate.number is None:
        return False
    if candidate.declared is not None and group.declared not in (None, candidate.declared):
        return False
    before, now = last.values, candidate.number.values
    return before[:-1] == now[:-1] and before[-1] < now[-1] <= before[-1] + 2


def _make_room(stack: list[Group], candidate: Candidate) -> None:
    """Close what a new group cannot stand under: its own series begun anew, and series that rank below it."""
    series, depth = _key(candidate)
    for position, group in enumerate(stack):
        ranks_below = series in ENDING and RANK[group.series] > RANK[series]
        deeper = group.series == series == "decimal" and group.key[1] >= depth
        if ranks_below or deeper or _restarts(group, candidate):
            del stack[position:]
            return
    del stack[DEEPEST:]


def _restarts(group: Group, candidate: Candidate) -> bool:
    """Tell 一、 of the next chapter from a list 1. 2. inside chapter 1."""
    if group.key != _key(candidate) or group.declared != candidate.declared:
        return False
    return group.members[-1].look == candidate.look


class Judge:
    """Decide which undeclared groups are headings. Doubt means no."""

    def __init__(self, blocks: Sequence[Block], groups: Sequence[Group]) -> None:
        self._blocks = blocks
        decimals = [c.number for g in groups if g.series == "decimal" for c in g.members]
        self._prefixes = {n.values[0] for n in decimals if n is not None}
        self._accepted: dict[int, bool] = {}

    def accepts(self, group: Group) -> bool:
        """Say whether the undeclared members of a group are headings."""
        if id(group) not in self._accepted:
            self._accepted[id(group)] = self._judge(group)
        return self._accepted[id(group)]

    def _judge(self, group: Group) -> bool:
        parent = group.parent
        if parent is not None and parent.declared is None and not self.accepts(parent):
            return False
        if not self._run_in_agrees(group):
            _make_clauses(group)
        if group.series in CHAPTERS:
            return True
        if sum(c.clause for c in group.members) > len(group.members) * MOST_CLAUSES:
            return False
        return self._fills_gaps(group) if group.declared is not None else self._is_outline(group)

    def _run_in_agrees(self, group: Group) -> bool:
        """Say whether the members whose text runs on in their paragraph are headings, as their siblings are.

        Where most members are such, an outline of official writing says so by itself, 1. 2. 3. by bold type.
        """
        run_in = [c for c in group.members if c.run_in is not None and c.declared is None]
        plain = [c for c in group.members if c.run_in is None and not c.clause]
        if len(plain) >= len(run_in):
            return True
        clauses = sum(c.clause for c in group.members)
        if len(group.members) < 2 or clauses > FEW_CLAUSES * len(group.members) or not _begins(group):
            return False
        if group.series in OUTLINES and (group.parent is None or group.parent.series in ABOVE[group.series]):
            lengths = [len(c.title) for c in run_in]
            return min(lengths) <= SHORTEST_RUN_IN and sum(lengths) <= SHORT_RUN_IN * len(lengths)
        return group.series in COUNTS and self._emphasis(group) >= 0.9

    def _is_outline(self, group: Group) -> bool:
        emphasis, content = self._emphasis(group), self._content(group)
        if group.series == "appendix":
            return emphasis == 1.0
        if group.series in OUTLINES:
            return self._outlines(group, emphasis, content)
        if group.series in COUNTS:
            return self._counts(group, emphasis, content)
        return group.series in LISTS and emphasis >= 0.7 and content >= 0.5 and self._short(group)

    def _fills_gaps(self, group: Group) -> bool:
        """Take the undeclared members of a declared series: they count on without a gap."""
        values = [c.number.values[-1] for c in group.members if c.number is not None]
        return values == list(range(values[0], values[0] + len(values)))

    def _outlines(self, group: Group, emphasis: float, content: float) -> bool:
        if len(group.members) == 1:
            return emphasis == 1.0 or content == 1.0
        return content >= 0.5 or (emphasis >= 0.9 and content > 0)

    def _counts(self, group: Group, emphasis: float, content: float) -> bool:
        """Accept 1 2 3 as chapters of 1.1 1.2, or as emphasised titles with text under them."""
        values = {c.number.values[0] for c in group.members if c.number}
        if group.parent is None and values & self._prefixes and content >= 0.5:
            return True
        if any(c.number and c.number.series == "digit_bare" for c in group.members):
            return emphasis >= 0.9 and content >= 0.7
        if len(group.members) < 2 or not self._short(group):
            return False
        return (emphasis >= 0.7 and content >= 0.5) or content >= 0.9

    def _emphasis(self, group: Group) -> float:
        return sum(c.emphasised for c in group.members) / len(group.members)

    def _short(self, group: Group) -> bool:
        return sum(len(c.title) for c in group.members) <= SHORT_TITLE * len(group.members)

    def _content(self, group: Group) -> float:
        """Measure how many members are followed by something of their own, not by the next member."""
        indexes = {c.index for c in group.members}
        labels = not _is_list_of_labels(group)
        held = sum(
            c.goes_on or (labels and bool(LABELLED.match(c.title))) or self._has_content(c.index, indexes)
            for c in group.members
        )
        return held / len(group.members)

    def _has_content(self, index: int, members: set[int]) -> bool:
        following = index + 1
        if following >= len(self._blocks) or following in members:
            return False
        block = self._blocks[following]
        if not isinstance(block, Paragraph) or block.outline_level is None:
            return True
        return _is_below(self._blocks[index], block)


def _is_list_of_labels(group: Group) -> bool:
    """Say whether 1. 实用：……  2. 先进：…… are points under a heading that the file itself declares one."""
    declared = group.parent is not None and group.parent.declared is not None
    return declared and group.series in COUNTS and not any(c.emphasised for c in group.members)


def _begins(group: Group) -> bool:
    number = group.members[0].number
    return number is not None and number.values[-1] == 1


def _make_clauses(group: Group) -> None:
    """Take members whose text runs on in their paragraph for clauses, unless the file calls them headings."""
    group.members = [
        c if c.run_in is None or c.declared is not None else replace(c, clause=True, run_in=None)
        for c in group.members
    ]


def _is_below(block: Block, following: Paragraph) -> bool:
    """Say whether a heading that follows at once is a part of this one: 4.2.1 of 4.2, （一） of 一、."""
    number, next_number = split_number(block.text), split_number(following.text)
    if number is None or next_number is None:
        return False
    if number.series == next_number.series:
        return next_number.values[: number.depth] == number.values and next_number.depth > number.depth
    return RANK[next_number.series] > RANK[number.series]
