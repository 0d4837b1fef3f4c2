"""Printed numbers: what they say, what they count, and how precisely they say it.

Nothing here knows of tables. `figures` finds every number of a text; `read_cell` decides whether a cell
holds one number, none, a mark such as 免费 or a range, which is not a value.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from proposal_check.budget.figures.arithmetic import Interval
from proposal_check.budget.figures.capitals import capitals, has_capitals
from proposal_check.budget.figures.cell_formulas import computed, result_of
from proposal_check.model.budget import AmountState

# One to one, so that character offsets stay true.
_NARROW = str.maketrans(
    "０１２３４５６７８９．，％（）／：－＋～¥＄＊ｈＨ　\u00a0", "0123456789.,%()/:-+~￥$*hH  "
)
_WIDE = re.compile(f"[{''.join(map(chr, _NARROW))}]")
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MULTIPLIER = {"": 1, "千": 1000, "万": 10_000, "百万": 1_000_000, "亿": 100_000_000}
_PER = r"(?:\s*[/每]\s*(?P<per>(?:人\s*[/*·.]?\s*)?[\u4e00-\u9fffA-Za-z]{1,4}))?"
_FIGURE = re.compile(
    rf"(?P<sign>(?<![\d)）\u4e00-\u9fff])-)?(?P<money>￥|人民币|RMB)?\s*(?<![\d.A-Za-z_])(?P<number>{_NUMBER})(?![\d])"
    r"\s*(?P<open>\()?(?P<scale>百万|千(?=元)|[万亿])?\s*(?P<unit>美元|元整?|圆整?|￥|\$|%|‰|"
    r"(?:个)?人\s*[/·*]?\s*(?:日|天|月|年|时|小时)|工日|工时|小时|h\b|[\u4e00-\u9fff]{1,2})?(?(open)\))"
    + _PER,
    re.IGNORECASE,
)
_RANGE = re.compile(rf"{_NUMBER}\s*(?:万?元|万|人[日天月])?\s*(?:[-–—~～]|至|到)\s*{_NUMBER}")
_PARENTHESIS = re.compile(r"\([^()]*\)")
# An accountant's minus, or an aside: nobody can tell.
_BRACKETED = re.compile(rf"^\(\s*￥?{_NUMBER}\s*(?:万?元)?\s*\)$")
# Thousands set apart by blanks, or by a comma and a blank: 68 000, 173, 000.00.
_SPACED = re.compile(r"^(￥?\s*)(\d{1,3}(?:(?:,\s+|\s+,?|,)\d{3})+(?:\.\d+)?)(\s*(?:元|万元)?)$")
_FREE = re.compile(
    r"^(?:免费|赠送|免|含|已含|包含|不计费|免费提供|包含在内|已包含|不另计|含在.{1,12}|包含在.{1,12}内?)$"
)
_DASH = re.compile(r"^[-–—─－/\\、.。*×xX无]*$")
EFFORT_UNITS = frozenset({"人日", "人月", "人年", "人时"})
_EFFORT = (
    (re.compile(r"^个?人[/·*]?[日天]$|^工日$"), "人日"),
    (re.compile(r"^个?人[/·*]?月$"), "人月"),
    (re.compile(r"^个?人[/·*]?年$"), "人年"),
    (re.compile(r"^个?人[/·*]?(?:时|小时)$|^工时$|^小时$|^h$", re.IGNORECASE), "人时"),
)
_EFFORT_HEAD = re.compile(r"人[/·*]?(?:小?时|[日天月年])|工[日时]")


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number: `raw` × `scale` counts `unit`, per `per` when it is a rate or a price.

    `unit` is 元, 美元, %, an effort unit (人日 人月 人年 人时), another counter as printed, or "".
    `sign_only` says that 元 rests on a ￥ alone, which a table in 万元 may print as well.
    """

    raw: Decimal
    scale: int
    unit: str
    per: str
    start: int
    end: int
    sign_only: bool = False

    @property
    def is_money(self) -> bool:
        return self.unit == "元"

    @property
    def half(self) -> Decimal:
        """Half a unit of the last printed digit, in the printed unit."""
        exponent = self.raw.as_tuple().exponent
        return Decimal(5).scaleb(int(exponent) - 1)

    def times(self, scale: int | Decimal | None = None) -> Interval:
        """What the number may be as printed, in units of so many: by default of its own, as 万."""
        size = self.scale if scale is None else scale
        value, half = self.raw * size, self.half * size
        return Interval(value - half, value, value + half)


@dataclass(frozen=True, slots=True)
class CellFigure:
    """What a cell says: `figure` is set when `state` is number."""

    state: AmountState
    figure: Figure | None = None


