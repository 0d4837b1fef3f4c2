"""Other ways to lay out the same budget. Each changes how tables look, never what they say.

Like a fault, a layout is one small function on the proposal; it returns the proof that it is in the file.
"""

from decimal import Decimal

from benchmarks.submissions.expected import Proof
from benchmarks.submissions.function_points import add_function_points
from benchmarks.submissions.grid_edits import (
    column_numbers,
    merged_price,
    rename_columns,
    split,
    two_level_header,
)
from benchmarks.submissions.money import WAN, in_unit
from benchmarks.submissions.proposal import Block, Proposal

ANNEX, EFFORT = "项目资金概算明细汇总表", "应用软件开发工作量测算表"


def header_of_two_levels(proposal: Proposal) -> Proof:
    """Put 概算金额 over 单价 and 小计 in the 附表, 数量与价格 over three columns of the hardware list."""
    proposal.edit("annex", two_level_header("概算金额", "单价", "小计"))
    proposal.edit("hardware", two_level_header("数量与价格", "数量", "总价（元）"))
    return Proof(contains=("概算金额",), scope=ANNEX)


def numbered_columns(proposal: Proposal) -> Proof:
    """Print a row of column numbers under the header of the 附表 and of the effort table."""
    for name in ("annex", "effort"):
        proposal.edit(name, column_numbers())
    return Proof(contains=("\n1|2|3|4|5|6|7\n",), scope=EFFORT)


def split_with_header(proposal: Proposal) -> Proof:
    """Cut long tables in two or three, each with the header again."""
    _cut(proposal, repeated=True)
    return Proof(contains=("\n序号|子系统|功能模块|模块功能|",), scope=f"{EFFORT}/续")


def split_without_header(proposal: Proposal) -> Proof:
    """Cut long tables in two or three, without the header."""
    _cut(proposal, repeated=False)
    return Proof(contains=("\n9|",), scope=f"{EFFORT}/续")


def _cut(proposal: Proposal, repeated: bool) -> None:
    proposal.edit("annex", split(12, 15, repeated=repeated))
    proposal.edit("effort", split(8, repeated=repeated))
    proposal.edit("overview", split(10, repeated=repeated))


def one_price_for_many(proposal: Proposal) -> Proof:
    """Merge the amounts of the first system's modules into one, their sum, in the effort table."""
    system = proposal.budget.modules[0].system
    proposal.edit("effort", merged_price(system))
    total = sum((m.amount for m in proposal.budget.modules if m.system == system), Decimal())
    return Proof(contains=(f"|{total:,.0f}\n",), scope=EFFORT)


def function_points(proposal: Proposal) -> Proof:
    """Add a table of function points that comes to the same effort."""
    return add_function_points(proposal)


def other_column_titles(proposal: Proposal) -> Proof:
    """Call the columns of all price lists by other usual names."""
    names = {
        "数量": "采购数量", "单价": "含税单价", "总价": "合价", "小计": "金额小计", "产品名称": "设备名称",
        "参考品牌": "品牌（参考）", "质保期": "质保年限", "配置参数": "技术参数", "开发工量": "开发工作量",
        "功能模块": "模块名称", "模块功能": "功能描述", "性能指标参数": "主要技术指标",
    }  # fmt: skip
    for table in ("annex", "hardware", "software", "effort"):
        proposal.edit(table, rename_columns(names))
    return Proof(
        contains=("设备名称|品牌（参考）", "含税单价（元）|合价（元）"), scope="计算机及网络、安全设备清单"
    )


def budget_attached(proposal: Proposal) -> Proof:
    """Attach the tables of the budget as a workbook too, with numbers as numbers."""
    names = {b.text for s in proposal.walk() for b in s.blocks if b.kind == "table"}
    proposal.attached |= {name: [] for name in ("annex", "hardware", "software", "effort") if name in names}
    return Proof(contains=(ANNEX, EFFORT, f"￥{in_unit(proposal.budget.total, WAN)}"), scope="attached")


def annex_in_workbook_only(proposal: Proposal) -> Proof:
    """Attach the 附表 as a workbook instead of printing it; the text says so."""
    section = proposal.section("17.4")
    if not any((b.kind, b.text) == ("table", "annex") for b in section.blocks):
        raise LookupError(f"{proposal.name} has no 附表 of its own")
    proposal.attached["annex"] = []
    section.blocks = [Block("text", f"《{ANNEX}》见附件“概算明细表.xlsx”。")]
    return Proof(contains=(ANNEX, "资金总计"), scope="attached")


LAYOUTS = (
    header_of_two_levels,
    numbered_columns,
    split_with_header,
    split_without_header,
    one_price_for_many,
    function_points,
    other_column_titles,
    budget_attached,
    annex_in_workbook_only,
)
