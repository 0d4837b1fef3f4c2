from pathlib import Path

import pytest

from proposal_check.errors import ConfigError
from proposal_check.overlap.described_files import read_index
from proposal_check.overlap.earlier import Described

USUAL = Described("", unit="××局", year="2020")


def index(folder: Path, text: str) -> Path:
    path = folder / "索引.csv"
    path.write_text(text, "utf-8")
    return path


def test_each_file_has_its_words_and_blanks_are_filled(tmp_path: Path) -> None:
    path = index(tmp_path, "文件名,评审结果,建设单位,年度\na.docx,已立项,××委,2023\nb.docx,未通过,,\n,,,\n")
    assert read_index(path, USUAL) == {
        "a.docx": Described("", "××委", "2023", "已立项"),
        "b.docx": Described("", "××局", "2020", "未通过"),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有“文件”列"),
        ("名称,年份\na.docx,2020\n", "没有“文件”列"),
        ("文件,年份\n,2020\n", "没有“文件”列，或该列是空的"),
        ("文件,年份\na.docx,2020\na.docx,2021\n", "第3行"),
    ],
)
def test_an_index_of_no_use_is_refused_with_the_way_out(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as raised:
        read_index(index(tmp_path, text), USUAL)
    assert "文件、单位、年份、结果" in raised.value.advice
