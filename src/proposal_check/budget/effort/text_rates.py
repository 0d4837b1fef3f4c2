"""Labour rates that the text states: 按1200元/人日测算."""

import re
from collections.abc import Iterator
from decimal import Decimal

from proposal_check.budget.figures.amounts import EFFORT_UNITS, Figure, effort_unit, figures, narrow
from proposal_check.budget.figures.wording import in_unit
from proposal_check.model.budget import LabourRate
from proposal_check.model.document import Anchor, Document, Paragraph

_BEFORE = re.compile(r"(?:每个?|按)?(人[日天月年]|工日)(?:的?(?:单价|费率|成本|费用|价格))?[为是按计:]{0,2}$")
_STATED = re.compile(r"按|单价|费率|测算|计算|计费|核算|取费")
_CITED = re.compile(
    r"标准|规定|通知|文件|不超过|不高于|不低于|上限|下限|以内|以下|以上|市场|同类|例如|如:|原有|一期|上期|以往|运维|运行维护|之间"
)
_MONEY_SECTION = re.compile(r"概算|预算|估算|费用|资金|投资|测算|造价")
_RANGE = re.compile(r"[-~–—至到]\s*$")
_SENTENCE = re.compile(r"[。；;\n]")
_CLAUSE = re.compile(r"[。；;\n，,]")
_OURS = re.compile(r"本(?:项目|次|期|方案)")


def text_rates(document: Document) -> Iterator[LabourRate]:
    """Yield every labour rate a paragraph states, sure where it is what this budget was computed with."""
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and block.kind in {"body", "caption"} and not block.hidden:
            yield from _in_paragraph(document, index, block.text)


def _in_paragraph(document: Document, index: int, text: str) -> Iterator[LabourRate]:
    flat = narrow(text)
    for figure in figures(text):
        per = _per(figure, flat)
        if per is None or not figure.is_money or _RANGE.search(flat[: figure.start]):
            continue
        value, half = figure.raw * figure.scale, figure.half * figure.scale
        half = half if figure.scale > 1 or value % 1 else Decimal(0)
        sure = _is_budget(document, index) and _is_own(flat, figure)
        quote = text[figure.start : figure.end]
        yield LabourRate(
            index, 0, "", "text", value - half, value, value + half, per, sure,
            f"{in_unit(value, 1)}元/{per}", (Anchor(index, figure.start, figure.end, quote),),
        )  # fmt: skip


def _is_budget(document: Document, index: int) -> bool:
    return any(_MONEY_SECTION.search(s.title) for s in document.section_path(index))


def _is_own(flat: str, figure: Figure) -> bool:
    """Say whether a sentence computes with the rate: a quoted standard counts only as 本项目按…"""
    sentence, clause = _around(_SENTENCE, flat, figure), _around(_CLAUSE, flat, figure)
    return bool(_STATED.search(sentence)) and (bool(_OURS.search(clause)) or not _CITED.search(sentence))


def _around(ends: re.Pattern[str], flat: str, figure: Figure) -> str:
    start = max((m.end() for m in ends.finditer(flat, 0, figure.start)), default=0)
    end = next((m.start() for m in ends.finditer(flat, figure.end)), len(flat))
    return flat[start:end]


def _per(figure: Figure, flat: str) -> str | None:
    """What a rate is per: behind the figure (元/人日), or before it (每人日1200元)."""
    if figure.per:
        return figure.per if figure.per in EFFORT_UNITS else None
    before = _BEFORE.search(flat[: figure.start].rstrip())
    return effort_unit(before[1]) if before else None
