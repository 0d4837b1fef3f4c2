"""Lay out the lists that carry prices, in 元: hardware, software, products, fees and other costs."""

from benchmarks.submissions.budget import HARDWARE, OTHER, RESERVE, SYSTEM, TOOLS, Fee, Item
from benchmarks.submissions.grid import Column, Grid
from benchmarks.submissions.layout_parts import add_total, numbers, start
from benchmarks.submissions.money import YUAN, count, in_unit
from benchmarks.submissions.proposal import Proposal


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


def products(proposal: Proposal) -> Grid:
    """Hardware and bought software in one list in 元, no brands."""
    columns = [
        Column("序号", 1, "number"), Column("产品名称", 4, "name"), Column("主要技术要求", 8, "spec"),
        Column("数量", 1, "quantity"), Column("单位", 1, "unit"), Column("单价（元）", 3, "price"),
        Column("金额（元）", 3, "amount"), Column("用途", 4, "purpose"),
    ]  # fmt: skip
    grid = start(proposal, "products", "软硬件产品购置清单", columns, YUAN, "hardware")
    bought = [i for g in proposal.budget.groups if g.category in (SYSTEM, TOOLS, HARDWARE) for i in g.items]
    for number, i in enumerate(bought, 1):
        texts = [str(number), i.name, i.spec, count(i.quantity), i.unit, in_unit(i.price, YUAN)]
        grid.add([*texts, in_unit(i.amount, YUAN), i.purpose], numbers(i))
    add_total(grid, bought)
    return grid


def fees(proposal: Proposal) -> Grid:
    """The second-class costs in 元: base and rate where a cost is a percentage, else words only.

    Items of the section 建设 are construction costs and have no place here.
    """
    columns = [
        Column("序号", 1, "number"), Column("费用名称", 4, "name"), Column("计费基数（元）", 3, "base"),
        Column("费率", 2), Column("金额（元）", 3, "amount"), Column("测算说明", 7, "note"),
    ]  # fmt: skip
    grid = start(proposal, "fees", "其他费用测算表", columns, YUAN, "detail")
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
