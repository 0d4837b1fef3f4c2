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
