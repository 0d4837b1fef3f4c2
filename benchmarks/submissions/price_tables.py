"""Lay out the lists that carry prices: effort, staffing, hardware, software and other costs, in 元."""

from decimal import Decimal

from benchmarks.submissions.budget import HARDWARE, OTHER, SYSTEM, TOOLS, Item
from benchmarks.submissions.grid import Column, Grid, GridCell
from benchmarks.submissions.money import YUAN, count, in_unit
from benchmarks.submissions.proposal import Proposal


def numbers(item: Item) -> dict[str, Decimal]:
    """Return the numbers behind a row by column role."""
    return {
        "quantity": item.quantity,
        "effort": item.quantity,
        "price": item.price,
        "rate": item.price,
        "amount": item.amount,
    }


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
    days, amount = proposal.budget.days, sum((m.amount for m in proposal.budget.modules), Decimal())
    grid.cells.append(GridCell(grid.rows, 0, "合计", col_span=4))
    grid.cells.append(GridCell(grid.rows, 4, count(days), value=days))
    grid.cells.append(GridCell(grid.rows, 5, ""))
    grid.cells.append(GridCell(grid.rows, 6, in_unit(amount, YUAN), value=amount))
    grid.kinds[grid.rows] = "total"
    grid.rows += 1
    return grid


def staffing(proposal: Proposal) -> Grid:
    """The basis of the effort: roles, what they do, effort, rate, amount."""
    unit = proposal.budget.staffing[0].unit
    columns = [
        Column("序号", 1, "number"), Column("岗位", 3, "name"), Column("工作内容", 8, "function"),
        Column(f"投入（{unit}）", 2, "effort"), Column(f"单价（元/{unit}）", 2, "rate"),
        Column("金额（元）", 3, "amount"),
    ]  # fmt: skip
    grid = Grid.start("staffing", "应用软件研发人员投入测算表", columns, YUAN, "staffing")
    for number, i in enumerate(proposal.budget.staffing, 1):
        texts = [
            str(number),
            i.name,
            i.note,
            count(i.quantity),
            in_unit(i.price, YUAN),
            in_unit(i.amount, YUAN),
        ]
        grid.add(texts, numbers(i))
    add_total(grid, proposal.budget.staffing)
    return grid


def hardware(proposal: Proposal) -> Grid:
    """The hardware list in 元 with every column the outline names."""
    columns = [
        Column("序号", 2, "number"), Column("产品名称", 5, "name"), Column("参考品牌", 5, "brand"),
        Column("型号", 5, "model"), Column("配置参数", 11, "spec"), Column("数量", 3, "quantity"),
        Column("单位", 2, "unit"), Column("单价（元）", 5, "price"), Column("总价（元）", 6, "amount"),
        Column("质保期", 3, "warranty"), Column("用途", 6, "purpose"),
    ]  # fmt: skip
    grid = Grid.start("hardware", "计算机及网络、安全设备清单", columns, YUAN, "hardware")
    items = proposal.budget.group(HARDWARE).items
    for number, i in enumerate(items, 1):
        texts = [str(number), i.name, i.brand, i.model, i.spec, count(i.quantity), i.unit]
        grid.add([*texts, in_unit(i.price, YUAN), in_unit(i.amount, YUAN), i.warranty, i.purpose], numbers(i))
    add_total(grid, items)
    return grid


def software(proposal: Proposal) -> Grid:
    """The list of system and tool software in 元: price, brand, users, free service, response."""
    columns = [
        Column("序号", 1, "number"), Column("软件名称", 3, "name"), Column("参考品牌", 3, "brand"),
        Column("用户数", 2, "users"), Column("数量", 1, "quantity"), Column("单位", 1, "unit"),
        Column("单价（元）", 3, "price"), Column("价格（元）", 3, "amount"),
        Column("免费服务年限", 2, "warranty"), Column("响应等级", 4, "response"),
        Column("用途", 4, "purpose"),
    ]  # fmt: skip
    grid = Grid.start("software", "系统软件及工具软件清单", columns, YUAN, "software")
    items = [i for c in (SYSTEM, TOOLS) for i in proposal.budget.group(c).items]
    for number, i in enumerate(items, 1):
        texts = [str(number), i.name, i.brand, i.users, count(i.quantity), i.unit, in_unit(i.price, YUAN)]
        grid.add([*texts, in_unit(i.amount, YUAN), i.service, i.response, i.purpose], numbers(i))
    add_total(grid, items)
    return grid


def add_total(grid: Grid, items: list[Item]) -> None:
    """Append the row 合计 with the sum of the items."""
    amount = sum((i.amount for i in items), Decimal())
    grid.add_spanning("合计", 0, in_unit(amount, YUAN), amount, "total")


def _costs(name: str, caption: str, items: list[Item], kind: str) -> Grid:
    columns = [
        Column("序号", 1, "number"), Column("费用名称", 4, "name"), Column("测算说明", 8, "note"),
        Column("数量", 1, "quantity"), Column("单位", 1, "unit"), Column("单价（元）", 3, "price"),
        Column("金额（元）", 3, "amount"),
    ]  # fmt: skip
    grid = Grid.start(name, caption, columns, YUAN, kind)
    for number, i in enumerate(items, 1):
        texts = [str(number), i.name, i.note or i.spec, count(i.quantity), i.unit]
        grid.add([*texts, in_unit(i.price, YUAN), in_unit(i.amount, YUAN)], numbers(i))
    add_total(grid, items)
    return grid


def management(proposal: Proposal) -> Grid:
    """What of 其他项目 belongs to management and training."""
    items = [i for i in proposal.budget.group(OTHER).items if i.section == "管理"]
    return _costs("management", "项目管理与培训费用清单", items, "detail")


def supervision(proposal: Proposal) -> Grid:
    """What of 其他项目 belongs to supervision and testing."""
    items = [i for i in proposal.budget.group(OTHER).items if i.section == "监理"]
    return _costs("supervision", "项目监理及测评费用清单", items, "detail")


def operation(proposal: Proposal) -> Grid:
    """The yearly costs after the free maintenance period."""
    return _costs("operation", "系统运行维护年度费用测算表", proposal.budget.operation, "operation")
