"""Generated budgets whose arithmetic is right, and their markup in several layouts."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st
from markup import parse

from proposal_check.budget.reading import read_budget
from proposal_check.model.budget import BudgetReading

CATEGORIES = ("系统软件", "工具软件", "应用软件", "硬件", "其他项目")
HEADER = "| 类别 | 名称（模块/型号） | 数量 | 单位 | 单价 | 小计 | 备注 |"


@dataclass(frozen=True)
class Item:
    name: str
    quantity: int
    cents: int  # the price in 0.01 万元

    @property
    def amount(self) -> int:
        return self.quantity * self.cents


Plan = tuple[tuple[Item, ...], ...]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a budget of one to five categories with one to four items each."""
    names = iter(f"{kind}{mark}" for kind in ("甲", "乙", "丙", "丁", "戊", "己") for mark in "组件块型库")
    item = st.tuples(st.integers(1, 20), st.integers(101, 9_999))
    groups = draw(st.lists(st.lists(item, min_size=1, max_size=4), min_size=1, max_size=5))
    return tuple(tuple(Item(next(names), q, c) for q, c in group) for group in groups)


def money(cents: int, unit: str) -> str:
    """Print hundredths of 万元 in 万元 or, exactly, in 元."""
    return f"{Decimal(cents).scaleb(-2):.2f}" if unit == "万元" else f"{cents * 100:,}"


def rows(plan: Plan, unit: str = "万元") -> list[list[str]]:
    """Lay a plan out as the cells of the prescribed table, its sums right."""
    lines = []
    for category, items in zip(CATEGORIES, plan, strict=False):
        for n, item in enumerate(items):
            head = category if n == 0 else "^"
            cells = [str(item.quantity), "套", money(item.cents, unit), money(item.amount, unit), ""]
            lines.append([head, item.name, *cells])
        total = sum(item.amount for item in items)
        lines.append(["^", f"合计：￥{money(total, unit)}", "<", "<", "<", "<", "<"])
    total = sum(item.amount for items in plan for item in items)
    lines.append(["资金总计", f"￥{money(total, unit)}", "<", "<", "<", "<", "<"])
    return lines


def markup(lines: list[list[str]], unit: str = "万元", split: int | None = None, repeat: bool = True) -> str:
    """Write rows as markup; `split` starts a second table at that row, its header repeated or not."""
    head = f"附表 项目资金概算明细汇总表（单位：{unit}）\n{HEADER}\n"
    if split is None:
        return head + _lines(lines)
    second = [list(line) for line in lines[split:]]
    if second and second[0][0] == "^":
        second[0][0] = next(line[0] for line in reversed(lines[:split]) if line[0] != "^")
    again = f"{HEADER}\n" if repeat else ""
    return f"{head}{_lines(lines[:split])}\n续表\n{again}{_lines(second)}"


def _lines(lines: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def read(text: str) -> BudgetReading:
    return read_budget(parse(text)[0].main)


def verdicts(reading: BudgetReading) -> list[tuple[str, str, str]]:
    return sorted((i.name, i.subject, i.state) for i in reading.identities)


def broken(reading: BudgetReading) -> set[tuple[str, str]]:
    """Name what is wrong by itself."""
    return {(i.name, i.subject) for i in reading.identities if i.is_fault}
