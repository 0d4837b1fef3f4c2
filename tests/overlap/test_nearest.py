"""Search by meaning is exact: what a plain comparison of all vectors gives, in the same order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposal_check.overlap import nearest
from proposal_check.overlap.nearest import Nearest
from proposal_check.overlap.vectors import vector

NAMES = [f"{thing}{act}" for thing in ("河道", "学籍", "低保") for act in ("登记", "巡查", "发放")]
texts = st.text(alphabet="河道学籍低保登记巡查发放员补助abc", max_size=8)


def compared(names: list[str], asked: tuple[str, str]) -> list[int]:
    mine = vector(asked[0]).astype(int) + vector(asked[1]).astype(int)
    products = [int(vector(name).astype(int) @ mine) for name in names]
    near = [row for row, product in enumerate(products) if product > 0]
    return sorted(near, key=lambda row: (-products[row], row))


@given(
    st.lists(texts, max_size=12),
    st.lists(st.tuples(texts, texts), max_size=4),
    st.integers(1, 6),
    st.integers(1, 5),
)
def test_the_order_is_that_of_all_products(
    names: list[str], asked: list[tuple[str, str]], most: int, block: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "_BLOCK", block)
        found = Nearest(names).near(asked, most)
    assert found == [compared(names, one)[:most] for one in asked]


def test_a_like_meaning_is_found_without_a_common_character() -> None:
    ((first, *_),) = Nearest(NAMES).near([("中小学生在读信息录入", "")], 3)
    assert NAMES[first] == "学籍登记"


def test_what_is_said_beside_a_name_tells_which_is_meant() -> None:
    ((first, *_),) = Nearest(NAMES).near([("台账", "困难家庭救助资格录入")], 3)
    assert NAMES[first] == "低保登记"


@pytest.mark.parametrize("asked", ["", "，", "\ud800"])
def test_what_is_not_known_is_near_nothing(asked: str) -> None:
    assert Nearest(NAMES).near([(asked, asked), (NAMES[0], "")], 1) == [[], [0]]


def test_an_empty_register_has_nothing_near() -> None:
    assert Nearest([]).near([("河道巡查", "")], 3) == [[]]
    assert Nearest(NAMES).near([], 3) == []
