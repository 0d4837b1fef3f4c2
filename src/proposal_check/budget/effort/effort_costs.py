"""What the document says development costs, apart from the table of its effort: a line or a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposal_check.budget.equations.lines import core_of, names_software
from proposal_check.budget.figures.amounts import Figure, figures
from proposal_check.budget.figures.paragraphs import body_paragraphs
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work
from proposal_check.model.budget import Amount
from proposal_check.model.document import Anchor, Document

_NOUN = re.compile(
    r"(?P<noun>(?:应用)?(?:软件|系统|平台)?(?:定制|二次)?(?:开发|研发|实施|人[工力])(?:总)?(?:费用?|成本|造价))"
    r"(?:合计|总计|共计|总额|小计|总金额|金额|人民币|\([^()\d]{0,6}\)|[为共是计需:=\s])*(?=￥?\s*\d)"
)
_SENTENCE = re.compile(r"[。；;\n]")
_OTHER = re.compile(
    r"一期|上期|原有|以往|同类|例如|不[超高大]|控制在|以内|运维|运行维护|年均|每年|其中|约|暂估|左右|单价|降低|节约"
)
_SOFTWARE = re.compile(r"软件|系统|平台|^开发|^研发")


@dataclass(frozen=True, slots=True)
class StatedCost:
    """A cost as stated in a block, in 元; `general` says that it names development itself."""

    where: str
    amount: Amount
    block: int
    general: bool


def stated_costs(document: Document, works: Sequence[Work]) -> tuple[StatedCost, ...]:
    """Find the cost of development in summary lines and in paragraphs; nothing bounded or rough."""
    return (*_lines(works), *_paragraphs(document))


def _lines(works: Sequence[Work]) -> Iterator[StatedCost]:
    for work in works:
        rows = [e.row for e in work.entries if e.row.kind == "item" and e.row.amount]
        found = [r for r in rows if work.kind in {"summary", "other"} and names_software(core_of(r.name))]
        for row in found if len(found) == 1 else ():
            if row.amount and row.amount.unit == "元":
                yield StatedCost(squeeze(row.name), row.amount, work.sheet.block, True)


def _paragraphs(document: Document) -> Iterator[StatedCost]:
    for index, text, flat in body_paragraphs(document):
        for match in _NOUN.finditer(flat):
            figure = next((f for f in figures(text) if f.end > match.end()), None)
            if figure and _is_cost(figure, match, flat):
                yield StatedCost(
                    f"正文{match['noun']}", _amount(figure, text, index), index,
                    bool(_SOFTWARE.search(match["noun"])),
                )  # fmt: skip


def _is_cost(figure: Figure, match: re.Match[str], flat: str) -> bool:
    start = max((m.end() for m in _SENTENCE.finditer(flat, 0, match.start())), default=0)
    apart = figure.start > match.end() + 1 or not figure.is_money or figure.sign_only or bool(figure.per)
    equation = flat[figure.end :].lstrip()[:1] in {"*", "×", "+", "÷", "/"}
    return not (apart or equation or _OTHER.search(flat[start : figure.end + 3]))


def _amount(figure: Figure, text: str, index: int) -> Amount:
    value, half = figure.raw * figure.scale, figure.half * figure.scale
    quote = text[figure.start : figure.end]
    half = half if figure.scale > 1 or value % 1 else Decimal(0)
    return Amount(
        value, value - half, value + half, "元", quote, Anchor(index, figure.start, figure.end, quote)
    )
