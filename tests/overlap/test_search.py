"""Search by words and by meaning together: either finds, asking together or alone changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposal_check.overlap.search import Search

NAMES = ["停车收费", "河道巡查", "会场使用预约", "学籍登记", "\ud800", "工资发放", "停车诱导", "ETC接口"]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("停车收费", "停车收费"),
        ("区级停车诱导", "停车诱导"),
        ("会议室预订", "会场使用预约"),
        ("农民工薪酬支付", "工资发放"),
        ("河湖日常检查", "河道巡查"),
    ],
)
def test_the_nearest_is_first(asked: str, first: str) -> None:
    ((row, *_),) = Search(NAMES).near([(asked, "")], 3)
    assert NAMES[row] == first


def test_what_is_said_of_a_module_helps_to_find_it() -> None:
    asked = [("一件事", ""), ("一件事", "发放农民工薪酬"), ("学籍登记", "发放农民工薪酬")]
    found = [[NAMES[row] for row in rows] for rows in Search(NAMES).near(asked, 3)]
    assert found[0][:1] != found[1][:1] == ["工资发放"]
    assert found[2][0] == "学籍登记"


TEXTS = st.sampled_from(["停车", "河湖检查", "", "etc", "会议", "\ud800"])


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_each_is_searched_as_if_alone(asked: list[tuple[str, str]]) -> None:
    index = Search(NAMES)
    together = index.near(asked, 4)
    assert together == [index.near([one], 4)[0] for one in asked]
    assert all(len(rows) == len(set(rows)) <= 4 for rows in together)


def test_an_empty_register_has_nothing_near() -> None:
    assert Search([]).near([("河道巡查", ""), ("", "水")], 3) == [[], []]
