"""No file that goes to an applicant holds a word of another's text, whatever the format."""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from typer.testing import CliRunner

from proposal_check.cli.app import app
from proposal_check.overlap.earlier import Described
from proposal_check.overlap.library import load_library
from proposal_check.overlap.store import writing
from proposal_check.parse.read import read

FAULTY = next((Path(__file__).parents[2] / "corpora" / "examples" / "faulty").glob("*.docx"))
# Put into the other texts at the front, in the middle and at the end of what is shared.
SECRETS = ("鹭岛竹影", "砚台松烟", "苔痕石阶")
SECTION, MODULE, FUNCTION, SOURCE = "蓼花汀洲", "停车收费泊舟", "渡口摆渡算法", "内部台账七号"
OTHER, OWNER = "静态交通云脑", "××交通局"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An earlier proposal copied from the submission with words put in, and a register."""
    folder = tmp_path_factory.mktemp("库")
    blocks = sorted({b.text for b in read(FAULTY).blocks if getattr(b, "text", "")}, key=len)[-6:]
    marked = [_with_secrets(text) for text in blocks]
    register = folder / "清单.csv"
    row = f"{OTHER},{OWNER},停车诱导{MODULE}、{MODULE}、停车诱导、车位预约,{FUNCTION},{SOURCE}"
    register.write_text(f"系统名称,建设单位,功能模块,主要功能,来源\n{row}\n", "utf-8")
    with writing(folder / "库") as writer:
        writer.add("\n".join(marked), Described("滨江停车方案", OWNER, "2023"), sections=[(0, SECTION)])
        writer.put_register("清单.csv", load_library(register).entries)
    return folder / "库"


def _with_secrets(text: str) -> str:
    cuts = (len(text) // 8, len(text) // 2, len(text) - len(text) // 8)
    for cut, secret in sorted(zip(cuts, SECRETS, strict=True), reverse=True):
        text = text[:cut] + secret + text[cut:]
    return text


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Give every file's text, of packages every part; markup is left out, it may stand between characters."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if is_zipfile(path):
            with ZipFile(path) as package:
                for name in package.namelist():
                    yield f"{path.name}/{name}", _plain(package.read(name))
        else:
            yield path.name, _plain(path.read_bytes())


def _plain(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    return text + re.sub(r"<[^>]*>|\s", "", text)


def _leaks(folder: Path) -> set[tuple[str, str]]:
    words = (*SECRETS, SECTION, MODULE, FUNCTION, SOURCE)
    return {(name, word) for name, text in _texts(folder) for word in words if word in text}


def _review(library: Path, out: Path, *more: str) -> None:
    args = ["review", str(FAULTY), "--pack", "linan", "--library", str(library), "--out", str(out), *more]
    result = CliRunner().invoke(app, args)
    assert result.exit_code in (0, 1), result.output


def test_the_reviewers_edition_shows_the_other_text(library: Path, tmp_path: Path) -> None:
    _review(library, tmp_path)
    told = {word for _, word in _leaks(tmp_path)}
    assert told >= {*SECRETS, SECTION}


def test_no_file_of_the_applicants_edition_does(library: Path, tmp_path: Path) -> None:
    _review(library, tmp_path, "--audience", "applicant")
    assert _leaks(tmp_path) == set()
    texts = dict(_texts(tmp_path))
    assert {"review.json", "report.html", "review.sarif"} <= texts.keys()
    assert "滨江停车方案" in texts["report.html"]
    assert OWNER in texts["report.html"]


def test_nor_does_one_of_a_batch(library: Path, tmp_path: Path) -> None:
    (tmp_path / "收件").mkdir()
    (tmp_path / "收件" / FAULTY.name).write_bytes(FAULTY.read_bytes())
    args = ["batch", str(tmp_path / "收件"), "--pack", "linan", "--library", str(library), "--jobs", "1"]
    args += ["--out", str(tmp_path / "出"), "--audience", "applicant"]
    result = CliRunner().invoke(app, args)
    assert result.exit_code in (0, 1), result.output
    assert _leaks(tmp_path / "出") == set()
