import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposal_check.overlap.candidates import Candidates

NAMES = ["停车收费", "停车诱导", "河道巡检", "水库大坝监测", "低保资格审核", "公租房配租"]
cores = st.lists(
    st.text("停车收费诱导河道巡检水库", min_size=1, max_size=6), min_size=1, max_size=12, unique=True
)


@pytest.mark.parametrize(
    ("asked", "first"), [("停车收费", 0), ("河湖巡查", 2), ("最低生活保障审查", 4), ("大坝", 3)]
)
def test_the_nearest_comes_first(asked: str, first: int) -> None:
    assert Candidates(NAMES).near(asked, 3)[0] == first


@pytest.mark.parametrize("asked", ["", "xyz", "𠀀𠀁"])
def test_nothing_alike_is_nothing(asked: str) -> None:
    assert Candidates(NAMES).near(asked, 3) == []
    assert Candidates([]).near("停车", 3) == []


@pytest.mark.parametrize(
    ("asked", "told", "first"),
    [
        ("收费", "", 0),
        ("缴费", "公租房租金", 0),
        ("公租房", "停车收费、停车诱导", 5),
        ("", "水库大坝的渗压", 3),
        ("xyz", "大坝", 3),
    ],
)
def test_what_is_said_beside_a_name_counts_less_than_the_name(asked: str, told: str, first: int) -> None:
    assert Candidates(NAMES).near(asked, 3, told)[0] == first


def test_a_character_in_the_description_is_no_sign() -> None:
    assert Candidates(NAMES).near("xyz", 3, "坝") == []


@given(cores, st.text("停车收费诱导河道巡检", max_size=200))
def test_however_much_is_said_a_name_finds_itself(names: list[str], told: str) -> None:
    index = Candidates(names)
    for row, name in enumerate(names):
        assert row in index.near(name, len(names), told)


@given(cores)
def test_every_name_finds_itself(names: list[str]) -> None:
    index = Candidates(names)
    for row, name in enumerate(names):
        assert row in index.near(name, len(names))


@given(cores, st.integers(1, 5))
def test_no_more_than_asked_for_and_the_same_each_time(names: list[str], most: int) -> None:
    index = Candidates(names)
    found = index.near(names[0], most)
    assert len(found) == len(set(found)) <= most
    assert found == Candidates(names).near(names[0], most)


@given(cores, st.integers(1, 5))
def test_a_name_of_the_index_has_the_same_neighbours_by_its_row(names: list[str], most: int) -> None:
    index = Candidates(names)
    assert [index.beside(row, most) for row in range(len(names))] == [index.near(n, most) for n in names]
