"""Faults of the development effort: rates per month, mixed units, no effort, no basis, wrong products."""

import re
from decimal import Decimal

from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.faults.change import substitute, without_tables
from benchmarks.submissions.grid_edits import drop_column, misprint
from benchmarks.submissions.money import YUAN, count, in_unit
from benchmarks.submissions.proposal import Block, Proposal

EFFORT, STAFFING, ANNEX = (
    "应用软件开发工作量测算表",
    "应用软件研发人员投入测算表",
    "项目资金概算明细汇总表",
)
DAYS = Decimal(20)


def in_months(proposal: Proposal, price: Decimal) -> None:
    """Count all effort in 人月 of 20 人日, at one price, in every table and sentence."""
    for item in (*proposal.budget.modules, *proposal.budget.staffing):
        item.quantity, item.unit, item.price = item.quantity / DAYS, "人月", price
    for section in proposal.walk():
        for block in section.blocks:
            text = re.sub(r"(\d+)人日", lambda m: f"{count(Decimal(m[1]) / DAYS)}人月", block.text)
            block.text = text.replace("人日", "人月").replace("800至1000元", "20000元")


def monthly_rate_high(proposal: Proposal) -> Expected:
    """Price all effort at 24000 元/人月."""
    in_months(proposal, Decimal(24000))
    module = proposal.budget.modules[0]
    return Expected(
        "LA-S04",
        "人月单价24000元，标准为20000元/人月",
        "第十一章（二）3",
        Proof(contains=("24,000", "（人月）"), lacks=("（人日）",), scope=EFFORT),
        item="11.2.3",
        table=EFFORT,
        row=module.name,
        quote="24,000",
        figures={"单价": "24000", "标准": "20000"},
    )


def effort_units_mixed(proposal: Proposal) -> Expected:
    """Count the people's effort in 人月, the modules' in 人日; say nothing of the ratio."""
    for role in proposal.budget.staffing:
        role.quantity, role.unit, role.price = role.amount / 20000, "人月", Decimal(20000)
    section = proposal.section("11.2.3")
    without_tables(section, "staffing")
    section.blocks.append(Block("table", "staffing"))
    return Expected(
        "LA-S05",
        "同时使用人日和人月，未说明折算",
        "第十一章（二）3",
        Proof(contains=("（人月）",), scope=STAFFING),
        severity="should",
        item="11.2.3",
    )


def module_amount_wrong(proposal: Proposal) -> Expected:
    """Print 1000 元 more for a module than effort × rate."""
    module = proposal.budget.modules[2]
    printed = module.amount + 1000
    proposal.edit("effort", misprint(module.name, "金额（元）", in_unit(printed, YUAN), printed))
    return Expected(
        "LA-S06",
        f"“{module.name}”开发工量×单价与金额不符",
        "第十一章（二）3",
        Proof(contains=(f"{in_unit(module.price, YUAN)}|{in_unit(printed, YUAN)}",), scope=EFFORT),
        item="11.2.3",
        table=EFFORT,
        row=module.name,
        quote=in_unit(printed, YUAN),
        figures={"应为": str(module.amount), "表列": str(printed)},
        may=("LA-S03",),
    )


def _lump_sums(proposal: Proposal) -> None:
    """Budget every module as one piece at its old amount; the text keeps the effort it states."""
    substitute(proposal, r"\{days\}", count(proposal.budget.days))
    for module in proposal.budget.modules:
        module.quantity, module.unit, module.price = Decimal(1), "项", module.amount


def effort_not_listed(proposal: Proposal) -> Expected:
    """List modules with functions and amounts only: neither effort nor rate, in any table."""
    _lump_sums(proposal)
    for title in ("开发工量（项）", "单价（元/项）"):
        proposal.edit("effort", drop_column(title))
    return Expected(
        "LA-S01",
        "软件开发内容未列开发工量",
        "第十一章（二）3",
        Proof(contains=("模块功能|金额（元）",), scope=EFFORT),
        item="11.2.3",
        table=ANNEX,
        may=("LA-S02",),
    )


def cost_without_basis(proposal: Proposal) -> Expected:
    """Budget the application software as lump sums and say nowhere how they were found."""
    _lump_sums(proposal)
    section = proposal.section("11.2.3")
    without_tables(section, "effort", "staffing")
    section.blocks = [b for b in section.blocks if "测算" not in b.text and "人日" not in b.text]
    substitute(proposal, r"[^。]*(人日|人力成本)[^。]*。", "")
    return Expected(
        "LA-S07",
        "应用软件研发费用没有测算依据",
        "第十一章（二）3",
        Proof(lacks=("人日",)),
        item="11.2.3",
        table=ANNEX,
        may=("LA-S01", "LA-S02", "LA-O03"),
    )


FAULTS = (
    monthly_rate_high,
    effort_units_mixed,
    module_amount_wrong,
    effort_not_listed,
    cost_without_basis,
)
