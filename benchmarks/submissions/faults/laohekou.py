"""Faults against the rules of Laohekou: a technical design whose rules ask for topics, facts and costs."""

from dataclasses import replace

from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.faults.linan.overlap import functions_repeated
from benchmarks.submissions.faults.shapes import (
    Fault,
    amount_off,
    attached_wrong,
    costed,
    declares,
    not_attached,
    not_costed,
    reckons_wrongly,
    recosted,
    reworded,
    says,
    tax_wrong,
    total_differs,
    unsaid,
)
from benchmarks.submissions.proposal import Proposal


def targets_without_figures(proposal: Proposal) -> Expected:
    """Set the targets in words only."""
    table = proposal.tables["kpi"]
    column = next(c for c, found in enumerate(table.columns) if found.title == "指标值")
    table.rows = [[*row[:column], "明显改善", *row[column + 1 :]] for row in table.rows]
    proof = Proof(contains=("明显改善",), lacks=("%", "分钟"), scope=table.caption)
    return Expected("LHK-19", "绩效指标没有数值", "绩效目标", proof, item="14", table=table.caption)


def repeated_elsewhere(proposal: Proposal) -> Expected:
    """Build what a district has: to a city without districts that is a system elsewhere, and a question."""
    found = functions_repeated(proposal, "LHK-05")
    return replace(found, severity="note", outcome="needs_review")


FAULTS: dict[str, Fault] = {
    "intention_incomplete": unsaid("LHK-01", "目标", doc_kind="需求建议书", may=("LHK-10", "LHK-X02")),
    "measure_expired": declares("LHK-24", compiled="2029年6月"),
    "basis_repealed": says(
        "LHK-X03",
        "编制依据还包括《老河口市信息化(智慧城市)项目建设管理办法(暂行)》（河信文〔2020〕4号）。",
    ),
    "decisions_uncited": unsaid("LHK-02", "省委", "省政府", "湖北省", "鄂政", "鄂办", "全省"),
    "planning_unsaid": unsaid("LHK-03", "规划", may=("LHK-02",)),
    "present_unsaid": unsaid("LHK-04", "现状", "目前", "现有", "现已", "当前", "已建"),
    "sharing_unsaid": unsaid("LHK-06", "共享", may=("LHK-13",)),
    "promotion_unsaid": unsaid("LHK-07", "推广", "应用方案", "应用计划"),
    "services_unsaid": unsaid("LHK-08", "服务", new_fixed_asset=False, may=("LHK-07", "LHK-01")),
    "opinion_not_attached": not_attached("LHK-09", "论证", outcome="needs_review"),
    "design_not_written": declares("LHK-10", doc_kind="项目建议书", may=("LHK-01", "LHK-X02")),
    "servers_bought": costed("LHK-11", "应用服务器"),
    "cloud_unsaid": unsaid("LHK-12", "政务云", "大数据中心", "云平台", "云资源", "云主机", "云服务器"),
    "network_unsaid": unsaid(
        "LHK-13", "政务外网", "共享交换平台", "数据共享平台", "大数据平台", may=("LHK-06",)
    ),
    "own_network": costed("LHK-13B", "业务专网光纤专线租用费"),
    "supervision_costed": costed("LHK-14", "工程监理费", outcome="needs_review"),
    "xinchuang_unsaid": unsaid("LHK-15", "信创", "国产", "自主可控", "安全可靠"),
    "trial_too_short": reworded(
        "LHK-16", "试运行两个月，长于规定的一个月|2027年2月1日至2027年3月31日|试运行两个月", "试运行10日"
    ),
    "targets_without_figures": targets_without_figures,
    "functions_repeated": repeated_elsewhere,
    "training_unsaid": unsaid("LHK-17", "培训"),
    "tests_not_costed": not_costed("LHK-18", "软件测评"),
    "quality_not_costed": not_costed("LHK-18B", "质检", "质量检测", "数据检测"),
    "price_high": recosted("LHK-B03", "管网流量计", "note", price="32000"),
    "reckoned_wrongly": reckons_wrongly("LHK-B04"),
    "row_arithmetic": amount_off("LHK-B01"),
    "tax_wrong": tax_wrong("LHK-B05"),
    "attached_wrong": attached_wrong("LHK-B06"),
    "total_in_text_differs": total_differs("LHK-B02"),
    "instruction_left": says("LHK-X01", "（此处填写项目建设的背景和主要内容）"),
    "period_declared_differs": declares("LHK-X02", period="30个月"),
}
