"""Faults against the rules of Quzhou: a building plan whose rules ask for topics, facts and attachments."""

from benchmarks.submissions.faults.shapes import (
    Fault,
    amount_off,
    attached_wrong,
    declares,
    emptied,
    not_attached,
    not_costed,
    reckons_wrongly,
    recosted,
    reworded,
    says,
    tax_wrong,
    total_differs,
    undeclared,
    unsaid,
)

FAULTS: dict[str, Fault] = {
    "ledger_unsaid": unsaid("QZ-01B", "一本账"),
    "slides_not_attached": not_attached("QZ-02", "PPT", "汇报", "演示"),
    "type_unknown": declares("QZ-03", project_type="综合类", may=("QZ-X01", "QZ-05")),
    "not_in_ledger": declares("QZ-04", in_one_ledger=False, may=("QZ-X01",)),
    "lists_unsaid": unsaid("QZ-04B", "三张清单", "需求清单", "场景清单", "改革清单"),
    "data_platform_unsaid": unsaid(
        "QZ-05", "公共数据平台", "一体化智能化", project_type="一般业务类", may=("QZ-X01",)
    ),
    "integration_unsaid": unsaid(
        "QZ-06", "整合", "归并", "迁移", "合并", project_type="一般业务类", may=("QZ-X01",)
    ),
    "source_unsaid": declares("QZ-10", nature="复制推广", may=("QZ-X01",)),
    "still_in_warranty": declares("QZ-11", category="运维类", warranty_end="2027-12-31", may=("QZ-X01",)),
    "build_mode_unsaid": undeclared(
        "QZ-07",
        ("nature", "build_mode"),
        *("新建", "续建", "改建", "扩建", "升级改造", "迭代升级", "复制推广", "迭代", "升级"),
    ),
    "large_investment": declares("QZ-13", total_yuan=12000000),
    "basis_unsaid": unsaid("QZ-01", "依据", "《"),
    "evaluation_incomplete": unsaid("QZ-21", "组件"),
    "empty_shell": emptied("QZ-O01", ""),
    "old_system_unsaid": unsaid("QZ-08", "原系统", "原有系统", "现有系统", "V字", "原平台", "原应用"),
    "simple_channel_refused": declares("QZ-12", review_channel="简易程序"),
    "revision_not_attached": not_attached("QZ-14", "修改情况", review_channel="预算评审"),
    "investment_added": declares("QZ-16", added_yuan=50000),
    "supervision_not_costed": not_costed("QZ-17", "监理", is_major=True),
    "collection_unsaid": unsaid("QZ-18", "归集", "数据资源", may=("QZ-21",)),
    # the table keeps its four months, for which the dates have no room: a person decides which is meant
    "trial_too_short": reworded(
        "QZ-19", "2月至5月稳定运行四个月，6月|稳定运行三个月|2027年6月", "2027年3月", outcome="needs_review"
    ),
    "assets_unsaid": unsaid("QZ-20", "源代码", "著作权", "知识产权", "资产"),
    "evaluation_not_attached": not_attached("QZ-22", "绩效"),
    "price_high": recosted("QZ-B03", "村级站点扫描终端", "note", price="1900"),
    "reckoned_wrongly": reckons_wrongly("QZ-B04"),
    "row_arithmetic": amount_off("QZ-B01"),
    "tax_wrong": tax_wrong("QZ-B05"),
    "attached_wrong": attached_wrong("QZ-B06"),
    "total_in_text_differs": total_differs("QZ-B02"),
    "instruction_left": says("QZ-X02", "（此处填写项目建设的背景和主要内容）"),
    "period_declared_differs": declares("QZ-X01", period="30个月"),
}
