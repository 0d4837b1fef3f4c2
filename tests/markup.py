"""A submission written as a few readable lines: the markup of the rule case files.

a line before the first heading is a paragraph of the cover
@toc 一、项目的基本概述 1        a line of the contents         @footer 第 {PAGE} 页
@fact nature=扩建               a declared fact                @attachment 数据资源目录
@system 名称 | 单位 | 模块、模块  an entry of the library         @signal hidden_text 3
@file 方案.docx                 the file's name                @attached 附表.xlsx   a further file
@price 名称 | 品牌 | 参数 | 单位 | 单价 | 来源 | 日期   a price of the library
@earlier 名称 | 单位 | 文字       an earlier proposal of the library  @ignore 文字  a text to ignore
# 一、项目的基本概述             a heading, its depth by the #   ## （一）项目名称
[图] 图1 网络拓扑图             a figure with its caption       [注] 脚注文字
表1 概算表（单位：万元）         right above a table: its caption, and its unit where it names one
| 类别 | 名称 |                 a table; ^ merges with the cell above, < with the cell to the left;
                                what stands behind 　 stands in by a character
"""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from proposal_check.model.document import (
    Block,
    Cell,
    ContentsEntry,
    Document,
    Figure,
    Furniture,
    Paragraph,
    Place,
    Section,
    Signal,
    Source,
    Table,
)
from proposal_check.model.overlap import SystemEntry
from proposal_check.model.prices import PriceEntry
from proposal_check.model.submission import FACTS, FactValue, Submission
from proposal_check.overlap.earlier import Described
from proposal_check.overlap.library import Library, load_library, make_library
from proposal_check.overlap.prices import ordered
from proposal_check.overlap.store import writing

_NUMBER = re.compile(
    r"(第[一二三四五六七八九十百\d]+[章节部分篇]+|[一二三四五六七八九十]+(?=、)|[（(][一二三四五六七八九十\d]+[）)]"
    r"|\d+(?:[.．]\d+)+|\d+(?=[.．、)）\s]))[、.．)）\s]*"
)
_CAPTION = re.compile(r"附?表")
_UNIT = re.compile(r"单位[:：]\s*(万元|元|亿元)")


@dataclass
class _Draft:
    blocks: list[Block] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    contents: list[ContentsEntry] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    declared: dict[str, FactValue] = field(default_factory=dict)
    systems: list[SystemEntry] = field(default_factory=list)
    earlier: list[tuple[Described, str]] = field(default_factory=list)
    prices: list[PriceEntry] = field(default_factory=list)
    name: str = "方案.docx"

    @property
    def place(self) -> Place:
        return Place(len(self.blocks))

    def add(self, text: str, **values: object) -> None:
        self.blocks.append(replace(Paragraph(self.place, text), **values))


def parse(text: str) -> tuple[Submission, Library | None]:
    """Build a submission, and a library when the markup lists systems."""
    first, *others = re.split(r"^@attached\s+", text, flags=re.MULTILINE)
    submission, library = _parse(first)
    attached = (_parse(f"@file {other}")[0].main for other in others)
    return replace(submission, documents=(submission.main, *attached)), library


