import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposal_check.model.document import Anchor
from proposal_check.model.overlap import SystemEntry
from proposal_check.overlap.functions import Register, match_systems
from proposal_check.overlap.modules import Module
from proposal_check.overlap.words import distinctiveness

OBJECTS = ["停车", "案件", "水库", "养老", "食品", "工地", "学籍", "旅游", "消防", "信用", "渣土", "井盖"]
ACTS = ["登记", "调度", "监测", "预警", "巡查", "追溯", "派单", "核验", "结算", "公示"]


def module(name: str, block: int = 0) -> Module:
    return Module(name, "", Anchor(block, 0, len(name), name))


@pytest.mark.parametrize(
    "name",
    [
        "用户管理",
        "角色权限管理",
        "日志管理模块",
        "统计分析",
        "系统管理",
        "消息通知",
        "数据归集",
        "共享交换平台",
    ],
)
def test_generic_modules_tell_nothing(name: str) -> None:
    assert distinctiveness(name) < 0.5
    assert match_systems([module(name)], Register([SystemEntry("A", "某系统", modules=(name,))])) == ()


def test_pairs_are_one_to_one_and_counted_on_both_sides() -> None:
    entry = SystemEntry("A", "停车系统", modules=("停车收费", "停车诱导", "用户管理"))
    mine = [module("停车收费管理", 1), module("停车收费", 2), module("渡口监测", 3), module("日志管理", 4)]
    (match,) = match_systems(mine, Register([entry]))
    assert [(p.mine.name, p.theirs, p.score) for p in match.pairs] == [("停车收费管理", "停车收费", 1.0)]
    assert (match.mine, match.theirs) == (3, 2)


entries = st.lists(
    st.builds(
        SystemEntry,
        id=st.integers(0, 9).map(str),
        name=st.just("系统"),
        modules=st.lists(
            st.builds(str.__add__, st.sampled_from(OBJECTS), st.sampled_from(ACTS)), max_size=4
        ).map(tuple),
    ),
    max_size=8,
    unique_by=lambda entry: entry.id,
)


@given(entries, st.randoms(use_true_random=False))
def test_the_order_of_the_register_changes_nothing(register: list[SystemEntry], random) -> None:  # type: ignore[no-untyped-def]
    mine = [module(a + b, i) for i, (a, b) in enumerate(zip(OBJECTS, ACTS, strict=False))]
    shuffled = random.sample(register, len(register))
    assert match_systems(mine, Register(register)) == match_systems(mine, Register(shuffled))


def test_what_is_said_of_a_module_brings_it_near() -> None:
    names = tuple(f"{thing}登记" for thing in ("树木", "船舶", "药品", "犬只", "墓位"))
    said = Module("一件事", "养犬人提交犬只照片和免疫证明", Anchor(1, 0, 3, "一件事"))
    register = Register([SystemEntry("A", "某系统", modules=names)])
    assert register.near([said], 1) == [["犬只登记"]]
    assert register.names == len(names)
