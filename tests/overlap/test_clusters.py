from proposal_check.overlap.clusters import Planned, clusters

BATCH = [
    Planned("甲", "××局", ("短信群发", "停车收费管理", "用户管理")),
    Planned("乙", "××委", ("停车收费系统", "水库大坝监测", "用户管理")),
    Planned("丙", "××办", ("智慧停车收费", "用户管理")),
    Planned("丁", "××办", ("水库大坝监测",)),
]


def test_functions_that_several_plan_are_grouped_with_their_members() -> None:
    parking, dams = clusters(BATCH)
    assert (parking.members, parking.together) == (("丙", "乙", "甲"), True)
    assert parking.names == ("停车收费管理", "停车收费系统", "智慧停车收费")
    assert (dams.members, dams.together) == (("丁", "乙"), False)


def test_order_changes_nothing_and_one_alone_is_no_cluster() -> None:
    assert clusters(BATCH) == clusters(BATCH[::-1])
    assert clusters(BATCH[:1]) == clusters([]) == ()


def test_a_bare_act_gathers_nothing() -> None:
    names = ("检测管理模块", "水源地监测模块", "泊位感知子系统", "风险监管模块", "检测模块")
    (found,) = clusters([Planned(str(i), f"第{i}局", (name,)) for i, name in enumerate(names)])
    assert found.names == ("检测模块", "检测管理模块")
