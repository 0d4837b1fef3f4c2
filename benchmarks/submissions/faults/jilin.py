"""Faults against the rules of Jilin: a feasibility study by its outline of ten chapters."""

from benchmarks.submissions.faults.shapes import (
    Fault,
    amount_off,
    attached_wrong,
    chapter_gone,
    chapters_swapped,
    costed,
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
    unsaid,
)

APPLICATION = ("JL-02", "JL-22", "JL-23", "JL-24", "JL-X01", "JL-O01")

FAULTS: dict[str, Fault] = {
    "simple_channel_possible": declares("JL-01", provincial_yuan=1500000),
    "study_not_written": declares("JL-02", doc_kind="项目申报书", may=APPLICATION),
    "build_mode_unknown": declares("JL-04", build_mode="委托代建"),
    "leader_unsaid": unsaid("JL-05", "牵头", may=("JL-11",)),
    "vehicle_bought": costed("JL-06", "车辆购置费"),
    "feasibility_unsaid": unsaid(
        "JL-07", "政务云", "祥云", "大数据中心", "政务外网", "电子政务网络", may=("JL-17",)
    ),
    "energy_assessed": costed("JL-08", "节能评估费"),
    "catalogue_unsaid": unsaid("JL-10", "资源目录", "信息资源目录", may=("JL-O02", "JL-17")),
    "coordination_unsaid": unsaid("JL-11", "协调", "会商", "联席", "专班", "调度"),
    "crypto_unsaid": unsaid("JL-12", "密码", "国密", "密评", may=("JL-16",)),
    "change_reported": declares("JL-13", change_percent=15),
    "powers_unsaid": unsaid(
        "JL-14", "事权", "承担", "市县", "市州", "市（州）", "各市", "各县", "地方", "当地", city_county=True
    ),
    "trial_too_short": reworded(
        "JL-15", "不少于35个工作日|2027年10月8日至2027年11月30日|满二十个工作日", "10个工作日"
    ),
    "risk_assessment_not_costed": not_costed("JL-16", "风险评估", may=("JL-12",)),
    "cloud_unsaid": unsaid("JL-17", "祥云", "共享平台", "交换平台", "开放平台", may=("JL-07",)),
    "cover_of_application": declares("JL-22", doc_kind="项目申报书", may=APPLICATION),
    "papers_of_application": not_attached("JL-23", "依据", "清单", doc_kind="项目申报书", may=APPLICATION),
    "resources_of_application": unsaid("JL-24", "用户", doc_kind="项目申报书", may=APPLICATION),
    "several_applications": declares("JL-20", sibling_submissions=3),
    "type_unknown": declares("JL-21", project_type="综合类"),
    "chapter_missing": chapter_gone("JL-O01", "10"),
    "section_missing": chapter_gone("JL-O02", "9.2"),
    "empty_shell": emptied("JL-O03", "4.10"),
    "chapters_swapped": chapters_swapped("JL-O04", "9", "10"),
    "price_high": recosted("JL-B03", "便携式监察执法终端", "note", price="6800"),
    "reckoned_wrongly": reckons_wrongly("JL-B04"),
    "row_arithmetic": amount_off("JL-B01"),
    "tax_wrong": tax_wrong("JL-B05"),
    "attached_wrong": attached_wrong("JL-B06"),
    "total_in_text_differs": total_differs("JL-B02"),
    "period_declared_differs": declares("JL-X01", period="30个月"),
    "instruction_left": says("JL-X02", "（此处填写项目建设的背景和主要内容）"),
}