@lru_cache(maxsize=8192)
def narrow(text: str) -> str:
    """Map full-width digits and marks to narrow ones, character for character."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


@lru_cache(maxsize=1024)
def effort_unit(text: str) -> str | None:
    """Name the effort unit a text is, if it is one: 人天, 人/天, 工日 → 人日."""
    text = re.sub(r"\s", "", narrow(text))
    return next((unit for pattern, unit in _EFFORT if pattern.match(text)), None)


def _unit(match: re.Match[str], text: str) -> tuple[str, str]:
    """Resolve what a match counts and per what."""
    printed = re.sub(r"\s", "", match["unit"] or "")
    per = re.sub(r"\s", "", match["per"] or "")
    if printed in {"$", "美元"} or (match.start() and text[match.start() - 1] == "$"):
        return "美元", per
    if match["money"] or printed[:1] in {"元", "圆", "￥"}:
        return "元", _per_unit(per)
    return effort_unit(printed) or printed, _per_unit(per)


def _per_unit(per: str) -> str:
    """Name what a price is per; words may run on behind it: 元/人日测算."""
    head = _EFFORT_HEAD.match(per)
    return (effort_unit(head.group()) if head else None) or effort_unit(per) or per


def figures(text: str) -> tuple[Figure, ...]:
    """Find every number in a text with its unit and character range; a year or a clause number is one too."""
    flat = narrow(text)
    found = []
    for match in _FIGURE.finditer(flat):
        raw = Decimal(match["number"].replace(",", ""))
        if match["sign"]:
            raw = -raw
        unit, per = _unit(match, flat)
        scale = _MULTIPLIER[match["scale"] or ""]
        sign_only = unit == "元" and scale == 1 and "元" not in (match["unit"] or "")
        found.append(Figure(raw, scale, unit, per, match.start(), match.end(), sign_only))
    return tuple(found)


@lru_cache(maxsize=16384)
def read_cell(text: str) -> CellFigure:
    """Read a cell as one number. Blank, 免费 or — is never zero; a range or several numbers are no value."""
    flat = narrow(text).strip()
    state = _without_number(flat)
    if state:
        return CellFigure(state)
    found = _spaced(text) or figures(text)
    if len(found) > 1:
        found = _outside_brackets(text, found)
    if not found:
        return _in_capitals(text)
    if _BRACKETED.match(flat):
        return CellFigure("text")
    if len({(f.raw * f.scale, f.per) for f in found}) > 1 or _counts_several(found):
        return _formula(text) or CellFigure("several")
    return CellFigure("number", found[0])


def _counts_several(found: Sequence[Figure]) -> bool:
    """Say whether a number comes twice because it counts two things: 1主1备."""
    units = {f.unit for f in found}
    return len(units) > 1 and "" not in units and not any(f.is_money for f in found)


def _spaced(text: str) -> tuple[Figure, ...]:
    """Read a cell whose one number has blanks between its thousands."""
    flat = narrow(text)
    match = _SPACED.match(flat.rstrip()) if " " in flat.strip() or "\n" in flat.strip() else None
    if match is None:
        return ()
    digits = re.sub(r"\s", "", match[2])
    return tuple(
        replace(f, start=match.start(2), end=match.end(2)) for f in figures(match[1] + digits + match[3])
    )


def _in_capitals(text: str) -> CellFigure:
    """Read a cell that holds an amount in capitals and no figure."""
    spelled = list(capitals(text)) if has_capitals(text) else []
    if len(spelled) != 1:
        return CellFigure("text")
    value, start, end = spelled[0]
    return CellFigure("number", Figure(value, 1, "元", "", start, end))


def _formula(text: str) -> CellFigure | None:
    """Read 3×2=6 as 6 and 3×2 as its product."""
    flat = narrow(text)
    result = result_of(flat)
    if result is not None:
        found = figures(result)
        offset = len(flat) - len(result)
        if len(found) != 1:
            return None
        figure = found[0]
        return CellFigure("number", replace(figure, start=figure.start + offset, end=figure.end + offset))
    value = computed(flat)
    if value is None:
        return None
    start = len(flat) - len(flat.lstrip())
    return CellFigure("number", Figure(value[0], 1, value[1], "", start, start + len(flat.strip())))


def _without_number(flat: str) -> AmountState | None:
    if not flat.strip("￥"):
        return "blank"
    if _FREE.match(flat):
        return "free"
    if _DASH.match(flat):
        return "mark"
    return "range" if _RANGE.search(flat) else None


def _outside_brackets(text: str, found: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Prefer the numbers outside brackets: 5.2（限价6.0） says 5.2."""
    spans = [m.span() for m in _PARENTHESIS.finditer(narrow(text))]
    outside = tuple(f for f in found if not any(a < f.start < b for a, b in spans))
    return outside or found
