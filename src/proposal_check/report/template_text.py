"""What the applicants' template says: the cover, the headings of the outline, the guidance under each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proposal_check.packs.schema import OutlineItem, Pack
from proposal_check.packs.tables import TableForm

GUIDE = "编写说明："
_MONEY = re.compile("费用|投资|估算|概算|预算")
_TABLES = ("表", "清单", "一览", "明细", "目录")
_COLUMNS = ("序号", "名称", "内容", "说明")
_BUDGET_COLUMNS = ("序号", "名称", "数量", "单位", "单价", "小计", "说明")
_NEEDS = {"table": "须附表格。", "figure": "须附图。", "numbers": "须写明数值。"}


@dataclass(frozen=True, slots=True)
class Part:
    """An item of the outline as printed: its numbered title, its level from 1, its guidance."""

    id: str
    level: int
    title: str
    heading: str
    guidance: str
    leaf: bool
    table: bool


def document_title(pack: Pack) -> str:
    """Word the document's name: the pattern the pack demands with ×× for what is free, else the kind."""
    for rule in pack.rules:
        pattern = rule.params.get("pattern", "")
        if rule.check == "name_template" and re.fullmatch(r"[^\\\[\](){}|?*^$]*", pattern):
            return str(pattern).replace(".+", "××")
    return f"××{pack.manifest.document_kind}"


def cover_lines(pack: Pack) -> list[str]:
    """Name what the cover must state besides the name itself, as the pack's rules list it."""
    for rule in pack.rules:
        if rule.check == "cover_elements" and rule.status == "active":
            return [name for name in rule.params["elements"] if "名称" not in name]
    return ["建设单位", "编制时间"]


def parts(items: list[OutlineItem], level: int = 1) -> Iterator[Part]:
    """Yield the outline's items in order."""
    for item in items:
        heading = f"{_number(item.number)}{item.title}"
        yield Part(
            item.id,
            level,
            item.title,
            heading,
            _guidance(item),
            leaf=not item.children,
            table="table" in item.requires,
        )
        yield from parts(item.children, level + 1)


def _number(number: str) -> str:
    """Punctuate a bare number: 一、 and 1．, while （一） needs nothing."""
    if not number or not number[-1].isalnum():
        return number
    return f"{number}．" if number[-1].isascii() else f"{number}、"


def _guidance(item: OutlineItem) -> str:
    said = [item.guidance.strip(), *(_NEEDS[need] for need in item.requires)]
    if item.elements:
        said.append(f"逐项写明：{'、'.join(item.elements)}。")
    if item.when:
        said.append("按项目情况需要时编写。")
    if item.allow_na:
        said.append("与本项目无关的，请说明并写出理由。")
    if not any(said) and not item.children:
        return "请写明本项的具体内容。"
    return "".join(said)


def plain_form(part: Part) -> TableForm:
    """Make the table an item requires where the pack gives no form for it: a plain one, to be adapted."""
    money = _MONEY.search(part.title) is not None
    return TableForm(
        item=part.id,
        caption=part.title if part.title.endswith(_TABLES) else f"{part.title}表",
        columns=list(_BUDGET_COLUMNS if money else _COLUMNS),
        rows=[[""] * len(_BUDGET_COLUMNS if money else _COLUMNS)] * 3,
        unit="万元" if money else "",
        note="列的设置可根据需要调整。",
    )
