"""Faults of the budget's tables as such: columns, categories and whole lists that must be there."""

from decimal import Decimal

from benchmarks.submissions.budget import APPLICATION, HARDWARE, OTHER, TOOLS, Item
from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.faults.change import substitute, without_tables
from benchmarks.submissions.grid import Edit, Grid
from benchmarks.submissions.grid_edits import drop_column, misprint, recaption, without_unit
from benchmarks.submissions.money import WAN, in_unit
from benchmarks.submissions.proposal import Block, Proposal

HARDWARE_LIST, SOFTWARE_LIST, ANNEX = (
    "计算机及网络、安全设备清单",
    "系统软件及工具软件清单",
    "项目资金概算明细汇总表",
)


def hardware_without_warranty(proposal: Proposal) -> Expected:
    """Leave the warranty column out of the hardware list; no sentence says how long it is either."""
    proposal.edit("hardware", drop_column("质保期"))
    substitute(proposal, "[一二三四五两]年质保期", "免费服务期")
    return Expected(
        "LA-H02",
        "硬件清单缺少“质保期”",
        "第十一章（二）2",
        Proof(contains=("参考品牌",), lacks=("质保期",), scope=HARDWARE_LIST),
        item="11.2.2",
        table=HARDWARE_LIST,
    )


def unit_prices_missing(proposal: Proposal) -> Expected:
    """State amounts without unit prices, in the hardware list and in the 附表."""
    proposal.edit("hardware", drop_column("单价（元）"))
    proposal.edit("annex", drop_column("单价"))
    return Expected(
        "LA-H01",
        "硬件没有列明单价",
        "第十一章（二）2",
        Proof(lacks=("单价",), scope=HARDWARE_LIST),
        item="11.2.2",
        table=HARDWARE_LIST,
        may=("LA-T02", "LA-H02"),
    )


def software_without_response(proposal: Proposal) -> Expected:
    """Leave the response level out of the software list."""
    proposal.edit("software", drop_column("响应等级"))
    return Expected(
        "LA-S08",
        "软件清单缺少“响应等级”",
        "第十一章（二）3",
        Proof(contains=("参考品牌",), lacks=("响应",), scope=SOFTWARE_LIST),
        item="11.2.3",
        table=SOFTWARE_LIST,
    )


def annex_missing(proposal: Proposal) -> Expected:
    """Leave the 附表 out; the text still refers to it."""
    section = proposal.section("17.4")
    section.title = "附表"
    section.blocks = [Block("text", "概算明细附表另册报送。")]
    return Expected(
        "LA-T01",
        f"未见《{ANNEX}》",
        "附表",
        Proof(lacks=(f" {ANNEX}",)),
        item="17.4",
        may=("LA-F08", "LA-O04", "LA-T03", "LA-T04"),
    )


def annex_without_unit(proposal: Proposal) -> Expected:
    """Print the 附表 without its unit."""
    proposal.edit("annex", without_unit())
    return Expected(
        "LA-T03",
        "附表未注明单位",
        "附表",
        Proof(lacks=("单位：万元",), scope=ANNEX),
        item="17.4",
        table=ANNEX,
    )


def annex_without_purpose(proposal: Proposal) -> Expected:
    """Leave the column 用途 out of the 附表."""
    proposal.edit("annex", drop_column("用途"))
    return Expected(
        "LA-T02",
        "附表缺少栏目“用途”",
        "附表",
        Proof(contains=("小计",), lacks=("用途",), scope=ANNEX),
        severity="should",
        item="17.4",
        table=ANNEX,
    )


def category_missing(proposal: Proposal) -> Expected:
    """Buy no tool software and leave its category out of the 附表."""
    proposal.budget.group(TOOLS).items = []
    proposal.edit("annex", _without_group(TOOLS))
    return Expected(
        "LA-T04",
        f"附表缺少“{TOOLS}”类别",
        "附表",
        Proof(contains=(APPLICATION, HARDWARE), lacks=(TOOLS,), scope=ANNEX),
        severity="should",
        item="17.4",
        table=ANNEX,
    )


def _without_group(category: str) -> Edit:
    """Cut the rows of a category; an empty one has the row 无 and its sum."""

    def edit(grid: Grid) -> None:
        label = next(c for c in grid.cells if c.text == category)
        for row in reversed(range(label.row, label.row + label.row_span)):
            grid.remove_row(row)

    return edit


def furniture_among_others(proposal: Proposal) -> Expected:
    """Budget office furniture under 其他项目."""
    name = "办公家具购置费"
    item = Item(
        name, Decimal(20), "套", Decimal(1500), spec="值守席位桌椅", section="管理", purpose="值守席位"
    )
    proposal.budget.group(OTHER).items.append(item)
    return Expected(
        "LA-T07",
        f"“其他项目”列有{name}",
        "附表",
        Proof(contains=(f"{name}|",), scope=ANNEX),
        severity="note",
        item="17.4",
        table=ANNEX,
        row=name,
        quote=name,
    )


def budget_tables_missing(proposal: Proposal) -> Expected:
    """Give the budget in words only: no list in the chapter on costs, no 附表."""
    for section in (*proposal.section("11").walk(), proposal.section("17.4")):
        without_tables(section)
    proposal.section("17.4").blocks.append(Block("text", "概算清单另册报送。"))
    total = f"{in_unit(proposal.budget.total, WAN)}万元"
    return Expected(
        "LA-F08",
        "第十一章没有投资概算清单或明细清单",
        "第十一章",
        Proof(contains=(f"总投资{total}",), lacks=("项目投资概算汇总表", f"表28 {ANNEX}")),
        item="11",
        may=("LA-T01", "LA-T10", "LA-H01", "LA-S01", "LA-S07", "LA-S08", "LA-O03", "LA-O04", "LA-O14"),
    )


def supervision_missing(proposal: Proposal) -> Expected:
    """Budget no supervision and say nothing of it where the outline asks for it."""
    group = proposal.budget.group(OTHER)
    group.items = [i for i in group.items if i.name != "工程监理费"]
    section = proposal.section("11.2.5")
    section.title = "测评费用"
    proposal.edit("supervision", recaption("测评费用清单"))
    section.blocks = [Block("text", "测评费用如下。"), Block("table", "supervision")]
    return Expected(
        "LA-T10",
        "概算未列示监理费且未说明",
        "第十一章（二）5",
        Proof(lacks=("工程监理费|",)),
        severity="should",
        item="11.2.5",
        may=("LA-O03",),
    )


def attached_total_wrong(proposal: Proposal) -> Expected:
    """Attach the 附表 as a workbook in which the total is 2 万元 more than the categories come to."""
    printed = proposal.budget.total + 20000
    text = f"￥{in_unit(printed, WAN)}"
    proposal.attached["annex"] = [misprint("资金总计", "性能指标参数", text, printed)]
    return Expected(
        "LA-T12",
        "附件中的附表资金总计多列2万元",
        "附件",
        Proof(contains=(f"资金总计||{text}",), scope="attached"),
        row="资金总计",
        quote=text,
        figures={"应为": str(proposal.budget.total), "表列": str(printed)},
        may=("LA-T08",),
    )


FAULTS = (
    unit_prices_missing,
    hardware_without_warranty,
    software_without_response,
    annex_missing,
    annex_without_unit,
    annex_without_purpose,
    category_missing,
    furniture_among_others,
    budget_tables_missing,
    supervision_missing,
    attached_total_wrong,
)
