"""Faults against the rules of the national outlines: chapters, arithmetic, and fees beside their norms.

The packs that extend the national one have its rules over outlines of their own, so each names the chapters
and sections that are left out, emptied or exchanged.
"""

from benchmarks.submissions.budget import APPLICATION
from benchmarks.submissions.faults.shapes import (
    Fault,
    amount_off,
    attached_wrong,
    chapter_gone,
    chapters_swapped,
    costed,
    emptied,
    module_again,
    point_weight_wrong,
    rebased,
    reckons_wrongly,
    recosted,
    row_twice,
    single_brand,
    tax_wrong,
    total_differs,
)

_BUDGET: dict[str, Fault] = {
    "row_arithmetic": amount_off("CN-B01"),
    "attached_wrong": attached_wrong("CN-N21"),
    "total_in_text_differs": total_differs("CN-B02"),
    "integration_share_high": recosted("CN-N01", "系统集成费", percent="12"),
    "integration_of_development": rebased("CN-N01", "系统集成费", APPLICATION),
    "management_fee_high": recosted("CN-N02", "建设单位管理费", percent="3.8"),
    "reserve_high": recosted("CN-N03", "基本预备费", percent="12"),
    "supervision_fee_high": recosted("CN-N04", "工程监理费", "note", percent="5"),
    "design_fee_high": recosted("CN-N05", "初步设计费", "note", percent="7"),
    "tender_fee_high": recosted("CN-N06", "招标代理费", "note", price="310000"),
    "consulting_fee_high": recosted("CN-N07", "可行性研究报告编制费", "note", price="480000"),
    "operation_share_high": recosted(
        "CN-N08", "应用系统维护费", table="系统运行维护年度费用测算表", price="3600000"
    ),
    "laptop_dear": recosted("CN-N09", "便携式计算机", price="9800"),
    "lump_sum": costed("CN-N10", "林区数据治理服务费", severity="should", price=2600000),
    "module_too_large": recosted("CN-N22", "科普宣传模块", "note", quantity="60"),
    "line_twice": row_twice("CN-N11"),
    "module_again": module_again("CN-N20", "变化图斑判读模块", "变化图斑判读管理模块"),
    "installation_counted_twice": costed("CN-N12", "安装调试费", severity="should"),
    "systems_fewer_than_servers": recosted("CN-N13", "服务器操作系统", "note", quantity="4"),
    "databases_fewer_than_servers": recosted("CN-N14", "关系型数据库管理系统", "note", quantity="3"),
    "tax_wrong": tax_wrong("CN-N15"),
    "point_weight_wrong": point_weight_wrong("CN-N16"),
    "price_high": recosted("CN-N18", "巡护无人机", "note", price="118500"),
    "reckoned_wrongly": reckons_wrongly("CN-N19"),
    "single_brand": single_brand("CN-N17"),
}


def _of(chapter: str, section: str, shell: str, swapped: tuple[str, str]) -> dict[str, Fault]:
    return {
        "chapter_missing": chapter_gone("CN-O01", chapter, "should"),
        "chapters_swapped": chapters_swapped("CN-O02", *swapped),
        "section_missing": chapter_gone("CN-O03", section, "should"),
        "empty_shell": emptied("CN-O04", shell, "should"),
        **_BUDGET,
    }


FEASIBILITY = _of("13", "3.3", "5.9", ("9", "10"))
PROPOSAL = _of("8", "3.3", "3.4", ("6", "7"))
INVESTMENT = _of("9", "2.2", "9.3", ("8", "9"))
ZHEJIANG = _of("8", "3.2", "9.2", ("12", "13"))
