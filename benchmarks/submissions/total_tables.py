"""Lay out the tables of totals in 万元: the 附表, summaries by category or numbered lines, the funding."""

from decimal import Decimal

from benchmarks.submissions.budget import Budget, Group
from benchmarks.submissions.grid import Column, Grid, GridCell
from benchmarks.submissions.layout_parts import numbers, start
from benchmarks.submissions.money import WAN, count, in_unit
from benchmarks.submissions.proposal import Proposal


def annex(proposal: Proposal) -> Grid:
    """The 附表 of eleven columns in 万元: merged category cells, 合计 per category, 资金总计."""
    columns = [
        Column("类别", 2, "category"), Column("名称（模块/型号）", 5, "name"), Column("参考品牌", 3, "brand"),
        Column("用户数", 2, "users"), Column("性能指标参数", 7, "spec"), Column("数量", 2, "quantity"),
        Column("单位", 2, "unit"), Column("单价", 3, "price"), Column("小计", 3, "amount"),
        Column("用途", 4, "purpose"), Column("备注", 3, "note"),
    ]  # fmt: skip
    grid = Grid.start("annex", "项目资金概算明细汇总表", columns, WAN, "summary")
    for group in proposal.budget.groups:
        _annex_group(grid, group)
    total = proposal.budget.total
    grid.cells.append(GridCell(grid.rows, 0, "资金总计", col_span=2))
    grid.cells.append(GridCell(grid.rows, 2, f"￥{in_unit(total, WAN)}", col_span=9, value=total))
    grid.kinds[grid.rows] = "total"
    grid.rows += 1
    return grid


def _annex_group(grid: Grid, group: Group) -> None:
    first = grid.rows
    for item in group.items:
        texts = [
            "",
            item.name,
            item.brand,
            item.users,
            item.spec or item.functions,
            count(item.quantity),
            item.unit,
        ]
        texts += [in_unit(item.price, WAN), in_unit(item.amount, WAN), item.purpose, item.note]
        grid.add(texts, numbers(item))
        del grid.cells[-len(texts)]
    if not group.items:
        grid.cells += [GridCell(grid.rows, c, "无" if c == 1 else "") for c in range(1, len(grid.columns))]
        grid.kinds[grid.rows] = "blank"
        grid.rows += 1
    text = f"合计：￥{in_unit(group.amount, WAN)}"
    grid.cells.append(GridCell(grid.rows, 1, text, col_span=10, value=group.amount))
    grid.kinds[grid.rows] = "subtotal"
    grid.cells.append(GridCell(first, 0, group.category, row_span=grid.rows + 1 - first))
    grid.rows += 1


def summary(proposal: Proposal) -> Grid:
    """The total by category in 万元, each with its share in words of the table, and the sum."""
    columns = [
        Column("序号", 1, "number"), Column("费用类别", 4, "name"), Column("金额（万元）", 3, "amount"),
        Column("说明", 8, "note"),
    ]  # fmt: skip
    grid = Grid.start("summary", "项目投资概算汇总表", columns, WAN, "summary")
    for number, group in enumerate(proposal.budget.groups, 1):
        note = f"共{len(group.items)}项，明细见附表" if group.items else "本项目不涉及"
        grid.add([str(number), group.category, in_unit(group.amount, WAN), note], {"amount": group.amount})
    total = proposal.budget.total
    grid.add_spanning("总投资", 0, in_unit(total, WAN), total, "total")
    return grid


def funding(proposal: Proposal) -> Grid:
    """The sources by year in 万元."""
    columns = [
        Column("年度", 3, "year"), Column("资金来源", 5, "source"), Column("金额（万元）", 3, "amount"),
        Column("支付节点", 6, "note"),
    ]  # fmt: skip
    grid = Grid.start("funding", "项目资金来源与使用计划表", columns, WAN, "funding")
    notes = ("合同签订及初步验收", "竣工验收及质保期满", "质保期满")
    for (year, amount), note in zip(proposal.budget.instalments(), notes, strict=False):
        grid.add([year, proposal.budget.source, in_unit(amount, WAN), note], {"amount": amount})
    total = proposal.budget.total
    grid.add_spanning("合计", 0, in_unit(total, WAN), total, "total")
    return grid


def estimate(proposal: Proposal) -> Grid:
    """The summary in 万元, numbered 一 and （一）, with shares of the total; a line with parts is a sum."""
    columns = [
        Column("序号", 2, "number"), Column("费用名称", 5, "name"), Column("金额（万元）", 3, "amount"),
        Column("占总投资比例", 3), Column("说明", 7, "note"),
    ]  # fmt: skip
    grid = start(proposal, "estimate", "项目总投资估算表", columns, WAN, "summary")
    lines, total = proposal.budget.estimate, proposal.budget.total
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        amount = proposal.budget.sum_of(line.of)
        texts = [line.number, line.name, in_unit(amount, WAN), f"{amount * 100 / total:.2f}%", line.note]
        parent = after is not None and after.depth > line.depth
        grid.add(texts, {"amount": amount}, "subtotal" if parent else "item")
    grid.add_spanning("总投资", 0, in_unit(total, WAN), total, "total")
    return grid


def sources(proposal: Proposal) -> Grid:
    """Where the money comes from, by year, in 万元: a row per source, a column per year."""
    budget = proposal.budget
    years = [year for year, _ in budget.instalments()]
    columns = [Column("资金来源", 5, "source"), *(Column(f"{y}（万元）", 3, y) for y in years)]
    columns.append(Column("合计（万元）", 3, "amount"))
    grid = start(proposal, "sources", "资金来源与分年度使用计划表", columns, WAN, "funding")
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
