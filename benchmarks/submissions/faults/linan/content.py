"""Faults of content: elements, figures, facts and attachments that a chapter must state."""

import re

from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.faults.change import everywhere, first_block, rewrite
from benchmarks.submissions.grid_edits import without_row
from benchmarks.submissions.proposal import Block, Proposal


def predecessor_without_data(proposal: Proposal) -> Expected:
    """Say nothing of how much data the system to be extended holds."""
    section = proposal.section("1.2")
    gone = first_block(section, "数据储量")
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
    rewrite(section, "{period}", "15个月")
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


def relation_unsaid(proposal: Proposal) -> Expected:
    """Say nothing of how the project relates to the system that it extends."""
    section = proposal.section("2.3.4")
    first_block(section, "与原系统的关系")
    old = re.compile(r"原系统|原有|一期|\{predecessor\}")
    section.blocks = [b for b in section.blocks if not old.search(b.text)]
    return Expected(
        "LA-O06",
        "扩建项目未说明与原系统的关系",
        "第二章（三）4",
        Proof(lacks=("与原系统的关系",)),
        item="2.3.4",
    )


def stock_lost(proposal: Proposal) -> Expected:
    """Leave something in use out of the inventory after the project."""
    bought = {item.name for group in proposal.budget.groups for item in group.items}
    lost = next(s.name for s in proposal.stock if s.name not in bought)
    proposal.edit("stock_after", without_row(lost))
    return Expected(
        "LA-O09",
        f"现状存量表所列“{lost}”未见于建成后存量表",
        "第十一章（三）",
        Proof(lacks=(f"|{lost}|",), scope="项目建成后硬件与软件资源存量一览表"),
        severity="should",
        outcome="needs_review",
        item="2.1",
        table="单位信息技术硬件与软件资源存量一览表",
        row=lost,
        quote=lost,
    )


def basis_not_attached(proposal: Proposal) -> Expected:
    """Rest the project on minutes that no attachment holds."""
    minutes = "城市治理专题会议纪要（〔2025〕18号）"
    proposal.section("2.2.3").blocks.append(Block("text", f"《{minutes}》，明确由本单位牵头实施。"))
    return Expected(
        "LA-O10",
        f"建设依据《{minutes}》未见于附件",
        "第二章（二）3",
        Proof(contains=(minutes,)),
        severity="should",
        item="2.2.3",
        quote=minutes,
    )


def machine_room_unsaid(proposal: Proposal) -> Expected:
    """Speak of servers everywhere and nowhere of the shared machine room or cloud."""
    text = "按峰值每秒200个事件测算，单台16核应用服务器可处理每秒120个，共需应用服务器4台、数据库服务器2台。"
    proposal.section("7.1").blocks = [Block("text", text)]
    for word in ("政务云", "统一机房", "中心机房", "云资源", "云平台"):
        everywhere(proposal, word, "运行环境")
    return Expected(
        "LA-O11",
        "第七章（一）未说明是否利用全市统一机房资源",
        "第七章（一）",
        Proof(contains=(text,), lacks=("政务云", "云资源", "统一机房")),
        item="7.1",
    )


FAULTS = (
    predecessor_without_data,
    relation_unsaid,
    topology_missing,
    period_inconsistent,
    module_not_budgeted,
    users_without_number,
    stock_lost,
    basis_not_attached,
    machine_room_unsaid,
)
