"""The arithmetic of an identity as words print it, made a formula over cells."""

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from proposal_check.model.budget import Identity
from proposal_check.report.workbook.figures import SCALES, Formula, Spot, product, times, total

# Names, and brackets that hold more than arithmetic.
_WORDS = re.compile(r"“[^”]*”|「[^」]*」|（[^（）]*[^\d\s（）.,，%+*/×÷＋－−＊／-][^（）]*）")
_SIGNS = str.maketrans("×÷＋－−＊／（）", "*/+--*/()")
# 元/人月 is a unit, no division.
_PER = re.compile(r"(?<=[^\d)%\s])/(?=[^\d(\s])")
_TOKEN = re.compile(r"\d[\d,，]*(?:\.\d+)?%?|[-+*/()]")
_OPERATORS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_HUNDRED = Decimal(100)
# What Excel takes in one formula, with room for the rest of it.
_LONGEST = 8_000


def rebuilt(identity: Identity, cells: Sequence[Spot]) -> Formula | None:
    """Give the formula over cells that comes to what an identity expects; None when there is none."""
    expected = identity.expected
    if expected is None:
        return None
    complete = len(cells) == len(identity.anchors) - 1
    tried = (make(cells, 1 / s) for make in (total, product) for s in SCALES if cells and complete)
    for formula in tried:
        if agree(formula.value, expected) and len(formula.text) < _LONGEST:
            return formula
    return expression(identity.formula, cells, expected)


def expression(words: str, cells: Sequence[Spot], expected: Decimal) -> Formula | None:
    """Make the left side of `words` a formula in units of `expected`, its numbers cells where some hold them.

    None unless it gives exactly what the review computed: words may say more than arithmetic, or shorten it.
    """
    left = _PER.sub("", _WORDS.sub("", re.split("[=≠≈]", words)[0]))
    tokens = _TOKEN.findall(left.translate(_SIGNS))
    value = _value(tokens)
    scales = (*SCALES, _HUNDRED) if "%" in words else SCALES
    scale = None if value is None else next((s for s in scales if agree(value * s, expected)), None)
    if value is None or scale is None:
        return None
    text = "".join(_over(cells, tokens))
    if len(text) > _LONGEST:
        return None
    whole = text if scale == 1 or not re.search("[-+]", text) else f"({text})"
    return Formula(whole + times(scale), value * scale, Decimal(0))


def agree(value: Decimal, expected: Decimal) -> bool:
    """Compare exactly, or as far as `expected` was rounded to two places or more."""
    places = -int(expected.as_tuple().exponent)
    return value == expected or (
        places >= 2 and abs(value - expected) * 2 <= Decimal(1).scaleb(-min(places, 6))
    )


def _over(cells: Sequence[Spot], tokens: Sequence[str]) -> Iterator[str]:
    """Put for each number the next cell that holds it, in whatever unit; the number itself when none does."""
    left = list(cells)
    for token in tokens:
        number = _number(token)
        found = None if number is None else _holding(left, number)
        if number is None or found is None:
            yield token if number is None else f"{number.normalize():f}"
            continue
        cell, ratio = found
        left.remove(cell)
        yield cell.name if ratio == 1 else f"({cell.name}{times(ratio)})"


def _holding(cells: Sequence[Spot], number: Decimal) -> tuple[Spot, Decimal] | None:
    pairs = ((cell, ratio) for ratio in SCALES for cell in cells)
    return next(((cell, ratio) for cell, ratio in pairs if cell.shown * ratio == number), None)


def _number(token: str) -> Decimal | None:
    if not token[0].isdigit():
        return None
    number = Decimal(re.sub("[,，%]", "", token))
    return number / 100 if token.endswith("%") else number


def _value(tokens: Sequence[str]) -> Decimal | None:
    """Evaluate; None when the tokens are no expression."""
    numbers = {f"n{i}": n for i, token in enumerate(tokens) if (n := _number(token)) is not None}
    text = "".join(f"n{i}" if f"n{i}" in numbers else token for i, token in enumerate(tokens))
    try:
        return _evaluate(ast.parse(text, mode="eval").body, numbers)
    except (SyntaxError, ArithmeticError, RecursionError, KeyError):
        return None


def _evaluate(node: ast.expr, numbers: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.Name(id=name):
            return numbers[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_evaluate(operand, numbers)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
            return _OPERATORS[type(sign)](_evaluate(left, numbers), _evaluate(right, numbers))
    raise KeyError(type(node).__name__)
