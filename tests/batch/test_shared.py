"""Shared wording: exact shares, clusters, quotes on both sides, template text left out."""

import random
from pathlib import Path

import numpy as np
import pytest

from proposal_check.batch.shared import CLUSTERED, Prints, Shared, compare, load_prints, save_prints
from proposal_check.batch.summary_html import heat_map
from proposal_check.model.document import Document, Paragraph, Place, Source
from proposal_check.overlap.earlier import Described
from proposal_check.overlap.store import Store, writing
from proposal_check.packs.load import load_pack


def _text(seed: int, length: int = 2000) -> str:
    chosen = random.Random(seed)
    return "".join(chr(chosen.randrange(0x4E00, 0x9FA5)) for _ in range(length))


def _document(*paragraphs: str) -> Document:
    blocks = tuple(Paragraph(Place(i), text) for i, text in enumerate(paragraphs))
    return Document(Source("a.docx", "0" * 64, "docx", 1), blocks)


def _prints(folder: Path, name: str, *paragraphs: str) -> Prints:
    save_prints(_document(*paragraphs), folder, name)
    return load_prints(name, folder, name)


def test_a_copy_is_whole_and_strangers_share_nothing(tmp_path: Path) -> None:
    made = [_prints(tmp_path, n, t) for n, t in (("a", _text(1)), ("b", _text(1)), ("c", _text(2)))]
    found = compare(made)
    assert found.shares == ((1.0, 1.0, 0.0), (1.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    assert found.clusters == (("a", "b"),)
    assert [(p.one, p.other, p.share) for p in found.pairs] == [("a", "b", 1.0)]


def test_both_sides_of_the_longest_passage_are_quoted(tmp_path: Path) -> None:
    common = _text(9, 400)
    one = _prints(tmp_path, "a", _text(1), common, _text(3))
    other = _prints(tmp_path, "b", _text(2), common)
    (pair,) = compare([one, other]).pairs
    assert pair.quote_one == pair.quote_other
    assert pair.quote_one in common
    assert len(pair.quote_one) > 100


def test_clusters_join_over_others(tmp_path: Path) -> None:
    parts = [_text(i, 1500) for i in range(4)]
    made = [_prints(tmp_path, str(i), parts[i], parts[i + 1]) for i in range(3)]
    found = compare(made)
    assert found.shares[0][2] < CLUSTERED
    assert found.clusters == (("0", "1", "2"),)


@pytest.mark.parametrize("count", [0, 1])
def test_few_submissions_have_nothing_to_share(count: int, tmp_path: Path) -> None:
    found = compare([_prints(tmp_path, str(i), _text(i)) for i in range(count)])
    assert (found.pairs, found.clusters) == ((), ())


def test_outline_wording_is_nobodys_own(tmp_path: Path) -> None:
    chapters = load_pack("linan").outline.chapters
    titles = [text for chapter in chapters for text in (chapter.title, chapter.guidance) if text]
    made = [_prints(tmp_path, name, *titles, _text(seed)) for seed, name in enumerate("ab")]
    assert compare(made).shares[0][1] == 0.0


def test_an_empty_document_is_compared_too(tmp_path: Path) -> None:
    made = [_prints(tmp_path, "a"), _prints(tmp_path, "b", _text(1)), _prints(tmp_path, "c")]
    assert np.array(compare(made).shares).max() <= 1.0


def test_the_heat_map_keeps_clusters_together_and_leaves_strangers_out() -> None:
    shares = ((1.0, 0.0, 0.5, 0.0), (0.0, 1.0, 0.0, 0.01), (0.5, 0.0, 1.0, 0.06), (0.0, 0.01, 0.06, 1.0))
    rows = heat_map(Shared(("a", "b", "c", "d"), shares, (), (("a", "c"),)))
    assert [(row.name, row.group, row.cells) for row in rows] == [
        ("a", 1, (1.0, 0.5, 0.0)),
        ("c", 1, (0.5, 1.0, 0.06)),
        ("d", 0, (0.0, 0.06, 1.0)),
    ]


def test_wording_common_to_the_library_makes_no_cluster(tmp_path: Path) -> None:
    formula = _text(7, 600)
    with writing(tmp_path / "库") as writer:
        for number in range(4):
            writer.add(_text(20 + number) + formula, Described(f"方案{number}", f"甲{number}局"))
    for texts, shared in ((None, True), (Store(tmp_path / "库"), False)):
        for name, seed in (("a", 1), ("b", 2)):
            save_prints(_document(_text(seed, 600), formula), tmp_path, name, texts)
        found = compare([load_prints(name, tmp_path, name) for name in ("a", "b")])
        assert bool(found.clusters) is shared
        assert bool(found.pairs) is shared
