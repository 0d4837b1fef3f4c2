"""I8 in paragraphs: equations of an estimate that multiply no money: 4 × 10 = 40, 267 × 1.1 = 293.7."""

import re
from collections.abc import Iterator
from decimal import Decimal

from proposal_check.budget.figures.amounts import figures
from proposal_check.budget.figures.arithmetic import compare, point
from proposal_check.budget.figures.paragraphs import body_paragraphs
from proposal_check.budget.figures.wording import equation, plain
from proposal_check.model.budget import Identity
from proposal_check.model.document import Anchor, Document

_ABOUT = re.compile(r"功能点|UF[CP]|AFP|FP|TCF|VAF|ILF|EIF|外部(?:输入|输出|查询)|工作量|人[月日天]|工时")
_ESTIMATE = re.compile(r"功能点|规模|工作量|软件开发")
_COUNT = r"(?:功能点|FP|人[日天月年时]|工时|小时)"
_UNIT = rf"(?:\s*[个分项]?{_COUNT}?(?:\s*[/每]\s*个?(?:功能点|FP|人[日天月]|月))?)"
_TERM = rf"\d[\d,]*(?:\.\d+)?{_UNIT}"
_CHAIN = re.compile(
    rf"(?<![\d.%()×xX*+÷/A-Za-z-])(?P<left>{_TERM}(?:\s*[+×xX*÷]\s*{_TERM})+)\s*=\s*"
    rf"(?P<right>\d[\d,]*(?:\.\d+)?(?P<money>\s*万?元)?)(?!\s*[+×xX*÷/\d.%-]|\s*[万元千亿])"
)
_OPERATOR = re.compile(r"\s*([+×xX*÷])\s*")


def size_equations(document: Document) -> Iterator[Identity]:
    """Check every such equation in a paragraph that speaks of function points or effort."""
    for index, text, flat in body_paragraphs(document):
        if "=" in flat:
            titles = (s.title for s in document.section_path(index))
            if _ABOUT.search(flat) or any(_ESTIMATE.search(t) for t in titles):
                yield from (_checked(index, text, m) for m in _CHAIN.finditer(flat))


def _checked(index: int, text: str, match: re.Match[str]) -> Identity:
    stated = figures(match["right"])[0]
    value = stated.raw * stated.scale
    expected = _computed(match["left"])
    state = compare(point(expected), stated.times())
    if (
        state == "broken"
        and stated.scale > 1
        and compare(point(expected * stated.scale), point(value)) == "holds"
    ):
        expected, state = value, "holds"
    printed = text[match.start() : match.end()]
    shown = value if state == "holds" else expected.quantize(Decimal("0.0001")).normalize()
    formula = equation(
        match["left"].strip(), plain(shown), plain(value),
        equal=state == "holds", unit="元" if match["money"] else "", near=state == "rounding",
    )  # fmt: skip
    return Identity(
        "I8", state, "正文算式", formula, expected, value, value - expected if match["money"] else None,
        (Anchor(index, match.start(), match.end(), printed),),
    )  # fmt: skip


def _computed(left: str) -> Decimal:
    """Multiply and divide before adding."""
    first, *rest = _OPERATOR.split(left)
    total, term = Decimal(0), _number(first)
    for operator, text in zip(rest[::2], rest[1::2], strict=True):
        if operator == "+":
            total, term = total + term, _number(text)
        else:
            term = term / (_number(text) or Decimal("Infinity")) if operator == "÷" else term * _number(text)
    return total + term


def _number(text: str) -> Decimal:
    return figures(text)[0].raw
