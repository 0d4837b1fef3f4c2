"""Real PDF files, where the folder of samples is at hand: what a person sees in them."""

from pathlib import Path

import pytest

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Document
from proposal_check.parse import from_pdf, read

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


@pytest.fixture(autouse=True)
def _without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_pdf, "is_installed", lambda: False)


def sample(name: str) -> Document:
    path = SAMPLES / f"{name}.pdf"
    if not path.exists():
        pytest.skip(f"sample {name}.pdf is not here")
    return read(path)


def test_typed_chapters_contents_and_page_numbers() -> None:
    document = sample("smart_city_architecture")
    top = [s.number for s in document.sections if s.level == 1]
    assert top == ["1", "2", "3", "4", "5"]
    # A heading for every entry of the contents but the last, which the file ends before.
    assert [s.number for s in document.sections] == [e.number for e in document.contents][:-1]
    assert [f.page_number for f in document.furniture] == [True]
    assert document.raw.characters == document.seen.characters


def test_one_table_over_two_pages_beside_columns() -> None:
    document = sample("community_guideline")
    (table,) = document.tables()
    assert (table.rows, table.cols) == (47, 4)
    assert {cell.place.page for cell in table.cells} == {1, 2}


def test_blank_money_tables_on_turned_and_upright_pages() -> None:
    tables = sample("final_accounts_form").tables()
    assert len(tables) == 10
    assert [t.unit for t in tables[1:]] == ["万元"] * 9


@pytest.mark.parametrize(("name", "words"), [("scanned_plan", "没有文字"), ("broken_text_layer", "乱码")])
def test_nothing_to_read(name: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        sample(name)
