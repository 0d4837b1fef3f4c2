"""Faults of overlap: shared platforms built anew, functions that another system has."""

from decimal import Decimal

from benchmarks.submissions.budget import Item
from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.proposal import Block, Proposal, Section


def platform_rebuilt(proposal: Proposal) -> Expected:
    """Build a short-message platform, in design and budget, instead of using the shared one."""
    name, functions = "短信平台建设模块", "短信网关、模板管理、发送统计、黑名单"
    text = "自建短信平台，开发短信网关、模板管理和发送统计功能，由本单位独立运行，不使用统一短信接口。"
    add_module(proposal, name, functions, "自建短信平台", text)
    proposal.overlaps.append(("platform", "短信平台", "短信平台"))
    return Expected(
        "LA-D02",
        "拟自建短信平台，未利用全市统一的短信平台",
        "第五章（一）",
        Proof(contains=(name, text[:6])),
        severity="should",
        item="5.1",
        quote="自建短信平台",
    )


def functions_repeated(proposal: Proposal, rule: str = "LA-D01") -> Expected:
    """Build four functions that a system of corpora/registers/existing_systems.csv has already."""
    repeated = {
        "视频资源接入模块": "汇聚公共区域视频资源，统一编目，支持多协议接入和在线状态管理。",
        "视频调阅模块": "提供实时画面和历史录像调阅，支持多画面轮巡、截图和录像下载。",
        "视频质量巡检模块": "定时检测画面遮挡、偏色、黑屏和时钟偏差，生成质量巡检报告并派修。",
        "视频共享授权模块": "对视频资源按单位、按时段授权，记录授权过程和调阅日志。",
    }
    for name, text in repeated.items():
        add_module(proposal, name, text.rstrip("。"), "建设视频能力", text)
        proposal.overlaps.append(("function", name, "××区雪亮工程视频共享平台"))
    return Expected(
        rule,
        "四个视频功能模块与存量系统“××区雪亮工程视频共享平台”的功能相近",
        "第五章（一）",
        Proof(contains=tuple(repeated)),
        severity="should",
        row="视频质量巡检模块",
        quote="视频质量巡检模块",
    )


def add_module(proposal: Proposal, name: str, functions: str, purpose: str, text: str) -> None:
    """Put a module of 28 人日 into list, design, budget and staffing, so that nothing disagrees."""
    system, home = _last_designed(proposal)
    price = proposal.budget.modules[0].price
    module = Item(name, Decimal(28), "人日", price, brand="定制开发", system=system)
    module.functions, module.purpose = functions, purpose
    proposal.budget.modules.append(module)
    proposal.budget.staffing[-1].quantity += module.quantity
    proposal.overview.append((system, name, purpose))
    home.sections.append(Section("", name, home.level + 1, [Block("text", text)]))


def _last_designed(proposal: Proposal) -> tuple[str, Section]:
    """Find the last system that has a section of its own, and that section."""
    for system in dict.fromkeys(m.system for m in reversed(proposal.budget.modules)):
        for section in proposal.walk():
            if section.title in (system, f"{system}设计"):
                return system, section
    raise LookupError(f"{proposal.name} has no section about a system")


def network_rebuilt(proposal: Proposal) -> Expected:
    """Build an own network instead of the shared one; whether that is needed is for a person to say."""
    text = "本项目自建业务专网，独立组网、独立运行，不使用电子政务外网。"
    proposal.section("7.3").blocks.append(Block("text", text))
    proposal.overlaps.append(("platform", "业务专网", "电子政务外网"))
    return Expected(
        "LA-D03",
        "拟自建业务专网，未利用统一的网络资源",
        "第七章（三）",
        Proof(contains=(text,)),
        severity="should",
        outcome="needs_review",
        item="7.3",
        quote="自建业务专网",
    )


def text_repeated(proposal: Proposal) -> Expected:
    """Use the texts of chapter eight once more in the chapter on data."""
    source, target = proposal.section("8"), proposal.section("6.2")
    texts = [b for s in source.walk() for b in s.blocks if b.kind == "text"]
    target.blocks += [Block("text", block.text) for block in texts]
    proposal.overlaps += [("passage", block.text, block.text) for block in texts]
    return Expected(
        "LA-D04",
        "第六章（二）的文字与第八章重复",
        "第六章（二）",
        Proof(contains=(f"{texts[0].text}\n{texts[1].text}",)),
        severity="note",
        outcome="needs_review",
        item="8",
        quote=texts[0].text[:12],
    )


FAULTS = (text_repeated, platform_rebuilt, functions_repeated, network_rebuilt)
