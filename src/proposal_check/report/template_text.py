"""What the applicants' template says: the cover, the headings of the outline, the guidance under each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proposal_check.packs.schema import OutlineItem, Pack

GUIDE = "编写说明："
_NEEDS = {"table": "须附表格。", "figure": "须附图。", "numbers": "须写明数值。"}


@dataclass(frozen=True, slots=True)
class Part:
    """An item of the outline as printed: its numbered title, its level from 1, its guidance."""

    id: str
    level: int
    heading: str
    guidance: str
    leaf: bool


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
        yield Part(item.id, level, heading, _guidance(item), leaf=not item.children)
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
    return "".join(said)
