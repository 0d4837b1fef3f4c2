"""One generated budget in several shapes: the prescribed table, a numbered tree, a list, an effort table."""

from collections.abc import Callable
from dataclasses import dataclass

from budget.plans import CATEGORIES, HEADER, Plan, money, rows

Lines = list[list[str]]


@dataclass(frozen=True)
class Shape:
    """How a plan becomes rows: `head` and `lay` for a money unit; `count` is its column of counts."""

    caption: str
    head: str
    lay: Callable[[Plan, str], Lines]
    count: int | None
    figures: tuple[int, ...]


def _total(plan: Plan) -> int:
    return sum(item.amount for items in plan for item in items)


def _tree(plan: Plan, unit: str) -> Lines:
    lines: Lines = []
    for mark, category, items in zip("一二三四五", CATEGORIES, plan, strict=False):
        lines.append([mark, f"{category}费", money(sum(i.amount for i in items), unit)])
        lines += [[str(n), i.name, money(i.amount, unit)] for n, i in enumerate(items, 1)]
    return [*lines, ["总计", "<", money(_total(plan), unit)]]


def _list(plan: Plan, unit: str) -> Lines:
    lines: Lines = []
    for items in plan:
        for item in items:
            cells = [str(item.quantity), money(item.cents, unit), money(item.amount, unit)]
            lines.append([item.name, *cells])
        lines.append(["小计", "", "", money(sum(i.amount for i in items), unit)])
    return [*lines, ["总计", "", "", money(_total(plan), unit)]]


def _effort(plan: Plan, unit: str) -> Lines:
    items = [item for group in plan for item in group]
    lines = [[i.name, "功能", str(i.quantity), money(i.cents, unit), money(i.amount, unit)] for i in items]
    days = str(sum(i.quantity for i in items))
    return [*lines, ["合计", "", days, "", money(_total(plan), unit)]]


SHAPES = (
    Shape("附表 项目资金概算明细汇总表", HEADER, rows, 2, (2, 4, 5)),
    Shape("表1 投资估算总表", "| 序号 | 费用名称 | 金额 |", _tree, None, (2,)),
    Shape("表1 设备清单", "| 设备名称 | 数量 | 单价 | 金额 |", _list, 1, (1, 2, 3)),
    Shape(
        "表1 开发工作量测算表",
        "| 功能模块 | 功能描述 | 工作量（人日） | 人日单价（{unit}） | 小计（{unit}） |",
        _effort,
        2,
        (2, 3, 4),
    ),
)


def text(shape: Shape, lines: Lines, unit: str, split: int | None = None) -> str:
    """Write the rows of a shape as markup, cut in two at a row where the second part repeats the header."""
    head = shape.head.format(unit=unit)
    first = f"{shape.caption}（单位：{unit}）\n{head}\n{_written(lines[:split])}"
    if split is None:
        return first
    second = [list(line) for line in lines[split:]]
    if second[0][0] == "^":
        second[0][0] = next(line[0] for line in reversed(lines[:split]) if line[0] != "^")
    return f"{first}\n续表\n{head}\n{_written(second)}"


def _written(lines: Lines) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
