"""Compare the project's name wherever it is stated: cover, its own section, declaration, file name.

Region, 建设方案 and version marks do not count; a name that only says more than the other is advice. A file
name only advises, and only when it is a name at all. With fewer than two names there is nothing to compare:
inapplicable.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePath
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.cover import cover_lines, names, plain_name, title
from proposal_check.checks.outline_items import ItemId
from proposal_check.model.document import Anchor, Cell, Paragraph, Table
from proposal_check.model.finding import Hit, Outcome, Severity
from proposal_check.outline.identity import squeeze

VALUES = frozenset({"names"})

_STATED = re.compile(r"(?:项目|方案)名称\s*(?:为|是|[:：])\s*[:：]?\s*(?P<name>[^。；;，,\n]+)")
_ALIAS = re.compile(r"[（(](?:以下)?简称.*")
_NOISE = re.compile(r"v?\d[\d.]*|[\W_]+|最?终[稿版]|定稿|初稿|修改|修订|送审|报审|[稿版]$", re.I)
_UNIT = re.compile(".{3}(?:[局委办厅处所室府心镇乡院校站队馆部会]|街道|大学|公司)$")
_DOCUMENT = re.compile("方案|报告|设计|申报书")


class Params(BaseModel):
    """`item` is the outline item that states the name; `prefixes` and `suffixes` do not count."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    item: ItemId
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()


class Named(NamedTuple):
    """A name and where it stands, in words and as anchors."""

    where: str
    name: str
    anchors: tuple[Anchor, ...] = ()


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit for names that differ, one more when only the file's name differs."""
    stated = list(_stated(case, params))
    file = _file_name(case)
    if len(stated) + bool(file) < 2:
        yield Hit("项目名称", outcome=Outcome.INAPPLICABLE, reason="只有一处写明项目名称，无从比对")
        return
    cores = sorted({_disowned(case, core(named.name, params)) for named in stated}, key=len)
    if len(cores) > 1:
        anchors = tuple(anchor for named in stated for anchor in named.anchors)
        longer = all(cores[0] in other for other in cores)
        severity = Severity.SHOULD if longer else None
        yield Hit("项目名称", {"names": _list(stated)}, anchors, severity=severity)
    elif file and not any(_within(core(file.name, params), inner) for inner in cores):
        anchors = stated[0].anchors
        yield Hit("文件名", {"names": _list([*stated[:1], file])}, anchors, severity=Severity.SHOULD)


def core(name: str, params: Params) -> str:
    """Strip a name of what may differ: blanks, marks, region, kind of document."""
    text = _NOISE.sub("", squeeze(name).casefold())
    before = ""
    while before != text:
        before = text
        for prefix in params.prefixes:
            text = text.removeprefix(prefix)
        for suffix in params.suffixes:
            text = text.removesuffix(suffix) or text
    return text


def _disowned(case: Case, name: str) -> str:
    """Strip the unit whose name has a line of its own on the cover: there it stands above the name."""
    for line in cover_lines(case.document):
        unit = re.split("[:：]", squeeze(line.quote).casefold())[-1]
        if _UNIT.search(unit) and len(name) - len(unit) > 5:
            name = name.removeprefix(unit)
    return name


def _within(one: str, other: str) -> bool:
    return one in other or other in one


def _list(stated: list[Named]) -> str:
    return "、".join(f"{named.where}为“{named.name}”" for named in stated)


def _stated(case: Case, params: Params) -> Iterator[Named]:
    elsewhere = list(islice(_in_section(case, params.item), 1))
    declared = case.submission.declared.get("project_name")
    if isinstance(declared, str) and declared.strip():
        elsewhere.append(Named("申报信息", declared.strip()))
    yield from _on_cover(case, params, {core(named.name, params) for named in elsewhere})
    yield from elsewhere


def _on_cover(case: Case, params: Params, known: set[str]) -> Iterator[Named]:
    """Give the cover's name: the run of lines that says a known name, else the likeliest."""
    same = (entry for entry in names(case.document) if core(entry[0], params) in known)
    found = next(same, None) or title(case.document)
    if found:
        yield Named("扉页", *found)


def _in_section(case: Case, item: str) -> Iterator[Named]:
    """Find the name in its section: after 名称为, in the cell beside 项目名称, or as the only line."""
    match = next((m for m in case.outline.matches if m.id == item), None)
    if match is None or match.status in ("missing", "empty", "na"):
        return
    if match.section is not None:
        section = case.document.sections[match.section]
        _, colon, tail = section.title.partition("：")
        if colon and tail.strip():
            yield _named(tail, section.start)
    lines = []
    for index in (i for start, end in match.blocks for i in range(start, end)):
        block = case.document.blocks[index]
        if isinstance(block, Table):
            yield from _in_table(block, index)
        elif isinstance(block, Paragraph) and block.kind == "body" and block.text.strip():
            said = _STATED.search(block.text)
            if said:
                yield _named(said["name"], index)
            lines.append((index, block.text))
    if match.headed and match.status == "present" and len(lines) == 1 and _is_name(lines[0][1]):
        yield _named(lines[0][1], lines[0][0])


def _is_name(text: str) -> bool:
    return len(text) <= 50 and not re.search("[，,；;：:]|。.", text.strip())


def _named(text: str, block: int) -> Named:
    name = plain_name(_ALIAS.sub("", text.strip().rstrip("。.")))
    return Named("“项目名称”一节", name, (Anchor(block, 0, len(text), text),))


def _in_table(table: Table, index: int) -> Iterator[Named]:
    for cell in table.cells:
        if squeeze(cell.text).rstrip(":") in ("项目名称", "方案名称"):
            right = next(
                (c for c in table.cells if c.row == cell.row and c.col == cell.col + cell.col_span), None
            )
            if right and right.text.strip() and not _is_header(table, cell):
                anchor = Anchor(index, 0, len(right.text), right.text, (right.row, right.col))
                yield Named("“项目名称”一栏", plain_name(right.text), (anchor,))


def _is_header(table: Table, cell: Cell) -> bool:
    """Labels of a form stand in the odd columns, each beside a value; else the first row heads columns."""
    across = [c for c in table.cells if c.row == 1]
    return cell.row == 1 and (cell.col % 2 == 0 or len(across) % 2 == 1)


def _file_name(case: Case) -> Named | None:
    stem = PurePath(case.document.source.name).stem
    return Named("文件名", stem) if _DOCUMENT.search(stem) and len(_NOISE.sub("", stem)) > 6 else None