def _parse(text: str) -> tuple[Submission, Library | None]:
    draft = _Draft()
    rows: list[str] = []
    for line in [*map(str.strip, text.splitlines()), ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            _table(draft, rows)
            rows = []
        if line:
            _line(draft, line)
    document = Document(
        Source(draft.name, "0" * 64, "docx", len(text)),
        tuple(draft.blocks),
        _sections(draft),
        tuple(draft.contents),
        tuple(draft.furniture),
        tuple(draft.signals),
    )
    return Submission((document,), draft.declared), _library(draft)


def _library(draft: _Draft) -> Library | None:
    """Make the library that the markup describes; the mapped files outlive their folder."""
    if draft.prices:
        return replace(make_library(draft.systems), prices=ordered(draft.prices))
    if not draft.earlier:
        return make_library(draft.systems) if draft.systems else None
    with TemporaryDirectory() as folder:
        with writing(Path(folder)) as writer:
            writer.put_register("测试清单", draft.systems)
            for about, text in draft.earlier:
                writer.add(text, about)
        return load_library(Path(folder))


def split_number(text: str) -> tuple[str | None, str]:
    """Split a heading into its number, without the mark that ends it, and its title."""
    found = _NUMBER.match(text)
    return (found[0].strip(), text[found.end() :].strip()) if found else (None, text)


def _line(draft: _Draft, line: str) -> None:
    if line.startswith("@"):
        command, _, rest = line[1:].partition(" ")
        _COMMANDS[command](draft, rest.strip())
    elif line.startswith("#"):
        marks, _, title = line.partition(" ")
        draft.headings.append((len(draft.blocks), len(marks)))
        number, _ = split_number(title)
        draft.add(title, kind="heading", level=len(marks), number=number)
    elif line.startswith("[图]"):
        caption = line.removeprefix("[图]").strip()
        draft.blocks.append(Figure(draft.place, caption or None))
        if caption:
            draft.add(caption, kind="caption")
    elif line.startswith("[注]"):
        draft.add(line.removeprefix("[注]").strip(), origin="footnote")
    else:
        draft.add(line)


def _toc(draft: _Draft, rest: str) -> None:
    title, _, page = rest.rpartition(" ")
    if not page.isdigit():
        title, page = rest, ""
    number, name = split_number(title)
    draft.contents.append(ContentsEntry(number, name, int(page) if page else None, len(draft.blocks)))
    draft.add(rest, kind="contents")


def _furniture(draft: _Draft, kind: str, rest: str) -> None:
    shown = rest.replace("{PAGE}", "1")
    draft.furniture.append(Furniture(kind, shown, "{PAGE}" in rest))  # type: ignore[arg-type]


def _fact(draft: _Draft, rest: str) -> None:
    name, _, value = rest.partition("=")
    kind = FACTS[name].type
    if kind == "flag":
        draft.declared[name] = value == "true"
    elif kind == "texts":
        draft.declared[name] = tuple(value.split("、"))
    else:
        draft.declared[name] = float(value) if kind == "number" else value


def _price(draft: _Draft, rest: str) -> None:
    name, brand, spec, unit, price, source, date = (part.strip() for part in rest.split("|"))
    draft.prices.append(PriceEntry(name, brand, spec, unit, Decimal(price), source, date))


def _attachment(draft: _Draft, rest: str) -> None:
    listed = draft.declared.get("attachments", ())
    assert isinstance(listed, tuple)
    draft.declared["attachments"] = (*listed, rest) if rest else listed


def _system(draft: _Draft, rest: str) -> None:
    name, owner, modules, state = (*map(str.strip, rest.split("|")), "", "", "")[:4]
    parts = tuple(part for part in modules.split("、") if part)
    entry = SystemEntry(
        f"S{len(draft.systems) + 1}", name, owner, modules=parts, state=state, source="测试清单"
    )
    draft.systems.append(entry)


def _earlier(draft: _Draft, rest: str) -> None:
    name, unit, text, outcome = (*map(str.strip, rest.split("|")), "已立项")[:4]
    draft.earlier.append((Described(name, unit, "2023", outcome), text))


def _signal(draft: _Draft, rest: str) -> None:
    code, _, count = rest.partition(" ")
    draft.signals.append(Signal(code, int(count)))


_COMMANDS = {
    "toc": _toc,
    "footer": lambda draft, rest: _furniture(draft, "footer", rest),
    "header": lambda draft, rest: _furniture(draft, "header", rest),
    "fact": _fact,
    "attachment": _attachment,
    "price": _price,
    "system": _system,
    "signal": _signal,
    "earlier": _earlier,
    "ignore": lambda draft, rest: draft.earlier.append((Described("样板", kind="template"), rest)),
    "file": lambda draft, rest: setattr(draft, "name", rest),
}


def _table(draft: _Draft, rows: list[str]) -> None:
    grid = [[cell.strip(" ") for cell in row.strip("|").split("|")] for row in rows]
    width = max(map(len, grid))
    grid = [row + [""] * (width - len(row)) for row in grid]
    caption, unit = _caption(draft)
    place = draft.place
    draft.blocks.append(Table(place, _cells(grid, place), len(grid), width, caption, unit))


def _caption(draft: _Draft) -> tuple[str | None, str | None]:
    """Find caption and unit in the last two lines above a table; a lone 单位： line may stand between."""
    caption = unit = None
    for index in range(len(draft.blocks) - 1, max(len(draft.blocks) - 3, -1), -1):
        block = draft.blocks[index]
        if not isinstance(block, Paragraph) or block.kind != "body":
            break
        named = _UNIT.search(block.text)
        unit = unit or (named[1] if named else None)
        if _CAPTION.match(block.text):
            caption = block.text
            draft.blocks[index] = replace(block, kind="caption")
            break
        if not named:
            break
    return caption, unit


def _cells(grid: list[list[str]], place: Place) -> tuple[Cell, ...]:
    cells = []
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text not in ("^", "<"):
                height = 1 + _run(grid[i][c] == "^" for i in range(r + 1, len(grid)))
                width = 1 + _run(row[j] == "<" for j in range(c + 1, len(row)))
                bare = text.lstrip("　")
                indent = float(len(text) - len(bare))
                cells.append(Cell(r + 1, c + 1, height, width, bare, place, indent=indent))
    return tuple(cells)


def _run(marks: object) -> int:
    count = 0
    for mark in marks:  # type: ignore[attr-defined]
        if not mark:
            break
        count += 1
    return count


def _sections(draft: _Draft) -> tuple[Section, ...]:
    sections = []
    for rank, (start, level) in enumerate(draft.headings):
        ends = (other for other, depth in draft.headings[rank + 1 :] if depth <= level)
        number, title = split_number(draft.blocks[start].text)
        sections.append(Section(number, title, level, start, next(ends, len(draft.blocks))))
    return tuple(sections)
