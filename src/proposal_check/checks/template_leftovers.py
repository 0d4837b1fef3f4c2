"""Find what a template left in the text: blanks to fill in, instructions, another place's name.

A lone ×× is a blank only where a value belongs: behind a label, or as a whole cell of a row that has other
values. A name such as ××区城市管理局 is no blank. Names of other places on cover, header and footer are for a
person: the applicant may well be from there.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.cover import cover_lines
from proposal_check.checks.outline_items import texts
from proposal_check.model.document import Anchor, Table
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.identity import squeeze

VALUES = frozenset({"what", "quotes", "count"})
_BLANK = r"(?:[×xX✕╳]{2,}|[_＿]{3,}|【\s*】|待定|待补充|待填写|待完善|（略）|TBD|暂定待补)"
_LABELLED = re.compile(rf"^[^：:，,。；;]{{2,12}}[：:]\s*{_BLANK}\s*(?:万?元|年|个月|套|人)?[。；;]?$", re.I)
_CELL = re.compile(rf"{_BLANK}(?:万?元|年|个月|套|人|日)?", re.I)
_INSTRUCTION = re.compile(
    r"[（(【\[](?:此处|请在此|在此|请)[^）)】\]]{0,20}?(?:填写|填入|描述|插入|补充)[^）)】\]]{0,30}[）)】\]]"
    r"|^(?:填写|编写|填报)说明[：:]|点击或轻触此处输入文字|单击此处"
)
_PLACE = re.compile(
    r"(?<![一-龥])([一-龥]{2,4}?)(?:省|市|自治区)(?=[一-龥]{0,8}(?:局|委|办|政府|中心|区|县))"
)
# Names and numbers of people are left out on purpose.
_PERSON = re.compile("姓名|人员|联系|电话|手机|负责人|身份证|邮箱")
_SHOWN = 6


class Params(BaseModel):
    """`own` are the names of places that belong here, from province to district."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    own: tuple[str, ...] = ()


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit for blanks, one for instructions, one for names of other places."""
    for what, found in (("未填写的内容", list(_blanks(case))), ("填写说明", list(_instructions(case)))):
        if found:
            yield Hit(what, _values(what, found), tuple(found[:_SHOWN]))
    others = list(_others(case, params)) if params.own else []
    if others:
        reason = f"扉页写有“{others[0].quote.strip()}”，请核对是否为其他地区模板的内容"
        yield Hit(
            "其他地区名称", _values("其他地区名称", others), tuple(others), Outcome.NEEDS_REVIEW, reason
        )


def _values(what: str, found: list[Anchor]) -> dict[str, str]:
    quotes = "、".join(dict.fromkeys(f"“{' '.join(a.quote.split())[:30]}”" for a in found[:_SHOWN]))
    return {"what": what, "quotes": quotes + ("等" if len(found) > _SHOWN else ""), "count": str(len(found))}


def _blanks(case: Case) -> Iterator[Anchor]:
    for index, block in enumerate(case.document.blocks):
        if isinstance(block, Table):
            yield from _cells(block, index)
        else:
            for anchor in texts(case, [index]):
                if _LABELLED.match(anchor.quote.strip()):
                    yield anchor


def _cells(table: Table, index: int) -> Iterator[Anchor]:
    """Yield the cells that are a blank, but of a specimen, all blank, and of data on people."""
    named = {c.col for c in table.cells if c.row == 1 and _PERSON.search(c.text)}
    written = [c for c in table.cells if c.row > 1 and c.text.strip()]
    empty = [c for c in written if _CELL.fullmatch(squeeze(c.text))]
    blank = [c for c in empty if c.col not in named]
    for cell in blank if len(blank) < len(written) - len(empty) else ():
        yield Anchor(index, 0, len(cell.text), cell.text, (cell.row, cell.col))


def _instructions(case: Case) -> Iterator[Anchor]:
    for anchor in texts(case, range(len(case.document.blocks))):
        if match := _INSTRUCTION.search(anchor.quote):
            yield Anchor(anchor.block, match.start(), match.end(), match[0], anchor.cell)


def _others(case: Case, params: Params) -> Iterator[Anchor]:
    for anchor in cover_lines(case.document):
        for match in _PLACE.finditer(squeeze(anchor.quote)):
            if match[1] not in params.own and "×" not in match[0] and not _within(match[1], params.own):
                yield anchor
                break


def _within(name: str, own: tuple[str, ...]) -> bool:
    return any(place in name or name in place for place in own)
