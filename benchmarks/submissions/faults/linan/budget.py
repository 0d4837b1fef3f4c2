"""Faults of the budget's figures: rates, products, sums, totals, cells that must be filled."""

from dataclasses import replace
from decimal import Decimal

from benchmarks.submissions.budget import HARDWARE, OTHER
from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.grid_edits import misprint
from benchmarks.submissions.money import WAN, YUAN, count, in_unit
from benchmarks.submissions.proposal import Proposal

EFFORT, HARDWARE_LIST, ANNEX = (
    "应用软件开发工作量测算表",
    "计算机及网络、安全设备清单",
    "项目资金概算明细汇总表",
)


def labour_rate_high(proposal: Proposal) -> Expected:
    """Price one module at 1500 元/人日; every table and total follows."""
    module = proposal.budget.modules[3]
    module.price = Decimal(1500)
    return Expected(
        "LA-S03",
        f"“{module.name}”人日单价1500元，超出800至1000元/人日",
        "第十一章（二）3",
        Proof(contains=("1,500",), scope=EFFORT),
        item="11.2.3",
        table=EFFORT,
        row=module.name,
        quote="1,500",
        figures={"单价": "1500", "标准上限": "1000", "开发工量": count(module.quantity)},
        may=("LA-S06",),
    )


def module_without_effort(proposal: Proposal) -> Expected:
    """Leave the effort of one module blank in the effort table; its amount stays."""
    module = proposal.budget.modules[5]
    proposal.edit("effort", misprint(module.name, "开发工量（人日）", ""))
    return Expected(
        "LA-S02",
        f"“{module.name}”未填写开发工量",
        "第十一章（二）3",
        Proof(contains=(f"{module.name}|{module.functions}||",), scope=EFFORT),
        item="11.2.3",
        table=EFFORT,
        row=module.name,
        quote=module.name,
        may=("LA-S06",),
    )


def row_arithmetic(proposal: Proposal) -> Expected:
    """Print one more piece than the amount of the row pays for."""
    item = proposal.budget.group(HARDWARE).items[4]
    printed = item.quantity + 1
    proposal.edit("hardware", misprint(item.name, "数量", count(printed), printed))
    return Expected(
        "LA-H03",
        f"“{item.name}”数量×单价与总价不符",
        "第十一章（二）2",
        Proof(
            contains=(
                f"|{count(printed)}|{item.unit}|{in_unit(item.price, YUAN)}|{in_unit(item.amount, YUAN)}|",
            ),
            scope=HARDWARE_LIST,
        ),
        item="11.2.2",
        table=HARDWARE_LIST,
        row=item.name,
        quote=in_unit(item.amount, YUAN),
        figures={
            "数量": count(printed),
            "单价": str(item.price),
            "应为": str(printed * item.price),
            "表列": str(item.amount),
        },
    )


def subtotal_wrong(proposal: Proposal) -> Expected:
    """Carry 9000 元 too much in the subtotal of 其他项目; the totals follow the wrong subtotal."""
    group = proposal.budget.group(OTHER)
    true = group.amount
    group.stated = true + 9000
    printed = f"合计：￥{in_unit(group.amount, WAN)}"
    return Expected(
        "LA-T05",
        f"“{OTHER}”合计与组内小计之和不符",
        "附表",
        Proof(contains=(printed,), lacks=(f"合计：￥{in_unit(true, WAN)}",), scope=ANNEX),
        item="17.4",
        table=ANNEX,
        row=OTHER,
        quote=printed,
        figures={"合计": str(group.amount), "明细之和": str(true), "差额": "9000"},
        may=("LA-S06", "LA-T08"),
    )


def total_in_text_differs(proposal: Proposal) -> Expected:
    """State the total of an earlier draft in chapter one, in figures and in words."""
    section = proposal.section("1.7")
    old = {"{total}": "268.00万元", "{total_upper}": "人民币贰佰陆拾捌万元整"}
    for mark, text in old.items():
        section.blocks = [replace(b, text=b.text.replace(mark, text)) for b in section.blocks]
    return Expected(
        "LA-T08",
        "第一章（七）的总投资与附表资金总计不一致",
        "第一章（七）",
        Proof(contains=("总投资268.00万元", f"￥{in_unit(proposal.budget.total, WAN)}")),
        item="1.7",
        quote="268.00万元",
        figures={"第一章（七）": "2680000", "附表": str(proposal.budget.total)},
    )


def grand_total_wrong(proposal: Proposal) -> Expected:
    """Print 资金总计 1 万元 above the sum of the categories."""
    total = proposal.budget.total + 10000
    printed = f"￥{in_unit(total, WAN)}"
    proposal.edit("annex", misprint("资金总计", "参考品牌", printed, total))
    return Expected(
        "LA-T06",
        "资金总计与各类合计之和不符",
        "附表",
        Proof(contains=(f"资金总计|{printed}",), scope=ANNEX),
        item="17.4",
        table=ANNEX,
        row="资金总计",
        quote=printed,
        figures={"应为": str(proposal.budget.total), "表列": str(total)},
        may=("LA-T08",),
    )


FAULTS = (
    labour_rate_high,
    module_without_effort,
    row_arithmetic,
    subtotal_wrong,
    grand_total_wrong,
    total_in_text_differs,
)
