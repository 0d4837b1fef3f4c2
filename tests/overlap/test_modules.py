"""What is read as a planned module, and what only looks like one."""

import pytest
from markup import parse

from proposal_check.model.outline import OutlineReading
from proposal_check.overlap.modules import Module, find_modules


def modules(text: str) -> tuple[Module, ...]:
    return find_modules(parse(text)[0].main, OutlineReading(()))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("水库大坝安全监测", True),
        ("校园安全巡查", True),
        ("技能培训报名", True),
        ("后厨视频接入", True),
        ("除治质量验收", True),
        ("环境质量监测", True),
        ("目标考核管理", True),
        ("前置审批", True),
        ("产销对接", True),
        ("网络安全", False),
        ("系统安全设计", False),
        ("人员培训", False),
        ("系统测试与验收", False),
        ("统一身份认证平台接入", False),
        ("与省平台对接", False),
        ("运行环境", False),
        ("部署方式", False),
        ("性能要求", False),
        ("可扩展性", False),
    ],
)
def test_a_name_is_judged_by_what_it_is_not_by_a_word_in_it(name: str, expected: bool) -> None:
    assert [m.name for m in modules(f"# 一、系统功能设计\n1. {name}")] == [name] * expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("系统包括出土申报、轨迹监控、消纳场管理等三项功能。", ["出土申报", "轨迹监控", "消纳场管理"]),
        ("本系统功能模块包括用车申请、车辆调度、费用结算。", ["用车申请", "车辆调度", "费用结算"]),
        ("平台由接警调度、预案管理以及等级评定三个子系统组成。", ["接警调度", "预案管理", "等级评定"]),
        ("数据包括姓名、身份证号、家庭住址。", []),
        ("系统具有登录、查询、统计功能。", []),
        ("养老派单：受理老年人的助餐需求，就近派发工单。", ["养老派单"]),
        ("本系统由三部分组成：一是受理，二是办理，三是评价反馈。", []),
        ("业务流程：申请人提交材料，窗口受理后转办。", []),
        ("处理速度快：每秒一千次", []),
    ],
)
def test_names_in_running_text(sentence: str, expected: list[str]) -> None:
    assert [m.name for m in modules(f"# 一、系统功能设计\n{sentence}")] == expected


@pytest.mark.parametrize("number", ["1．", "（二）", "3.1.2 ", "①", "a) ", "B、"])
def test_numbers_are_no_part_of_a_name(number: str) -> None:
    assert [m.name for m in modules(f"# 一、系统功能设计\n{number}泊位管理")] == ["泊位管理"]


def test_the_heading_of_several_modules_is_a_group() -> None:
    found = modules(
        "# 一、系统功能设计\n## （一）居家养老\n### 1．助餐派单\n### 2．床位评估\n## （二）机构监管\n说明。"
    )
    assert [(m.name, m.group) for m in found] == [
        ("居家养老", True),
        ("助餐派单", False),
        ("床位评估", False),
        ("机构监管", False),
    ]


@pytest.mark.parametrize("piece", ["和", "包括由建设", "、停车收费", "停车收费功能和停车诱导"])
def test_long_paragraphs_end(piece: str) -> None:
    text = f"系统功能包括{piece * (20_000 // len(piece))}"
    assert len(modules(f"# 一、系统功能设计\n{text}")) < 5000


def test_sums_of_a_table_are_no_modules() -> None:
    text = "| 模块 | 人天 | 金额 |\n| 泊位管理 | 5 | 1 |\n| 费用结算 | 5 | 1 |\n| 开发合计 | 10 | 2 |"
    assert [m.name for m in modules(f"# 一、建设内容\n{text}")] == ["泊位管理", "费用结算"]
