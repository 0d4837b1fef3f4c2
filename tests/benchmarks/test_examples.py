"""The committed examples are what the generator writes today."""

import io
import zipfile
from pathlib import Path

import pytest
from benchmarks.build_examples import EXAMPLES, EXAMPLES_DIR, files


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_committed_files_are_current(name: str) -> None:
    for file_name, data in files(name).items():
        committed = (EXAMPLES_DIR / name / file_name).read_bytes()
        if Path(file_name).suffix == ".docx":
            # the parts, because compressed bytes may differ between builds of zlib
            assert members(committed) == members(data)
        else:
            assert committed == data


@pytest.mark.parametrize("name", EXAMPLES)
def test_two_builds_give_the_same_bytes(name: str) -> None:
    assert files(name) == files(name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_file_of_an_earlier_name_is_left_behind(name: str) -> None:
    assert {p.name for p in (EXAMPLES_DIR / name).iterdir()} == set(files(name))
