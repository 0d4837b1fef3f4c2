"""A proposal as data: facts, a tree of sections with placeholders, tables, figures and a typed budget."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from benchmarks.submissions.budget import Budget
from benchmarks.submissions.diagram import Diagram
from benchmarks.submissions.grid import Column, Edit

BlockKind = Literal["text", "item", "table", "figure", "landscape", "hidden", "inserted"]


@dataclass
class Block:
    """A paragraph, a list item, or the name of a table or figure that stands here.

    `hidden` is text that no print shows, `inserted` text that stands as an unaccepted revision.
    Text may hold {placeholders}, filled from the budget and the facts when the proposal is printed.
    """

    kind: BlockKind
    text: str


@dataclass
class Section:
    """`item` is the id of the required outline item the section answers, empty when it answers none."""

    item: str
    title: str
    level: int
    blocks: list[Block] = field(default_factory=list)
    sections: list["Section"] = field(default_factory=list)

    def walk(self) -> Iterator["Section"]:
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass
class StaticTable:
    """A table written out in the proposal file; its cells may hold placeholders too."""

    caption: str
    columns: list[Column]
    rows: list[list[str]]


@dataclass
class Stock:
    """One line of the inventory of hardware and software in use."""

    category: str
    name: str
    unit: str
    quantity: Decimal
    note: str


@dataclass
class Proposal:
    """Everything one document is printed from. Injectors change one thing of it, in place.

    `overview` are the (system, module, content) lines of the 建设内容一览表. `edits` change one printed
    table, by its name, after it was laid out. `cover` are the lines of the cover, top to bottom.
    `contents` is False where the document has no table of contents; `outdated` maps titles to what the
    contents still call them. `declared` are facts that are declared otherwise than the document has them.
    `attached` are tables that come along as a workbook, each with the edits of its own there.
    `statuses` says of outline items what a fault made of them, for the truth; `overlaps` are what the text
    has in common with the register of systems, a shared platform or itself, as (kind, mine, theirs).
    """

    name: str
    title: str
    facts: dict[str, str | int | bool | list[str]]
    cover: dict[str, str]
    chapters: list[Section]
    tables: dict[str, StaticTable]
    figures: dict[str, Diagram]
    budget: Budget
    stock: list[Stock]
    overview: list[tuple[str, str, str]]
    period: str
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    attached: dict[str, list[Edit]] = field(default_factory=dict)
    pack: str = "linan"
    contents: bool = True
    page_numbers: bool = True
    outdated: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    overlaps: list[tuple[str, str, str]] = field(default_factory=list)
    declared: dict[str, str | int | bool | list[str]] = field(default_factory=dict)

    def walk(self) -> Iterator[Section]:
        for chapter in self.chapters:
            yield from chapter.walk()

    def section(self, item: str) -> Section:
        """Return the section that answers an outline item. Raises KeyError."""
        for section in self.walk():
            if section.item == item:
                return section
        raise KeyError(item)

    def parent(self, section: Section) -> Section | None:
        """Return the section right above, None for a chapter."""
        return next((s for s in self.walk() if any(c is section for c in s.sections)), None)

    def remove(self, item: str) -> Section:
        """Take the section of an outline item out of the tree, with all below it."""
        target = self.section(item)
        for siblings in (self.chapters, *(s.sections for s in self.walk())):
            siblings[:] = [s for s in siblings if s is not target]
        self.statuses |= {s.item: "missing" for s in target.walk() if s.item}
        return target

    def edit(self, table: str, change: Edit) -> None:
        """Change a table when it is printed. Raises LookupError where no table of the name is."""
        if not any((b.kind, b.text) == ("table", table) for s in self.walk() for b in s.blocks):
            raise LookupError(f"{self.name} has no table {table}")
        self.edits.setdefault(table, []).append(change)
