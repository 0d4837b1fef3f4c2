import pytest
from markup import parse

from proposal_check.model.outline import OutlineReading
from proposal_check.model.overlap import OverlapReading, SystemEntry
from proposal_check.model.submission import Fact
from proposal_check.overlap.library import make_library
from proposal_check.overlap.reading import read_overlap

NO_OUTLINE = OutlineReading(())


def read(markup: str) -> OverlapReading:
    submission, library = parse(markup)
    return read_overlap(submission.main, NO_OUTLINE, library)


def stances(reading: OverlapReading) -> set[tuple[str, str]]:
    return {(o.entry_name, o.stance) for o in reading.overlaps if o.kind == "platform"}


DESIGN = "# 一、系统功能设计\n"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (DESIGN + "1. 停车收费子系统\n2. 停车诱导：发布余位\n本章说明如下。", ["停车收费子系统", "停车诱导"]),
        (DESIGN + "## 1.1 停车收费\n计费。\n## 1.2 总体架构\n## 1.3 接口设计", ["停车收费"]),
        ("# 一、概述\n1. 停车收费", []),
        (DESIGN + "1. 停车收费\n# 二、与已有系统的关系\n1. 信用平台", ["停车收费"]),
        ("# 一、现状\n| 功能模块 | 功能 |\n| 停车收费 | 计费 |", []),
        ("| 功能模块 | 功能 |\n| 停车收费 | 计费 |\n| 合计 | |\n| 停车收费 | 重复 |", ["停车收费"]),
        ("| 子系统 | 功能模块 | 工作量（人日） |\n| 停车 | 收费 | 3 |\n| ^ | 诱导 | 4 |", ["收费", "诱导"]),
        ("| 设备名称 | 型号 | 数量 |\n| 服务器 | X1 | 2 |", []),
        ("| 功能模块 | 功能 |\n| 短信平台对接 | 对接 |\n| 案件登记 | 登记 |", ["案件登记"]),
    ],
)
def test_modules(markup: str, expected: list[str]) -> None:
    assert [anchor.quote for anchor in read(markup).modules] == expected


def test_anchors_quote_the_document() -> None:
    markup = (
        "@system 停车平台 | ××局 | 停车收费、停车诱导\n"
        + DESIGN
        + (
            "（1）停车收费：按时计费\n新建短信平台。登录对接统一身份认证平台。\n"
            "| 功能模块 | 功能 |\n| 停车诱导 | 发布 |"
        )
    )
    submission, library = parse(markup)
    reading = read_overlap(submission.main, NO_OUTLINE, library)
    assert {o.kind for o in reading.overlaps} == {"function", "platform"}
    for anchor in (*reading.modules, *(o.mine for o in reading.overlaps)):
        block = submission.main.blocks[anchor.block]
        text = block.text
        if anchor.cell is not None:
            text = next(c.text for c in block.cells if (c.row, c.col) == anchor.cell)
        assert text[anchor.start : anchor.end] == anchor.quote


def test_without_a_library_platforms_are_still_compared() -> None:
    reading = read("# 一、总体设计\n新建短信平台一套。")
    assert reading.library is None
    assert stances(reading) == {("短信平台", "build")}


def test_platforms_of_the_library_are_not_systems_to_compare_with() -> None:
    submission, _ = parse(DESIGN + "1. 停车收费\n新建停车云平台。")
    library = make_library(
        [SystemEntry("L1", "停车云平台", "××局", platform=True)], ["清单第3行：缺少系统名称"]
    )
    reading = read_overlap(submission.main, NO_OUTLINE, library)
    assert (reading.systems, reading.notes) == (0, ("清单第3行：缺少系统名称",))
    assert stances(reading) == {("停车云平台", "build")}


def test_a_library_leaves_its_state_and_its_coverage() -> None:
    reading = read("@system 停车平台 | ××局 | 停车收费、停车诱导\n" + DESIGN + "1. 停车收费\n2. 水库监测")
    assert reading.library is not None
    (coverage,) = reading.coverage
    assert (coverage.entry.name, coverage.matched, coverage.mine, coverage.theirs) == ("停车平台", 1, 2, 2)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("# 一、现状\n建设视频会议系统。", {("视频会议系统", "present")}),
        ("# 一、建设背景\n建设视频会议系统。", {("视频会议系统", "unclear")}),
        ("| 名称 | 数量 | 单价 |\n| 视频会议系统 | 1 | 20.00 |", {("视频会议系统", "build")}),
        ("| 名称 | 说明 | 单价 |\n| 短信平台 | 调用区短信平台 | 1.00 |", {("短信平台", "use")}),
        ("| 序号 | 参数 |\n| 1 | 支持短信平台 |", {("短信平台", "unclear")}),
        (DESIGN + "1. 统一身份认证", {("统一身份认证平台", "build")}),
        ("# 一、与全市平台整合\n1. 统一身份认证", {("统一身份认证平台", "unclear")}),
        ("# 一、方案\n系统支持MIS平台和ROA系统。", set()),
    ],
)
def test_platform_stance_depends_on_where_it_stands(markup: str, expected: set[tuple[str, str]]) -> None:
    assert stances(read(markup)) == expected


@pytest.mark.parametrize("name", ["甲市短信平台", "甲市政务短信平台", "统一短信平台"])
def test_the_library_s_own_platform_stands_for_the_built_in_one(name: str) -> None:
    own = SystemEntry("S1", name, "甲市大数据局", platform=True)
    document = parse("# 一、建设内容\n预警短信通过市政务短信平台发送。")[0].main
    reading = read_overlap(document, OutlineReading(()), make_library([own]))
    (found,) = [p for p in reading.platforms if "短信" in p.name]
    assert (found.id, found.name, found.owner) == ("P-SMS", name, "甲市大数据局")
    assert found.duty
    assert [(o.entry_name, o.stance) for o in reading.overlaps] == [(name, "use")]


def test_a_second_platform_of_the_kind_keeps_its_own_id() -> None:
    own = [SystemEntry(f"S{i}", f"{i}县短信平台", platform=True) for i in "甲乙"]
    document = parse("# 一、建设内容\n说明。")[0].main
    reading = read_overlap(document, OutlineReading(()), make_library(own))
    assert [p.id for p in reading.platforms if "短信" in p.name] == ["P-SMS", "S甲"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本方案为甲市健身公共服务平台，由甲局申报。", False),
        ("本项目建设公共服务平台，面向市民。", True),
        ("建设企业公共服务平台。", True),
    ],
)
def test_the_project_s_own_name_names_no_platform(text: str, found: bool) -> None:
    facts = {"project_name": Fact("甲市健身公共服务平台", "declared")}
    submission, library = parse(f"# 一、建设内容\n{text}")
    reading = read_overlap(submission.main, NO_OUTLINE, library, facts)
    assert any(o.kind == "platform" for o in reading.overlaps) is found


@pytest.mark.parametrize("text", ["建设地点为局机房、政务云平台和各前端点位。", "建设周期内短信平台不停机。"])
def test_where_and_how_long_is_no_building(text: str) -> None:
    assert "build" not in {stance for _, stance in stances(read(f"# 一、项目概况\n{text}"))}
