"""Vectors of phrases: whole numbers, the same for the same text, near for near meanings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposal_check.overlap.vectors import Vectors, dimensions, vector, vectors


def _cosine(one: Vectors, other: Vectors) -> float:
    a, b = one.astype(float), other.astype(float)
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


@pytest.mark.parametrize(
    ("one", "near", "far"),
    [
        ("河道巡查", "水库日常检查", "工资发放"),
        ("会议室预约", "会场使用申请", "污水监测"),
        ("学生成绩", "中小学考试分数", "耕地保护"),
    ],
)
def test_like_meanings_point_the_same_way(one: str, near: str, far: str) -> None:
    assert _cosine(vector(one), vector(near)) > _cosine(vector(one), vector(far)) + 0.2


@pytest.mark.parametrize("text", ["", "　", "\ud800", "\U0002a6d6", "，。！"])
def test_what_is_not_known_has_no_direction(text: str) -> None:
    assert not vector(text).any()


@given(st.lists(st.text(alphabet="河道巡查监测申报abc1 ，\ud800", max_size=12), max_size=6))
def test_rows_are_the_vectors_of_the_texts(texts: list[str]) -> None:
    rows = vectors(texts)
    assert rows.dtype == np.int8
    assert rows.shape == (len(texts), dimensions())
    for text, row in zip(texts, rows, strict=True):
        assert np.array_equal(row, vector(text))


def test_blocks_do_not_show() -> None:
    texts = [f"{thing}{act}" for thing in ("河道", "学籍", "") for act in ("登记", "监测", "")] * 1000
    rows = vectors(texts)
    assert np.array_equal(rows[:9], rows[-9:])
