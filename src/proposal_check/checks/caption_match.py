"""Require the prescribed budget table under its prescribed name, filled in, in the proposal or attached."""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import head, name_of, review, unreadable
from proposal_check.checks.case import Case
from proposal_check.model.budget import TableKind
from proposal_check.model.document import Anchor, Document, Paragraph, Table
from proposal_check.model.finding import Hit, Severity

VALUES = frozenset({"title", "fault"})


class Params(BaseModel):
    """`title`: words the caption must contain; `kinds`: tables that serve the purpose under another name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    kinds: list[TableKind]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield a hit when the table is missing, left blank, or (weaker) named otherwise; attachments count."""
    named = list(_places(case, params))
    readings = (case.budget, *case.budget.attached)
    blank = {(n, u.block): u for n, reading in enumerate(readings) for u in reading.unread}
    if any(place not in blank for place in named):
        return
    if named:
        number, index = named[0]
        anchor = Anchor(index, 0, 0, blank[named[0]].caption, document=number)
        yield Hit(params.title, {"title": params.title, "fault": "金额未填写"}, (anchor,))
        return
    other = next((t for t in case.budget.tables if t.kind in params.kinds), None)
    if other:
        fault = f"未按规定名称编制，现为{name_of(case, other)}"
        yield Hit(
            params.title, {"title": params.title, "fault": fault}, (head(other),), severity=Severity.SHOULD
        )
    elif reason := unreadable(case) or _attached(case, params):
        yield review(params.title, reason)
    else:
        yield Hit(params.title, {"title": params.title, "fault": "未见该表"})


def _places(case: Case, params: Params) -> Iterator[tuple[int, int]]:
    """Yield document and block of each table of that name."""
    for number, document in enumerate(case.submission.documents):
        for index, block in enumerate(document.blocks):
            if isinstance(block, Table) and _named(document, index, params):
                yield number, index


def _attached(case: Case, params: Params) -> str:
    """Say which attachment may hold the table under another name, or unread; "" if none."""
    names = (document.source.name for document in case.submission.documents[1:])
    for name, reading in zip(names, case.budget.attached, strict=False):
        if reading.unread or any(t.kind in (*params.kinds, "summary") for t in reading.tables):
            return f"正文未见该表，附件“{name}”中有概算表，请核对是否为该表"
    return ""


def _named(document: Document, index: int, params: Params) -> bool:
    """A caption, a title row, a heading or a line right above may carry a table's name.

    The line must be the name: 「《汇总表》见附表」 above another table only mentions it.
    """
    block = document.blocks[index]
    assert isinstance(block, Table)
    texts = [block.caption or "", *(c.text for c in block.cells if c.row == 1)]
    path = document.section_path(index)
    texts += [path[-1].title] if path else []
    if any(params.title in "".join(t.split()) for t in texts):
        return True
    line = re.compile(
        rf"(?:附?[表件][^：:、]{{0,6}}[：:、.．]?)?《?.{{0,12}}{re.escape(params.title)}》?(?:[（(].*)?(?:单位.*)?"
    )
    before = document.blocks[max(0, index - 3) : index]
    return any(isinstance(b, Paragraph) and line.fullmatch("".join(b.text.split())) for b in before)
