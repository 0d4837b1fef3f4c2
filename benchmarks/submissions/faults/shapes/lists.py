"""Faults of lists that no base prints by itself: tax beside the price, brands, function points."""

from decimal import ROUND_HALF_UP, Decimal

from benchmarks.submissions.budget import HARDWARE
from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.faults.shapes.texts import Fault
from benchmarks.submissions.grid import Column, Edit, Grid
from benchmarks.submissions.grid_edits import insert_column, misprint, rename_columns
from benchmarks.submissions.money import YUAN, in_unit
from benchmarks.submissions.proposal import Block, Proposal, Section, StaticTable

_TAX = Decimal("1.13")
_POINTS = (("ILF", "中", 10), ("EI", "低", 3), ("EI", "中", 4), ("EO", "中", 5), ("EQ", "高", 6))
_POINT_COLUMNS = ("序号", "功能模块*3", "功能点名称*4", "类型", "复杂度", "UFP")


def tax_wrong(rule: str) -> Fault:
    """Print what things cost without tax, the tax and the price with it; one tax is 1000 元 too high."""

    def fault(proposal: Proposal) -> Expected:
        table = _table(proposal, "hardware", "products", "modules")
        made = table == "modules"
        item = proposal.budget.modules[0] if made else proposal.budget.group(HARDWARE).items[0]
        proposal.edit(table, _with_tax(item.name))
        tax = in_unit(item.amount - _net(item.amount) + 1000, YUAN)
        proof = Proof(contains=(f"|{in_unit(_net(item.amount), YUAN)}|{tax}|",))
        return Expected(rule, f"“{item.name}”税额多列1000元", "概算", proof, "note", row=item.name, quote=tax)

    return fault


def attached_wrong(rule: str) -> Fault:
    """Attach the list of modules as a workbook in which the first amount is 1000 元 too high."""

    def fault(proposal: Proposal) -> Expected:
        item = proposal.budget.modules[0]
        printed = item.amount + 1000
        proposal.attached[_table(proposal, "modules")] = [
            misprint(item.name, "金额（元）", in_unit(printed, YUAN), printed)
        ]
        proof = Proof(contains=(f"{item.name}|", f"|{printed.normalize():f}"), scope="attached")
        return Expected(rule, f"附件中“{item.name}”多列1000元", "附件", proof, "should", row=item.name)

    return fault


def _table(proposal: Proposal, *names: str) -> str:
    """Choose the first of the tables that the proposal prints. Raises LookupError."""
    printed = {b.text for s in proposal.walk() for b in s.blocks if b.kind == "table"}
    for name in names:
        if name in printed:
            return name
    raise LookupError(f"{proposal.name} prints none of {names}")


def _net(amount: Decimal) -> Decimal:
    return (amount / _TAX).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _with_tax(wrong: str) -> Edit:
    def edit(grid: Grid) -> None:
        at = next(c for c, column in enumerate(grid.columns) if column.role == "amount")
        amounts = {row: value for row in grid.kinds if (value := grid.at(row, at).value) is not None}
        nets = {row: _net(amount) for row, amount in amounts.items() if grid.kinds[row] == "item"}
        taxes = {row: amounts[row] - net for row, net in nets.items()}
        taxes[grid.row_of(wrong)] += 1000
        rename_columns({"总价": "含税金额", "金额": "含税金额"})(grid)
        insert_column(grid, at, Column("税额（元）", 3), {r: in_unit(t, YUAN) for r, t in taxes.items()})
        insert_column(grid, at, Column("不含税金额（元）", 3), {r: in_unit(n, YUAN) for r, n in nets.items()})

    return edit


def single_brand(rule: str) -> Fault:
    """Name one brand for everything that is bought, without 参考 and without an equal."""

    def fault(proposal: Proposal) -> Expected:
        def edit(grid: Grid) -> None:
            texts = {row: "××牌" for row, kind in grid.kinds.items() if kind == "item"}
            insert_column(grid, 2, Column("品牌", 2), texts)

        name = _table(proposal, "products")
        proposal.edit(name, edit)
        table = proposal.budget.captions.get(name, "")
        return Expected(
            rule, "清单各行只列一个品牌", "概算", Proof(("|××牌|",)), severity="note", table=table
        )

    return fault


def point_weight_wrong(rule: str) -> Fault:
    """Count the functions of ten modules in points, one of them by a weight that no method knows."""

    def fault(proposal: Proposal) -> Expected:
        rows = []
        for number, module in enumerate(proposal.budget.modules[:10], 1):
            kind, grade, points = _POINTS[number % len(_POINTS)]
            function = module.functions.split("、")[0]
            rows.append([str(number), module.name, function, kind, grade, str(points + 2 * (number == 6))])
        columns = [Column(t.partition("*")[0], int(t.partition("*")[2] or 1)) for t in _POINT_COLUMNS]
        proposal.tables["points"] = StaticTable("主要模块功能点计数表", columns, rows)
        _home(proposal).blocks += [
            Block("text", "开发工作量以功能点计数复核，主要模块的计数如下。"),
            Block("table", "points"),
        ]
        proof = Proof(contains=("|" + "|".join(rows[5][2:]),))
        return Expected(rule, f"“{rows[5][2]}”的功能点权重不合", "概算", proof, "note", row=rows[5][2])

    return fault


def _home(proposal: Proposal) -> Section:
    """Return the section that lists the effort by module."""
    name = _table(proposal, "modules", "effort")
    return next(s for s in proposal.walk() if any((b.kind, b.text) == ("table", name) for b in s.blocks))
