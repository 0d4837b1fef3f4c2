"""Lay out development effort in 元: by module, by system and module, by role, and the list of functions."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from benchmarks.submissions.budget import Item
from benchmarks.submissions.grid import Column, Grid, GridCell
from benchmarks.submissions.layout_parts import add_total, numbers, start
from benchmarks.submissions.money import YUAN, count, in_unit
from benchmarks.submissions.proposal import Proposal


def effort(proposal: Proposal) -> Grid:
    """Development effort by module in 元: 模块, 功能, 开发工量, 单价, 金额, and the sum."""
    unit = proposal.budget.modules[0].unit
    columns = [
        Column("序号", 1, "number"), Column("子系统", 3, "category"), Column("功能模块", 3, "name"),
        Column("模块功能", 8, "function"), Column(f"开发工量（{unit}）", 2, "effort"),
        Column(f"单价（元/{unit}）", 2, "rate"), Column("金额（元）", 3, "amount"),
    ]  # fmt: skip
    grid = Grid.start("effort", "应用软件开发工作量测算表", columns, YUAN, "effort")
    for number, m in enumerate(proposal.budget.modules, 1):
        texts = [str(number), m.system, m.name, m.functions, count(m.quantity), in_unit(m.price, YUAN)]
        grid.add([*texts, in_unit(m.amount, YUAN)], numbers(m))
    _sum(grid, "合计", 0, 4, proposal.budget.modules, "total")
    return grid


def modules(proposal: Proposal) -> Grid:
    """Development effort by module in 元, the systems as merged cells with a 小计 each."""
    unit = proposal.budget.modules[0].unit
    columns = [
        Column("子系统", 3, "category"), Column("功能模块", 3, "name"), Column("功能描述", 8, "function"),
        Column(f"工作量（{unit}）", 2, "effort"), Column(f"单价（元/{unit}）", 2, "rate"),
        Column("金额（元）", 3, "amount"),
    ]  # fmt: skip
    grid = start(proposal, "modules", "应用软件开发费用测算表", columns, YUAN, "effort")
    for system, members in groupby(proposal.budget.modules, lambda m: m.system):
        first, items = grid.rows, list(members)
        for m in items:
            texts = ["", m.name, m.functions, count(m.quantity), in_unit(m.price, YUAN)]
            grid.add([*texts, in_unit(m.amount, YUAN)], numbers(m))
            del grid.cells[-len(columns)]
        _sum(grid, "小计", 1, 3, items, "subtotal")
        grid.cells.append(GridCell(first, 0, system, row_span=grid.rows - first))
    _sum(grid, "合计", 0, 3, proposal.budget.modules, "total")
    return grid


def _sum(grid: Grid, label: str, start: int, at: int, items: Sequence[Item], kind: str) -> None:
    """Append a row of a label, the effort in the column `at`, no rate, the amount."""
    effort = sum((i.quantity for i in items), Decimal())
    amount = sum((i.amount for i in items), Decimal())
    grid.cells += [
        GridCell(grid.rows, start, label, col_span=at - start),
        GridCell(grid.rows, at, count(effort), value=effort),
        GridCell(grid.rows, at + 1, ""),
        GridCell(grid.rows, at + 2, in_unit(amount, YUAN), value=amount),
    ]
    grid.kinds[grid.rows] = kind
    grid.rows += 1


def staffing(proposal: Proposal) -> Grid:
    """The basis of the effort: roles, what they do, effort, rate, amount."""
    return _people(proposal, "staffing", "应用软件研发人员投入测算表")


def team(proposal: Proposal) -> Grid:
    """The same in a feasibility study."""
    return _people(proposal, "team", "研发人员投入测算表")


def _people(proposal: Proposal, name: str, caption: str) -> Grid:
    unit = proposal.budget.staffing[0].unit
    columns = [
        Column("序号", 1, "number"), Column("岗位", 3, "name"), Column("工作内容", 8, "function"),
        Column(f"投入（{unit}）", 2, "effort"), Column(f"单价（元/{unit}）", 2, "rate"),
        Column("金额（元）", 3, "amount"),
    ]  # fmt: skip
    grid = start(proposal, name, caption, columns, YUAN, "staffing")
    for number, i in enumerate(proposal.budget.staffing, 1):
        texts = [str(number), i.name, i.note, count(i.quantity), in_unit(i.price, YUAN)]
        grid.add([*texts, in_unit(i.amount, YUAN)], numbers(i))
    add_total(grid, proposal.budget.staffing)
    return grid


def functions(proposal: Proposal) -> Grid:
    """The list of functions: systems and modules as merged cells, a row per function."""
    columns = [Column("序号", 1), Column("子系统", 3), Column("功能模块", 4), Column("功能项", 8)]
    grid = start(proposal, "functions", "功能清单", columns, "", "")
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
