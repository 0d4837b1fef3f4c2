"""Faults of content: elements, figures and facts that a chapter must state, and shared platforms."""

from dataclasses import replace
from decimal import Decimal

from benchmarks.submissions.budget import Item
from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.proposal import Block, Proposal, Section


def predecessor_without_data(proposal: Proposal) -> Expected:
    """Say nothing of how much data the system to be extended holds."""
    section = proposal.section("1.2")
    gone = next(b for b in section.blocks if b.text.startswith("数据储量"))
    section.blocks.remove(gone)
    return Expected(
        "LA-O05",
        "扩建项目未说明原有项目的数据储量",
        "第一章（二）",
        Proof(lacks=(gone.text,)),
        item="1.2",
    )


def topology_missing(proposal: Proposal) -> Expected:
    """Leave the network topology out wherever it stood; the text still promises it."""
    caption = proposal.figures["topology"].caption
    for section in proposal.walk():
        section.blocks = [b for b in section.blocks if (b.kind, b.text) != ("figure", "topology")]
    return Expected("LA-O08", f"未见{caption}", "第四章（二）1", Proof(lacks=(f" {caption}",)), item="4.2.1")


def period_inconsistent(proposal: Proposal) -> Expected:
    """State another period in the chapter on progress than in chapter one."""
    section = proposal.section("13.1")
    section.blocks = [replace(b, text=b.text.replace("{period}", "15个月")) for b in section.blocks]
    return Expected(
        "LA-O13",
        f"建设周期前后不一致：第一章（五）为{proposal.period}，第十三章（一）为15个月",
        "第十三章（一）",
        Proof(contains=("15个月", proposal.period)),
        item="13.1",
        quote="15个月",
        figures={"第一章（五）": proposal.period, "第十三章（一）": "15个月"},
    )


def module_not_budgeted(proposal: Proposal) -> Expected:
    """List a module among the contents that neither the design nor the budget knows."""
    name, system = "新能源充电引导模块", proposal.overview[-1][0]
    proposal.overview.append((system, name, "展示公共充电设施空闲状态"))
    return Expected(
        "LA-O14",
        f"一览表中的“{name}”在应用系统设计和概算中没有对应内容",
        "第一章（六）",
        Proof(contains=(name,), scope="项目建设内容一览表"),
        item="1.6",
        table="项目建设内容一览表",
        row=name,
        quote=name,
    )


def platform_rebuilt(proposal: Proposal) -> Expected:
    """Build a short-message platform, in design and budget, instead of using the shared one."""
    name, functions = "短信平台建设模块", "短信网关、模板管理、发送统计、黑名单"
    text = "自建短信平台，开发短信网关、模板管理和发送统计功能，由本单位独立运行，不使用统一短信接口。"
    _add_module(proposal, name, functions, "自建短信平台", text)
    return Expected(
        "LA-D02",
        "拟自建短信平台，未利用全市统一的短信平台",
        "第五章（一）",
        Proof(contains=(name, text[:6])),
        severity="should",
        item="5.1",
        quote="自建短信平台",
        row=name,
    )


def functions_repeated(proposal: Proposal) -> Expected:
    """Build four functions that a system of corpora/registers/existing_systems.csv has already."""
    repeated = {
        "视频资源接入模块": "汇聚公共区域视频资源，统一编目，支持多协议接入和在线状态管理。",
        "视频调阅模块": "提供实时画面和历史录像调阅，支持多画面轮巡、截图和录像下载。",
        "视频质量巡检模块": "定时检测画面遮挡、偏色、黑屏和时钟偏差，生成质量巡检报告并派修。",
        "视频共享授权模块": "对视频资源按单位、按时段授权，记录授权过程和调阅日志。",
    }
    for name, text in repeated.items():
        _add_module(proposal, name, text.rstrip("。"), "建设视频能力", text)
    return Expected(
        "LA-D01",
        "四个视频功能模块与存量系统“××区雪亮工程视频共享平台”的功能相近",
        "第五章（一）",
        Proof(contains=tuple(repeated)),
        severity="should",
        item="5.1",
        quote="视频质量巡检模块",
    )


def _add_module(proposal: Proposal, name: str, functions: str, purpose: str, text: str) -> None:
    """Put a module of 28 人日 into list, design, budget and staffing, so that nothing disagrees."""
    system, price = proposal.budget.modules[-1].system, proposal.budget.modules[0].price
    module = Item(name, Decimal(28), "人日", price, brand="定制开发", system=system)
    module.functions, module.purpose = functions, purpose
    proposal.budget.modules.append(module)
    proposal.budget.staffing[-1].quantity += module.quantity
    proposal.overview.append((system, name, purpose))
    home = next(s for s in proposal.walk() if s.title == system)
    home.sections.append(Section("", name, home.level + 1, [Block("text", text)]))


def users_without_number(proposal: Proposal) -> Expected:
    """Describe the users without saying how many there are; other chapters may name some of them."""
    section = proposal.section("2.3.3")
    text = (
        "服务对象为各级管理人员、一线工作人员和社会公众，服务范围为全区，相关数据可提供给其他部门共享使用。"
    )
    section.blocks = [Block("text", text)]
    return Expected(
        "LA-O12",
        "未给出用户数",
        "第二章（三）3",
        Proof(contains=(text,), lacks=("用户数（人）",)),
        item="2.3.3",
        outcome="needs_review",
        quote=text[:12],
    )


FAULTS = (
    predecessor_without_data,
    topology_missing,
    period_inconsistent,
    module_not_budgeted,
    platform_rebuilt,
    functions_repeated,
    users_without_number,
)
