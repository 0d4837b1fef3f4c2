from dataclasses import replace

import pytest
from markup import parse

from proposal_check.model.document import Paragraph
from proposal_check.model.outline import OutlineReading
from proposal_check.model.overlap import Relation, SystemEntry
from proposal_check.model.submission import Fact
from proposal_check.overlap.reading import read_overlap
from proposal_check.overlap.relations import Project, is_draft, project_of, relation

ENTRY = SystemEntry("A", "××区智慧停车管理平台", "××区城市管理局", "区级", aliases=("智慧停车系统",))


def kind(project: Project, text: str = "", entry: SystemEntry = ENTRY) -> Relation | None:
    submission, _ = parse(text or "正文")
    blocks = [(i, b) for i, b in enumerate(submission.main.blocks) if isinstance(b, Paragraph)]
    return relation(entry, project, blocks)[0]


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        (Project("停车服务提升项目", predecessor="智慧停车系统（一期）"), "original"),
        (Project("停车服务提升项目", predecessor="雪亮工程视频平台"), None),
        (Project("××区智慧停车管理平台二期建设项目", "××区城市管理局"), "stage"),
        (Project("××区智慧停车管理平台升级改造项目", "××区城市管理局"), "stage"),
        (Project("停车服务提升项目", "××区综合行政执法局"), None),
        (Project("停车服务提升项目", "城市管理局"), None),
        (Project("××省智慧停车管理平台", "甲省住房和城乡建设厅"), "elsewhere"),
        (Project("停车服务提升项目", "甲市市场监督管理局"), "elsewhere"),
        (Project("停车服务提升项目", "甲县城市管理局"), None),
        (Project(), None),
    ],
)
def test_relation_by_name(project: Project, expected: Relation | None) -> None:
    assert kind(project) == expected


@pytest.mark.parametrize(
    ("unit", "owner", "level", "expected"),
    [
        ("甲县水利局", "乙省水利厅", "省级", "level"),
        ("甲县水利局", "乙市水利局", "", "level"),
        ("乙市水利局", "甲县水利局", "县级", "elsewhere"),
        ("乙市水利局", "丙市水利局", "市级", "elsewhere"),
        ("乙市甲县水利局", "甲县水利局", "县级", None),
        ("甲区水利局", "甲市水利局", "", None),
        ("甲区水利局", "××区水利局", "区级", None),
        ("乙市水利局", "中共乙市委宣传部", "", None),
        ("乙市城市管理局", "乙市市场监督管理局", "", None),
        ("水利局", "乙省水利厅", "省级", None),
    ],
)
def test_whose_place_is_above_or_elsewhere(
    unit: str, owner: str, level: str, expected: Relation | None
) -> None:
    entry = SystemEntry("A", "水库管理系统", owner, level)
    assert kind(Project("灌区管理项目", unit), entry=entry) == expected


@pytest.mark.parametrize(
    ("state", "expected"), [("已下线", "retired"), ("停用", "retired"), ("在用", None), ("拟下线", None)]
)
def test_a_system_out_of_use(state: str, expected: Relation | None) -> None:
    assert kind(Project("停车服务提升项目"), entry=replace(ENTRY, state=state)) == expected


def test_a_system_named_without_its_place_is_meant_when_the_place_is_mine() -> None:
    text = "泊位数据调用智慧停车管理平台接口取得。"
    assert kind(Project("停车服务提升项目", "××区交通局"), text) == "reuse"
    assert kind(Project("停车服务提升项目", "甲市交通局"), text) == "elsewhere"


def test_a_sentence_in_a_cell_counts() -> None:
    text = "| 关系 | 说明 |\n| 已有系统 | 本项目对接××区智慧停车管理平台 |"
    submission, _ = parse(text)
    found, said = relation(ENTRY, Project("停车服务提升项目"), list(enumerate(submission.main.blocks)))
    assert (found, said.cell if said else None) == ("reuse", (2, 2))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本项目对接××区智慧停车管理平台，获取泊位数据。", "reuse"),
        ("依托智慧停车系统建设诱导功能。", "reuse"),
        ("本项目新建××区智慧停车管理平台。", None),
        ("××区智慧停车管理平台已于2021年建成。", None),
    ],
)
def test_a_declared_reuse_is_read_from_its_sentence(text: str, expected: Relation | None) -> None:
    assert kind(Project("停车服务提升项目"), text) == expected


def test_the_reading_names_the_relation_on_both_values() -> None:
    submission, library = parse(
        "@system 停车平台 | ××局 | 停车收费、停车诱导\n# 一、系统功能设计\n1. 停车收费\n2. 停车诱导"
    )
    facts = {"predecessor": Fact("停车平台", "declared")}
    reading = read_overlap(submission.main, OutlineReading(()), library, facts)
    assert [c.relation for c in reading.coverage] == ["original"]
    assert {o.relation for o in reading.overlaps if o.kind == "function"} == {"original"}
    assert project_of(facts).predecessor == "停车平台"


PROJECT = Project("××区智慧停车管理平台建设项目", "××区城市管理局")


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("××区智慧停车管理平台建设方案", "××区城市管理局", True),
        ("智慧停车管理平台二期项目", "××区城市管理局", True),
        ("××区智慧停车管理平台建设方案", "××区交通局", False),
        ("××区智慧停车管理平台建设方案", "", False),
        ("××区渣土车监管系统", "××区城市管理局", False),
    ],
)
def test_an_earlier_text_of_the_same_unit_and_subject_is_a_draft(
    name: str, unit: str, expected: bool
) -> None:
    assert is_draft(name, unit, PROJECT) is expected


def test_a_project_without_a_name_has_no_drafts() -> None:
    assert not is_draft("智慧停车管理平台", "××局", Project("", "××局"))


@pytest.mark.parametrize(
    ("head", "unit", "expected"),
    [
        ("甲市智慧停车综合服务平台\n建设方案", "甲市城管局", True),
        ("甲市餐厨垃圾收运平台\n建设方案", "甲市城管局", False),
        ("甲市智慧停车综合服务平台\n建设方案", "乙市城管局", False),
    ],
)
def test_a_draft_is_known_by_its_cover_too(head: str, unit: str, expected: bool) -> None:
    project = Project("甲市智慧停车综合服务平台", "甲市城管局")
    assert is_draft("2025年送审稿第二版", unit, project, head) is expected


@pytest.mark.parametrize(
    ("unit", "owner", "expected"),
    [
        ("丁市林业局", "丙市林业局", "level"),
        ("戊县林业局", "丙市林业局", "level"),
        ("丁市林业局", "己市林业局", "elsewhere"),
        ("戊县林业局", "己市林业局", "elsewhere"),
        ("丙市林业局", "丁市林业局", "elsewhere"),
        ("丙市林业局", "丙市水务局", None),
        ("丁市林业局", "庚省林业厅", "level"),
    ],
)
def test_the_library_s_own_platforms_tell_which_city_is_above(
    unit: str, owner: str, expected: Relation | None
) -> None:
    platform = SystemEntry("p", "丙市短信平台", "丙市大数据中心", platform=True)
    project = project_of({"owner_unit": Fact(unit, "declared")}, [platform])
    assert relation(SystemEntry("s", "巡护系统", owner), project, ())[0] == expected
