"""Lay out a feasibility study's budget: numbered summary, percentage fees, effort by system, sources."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from benchmarks.submissions.budget import HARDWARE, OTHER, RESERVE, SYSTEM, TOOLS, Budget, Fee, Item
from benchmarks.submissions.grid import Column, Grid, GridCell
from benchmarks.submissions.money import WAN, YUAN, count, in_unit
from benchmarks.submissions.price_tables import add_total, numbers
from benchmarks.submissions.proposal import Proposal


def _start(proposal: Proposal, name: str, caption: str, columns: list[Column], unit: str, kind: str) -> Grid:
    return Grid.start(name, proposal.budget.captions.get(name, caption), columns, unit, kind)


def estimate(proposal: Proposal) -> Grid:
    """The summary in 万元, numbered 一 and （一）, with shares of the total; a line with parts is a sum."""
    columns = [
        Column("序号", 2, "number"), Column("费用名称", 5, "name"), Column("金额（万元）", 3, "amount"),
        Column("占总投资比例", 3), Column("说明", 7, "note"),
    ]  # fmt: skip
    grid = _start(proposal, "estimate", "项目总投资估算表", columns, WAN, "summary")
    lines, total = proposal.budget.estimate, proposal.budget.total
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        amount = proposal.budget.sum_of(line.of)
        texts = [line.number, line.name, in_unit(amount, WAN), f"{amount * 100 / total:.2f}%", line.note]
        parent = after is not None and after.depth > line.depth
        grid.add(texts, {"amount": amount}, "subtotal" if parent else "item")
    grid.add_spanning("总投资", 0, in_unit(total, WAN), total, "total")
    return grid


def fees(proposal: Proposal) -> Grid:
    """The second-class costs in 元: base and rate where a cost is a percentage, else words only.

    Items of the section 建设 are construction costs and have no place here.
    """
    columns = [
        Column("序号", 1, "number"), Column("费用名称", 4, "name"), Column("计费基数（元）", 3, "base"),
        Column("费率", 2), Column("金额（元）", 3, "amount"), Column("测算说明", 7, "note"),
    ]  # fmt: skip
    grid = _start(proposal, "fees", "其他费用测算表", columns, YUAN, "detail")
    groups = [g for g in proposal.budget.groups if g.category in (OTHER, RESERVE)]
    items = [i for g in groups for i in g.items if i.section != "建设"]
    for number, item in enumerate(items, 1):
        base, rate, note = "—", "—", item.spec
        values = {"amount": item.amount}
        if isinstance(item, Fee):
            base, rate = in_unit(item.base_amount, YUAN), f"{count(item.percent)}%"
            values["base"] = item.base_amount
        elif item.quantity != 1:
            note += f"，{count(item.quantity)}{item.unit}×{in_unit(item.price, YUAN)}元"
        grid.add([str(number), item.name, base, rate, in_unit(item.amount, YUAN), note], values)
    add_total(grid, items)
    return grid


def modules(proposal: Proposal) -> Grid:
    """Development effort by module in 元, the systems as merged cells with a 小计 each."""
    unit = proposal.budget.modules[0].unit
    columns = [
        Column("子系统", 3, "category"), Column("功能模块", 3, "name"), Column("功能描述", 8, "function"),
        Column(f"工作量（{unit}）", 2, "effort"), Column(f"单价（元/{unit}）", 2, "rate"),
        Column("金额（元）", 3, "amount"),
    ]  # fmt: skip
    grid = _start(proposal, "modules", "应用软件开发费用测算表", columns, YUAN, "effort")
    for system, members in groupby(proposal.budget.modules, lambda m: m.system):
        first, items = grid.rows, list(members)
        for m in items:
            texts = ["", m.name, m.functions, count(m.quantity), in_unit(m.price, YUAN)]
            grid.add([*texts, in_unit(m.amount, YUAN)], numbers(m))
            del grid.cells[-len(columns)]
        _effort_sum(grid, "小计", 1, items, "subtotal")
        grid.cells.append(GridCell(first, 0, system, row_span=grid.rows - first))
    _effort_sum(grid, "合计", 0, proposal.budget.modules, "total")
    return grid


def _effort_sum(grid: Grid, label: str, start: int, items: Sequence[Item], kind: str) -> None:
    effort = sum((i.quantity for i in items), Decimal())
    amount = sum((i.amount for i in items), Decimal())
    grid.cells += [
        GridCell(grid.rows, start, label, col_span=3 - start),
        GridCell(grid.rows, 3, count(effort), value=effort),
        GridCell(grid.rows, 4, ""),
        GridCell(grid.rows, 5, in_unit(amount, YUAN), value=amount),
    ]
    grid.kinds[grid.rows] = kind
    grid.rows += 1


def team(proposal: Proposal) -> Grid:
    """The basis of the effort: roles, what they do, their effort in the unit of the modules."""
    unit = proposal.budget.modules[0].unit
    columns = [
        Column("序号", 1, "number"), Column("岗位", 3, "name"), Column("工作内容", 8, "function"),
        Column(f"投入（{unit}）", 2, "effort"), Column(f"单价（元/{unit}）", 2, "rate"),
        Column("金额（元）", 3, "amount"),
    ]  # fmt: skip
    grid = _start(proposal, "team", "研发人员投入测算表", columns, YUAN, "staffing")
    for number, i in enumerate(proposal.budget.staffing, 1):
        texts = [str(number), i.name, i.note, count(i.quantity), in_unit(i.price, YUAN)]
        grid.add([*texts, in_unit(i.amount, YUAN)], numbers(i))
    add_total(grid, proposal.budget.staffing)
    return grid


def products(proposal: Proposal) -> Grid:
    """Hardware and bought software in one list in 元, by category with a 小计 each, no brands."""
    columns = [
        Column("序号", 1, "number"), Column("产品名称", 4, "name"), Column("主要技术要求", 8, "spec"),
        Column("数量", 1, "quantity"), Column("单位", 1, "unit"), Column("单价（元）", 3, "price"),
        Column("金额（元）", 3, "amount"), Column("用途", 4, "purpose"),
    ]  # fmt: skip
    grid = _start(proposal, "products", "软硬件产品购置清单", columns, YUAN, "hardware")
    number, bought = 0, []
    for _, items in _bought(proposal.budget):
        for i in items:
            number += 1
            texts = [str(number), i.name, i.spec, count(i.quantity), i.unit, in_unit(i.price, YUAN)]
            grid.add([*texts, in_unit(i.amount, YUAN), i.purpose], numbers(i))
        bought += items
    add_total(grid, bought)
    return grid


def _bought(budget: Budget) -> Iterator[tuple[str, list[Item]]]:
    for group in budget.groups:
        if group.category in (SYSTEM, TOOLS, HARDWARE) and group.items:
            yield group.category, group.items


def sources(proposal: Proposal) -> Grid:
    """Where the money comes from, by year, in 万元: a row per source, a column per year."""
    budget = proposal.budget
    years = [year for year, _ in budget.instalments()]
    columns = [Column("资金来源", 5, "source"), *(Column(f"{y}（万元）", 3, y) for y in years)]
    columns.append(Column("合计（万元）", 3, "amount"))
    grid = _start(proposal, "sources", "资金来源与分年度使用计划表", columns, WAN, "funding")
    rows = _split(budget)
    for name, amounts in rows:
        values = dict(zip(years, amounts, strict=True)) | {"amount": sum(amounts, Decimal())}
        grid.add([name, *(in_unit(a, WAN) for a in values.values())], values)
    sums = dict(budget.instalments()) | {"amount": budget.total}
    grid.add(["合计", *(in_unit(a, WAN) for a in sums.values())], sums, "total")
    return grid


def _split(budget: Budget) -> list[tuple[str, list[Decimal]]]:
    rest = [amount for _, amount in budget.instalments()]
    rows = []
    for name, share in budget.sources[:-1]:
        rows.append((name, [amount * share // 1000 * 1000 for _, amount in budget.instalments()]))
        rest = [left - paid for left, paid in zip(rest, rows[-1][1], strict=True)]
    return [*rows, (budget.sources[-1][0], rest)]


def functions(proposal: Proposal) -> Grid:
    """The list of functions: systems and modules as merged cells, a row per function."""
    columns = [Column("序号", 1), Column("子系统", 3), Column("功能模块", 4), Column("功能项", 8)]
    grid = _start(proposal, "functions", "功能清单", columns, "", "")
    number = 0
    for system, members in groupby(proposal.budget.modules, lambda m: m.system):
        top = grid.rows
        for module in members:
            first = grid.rows
            for function in module.functions.split("、"):
                number += 1
                grid.cells += [GridCell(grid.rows, 0, str(number)), GridCell(grid.rows, 3, function)]
                grid.rows += 1
            grid.cells.append(GridCell(first, 2, module.name, row_span=grid.rows - first))
        grid.cells.append(GridCell(top, 1, system, row_span=grid.rows - top))
    return grid
