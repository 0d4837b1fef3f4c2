"""Faults against the rules of Qingpu: a feasibility study; rules ask for topics, facts, attachments."""

from decimal import Decimal

from benchmarks.submissions.budget import OTHER
from benchmarks.submissions.expected import Expected, Proof
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
    retitled,
    says,
    tax_wrong,
    total_differs,
    unsaid,
)
from benchmarks.submissions.proposal import Proposal


def tested_twice(proposal: Proposal) -> Expected:
    """Budget 等级保护测评 beside 安全测评, and do not say that both are one."""
    for item in proposal.budget.group(OTHER).items:
        item.spec = item.spec.replace("与等级保护测评合并实施，只计列一项", "由第三方实施")
    return costed("QP-B10", "等级保护测评费", severity="note")(proposal)


def tests_dear(proposal: Proposal) -> Expected:
    """Price the test of cryptography so that tests, advice and supervision are a fifth of the total."""
    name = "密码应用测评费"
    item = next(item for item in proposal.budget.group(OTHER).items if item.name == name)
    item.price = Decimal(345000)
    proof = Proof(contains=(f"|{name}|", "34.5"))
    return Expected("QP-B09", f"“{name}”列34.5万元", "概算", proof, "note", row=name)


OPERATION = ("QP-03", "QP-05", "QP-06", "QP-28", "QP-28B", "QP-28C", "QP-X02")
UPGRADE = ("QP-05", "QP-25", "QP-26", "QP-27", "QP-X02")

FAULTS: dict[str, Fault] = {
    "type_unknown": declares("QP-01", project_type="综合类", may=("QP-X02",)),
    "printers_bought": costed("QP-02", "办公用打印机"),
    "name_of_layer": declares("QP-07", level="大系统", may=("QP-X02",)),
    "planning_unsaid": unsaid(
        "QP-09", "规划", "行动方案", "行动计划", "实施意见", "工作要点", may=("QP-30",)
    ),
    "authentication_rebuilt": says(
        "QP-11", "本项目自建统一身份认证平台，独立运行，不使用区统一身份认证。", "统一身份认证"
    ),
    "own_internet": costed("QP-12", "互联网专线租用费"),
    "own_network": costed("QP-13", "业务专网光纤专线租用费"),
    "own_machine_room": costed("QP-14", "机房装修工程费", may=("QP-02",)),
    "relation_unsaid": unsaid(
        "QP-15",
        "关系",
        "整合",
        "衔接",
        "归属",
        "隶属",
        "所属",
        "定位",
        "纳入",
        "作为",
        outcome="needs_review",
        may=("QP-30", "QP-10"),
    ),
    "many_subsystems": declares("QP-16", sibling_subsystems=4),
    "crypto_unsaid": unsaid("QP-17", "密码", "国密", "密评", may=("QP-37", "QP-41", "QP-30")),
    "owner_not_entitled": declares("QP-18", owner_unit="青浦区××行业协会", may=("QP-X02",)),
    "needs_not_attached": not_attached("QP-19", "需求"),
    "late": declares("QP-20", submit_date="2026-11-20", plan_year=2027),
    "participants_not_covered": declares("QP-23", cross_dept=True, participants=["上海市青浦区民政局"]),
    "plan_not_attached": not_attached("QP-24", "规划", phased=True),
    "stages_unsaid": declares("QP-24B", outcome="needs_review", phased=True, may=("QP-24",)),
    "basis_not_attached": not_attached("QP-29", "政策", "依据", "要求", "文件"),
    "data_unsaid": unsaid("QP-30", "效益", may=("QP-10", "QP-41")),
    "supervision_not_costed": not_costed("QP-36", "监理"),
    "tests_not_costed": not_costed("QP-37", "软件测评", may=("QP-41",)),
    "change_reported": declares("QP-39", change_percent=20),
    "overrun": declares("QP-40", overrun_percent=12),
    "users_report_unsaid": unsaid("QP-41", "用户使用报告", "用户报告", "用户意见"),
    "rejected_before": declares("QP-42", previous_result="否定"),
    "assessor_is_compiler": declares("QP-44", outcome="needs_review", assessor_unit="××信息咨询有限公司"),
    "operation_with_training": costed("QP-03", "培训费", category="运维类", may=OPERATION),
    "name_of_new_project": retitled("QP-04", "青浦区慢性病协同管理信息化工程", may=("QP-07", "QP-X02")),
    "name_of_upgrade": declares("QP-05", nature="升级改造", predecessor="慢病管理系统", may=UPGRADE),
    "name_of_operation": declares("QP-06", category="运维类", predecessor="慢病管理系统", may=OPERATION),
    "large_asset": declares("QP-08", total_yuan=6000000, new_fixed_asset=True, may=("QP-B02", "QP-38")),
    "capabilities_unsaid": unsaid("QP-10", "政务云", "云平台", "云资源", "云服务", may=("QP-30",)),
    "late_operation": declares("QP-21", category="运维类", submit_date="2026-11-20", may=OPERATION),
    "study_not_attached": declares("QP-22", doc_kind="需求建议书", may=("QP-19B", "QP-X02")),
    "needs_incomplete": unsaid("QP-19B", "流程", doc_kind="需求建议书", may=("QP-22", "QP-X02")),
    "old_papers_not_attached": declares("QP-25", nature="升级改造", may=UPGRADE),
    "old_relation_unsaid": declares("QP-26", outcome="needs_review", nature="升级改造", may=UPGRADE),
    "upgrade_before_acceptance": declares(
        "QP-27", nature="升级改造", predecessor_accepted=False, may=UPGRADE
    ),
    "operation_papers": declares("QP-28", category="运维类", may=OPERATION),
    "first_operation_papers": declares("QP-28B", category="运维类", first_operation=True, may=OPERATION),
    "operation_plan": declares("QP-28C", category="运维类", may=OPERATION),
    "operation_topics": declares("QP-31", outcome="needs_review", category="运维类", may=OPERATION),
    "major_project": declares("QP-32", total_yuan=12000000, may=("QP-B02", "QP-38")),
    "filing_refused": declares("QP-33", review_channel="备案评审", predecessor_accepted=False),
    "filing_share_high": declares("QP-34", review_channel="备案评审", filing_share=5, may=("QP-33",)),
    "pilot_unargued": declares("QP-35", review_channel="先导项目"),
    "mid_term_check_unsaid": unsaid("QP-38", "中期检查", total_yuan=6000000, may=("QP-B02",)),
    "reckoned_wrongly": reckons_wrongly("QP-B04"),
    "row_arithmetic": amount_off("QP-B01"),
    "tax_wrong": tax_wrong("QP-B05"),
    "month_dear": recosted("QP-B07", "慢病专档", "note", price="32000"),
    "module_too_large": recosted("QP-B08", "用药提醒", "note", quantity="30"),
    "tests_dear": tests_dear,
    "tested_twice": tested_twice,
    "attached_wrong": attached_wrong("QP-B06"),
    "total_in_text_differs": total_differs("QP-B02"),
    "instruction_left": says("QP-X01", "（此处填写项目建设的背景和主要内容）"),
    "period_declared_differs": declares("QP-X02", period="30个月"),
    "basis_repealed": says(
        "QP-X03", "编制依据还包括《青浦区信息化管理办法及配套实施细则》（青府办发〔2019〕38号）。"
    ),
}
