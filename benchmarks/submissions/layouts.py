"""All tables printed from a proposal's data; DERIVED names them. Here: what has no money in it."""

from collections.abc import Callable
from decimal import Decimal

from benchmarks.submissions import effort_tables, price_tables, total_tables
from benchmarks.submissions.budget import HARDWARE, SYSTEM, TOOLS
from benchmarks.submissions.grid import Column, Grid
from benchmarks.submissions.money import count
from benchmarks.submissions.proposal import Proposal


def overview(proposal: Proposal) -> Grid:
    """The 建设内容一览表: systems, modules and what each is for, no money."""
    columns = [Column("序号", 1), Column("子系统", 3), Column("功能模块", 3), Column("建设内容", 8)]
    grid = Grid.start("overview", "项目建设内容一览表", columns)
    for number, line in enumerate(proposal.overview, 1):
        grid.add([str(number), *line])
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
    "annex": total_tables.annex,
    "summary": total_tables.summary,
    "funding": total_tables.funding,
    "effort": effort_tables.effort,
    "staffing": effort_tables.staffing,
    "hardware": price_tables.hardware,
    "software": price_tables.software,
    "management": price_tables.management,
    "supervision": price_tables.supervision,
    "operation": price_tables.operation,
    "overview": overview,
    "stock_now": stock_now,
    "stock_after": stock_after,
    "estimate": total_tables.estimate,
    "fees": price_tables.fees,
    "modules": effort_tables.modules,
    "team": effort_tables.team,
    "products": price_tables.products,
    "sources": total_tables.sources,
    "functions": effort_tables.functions,
}
