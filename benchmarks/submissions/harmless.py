"""Harmless edits: what people do differently without doing it wrong. After each, no new must-fix is right.

To add one, write a function that changes a proposal and returns the proof that the change is in the file.
"""

from collections.abc import Callable

from benchmarks.submissions.budget import HARDWARE
from benchmarks.submissions.budget_layouts import ANNEX, LAYOUTS
from benchmarks.submissions.expected import Proof
from benchmarks.submissions.faults.linan.overlap import add_module
from benchmarks.submissions.grid import Column, Grid, GridCell
from benchmarks.submissions.grid_edits import retext
from benchmarks.submissions.proposal import Block, Proposal, Section, StaticTable

Edit = Callable[[Proposal], Proof]

TITLES = {
    "1": "项目概述", "2": "项目现状、建设必要性与需求分析", "3": "建设目标与任务", "4": "总体设计方案",
    "5": "应用系统设计", "6": "数据资源设计", "7": "主机及网络系统设计", "8": "安全保密方案设计",
    "10": "招投标方案", "11": "投资概算", "12": "建设与运行管理", "13": "建设进度安排", "14": "培训方案",
    "15": "效益分析", "16": "意见和建议", "2.1": "现状分析", "2.2": "项目建设必要性", "2.3": "项目需求分析",
    "1.5": "项目的目标、规模及建设周期", "8.4": "容灾备份与恢复设计", "13.1": "建设工期",
}  # fmt: skip


def headings_renamed(proposal: Proposal) -> Proof:
    """Call chapters and sections by the names people usually give them."""
    for section in proposal.walk():
        section.title = TITLES.get(section.item, section.title)
    return Proof(contains=("项目概述", "培训方案", "容灾备份与恢复设计"))


def rows_reordered(proposal: Proposal) -> Proof:
    """Turn the order of the hardware round, in every table."""
    items = proposal.budget.group(HARDWARE).items
    items.reverse()
    return Proof(contains=(f"1|{items[0].name}|",), scope="计算机及网络、安全设备清单")


def rows_renumbered(proposal: Proposal) -> Proof:
    """Number the rows of the effort table anew for each system: 1.1, 1.2, 2.1 …"""
    systems = list(dict.fromkeys(m.system for m in proposal.budget.modules))
    numbers = []
    for at, system in enumerate(systems, 1):
        members = [m for m in proposal.budget.modules if m.system == system]
        numbers += [f"{at}.{i}" for i in range(1, len(members) + 1)]
    proposal.edit("effort", retext(lambda g, c: numbers[c.row - g.header_rows] if _number(g, c) else c.text))
    return Proof(contains=("\n1.1|", "\n2.1|"), scope="应用软件开发工作量测算表")


def _number(grid: Grid, cell: GridCell) -> bool:
    return grid.columns[cell.col].role == "number" and cell.col_span == 1


def sections_reordered(proposal: Proposal) -> Proof:
    """Swap two sections of the chapter on security."""
    sections = proposal.section("8").sections
    sections[0], sections[1] = sections[1], sections[0]
    return Proof(contains=(f"（一）{sections[0].title}",))


def sections_renumbered(proposal: Proposal) -> Proof:
    """Open two chapters with an overview, so that the numbers after it move up."""
    for item in ("8", "13"):
        text = "本章各节分别说明有关安排，执行中如有变化按变更程序办理，相关责任由承担单位统筹落实。"
        proposal.section(item).sections.insert(0, Section("", "概述", 2, [Block("text", text)]))
    return Proof(contains=("（一）概述",))


def rounding_tails(proposal: Proposal) -> Proof:
    """Print unit prices of the 附表 in 万元 with two decimals only."""

    def rounded(grid: Grid, cell: GridCell) -> str:
        price = grid.columns[cell.col].role == "price" and cell.col_span == 1 and cell.value is not None
        return f"{cell.value / 10000:.2f}" if price and cell.value is not None else cell.text

    proposal.edit("annex", retext(rounded))
    price = proposal.budget.modules[0].price / 10000
    return Proof(contains=(f"|{price:.2f}|",), lacks=(f"|{price.normalize():f}|",), scope=ANNEX)


