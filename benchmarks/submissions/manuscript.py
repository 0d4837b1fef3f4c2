"""Resolve a proposal into what is printed, block after block: the writer and the truth share it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from benchmarks.submissions.budget import Fee
from benchmarks.submissions.diagram import Diagram
from benchmarks.submissions.formatting import Formatting
from benchmarks.submissions.grid import Edit, Grid
from benchmarks.submissions.layouts import DERIVED
from benchmarks.submissions.money import WAN, YUAN, capitals, count, in_unit
from benchmarks.submissions.proposal import Proposal, Section


@dataclass(frozen=True)
class Heading:
    """`text` is the heading as displayed, number and title."""

    number: str
    title: str
    level: int
    item: str
    text: str
    bookmark: str


@dataclass(frozen=True)
class Paragraph:
    text: str
    role: str


@dataclass(frozen=True)
class Picture:
    diagram: Diagram
    caption: str


@dataclass(frozen=True)
class Landscape:
    """From here on pages lie on their long side."""


Printed = Heading | Paragraph | Picture | Grid | Landscape


@dataclass(frozen=True)
class Manuscript:
    """`contents` are the lines of the table of contents, None where there is none.

    `attached` are the tables of the workbook that comes along; their captions bear no number.
    """

    title: str
    cover: tuple[tuple[str, str], ...]
    blocks: tuple[Printed, ...]
    contents: tuple[Heading, ...] | None
    page_numbers: bool = True
    attached: tuple[Grid, ...] = ()

    @property
    def headings(self) -> list[Heading]:
        return [b for b in self.blocks if isinstance(b, Heading)]

    @property
    def grids(self) -> list[Grid]:
        return [b for b in self.blocks if isinstance(b, Grid)]


def values(proposal: Proposal) -> dict[str, str]:
    """Return what the {placeholders} of a proposal's text stand for."""
    budget = proposal.budget
    named = {
        "title": proposal.title,
        "period": proposal.period,
        "total": f"{in_unit(budget.total, WAN)}万元",
        "total_upper": capitals(budget.total),
        "days": count(budget.days),
        "rate": count(budget.modules[0].price),
        "modules": str(len(budget.modules)),
        "systems": str(len({m.system for m in budget.modules})),
        "yearly": f"{in_unit(budget.yearly, WAN)}万元",
    }
    named |= {group.category: f"{in_unit(group.amount, WAN)}万元" for group in budget.groups}
    named |= {f"{y}": f"{in_unit(a, WAN)}万元" for y, a in budget.instalments()}
    for item in (i for group in budget.groups for i in group.items):
        named[f"元:{item.name}"] = f"{in_unit(item.amount, YUAN)}元"
        named[f"万元:{item.name}"] = f"{in_unit(item.amount, WAN)}万元"
        if isinstance(item, Fee):
            named[f"基数:{item.name}"] = f"{in_unit(item.base_amount, YUAN)}元"
    named |= {f"估算:{i.name}": f"{in_unit(budget.sum_of(i.of), WAN)}万元" for i in budget.estimate}
    return named | {key: value for key, value in proposal.facts.items() if isinstance(value, str)}


def print_proposal(proposal: Proposal, formatting: Formatting) -> Manuscript:
    """Fill every placeholder, lay out every table, number headings and captions."""
    printer = _Printer(proposal, formatting)
    blocks = tuple(b for chapter in proposal.chapters for b in printer.section(chapter))
    cover = tuple((label, printer.fill(text)) for label, text in proposal.cover.items())
    headings = [b for b in blocks if isinstance(b, Heading) and b.level <= formatting.contents_depth]
    contents = tuple(_as_listed(h, proposal.outdated) for h in headings) if proposal.contents else None
    attached = tuple(printer.laid_out(name, edits) for name, edits in proposal.attached.items())
    return Manuscript(proposal.title, cover, blocks, contents, proposal.page_numbers, attached)


def _as_listed(heading: Heading, outdated: Mapping[str, str]) -> Heading:
    old = outdated.get(heading.title, heading.title)
    return replace(heading, title=old, text=heading.text.removesuffix(heading.title) + old)


class _Printer:
    def __init__(self, proposal: Proposal, formatting: Formatting) -> None:
        self.proposal, self.formatting = proposal, formatting
        self.values = values(proposal)
        self.counters = [0, 0, 0, 0]
        self.captions: Counter[str] = Counter()
        self.bookmarks = 0

    def fill(self, text: str) -> str:
        for key, value in self.values.items():
            text = text.replace(f"{{{key}}}", value)
        if "{" in text:
            raise ValueError(f"unknown placeholder in: {text}")
        return text

    def section(self, section: Section) -> Iterator[Printed]:
        landscape = section.blocks[:1] and section.blocks[0].kind == "landscape"
        if landscape:
            yield Landscape()
        yield self.heading(section)
        for block in section.blocks[1 if landscape else 0 :]:
            if block.kind == "table":
                yield from self.table(block.text)
            elif block.kind == "figure":
                figure = self.proposal.figures[block.text]
                self.captions["图"] += 1
                yield Picture(figure, f"图{self.captions['图']} {figure.caption}")
            else:
                yield Paragraph(self.fill(block.text), block.kind)
        for child in section.sections:
            yield from self.section(child)

    def heading(self, section: Section) -> Heading:
        self.counters[section.level - 1] += 1
        self.counters[section.level :] = [0] * (4 - section.level)
        number = self.formatting.number(section.level, self.counters)
        self.bookmarks += 1
        title = self.fill(section.title)
        text = number + self.formatting.levels[section.level - 1].gap + title
        return Heading(number, title, section.level, section.item, text, f"_Toc{20260000 + self.bookmarks}")

    def table(self, name: str) -> Iterator[Printed]:
        grid = self.laid_out(name, self.proposal.edits.get(name, []))
        self.captions["表"] += 1
        grid.caption = f"表{self.captions['表']} {grid.caption}"
        yield Paragraph(grid.caption, "caption")
        if grid.unit:
            yield Paragraph(f"单位：{grid.unit}", "unit")
        yield grid

    def laid_out(self, name: str, edits: Iterable[Edit]) -> Grid:
        grid = DERIVED[name](self.proposal) if name in DERIVED else self.static(name)
        for edit in edits:
            edit(grid)
        return grid

    def static(self, name: str) -> Grid:
        table = self.proposal.tables[name]
        grid = Grid.start(name, table.caption, table.columns)
        for row in table.rows:
            grid.add([self.fill(cell) for cell in row])
        return grid
