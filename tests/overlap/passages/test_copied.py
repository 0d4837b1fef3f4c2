import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proposal_check.overlap.earlier import Described
from proposal_check.overlap.fingerprints import GUARANTEED
from proposal_check.overlap.fold import fold
from proposal_check.overlap.passages.copied import find_copied
from proposal_check.overlap.passages.find import find_passages
from proposal_check.overlap.passages.passage import Passage
from proposal_check.overlap.passages.query import Query, make_query
from proposal_check.overlap.store import Store, writing
from proposal_check.overlap.text_stream import Piece, Stream

_SIGNS = "，。 、\n"


def prose(rng: random.Random, length: int) -> str:
    return "".join(
        rng.choice(_SIGNS) if rng.random() < 0.1 else chr(rng.randrange(0x4E00, 0x9000))
        for _ in range(length)
    )


def query(text: str, *templates: str) -> Query:
    return make_query(Stream(text, (Piece(0, 0, None, text),)), templates)


def store(folder: Path, *texts: str) -> Store:
    with writing(folder) as writer:
        for number, text in enumerate(texts):
            writer.add(text, Described(f"方案{number}"))
    return Store(folder)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), length=st.integers(GUARANTEED, 200), at=st.integers(0, 900))
def test_every_copied_run_of_the_guaranteed_length_is_found(
    tmp_path_factory: pytest.TempPathFactory, seed: int, length: int, at: int
) -> None:
    rng = random.Random(seed)
    source = prose(rng, 1500)
    places = fold(source).places
    start, end = int(places[at]), int(places[at + length - 1]) + 1
    run = source[start:end].replace("，", " ； ")
    before = prose(rng, 300)
    text = before + run + prose(rng, 300)
    found = find_copied(query(text), store(tmp_path_factory.mktemp("库") / "库", prose(rng, 500), source))
    (passage,) = found.passages
    mine = fold(text[slice(*passage.mine)]).text()
    assert mine == fold(passage.theirs).text() == fold(source[slice(*passage.place)]).text()
    assert passage.kind == "verbatim"
    # Characters beside the run may be the same by chance; the run itself is there from end to end.
    assert passage.mine[0] <= len(before)
    assert passage.mine[1] >= len(before) + len(run)
    assert passage.place[0] <= start
    assert passage.place[1] >= end
    assert fold(run).text() in mine


def kinds(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.kind for passage in passages]


RNG = random.Random(5)
SENTENCES = [prose(RNG, 45).replace("\n", "").replace("。", "") + "。" for _ in range(6)]
SOURCE = prose(RNG, 400) + "".join(SENTENCES) + prose(RNG, 400)


@pytest.mark.parametrize(
    ("copied", "kind"),
    [
        ("".join(SENTENCES), "verbatim"),
        ("".join(s[:20] + "改" + s[21:] for s in SENTENCES), "edited"),
        ("".join(s[:20] + "另加" + s[20:] for s in SENTENCES), "edited"),
        ("".join(SENTENCES[3:] + SENTENCES[:3]), "reordered"),
    ],
)
def test_a_copied_passage_is_one_passage_of_its_kind(tmp_path: Path, copied: str, kind: str) -> None:
    found = find_copied(query(prose(RNG, 300) + copied + prose(RNG, 300)), store(tmp_path / "库", SOURCE))
    assert kinds(found.passages) == [kind]


def test_a_text_copied_twice_is_found_twice(tmp_path: Path) -> None:
    run = "".join(SENTENCES[:2])
    text = run + prose(random.Random(1), 400) + run
    found = find_copied(query(text), store(tmp_path / "库", SOURCE))
    assert [p.mine for p in found.passages] == [(0, len(run) - 1), (len(text) - len(run), len(text) - 1)]


def test_template_wording_and_citations_are_subtracted(tmp_path: Path) -> None:
    template = "".join(SENTENCES[:3])
    citation = (
        "依据《关于某某某某某某某某某某某某某某某某某某某某某某某某事项管理办法的通知》（某办发〔2020〕1号）"
    )
    library = store(tmp_path / "库", SOURCE + citation)
    assert find_copied(query(template + citation, template), library).passages == ()
    assert find_copied(query(template), library).passages


def test_wording_of_very_many_texts_is_common_not_copied(tmp_path: Path) -> None:
    shared = "".join(SENTENCES)
    rng = random.Random(2)
    library = store(tmp_path / "库", *(prose(rng, 100) + shared for _ in range(70)))
    found = find_copied(query(shared), library)
    assert found.passages == ()
    assert len(found.common)


def test_the_same_wording_is_quoted_from_a_few_sources_only(tmp_path: Path) -> None:
    shared = "".join(SENTENCES)
    rng = random.Random(3)
    found = find_copied(query(shared), store(tmp_path / "库", *(prose(rng, 100) + shared for _ in range(9))))
    assert len(found.passages) == 3


def test_the_very_same_file_is_left_out(tmp_path: Path) -> None:
    with writing(tmp_path / "库") as writer:
        writer.add(SOURCE, Described("原稿"), sha256="a" * 64)
    library = Store(tmp_path / "库")
    assert find_passages(query(SOURCE), library, "a" * 64).passages == ()
    assert find_passages(query(SOURCE), library, "b" * 64).passages
    assert library.named("a" * 64) == ("原稿",)


def test_answers_do_not_depend_on_the_order_of_adding(tmp_path: Path) -> None:
    rng = random.Random(4)
    texts = [prose(rng, 200) + SENTENCES[i % 6] + SENTENCES[(i + 1) % 6] for i in range(12)]
    asked = query("".join(SENTENCES))
    answers = []
    for name, order in (("一", 1), ("二", -1)):
        with writing(tmp_path / name) as writer:
            for number, text in list(enumerate(texts))[::order]:
                writer.add(text, Described(f"方案{number}"))
        library = Store(tmp_path / name)
        found = find_passages(asked, library).passages
        answers.append(
            (library.state, [(p.earlier and p.earlier.id, p.mine, p.place, p.kind) for p in found])
        )
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("units", "found"), [(("甲局", "乙局", "丙局"), 3), (("甲局", "乙局", "丙局", "丁局"), 0)]
)
def test_wording_of_many_units_is_copied_from_none(
    tmp_path: Path, units: tuple[str, ...], found: int
) -> None:
    rng = random.Random(11)
    shared, own = prose(rng, 200), prose(rng, 80)
    with writing(tmp_path / "库") as writer:
        for number, unit in enumerate(units):
            text = prose(rng, 300) + shared + prose(rng, 100) + (own if number == 0 else "")
            writer.add(text, Described(f"方案{number}", unit))
    read = find_copied(query(prose(rng, 50) + shared + prose(rng, 90) + own), Store(tmp_path / "库"))
    assert sum(shared[20:60] in p.theirs for p in read.passages) == found
    assert [own[20:60] in p.theirs for p in read.passages].count(True) == 1
    assert bool(read.common) == (found == 0)


def test_versions_of_one_unit_are_no_common_wording(tmp_path: Path) -> None:
    rng = random.Random(12)
    shared = prose(rng, 200)
    with writing(tmp_path / "库") as writer:
        for number in range(6):
            writer.add(prose(rng, 300) + shared, Described(f"方案{number}", "甲局"))
    assert find_copied(query(shared), Store(tmp_path / "库")).passages