def not_concerned(proposal: Proposal) -> Proof:
    """Answer the chapter on infrastructure in one sentence."""
    chapter = proposal.section("9")
    proposal.statuses |= {section.item: "na" for section in chapter.walk()}
    chapter.sections, chapter.blocks = [], [Block("text", "本项目不涉及基础配套工程建设。")]
    return Proof(contains=("本项目不涉及基础配套工程建设。",))


def platform_connected(proposal: Proposal) -> Proof:
    """Connect to the shared short-message platform, in design and budget."""
    text = "对接全市统一短信平台，调用其接口发送提醒信息，模板由平台统一报备，不自建短信平台。"
    add_module(proposal, "短信接口对接模块", "短信接口调用、模板报备、回执查询", "对接统一短信平台", text)
    return Proof(contains=("短信接口对接模块", text))


def appendix_added(proposal: Proposal) -> Proof:
    """Append a table of marks and a blank form that look like budgets and are none."""
    marks = [
        ["价格", "30", "满足招标文件要求且价格最低的为基准价"],
        ["技术", "55", "按方案完整性评分"],
        ["商务", "15", "业绩与资信"],
    ]
    proposal.tables["marks"] = StaticTable(
        "评分标准表", [Column("评分项", 3), Column("分值", 2), Column("说明", 9)], marks
    )
    titles = ("序号", "名称", "数量", "单价（元）", "总价（元）")
    blank = [[str(n), "", "", "", ""] for n in range(1, 5)]
    proposal.tables["blank"] = StaticTable("报价表（空白格式）", [Column(t, 2) for t in titles], blank)
    blocks = [Block("text", "以下格式供招标阶段参考。"), Block("table", "marks"), Block("table", "blank")]
    proposal.section("17").sections.append(Section("", "招标参考格式", 2, blocks))
    return Proof(contains=("评分标准表", "报价表（空白格式）"))


def full_width_thousands(proposal: Proposal) -> Proof:
    """Print thousands with a full-width comma in the hardware list."""
    proposal.edit("hardware", retext(lambda _, cell: cell.text.replace(",", "，")))
    return Proof(contains=("，",), lacks=(",",), scope="计算机及网络、安全设备清单")


def units_in_cells(proposal: Proposal) -> Proof:
    """Print the unit of every amount of the software list once more in its cell."""

    def with_unit(grid: Grid, cell: GridCell) -> str:
        money = grid.columns[cell.col].role in ("price", "amount") and cell.value is not None
        return f"{cell.text}元" if money else cell.text

    proposal.edit("software", retext(with_unit))
    return Proof(contains=("元|",), scope="系统软件及工具软件清单")


def dashes_for_nothing(proposal: Proposal) -> Proof:
    """Print a stroke where the 附表 has nothing to say."""
    proposal.edit("annex", retext(lambda _, cell: cell.text or "/"))
    return Proof(contains=("|/|",), lacks=("||",), scope=ANNEX)


def cover_reworded(proposal: Proposal) -> Proof:
    """Spread the labels of the cover and write the date in Chinese figures."""
    date = proposal.cover.pop("编制时间")
    year, month = date.removesuffix("月").split("年")
    figures = "".join("〇一二三四五六七八九"[int(d)] for d in year)
    proposal.cover = {" ".join(label): text for label, text in proposal.cover.items()}
    proposal.cover["编制日期"] = f"{figures}年{'〇一二三四五六七八九'[int(month)]}月"
    return Proof(contains=("建 设 单 位：", "编制日期：二"), lacks=("编制时间",), scope="cover")


HARMLESS = (
    headings_renamed,
    rows_reordered,
    rows_renumbered,
    sections_reordered,
    sections_renumbered,
    rounding_tails,
    not_concerned,
    platform_connected,
    appendix_added,
    full_width_thousands,
    units_in_cells,
    dashes_for_nothing,
    cover_reworded,
)
EDITS: dict[str, Edit] = {f.__name__: f for f in (*HARMLESS, *LAYOUTS)}
