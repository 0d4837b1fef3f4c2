"""Lay the budget out as the tables a proposal prints. One function per table; DERIVED names them all."""

from collections.abc import Callable
from decimal import Decimal

from benchmarks.submissions.budget import HARDWARE, OTHER, SYSTEM, TOOLS, Group, Item
from benchmarks.submissions.grid import Column, Grid, GridCell
from benchmarks.submissions.money import WAN, YUAN, count, in_unit
from benchmarks.submissions.proposal import Proposal


def _numbers(item: Item) -> dict[str, Decimal]:
    return {
        "quantity": item.quantity,
        "effort": item.quantity,
        "price": item.price,
        "rate": item.price,
        "amount": item.amount,
    }


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
        grid.add(texts, _numbers(item))
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


def overview(proposal: Proposal) -> Grid:
    """The 建设内容一览表: systems, modules and what each is for, no money."""
    columns = [Column("序号", 1), Column("子系统", 3), Column("功能模块", 3), Column("建设内容", 8)]
    grid = Grid.start("overview", "项目建设内容一览表", columns)
    for number, line in enumerate(proposal.overview, 1):
        grid.add([str(number), *line])
    return grid


def effort(proposal: Proposal) -> Grid:
    """Development effort by module in 元: 模块, 功能, 开发工量（人日）, 单价, 金额, and the sum."""
    columns = [
        Column("序号", 1, "number"), Column("子系统", 3, "category"), Column("功能模块", 3, "name"),
        Column("模块功能", 8, "function"), Column("开发工量（人日）", 2, "effort"),
        Column("单价（元/人日）", 2, "rate"), Column("金额（元）", 3, "amount"),
    ]  # fmt: skip
    grid = Grid.start("effort", "应用软件开发工作量测算表", columns, YUAN, "effort")
    for number, m in enumerate(proposal.budget.modules, 1):
        texts = [str(number), m.system, m.name, m.functions, count(m.quantity), in_unit(m.price, YUAN)]
        grid.add([*texts, in_unit(m.amount, YUAN)], _numbers(m))
    days, amount = proposal.budget.days, sum((m.amount for m in proposal.budget.modules), Decimal())
    grid.cells.append(GridCell(grid.rows, 0, "合计", col_span=4))
    grid.cells.append(GridCell(grid.rows, 4, count(days), value=days))
    grid.cells.append(GridCell(grid.rows, 5, ""))
    grid.cells.append(GridCell(grid.rows, 6, in_unit(amount, YUAN), value=amount))
    grid.kinds[grid.rows] = "total"
    grid.rows += 1
    return grid


def staffing(proposal: Proposal) -> Grid:
    """The basis of the effort: roles, what they do, 人日, rate, amount."""
    columns = [
        Column("序号", 1, "number"), Column("岗位", 3, "name"), Column("工作内容", 8, "function"),
        Column("投入（人日）", 2, "effort"), Column("单价（元/人日）", 2, "rate"),
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
        grid.add(texts, _numbers(i))
    _total(grid, proposal.budget.staffing)
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
        grid.add(
            [*texts, in_unit(i.price, YUAN), in_unit(i.amount, YUAN), i.warranty, i.purpose], _numbers(i)
        )
    _total(grid, items)
    return grid


def software(proposal: Proposal) -> Grid:
    """The list of system and tool software in 元: price, brand, users, free service, response."""
    columns = [
        Column("序号", 1, "number"), Column("软件名称", 3, "name"), Column("参考品牌", 3, "brand"),
        Column("用户数", 2, "users"), Column("数量", 1, "quantity"), Column("单位", 1, "unit"),
        Column("单价（元）", 3, "price"), Column("价格（元）", 3, "amount"),
        Column("免费服务年限", 2, "warranty"), Column("响应等级", 4, "response"), Column("用途", 4, "purpose"),
    ]  # fmt: skip
    grid = Grid.start("software", "系统软件及工具软件清单", columns, YUAN, "software")
    items = [i for c in (SYSTEM, TOOLS) for i in proposal.budget.group(c).items]
    for number, i in enumerate(items, 1):
        texts = [str(number), i.name, i.brand, i.users, count(i.quantity), i.unit, in_unit(i.price, YUAN)]
        grid.add([*texts, in_unit(i.amount, YUAN), i.service, i.response, i.purpose], _numbers(i))
    _total(grid, items)
    return grid


def _total(grid: Grid, items: list[Item]) -> None:
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
        grid.add([*texts, in_unit(i.price, YUAN), in_unit(i.amount, YUAN)], _numbers(i))
    _total(grid, items)
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


def stock_now(proposal: Proposal) -> Grid:
    """The hardware and software in use before the project."""
    columns = [
        Column("序号", 1),
        Column("类别", 2),
        Column("名称", 5),
        Column("单位", 1),
        Column("数量", 1),
        Column("应用情况", 7),
    ]
    grid = Grid.start("stock_now", "单位信息技术硬件与软件资源存量一览表", columns)
    for number, s in enumerate(proposal.stock, 1):
        grid.add([str(number), s.category, s.name, s.unit, count(s.quantity), s.note])
    return grid


def stock_after(proposal: Proposal) -> Grid:
    """The inventory after the project: what there was, what is added, the sum."""
    columns = [
        Column("序号", 1), Column("类别", 2), Column("名称", 5), Column("单位", 1),
        Column("现有数量", 1), Column("新增数量", 1), Column("建成后数量", 2),
    ]  # fmt: skip
    grid = Grid.start("stock_after", "项目建成后硬件与软件资源存量一览表", columns)
    rows = [(s.category, s.name, s.unit, s.quantity, Decimal()) for s in proposal.stock]
    for category, label in ((HARDWARE, "硬件"), (SYSTEM, "系统软件"), (TOOLS, "工具软件")):
        rows += [
            (label, i.name, i.unit, Decimal(), i.quantity) for i in proposal.budget.group(category).items
        ]
    systems = dict.fromkeys(m.system for m in proposal.budget.modules)
    rows += [("应用系统", name, "套", Decimal(), Decimal(1)) for name in systems]
    for number, (category, name, unit, old, new) in enumerate(rows, 1):
        grid.add([str(number), category, name, unit, count(old), count(new), count(old + new)])
    return grid


DERIVED: dict[str, Callable[[Proposal], Grid]] = {
    f.__name__: f
    for f in (
        annex, overview, effort, staffing, hardware, software, management, supervision, operation, summary,
        funding, stock_now, stock_after,
    )
}  # fmt: skip
