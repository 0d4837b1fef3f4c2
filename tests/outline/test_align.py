"""What real proposals do to the outline, and what the alignment makes of it: no-ops and changes."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outline.proposals import CHINESE, FILLER, changed, complete, document, outline, read, statuses
from proposal_check.outline.align import align
from proposal_check.outline.tree import flatten
from proposal_check.packs.load import load_pack

Chapters = list[list[str]]


def swap(chapter: int, *lines: str) -> Chapters:
    """The complete proposal with one chapter rewritten."""
    chapters = complete()
    chapters[chapter - 1] = list(lines)
    return chapters


def retitled(**titles: str) -> Chapters:
    """The complete proposal with other chapter titles: c15="效益分析"."""
    chapters = complete()
    for key, title in titles.items():
        number = int(key[1:])
        chapters[number - 1][0] = f"# {CHINESE[number]}、{title}"
    return chapters


def without(*numbers: int) -> Chapters:
    return [c for k, c in enumerate(complete(), start=1) if k not in numbers]


def deeper(chapters: Chapters) -> Chapters:
    below = [["#" + line if line.startswith("#") else line for line in c] for c in chapters]
    return [["# 智慧停车建设方案"], *below]


NOOPS: dict[str, Callable[[], Chapters]] = {
    "as the outline has it": complete,
    "chapters in another order": lambda: [complete()[k] for k in (0, 2, 1, *range(3, 17))],
    "everything one level deeper": lambda: deeper(complete()),
    "a chapter renamed beyond recognition": lambda: retitled(c1="总则"),
    "other words for chapters": lambda: retitled(
        c1="项目基本信息概述",
        c3="总体建设目标",
        c8="网络安全与保密设计",
        c11="工程投资概算",
        c14="系统培训方案",
    ),
    "decimal numbers": lambda: [
        [line.replace("、", ".", 1) if line.startswith("# ") else line for line in c] for c in complete()
    ],
    "an extra chapter": lambda: [*complete()[:5], ["# 信创适配", FILLER], *complete()[5:]],
}


@pytest.mark.parametrize("name", NOOPS)
def test_what_changes_no_status(name: str) -> None:
    assert changed(NOOPS[name]()) == {}


CHANGES: dict[str, tuple[Chapters, dict[str, str]]] = {
    "a chapter left out": (without(16), {"16": "missing"}),
    "a chapter with sub-items left out": (
        without(14),
        {"14": "missing", "14.1": "missing", "14.2": "missing"},
    ),
    "a shell": (
        swap(10, "# 十、项目招标方案", "## （一）招标范围和要求", "## （二）招标的组织形式和方式"),
        {"10": "empty", "10.1": "empty", "10.2": "empty"},
    ),
    "a placeholder": (
        swap(10, "# 十、项目招标方案", "略。"),
        {"10": "empty", "10.1": "missing", "10.2": "missing"},
    ),
    "a pointer": (
        swap(16, "# 十六、意见与建议", "详见附件2。"),
        {"16": "empty?"},
    ),
    "not concerned": (
        swap(9, "# 九、项目的基础配套工程设计", "本项目不涉及基础配套工程。"),
        {"9": "na"} | {f"9.{k}": "na" for k in range(1, 8)},
    ),
    "a chapter without sub-headings that treats them": (
        swap(10, "# 十、招标方案", "本项目招标范围为软件开发和监理，采用公开招标方式，" + FILLER),
        {"10.1": "elsewhere", "10.2": "elsewhere"},
    ),
    "a sub-item left out": (
        swap(14, "# 十四、项目的培训计划", "## （一）业务人员培训计划", FILLER),
        {"14.2": "missing"},
    ),
    "a sub-item in another chapter": (
        [*swap(14, "# 十四、项目的培训计划", "## （一）业务人员培训计划", FILLER)[:16],
         [*complete()[16], "## （五）技术人员培训计划", FILLER]],
        {"14.2": "elsewhere"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_a_status(name: str) -> None:
    chapters, expected = CHANGES[name]
    assert changed(chapters) == expected


def test_two_chapters_in_one() -> None:
    chapters = without(14)
    chapters[12] = ["# 十三、建设进度与培训计划", *chapters[12][1:], "## （四）业务人员培训", FILLER]
    found = statuses(read(chapters))
    assert (found["13"], found["14"], found["14.1"], found["14.2"]) == (
        "merged",
        "merged",
        "present",
        "missing",
    )


def test_a_chapter_split_in_three() -> None:
    parts = [["# 二、项目现状", FILLER], ["# 三、建设必要性", FILLER], ["# 四、需求分析", FILLER]]
    found = statuses(read([complete()[0], *parts, *complete()[2:]]))
    assert [found[k] for k in ("2", "2.1", "2.2", "2.3")] == ["elsewhere"] * 4


def test_a_chapter_under_another() -> None:
    chapters = without(14)
    chapters[11] += ["## （四）培训计划", FILLER]
    found = statuses(read(chapters))
    assert found["14"] == "elsewhere"
    assert found["12"] == "present"


def test_declined_in_passing_elsewhere() -> None:
    chapters = without(9)
    chapters[6].append("设备部署在政务云，不涉及基础配套工程建设。")
    found = statuses(read(chapters))
    assert found["9"] == "na"
    assert found["7.3"] == "present"


@pytest.mark.parametrize(
    ("lines", "doubted"),
    [
        (["## （四）系统上线前的集中培训活动", FILLER], "14"),
        (["## （四）对系统使用者的培训", FILLER], "14"),
    ],
)
def test_a_heading_that_hints_leaves_a_doubt(lines: list[str], doubted: str) -> None:
    chapters = without(int(doubted))
    chapters[11] += lines
    assert statuses(read(chapters))[doubted] in ("missing?", "elsewhere?", "elsewhere")


def test_hardly_any_heading_leaves_everything_in_doubt() -> None:
    reading = read([["# 说明", FILLER]])
    assert not any(m.sure for m in reading.matches)


def test_a_document_without_anything() -> None:
    reading = read([["第一行"]])
    assert {m.status for m in reading.matches} == {"missing"}
    assert not any(m.sure for m in reading.matches)


def test_another_outline_loses_the_sections_no_item_claims() -> None:
    chapters = [["# 引言", FILLER], ["# 公司介绍", FILLER], ["# 成功案例", FILLER], ["# 联系方式", FILLER]]
    assert read(chapters).unmatched == (0, 1, 2, 3)


# Headings met in practice that are no alias: what they are by title alone. None means no chapter or item.
TITLES = [
    ("项目建设的性质", {"1.2"}),
    ("方案编制的依据", {"1.4"}),
    ("建设目标、规模和工期", {"1.5"}),
    ("主要建设内容一览", {"1.6"}),
    ("项目总投资和资金来源", {"1.7"}),
    ("信息化现状分析", {"2.1"}),
    ("开展项目建设的必要性与紧迫性", {"2.2"}),
    ("技术上的可行性", {"2.2.1"}),
    ("与部门职能、业务的关系", {"2.2.2"}),
    ("系统业务需求分析", {"2.3.1"}),
    ("系统功能与性能需求", {"2.3.2"}),
    ("与既有信息系统的关系", {"2.3.4"}),
    ("主要建设任务", {"3.2"}),
    ("系统建设原则", {"4.1"}),
    ("采用的标准规范", {"4.3"}),
    ("与门户网站的业务整合", {"5.2"}),
    ("数据库系统设计", {"6", "6.1"}),
    ("数据共享交换方案", {"6.3"}),
    ("服务器与存储设计", {"7.1"}),
    ("数据备份与灾难恢复", {"8.4"}),
    ("机房改造工程", {"9.1"}),
    ("招标的方式", {"10.2"}),
    ("项目经费概算", {"11"}),
    ("工程监理费用", {"11.2.5"}),
    ("建设资金来源", {"11.5"}),
    ("项目总工期", {"13.1"}),
    ("项目风险分析及应对", {"13.3"}),
    ("对业务人员的培训", {"14.1"}),
    ("项目社会效益分析", {"15.1"}),
    ("直接经济效益", {"15.2"}),
    ("招标公告管理模块", None),
    ("预算管理模块", None),
    ("视频监控系统", None),
    ("风险预警模型", None),
    ("成功案例", None),
    ("消防车辆调度", None),
    ("效益数据统计模块", None),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_titles(title: str, expected: set[str] | None) -> None:
    from proposal_check.outline.assign import PLAUSIBLE
    from proposal_check.outline.titles import title_index

    items = [node.item for node in flatten(outline())]
    scores = title_index(items).scores([title])[:, 0]
    best = items[int(scores.argmax())].id
    if expected is None:
        assert scores.max() < PLAUSIBLE
    else:
        assert best in expected
        assert scores.max() >= PLAUSIBLE


NUMBERS = st.sampled_from(["一、", "第三章 ", "1.", "（二）", "3.1 ", "", "十二、"])


@settings(max_examples=25)
@given(st.lists(NUMBERS, min_size=120, max_size=120))
def test_numbers_never_change_a_status(numbers: list[str]) -> None:
    count = iter(numbers)

    def renumber(line: str) -> str:
        if not line.startswith("#"):
            return line
        marks, _, title = line.partition(" ")
        bare = title.lstrip("（一二三四五六七八九十0123456789）、.")
        return f"{marks} {next(count)}{bare}"

    chapters = [[renumber(line) for line in c] for c in complete()]
    assert set(statuses(align(document(chapters), outline())).values()) == {"present"}


@settings(max_examples=25)
@given(
    st.permutations(range(17)), st.lists(st.sampled_from(["信创适配", "术语", "售后服务承诺"]), max_size=3)
)
def test_shuffled_chapters_and_strange_ones_add_no_missing(order: list[int], strange: list[str]) -> None:
    chapters = [complete()[k] for k in order] + [[f"# {title}", FILLER] for title in strange]
    assert "missing" not in {s.rstrip("?") for s in statuses(read(chapters)).values()}


def test_a_mention_under_another_item_is_not_the_missing_chapter() -> None:
    chapters = without(14)
    chapters[0].append(
        "业务人员培训计划和技术人员培训计划由承建单位制定，培训费用列入概算，培训对象另行确定。"
    )
    found = read(chapters)["14"]
    assert (found.status, found.sure) == ("missing", True)


STRANGE = ("引言", "公司介绍", "成功案例", "产品说明", "联系方式")


def test_a_mention_leaves_a_doubt_where_the_chapters_are_not_the_outlines() -> None:
    chapters = [[f"# {n}、{title}", FILLER] for n, title in zip("一二三四五", STRANGE, strict=True)]
    chapters[0].append(
        "业务人员培训计划由承建单位制定。技术人员培训计划由建设单位制定，均列入合同，另行印发执行。"
    )
    assert statuses(read(chapters))["14"] == "missing?"


# An outline that only lists what must be written puts nothing under a chapter and asks for no order.
LISTED = [
    ("# 一、项目概况\n## （一）建设目标和内容", "2", "建设目标和内容"),
    ("# 一、项目概况\n## （五）建设依据", "1", "建设依据"),
    ("# 三、核心业务梳理与多跨谋划", "3", "核心业务梳理与多跨谋划"),
    ("# 九、组织实施\n### 1.实施计划", "4", "实施计划"),
]


@pytest.mark.parametrize(("headings", "item", "title"), LISTED)
def test_an_incomplete_outline_finds_its_items_anywhere(headings: str, item: str, title: str) -> None:
    lines = [part for line in headings.split("\n") for part in (line, FILLER)]
    found = document([lines])
    match = align(found, load_pack("quzhou").outline)[item]
    assert match.section is not None
    assert (match.status, match.sure, found.sections[match.section].title) == ("present", True, title)
