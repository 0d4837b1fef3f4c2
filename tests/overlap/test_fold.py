import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposal_check.overlap.fingerprints import GUARANTEED, K, W, fingerprints, run_hashes
from proposal_check.overlap.fold import fold

TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=200)


@pytest.mark.parametrize(
    ("text", "folded", "places"),
    [
        ("", "", []),
        ("停 车，场。", "停车场", [0, 2, 4]),
        ("ＡＢc１２", "abc12", [0, 1, 2, 3, 4]),
        ("㎡Ⅳ①", "mi1", [0, 1, 2]),
        ("𠮷野家😀", "𠮷野家", [0, 1, 2]),
        ("《》——  ", "", []),
    ],
)
def test_folding_keeps_letters_digits_and_characters(text: str, folded: str, places: list[int]) -> None:
    found = fold(text)
    assert found.text() == folded
    assert found.places.tolist() == places


@given(TEXT)
def test_places_point_at_characters_that_fold_to_the_same(text: str) -> None:
    found = fold(text)
    assert "".join(fold(text[place]).text() for place in found.places) == found.text()


@given(st.text(alphabet="甲乙丙丁", min_size=GUARANTEED, max_size=300))
def test_every_window_has_a_fingerprint(text: str) -> None:
    codes = fold(text).codes
    keys, at = fingerprints(codes, "exact")
    hashes = run_hashes(codes, K)
    chosen = set(at.tolist())
    assert all(chosen & set(range(i, i + W)) for i in range(len(hashes) - W + 1))
    assert (np.diff(at) > 0).all()
    assert len(keys) == len(at)


@given(st.text(alphabet="甲乙", max_size=60), st.integers(1, 20))
def test_equal_runs_and_only_they_hash_alike(text: str, length: int) -> None:
    hashes = run_hashes(fold(text).codes, length).tolist()
    runs = [text[i : i + length] for i in range(len(text) - length + 1)]
    assert len(hashes) == len(runs)
    assert len(set(zip(runs, hashes, strict=True))) == len(set(runs)) == len(set(hashes))
