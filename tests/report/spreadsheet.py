"""Compute the formulas of a workbook: sums, products and references between sheets."""

import ast
import operator
import re
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_SUM = re.compile(r"SUM\(([^()]*)\)")
_CELL = re.compile(r"(?:([^\W\d]+)!)?\b([A-Z]{1,3}\d+)\b")
_SIGNS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def computed(book: Workbook, sheet: Worksheet, name: str) -> float:
    """Give the value of a cell, whatever it refers to; an empty one is zero, words are an error."""
    held = sheet[name].value
    return _formula(book, sheet, held[1:]) if isinstance(held, str) else float(held or 0)


def _formula(book: Workbook, sheet: Worksheet, text: str) -> float:
    values: dict[str, float] = {}

    def kept(value: float) -> str:
        values[f"v{len(values)}"] = value
        return f"v{len(values) - 1}"

    def total(found: re.Match[str]) -> str:
        return kept(sum(value for part in found[1].split(",") for value in _range(book, sheet, part)))

    text = _SUM.sub(total, text)
    text = _CELL.sub(lambda m: kept(computed(book, book[m[1]] if m[1] else sheet, m[2])), text)
    return _evaluate(ast.parse(text, mode="eval").body, values)


def _range(book: Workbook, sheet: Worksheet, part: str) -> list[float]:
    other, _, cells = part.rpartition("!")
    of = book[other] if other else sheet
    found = of[cells]
    rows = found if isinstance(found, tuple) else ((found,),)
    return [computed(book, of, cell.coordinate) for row in rows for cell in row]


def _evaluate(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return values[name]
        case ast.UnaryOp(operand=operand):
            return -_evaluate(operand, values)
        case ast.BinOp(left=left, op=sign, right=right):
            return float(_SIGNS[type(sign)](_evaluate(left, values), _evaluate(right, values)))
        case ast.Call(func=ast.Name(id="ROUND"), args=[value, ast.Constant(value=int() as places)]):
            return round(_evaluate(value, values), places)
    raise ValueError(ast.dump(node))
