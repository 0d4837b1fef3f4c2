"""Read a base proposal from its YAML file. The file's shape is described in benchmarks/README.md."""

import re
from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from benchmarks.submissions.budget import APPLICATION, CATEGORIES, RESERVE, Budget, Fee, Group, Item, Line
from benchmarks.submissions.diagram import Diagram
from benchmarks.submissions.grid import Column
from benchmarks.submissions.proposal import Block, Proposal, Section, StaticTable, Stock

PROPOSALS = Path(__file__).parents[1] / "proposals"
_HEADING = re.compile(r"(#+) (\S+) (.+)")
_NUMBERS = ("quantity", "price")


def load(name: str) -> Proposal:
    """Load `benchmarks/proposals/<name>.yaml`; raises ValueError where its own figures disagree."""
    return deepcopy(_proposal(name))


@cache
def _proposal(name: str) -> Proposal:
    data, source = _read(name)
    budget = _budget(data["budget"])
    return Proposal(
        name=name,
        title=data["title"],
        facts=data["facts"],
        cover=data["cover"],
        chapters=_chapters(data["text"], source),
        tables={key: _table(table) for key, table in data["tables"].items()},
        figures={key: _figure(figure) for key, figure in data["figures"].items()},
        budget=budget,
        stock=[Stock(c, n, unit, Decimal(q), note) for c, n, unit, q, note in _rows(data["stock"])],
        overview=[(m.system, m.name, m.purpose) for m in budget.modules],
        period=str(data["facts"]["period"]),
        pack=data.get("pack", "linan"),
    )


def _read(name: str) -> tuple[dict[str, Any], list[Section]]:
    """Read a file over the one it is based on, and return the sections of that one beside it."""
    data = _parse(name, {})
    if "based_on" not in data:
        return data, []
    base = _parse(data["based_on"], data.get("replace", {}))
    merged = {key: base[key] | data.get(key, {}) for key in ("facts", "cover", "tables", "figures")}
    return base | data | merged, _chapters(base["text"], [])


def _parse(name: str, replace: dict[str, str]) -> dict[str, Any]:
    text = (PROPOSALS / f"{name}.yaml").read_text("utf-8")
    for old, new in replace.items():
        text = text.replace(old, new)
    data: dict[str, Any] = YAML(typ="safe").load(text)
    return data


def _rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]


def _table(data: dict[str, Any]) -> StaticTable:
    columns = [_column(text) for text in data["columns"]]
    rows = _rows(data["rows"])
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"{data['caption']}: {row} does not fit {len(columns)} columns")
    return StaticTable(data["caption"], columns, rows)


def _column(text: str) -> Column:
    title, _, width = text.partition("*")
    return Column(title, int(width or 1))


def _figure(data: dict[str, Any]) -> Diagram:
    return Diagram(data["caption"], tuple(tuple(row) for row in _rows(data["layers"])))


def _items(text: str, keys: list[str], **fixed: Any) -> list[Item]:
    items = []
    for row in _rows(text):
        fields: dict[str, Any] = {**dict(zip(keys, row, strict=True)), **fixed}
        fields |= {key: Decimal(fields[key]) for key in _NUMBERS}
        items.append(Item(**fields))
    return items


def _budget(data: dict[str, Any]) -> Budget:
    groups: list[Group] = []
    effort = {"price": data["rate"], "unit": data.get("effort_unit", "人日")}
    for category in (c for c in (*CATEGORIES, RESERVE) if c in data):
        fixed = effort if category == APPLICATION else {}
        items = _items(data[category]["items"], data[category]["keys"].split(), **fixed)
        groups.append(Group(category, [*items, *_fees(data[category].get("fees", ""), groups)]))
    staffing = _items(data["staffing"], ["name", "note", "quantity"], **effort)
    operation = _items(data["operation"], ["name", "quantity", "unit", "price", "note"])
    funding = [(year, Decimal(share)) for year, share in _rows(data["funding"])]
    budget = Budget(groups, staffing, operation, funding, data["source"])
    budget.sources = [(name, Decimal(share)) for name, share in _rows(data.get("sources", ""))]
    budget.estimate = [_line(*row) for row in _rows(data.get("estimate", ""))]
    budget.captions = data.get("captions", {})
    if sum(i.quantity for i in staffing) != budget.days:
        raise ValueError(f"staffing {sum(i.quantity for i in staffing)} 人日, modules {budget.days} 人日")
    return budget


def _fees(text: str, groups: list[Group]) -> list[Fee]:
    known = {g.category: g for g in groups}
    return [
        Fee(name, Decimal(1), "项", Decimal(), section=section, spec=spec, percent=Decimal(percent),
            base=[known[category] for category in base.split("+")])
        for name, base, percent, section, spec in _rows(text)
    ]  # fmt: skip


def _line(number: str, name: str, of: str, note: str) -> Line:
    return Line(number, name, tuple(of.split("+")), note)


def _chapters(text: str, source: list[Section]) -> list[Section]:
    """Build the tree; `@from ITEM` stands for what the section of that item has in `source`."""
    root = Section("", "", 0)
    path = [root]
    for line in filter(None, map(str.strip, text.splitlines())):
        heading = _HEADING.fullmatch(line)
        if heading:
            level = len(heading[1])
            del path[level:]
            section = Section("" if heading[2] == "-" else heading[2], heading[3], level)
            path[-1].sections.append(section)
            path.append(section)
        elif line.startswith("@from "):
            _take_over(path[-1], line[6:], source)
        else:
            path[-1].blocks.append(_block(line))
    return root.sections


def _take_over(into: Section, item: str, source: list[Section]) -> None:
    """Copy text and parts of another proposal's section; they answer no item here."""
    taken = deepcopy(next(s for chapter in source for s in chapter.walk() if s.item == item))
    into.blocks += taken.blocks
    into.sections += taken.sections
    for part in (p for s in taken.sections for p in s.walk()):
        part.item, part.level = "", part.level + into.level - taken.level


def _block(line: str) -> Block:
    if line.startswith("@table "):
        return Block("table", line[7:])
    if line.startswith("@figure "):
        return Block("figure", line[8:])
    if line == "@landscape":
        return Block("landscape", "")
    return Block("item", line[2:]) if line.startswith("- ") else Block("text", line)
