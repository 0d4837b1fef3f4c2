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
        ("在场馆一侧，建设场馆分时预约功能，观众在手机上选择时段。", ["场馆分时预约"]),
        ("新建泊位诱导、欠费追缴两个子系统，接入停车场。", ["泊位诱导", "欠费追缴"]),
        ("本期不建设投入品备案功能，沿用省平台。", []),
        ("已建设泊位诱导功能，运行稳定。", []),
        ("建设上述功能，需要三个月。", []),
        ("本项目建设停车相关功能，详见后续设计。", []),
        ("建设单位负责明确各项功能，并组织验收。", []),
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


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        ("| 序号 | 子系统 | 功能 | 主要能力 | 金额 |", "| {i} | 停车 | {name} | 说明文字 | 9.00 |", True),
        ("| 编号 | 功能 | 说明 | 投资（万元） |", "| {i} | {name} | 说明文字 | 9.00 |", True),
        ("| 序号 | 名称 | 功能 | 金额 |", "| {i} | {name} | 支持查询，可以导出 | 9.00 |", True),
    ],
)
def test_a_column_of_functions_holds_names_or_descriptions(header: str, rows: str, expected: bool) -> None:
    names = ["泊位诱导", "欠费追缴"]
    lines = [rows.format(i=i, name=name) for i, name in enumerate(names, 1)]
    text = "\n".join([header, *lines])
    assert [m.name for m in modules(f"# 一、建设内容\n{text}")] == names * expected


def test_a_form_of_one_table() -> None:
    items = "1.林火识别：对视频进行识别。 2.巡山轨迹管理：记录路线和停留点。（3）祭扫预约"
    table = f"| 建设必要性 | 1.山高；2.林密 |\n| 建设内容 | {items} |\n| 建设周期 | 六个月 |"
    found = modules(table)
    assert [m.name for m in found] == ["林火识别", "巡山轨迹管理", "祭扫预约"]
    assert [items[m.anchor.start : m.anchor.end] for m in found] == [m.name for m in found]
    assert {m.anchor.cell for m in found} == {(2, 2)}


@pytest.mark.parametrize(
    ("title", "expected"), [("三、做什么", 3), ("四、进度安排", 0), ("五、组织保障", 0), ("二、现状", 0)]
)
def test_labelled_lines_where_no_title_tells(title: str, expected: int) -> None:
    lines = "\n".join(
        f"{n}：这里说明它做些什么事情和给谁使用。" for n in ("赛事报名编排", "成绩公示", "指导员登记")
    )
    assert len(modules(f"# {title}\n{lines}")) == expected
    assert modules(f"# {title}\n{lines.splitlines()[0]}") == ()
