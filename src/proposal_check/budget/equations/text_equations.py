"""Arithmetic that the text prints: 120人月×2万元/人月=240万元, 45.5万元+4.55万元=50.05万元.

Only what can be read one way is checked: products of one amount of money and plain counts or percentages, and
sums of amounts of money, whose result prints its unit too.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from proposal_check.budget.figures.amounts import Figure, figures
from proposal_check.budget.figures.arithmetic import Interval, compare, point
from proposal_check.budget.figures.paragraphs import body_paragraphs
from proposal_check.model.budget import Identity
from proposal_check.model.document import Anchor, Document

_TERM = (
    r"￥?\d[\d,]*(?:\.\d+)?\s*(?:%|万元|元|万|人[日天月年时]|人|天|日|个?月|年|台|套|个|项|功能点|次|路|点|小时)?"
    r"(?:/(?:人[日天月年时]|人|天|日|月|年|台|套|个|项|功能点|次|路|点|小时))?"
)
_CHAIN = re.compile(
    rf"(?<![\d.%)×xX*+÷/-])(?P<left>{_TERM}(?:\s*[×xX*+]\s*{_TERM})+)\s*=\s*(?P<right>{_TERM})"
    r"(?!\s*[×xX*+÷/\d-])"
)
_MONEY = re.compile(r"万?元|￥")
_HUNDREDTH = Decimal("0.01")


def text_equations(document: Document) -> Iterator[Identity]:
    """Check every equation that a paragraph prints; where its reading is open it is left out."""
    for index, text, flat in body_paragraphs(document):
        for match in _CHAIN.finditer(flat) if "=" in flat else ():
            yield from _checked(index, text, match)


def _checked(index: int, text: str, match: re.Match[str]) -> Iterator[Identity]:
    left, right = match["left"], match["right"]
    if not _MONEY.search(right) or ("+" in left and re.search(r"[×xX*]", left)):
        return
    terms, (stated, *_) = figures(left), figures(right)
    expected = _sum(terms) if "+" in left else _product(terms)
    if expected is None or len(terms) != len(re.split(r"[×xX*+]", left)) or stated.per:
        return
    value = stated.times()
    state = compare(expected, value)
    printed = text[match.start() : match.end()]
    formula = printed
    if state != "holds":
        sign = "≈" if state == "rounding" else "≠"
        formula = f"{left.strip()} = {expected.value.normalize():,f}元 {sign} {right.strip()}"
    yield Identity(
        "I2" if "+" in left else "I1", state, "正文算式", formula, expected.value, value.value,
        value.value - expected.value, (Anchor(index, match.start(), match.end(), printed),),
    )  # fmt: skip


def _term(figure: Figure) -> Interval:
    """Whole counts and amounts are exact as terms; a result may be rounded to what it prints."""
    whole = figure.raw.as_tuple().exponent == 0
    return point(figure.raw * figure.scale) if whole else figure.times()


def _product(terms: Sequence[Figure]) -> Interval | None:
    """Multiply counts, shares and exactly one amount of money."""
    if sum(t.is_money or t.scale > 1 for t in terms) != 1:
        return None
    result = point(Decimal(1))
    for term in terms:
        factor = _term(term)
        result = result * (factor.scaled(_HUNDREDTH) if term.unit == "%" else factor)
    return result


def _sum(terms: Sequence[Figure]) -> Interval | None:
    if not all((t.is_money or t.scale > 1) and not t.per for t in terms):
        return None
    result = point(Decimal(0))
    for term in terms:
        result = result + _term(term)
    return result
