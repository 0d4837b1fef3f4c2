"""The figures of an estimate listed one under the other, known by their labels: points, factors, cost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from proposal_check.budget.figures.amounts import effort_unit, narrow, read_cell
from proposal_check.budget.figures.arithmetic import Interval, point
from proposal_check.budget.tables.header_words import SCALES, header_unit
from proposal_check.budget.tables.sheet import Line, Sheet, squeeze
from proposal_check.model.document import Anchor, Cell

# The first that matches a label names the figure. Order is meaning.
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "count",
            r"^(?:ILF|EIF|EI|EO|EQ)(?:数量|个数|数)?$|内部逻辑文件|外部(?:接口文件|输入|输出|查询)|条目数",
        ),
        ("month", r"人月(?:折算|工时|小时|人时|工作)|每(?:人)?月.*(?:时|折算)|月工作(?:小)?时|折算系数"),
        ("productivity", r"生产率|耗时率|pdr"),
        ("price", r"功能点(?:单价|价格|造价)|单位功能点"),
        ("rate", r"(?:人月|人力成本|人工)(?:基准)?(?:费率|单价|价格)|基准人月费率|费率$"),
        ("direct", r"直接非人力"),
        ("factor", r"因子|系数"),
        ("adjusted", r"(?<!未)调整后|afp|^us$"),
        (
            "points",
            r"未调整.*(?:功能点|规模)|ufp|ufc|^功能点(?:总?数|规模|合计|总计|个数)|^(?:软件|功能)规模",
        ),
        ("effort", r"工作量|人月数"),
        ("cost", r"(?:开发|研发|软件|建设|改造)(?:总)?(?:费用?|成本|造价|价格|投资)$|^(?:总)?费用(?:合计)?$"),
    )
)
_BRACKET = re.compile(r"[(\[【].*?[)\]】]|^[\d.、]+")
RESULTS = ("adjusted", "hours", "effort", "cost")
_SINGLE = frozenset(
    {"points", "adjusted", "month", "productivity", "rate", "price", "hours", "effort", "direct", "cost"}
)
_MONEY = frozenset({"rate", "price", "direct", "cost"})
_DIVISOR = re.compile(r"[÷/]\s*(1\d\d)(?![\d.])")
# Points by the day or the month are another productivity.
_NOT_HOURS = re.compile(r"(?:FP|功能点)/人|人[日天月]/(?:FP|功能点)", re.IGNORECASE)
# A list of figures is short, its labels stand left.
_FEWEST, _LONGEST, _LABELS_WITHIN = 4, 60, 4
# A longer table lists things.
_MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One labelled figure; money is in 元.

    `unit` is 元 or an effort unit, 时 for a productivity or a month in hours, blank where nothing tells;
    `per` is the effort unit of a rate.
    """

    name: str
    label: str
    value: Interval
    unit: str
    per: str
    anchor: Anchor

    @property
    def exact(self) -> Interval:
        return point(self.value.value)


@dataclass(frozen=True, slots=True)
class Chain:
    """The figures of one column in their order; `strange` says that one has a label nobody knows."""

    sheet: Sheet
    steps: tuple[Step, ...]
    strange: bool

    def one(self, name: str) -> Step | None:
        return next((s for s in self.steps if s.name == name), None)


def read_chains(sheet: Sheet) -> tuple[Chain, ...]:
    """Read each column of figures beside the labels; empty where a table is no such list."""
    if len(sheet.lines) > _MOST_LINES:
        return ()
    columns = range(1, min(sheet.cols, _LABELS_WITHIN) + 1) if len(sheet.lines) <= _LONGEST else ()
    label = next((c for c in columns if _known(sheet, c) >= _FEWEST), None)
    if label is None:
        return ()
    chains = (_chain(sheet, label, col) for col in range(label + 1, sheet.cols + 1))
    return tuple(c for c in chains if c and _is_estimate(c))


def _known(sheet: Sheet, col: int) -> int:
    return len({name for line in sheet.lines if line.starts(col) and (name := label_name(line.text(col)))})


@lru_cache(maxsize=2048)
def label_name(text: str) -> str:
    """Name the figure a label stands for, "" for none."""
    flat = squeeze(narrow(text))
    core = _BRACKET.sub("", flat)
    for shown in (core, flat):
        if name := next((name for name, pattern in _LABELS if pattern.search(shown)), ""):
            return name
    return ""


def _is_estimate(chain: Chain) -> bool:
    names = [s.name for s in chain.steps]
    known = set(names)
    once = all(names.count(name) < 2 for name in _SINGLE)
    return (
        once and bool(known & {"points", "adjusted"}) and bool(known & {"effort", "cost"}) and len(known) > 3
    )


def _chain(sheet: Sheet, label: int, col: int) -> Chain | None:
    steps: list[Step] = []
    months: list[Step] = []
    strange = False
    for line in sheet.lines:
        text, cell = line.text(label), line.cells[col - 1]
        figure = read_cell(cell.text).figure if cell and cell.row == line.row else None
        if cell is None or figure is None or not text:
            continue
        name = label_name(text)
        strange = strange or not name
        if name:
            units = " ".join(c.text for c in line.own() if c.col not in {label, col})
            steps.append(_step(name, text, cell, units, line.block))
            months.extend(_divisors(line, col) if name == "effort" else ())
    if not any(step.name == "month" for step in steps):
        steps.extend(months[:1])
    return Chain(sheet, _with_hours(steps), strange) if steps else None


def _divisors(line: Line, col: int) -> Iterator[Step]:
    """Read the hours of a month that a cell beside an effort divides by: 5÷174."""
    for cell in line.own():
        match = _DIVISOR.search(narrow(cell.text)) if cell.col != col else None
        if match:
            anchor = Anchor(line.block, *match.span(1), match[1], (cell.row, cell.col))
            yield Step("month", "每人月工时", point(Decimal(match[1])), "时", "", anchor)


def _with_hours(steps: list[Step]) -> tuple[Step, ...]:
    """Call an effort in hours so where another in days or months follows."""
    efforts = [n for n, step in enumerate(steps) if step.name == "effort"]
    if len(efforts) == 2 and [steps[n].unit == "人时" for n in efforts] == [True, False]:
        steps[efforts[0]] = replace(steps[efforts[0]], name="hours")
    return tuple(steps)


def _step(name: str, label: str, cell: Cell, beside: str, block: int) -> Step:
    figure = read_cell(cell.text).figure
    assert figure is not None
    unit = _effort_in(cell.text) or _effort_in(label) or _effort_in(beside) or ""
    scale = figure.scale
    if name in _MONEY:
        money = header_unit(label).money or header_unit(f"（{squeeze(beside)}）").money
        scale = SCALES.get(money or "", 1) if scale == 1 else scale
        unit = "元" if money or figure.is_money else ""
    said = squeeze(label + cell.text + beside)
    if name in {"productivity", "month"}:
        unit = "时" if "时" in said and not _NOT_HOURS.search(said) else ""
    per = "人日" if name == "rate" and re.search("人[日天]", said) else "人月" if name == "rate" else ""
    anchor = Anchor(
        block, figure.start, figure.end, cell.text[figure.start : figure.end], (cell.row, cell.col)
    )
    return Step(name, squeeze(label), figure.times(scale), unit, per, anchor)


def _effort_in(text: str) -> str | None:
    """Find an effort unit that stands by itself in a label or in a cell beside it."""
    parts = re.split(r"[()（）\[\]【】\s]", narrow(text))
    return next((u for part in parts if (u := effort_unit(part))), None)
