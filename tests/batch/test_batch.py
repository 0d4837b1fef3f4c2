"""A whole batch as a person runs it: hostile files are rows, a kill -9 costs time and nothing else."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from proposal_check.batch.journal import NAME

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "corpora" / "examples"
TODAY = "2026-05-01"


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"<a>" + b" " * 400_000_000)


@pytest.fixture(scope="module")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four real submissions, two of them alike, and eight that cannot be reviewed."""
    folder = tmp_path_factory.mktemp("quarter")
    for name, example in (("01 农饮", "clean"), ("02 停车", "faulty"), ("03 停车", "faulty")):
        shutil.copytree(EXAMPLES / example, folder / name)
    (clean,) = (EXAMPLES / "clean").glob("*.docx")
    shutil.copy(clean, folder / "04 单个文件.docx")
    (folder / "11 空文件.docx").write_bytes(b"")
    (folder / "12 半个.docx").write_bytes(clean.read_bytes()[:20_000])
    (folder / "13 程序.exe").write_bytes(b"MZ" + bytes(500))
    (folder / "14 改名.docx").write_bytes(b"%PDF-1.7 nothing")
    (folder / "15 空文件夹").mkdir()
    _bomb(folder / "16 炸弹.docx")
    (folder / "17 坏压缩.docx").write_bytes(b"PK\x03\x04" + bytes(200))
    (folder / "18 <b>&=1+1.docx").write_text("x")
    (folder / ".hidden").write_text("x")
    return folder


def _command(folder: Path, out: Path, *more: str, jobs: int = 2) -> list[str]:
    main = "from proposal_check.cli import main; main()"
    options = ["--pack", "linan", "--out", str(out), "--jobs", str(jobs), "--today", TODAY, *more]
    return [sys.executable, "-c", main, "batch", str(folder), *options]


def _tree(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def whole(submissions: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Run the batch in one go, with one process."""
    out = tmp_path_factory.mktemp("whole") / "out"
    done = subprocess.run(_command(submissions, out, jobs=1), capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    return out, done.stdout


def test_every_submission_is_a_row(submissions: Path, whole: tuple[Path, str]) -> None:
    out, said = whole
    sheet = load_workbook(out / "summary.xlsx")["申报件"]
    rows = {sheet.cell(r, 1).value: sheet.cell(r, 2).value for r in range(2, sheet.max_row + 1)}
    assert sorted(rows) == sorted(p.name for p in submissions.iterdir() if p.name != ".hidden")
    assert [n for n, status in rows.items() if status == "已审查"] == [
        "01 农饮", "02 停车", "03 停车", "04 单个文件.docx",
    ]  # fmt: skip
    assert set(rows.values()) == {"已审查", "不能审查"}
    assert "共 12 份，没有审查 8 份" in said


def test_results_of_a_submission_are_those_of_review(whole: tuple[Path, str], tmp_path: Path) -> None:
    main = "from proposal_check.cli import main; main()"
    command = [sys.executable, "-c", main, "review", str(EXAMPLES / "faulty"), "--pack", "linan"]
    subprocess.run([*command, "--out", str(tmp_path)], capture_output=True, check=False)
    single = {name: content for name, content in _tree(tmp_path).items() if name != "run.json"}
    assert _tree(whole[0] / "submissions" / "02 停车") == single


def test_likeness_is_seen_and_texts_are_escaped(whole: tuple[Path, str]) -> None:
    page = (whole[0] / "summary.html").read_text("utf-8")
    assert "02 停车、03 停车" in page
    assert "18 &lt;b&gt;&amp;=1+1.docx" in page
    assert "http" not in page.replace("http-equiv", "")
    book = load_workbook(whole[0] / "summary.xlsx")
    assert book.sheetnames == [
        "申报件", "常见问题", "按单位", "重合矩阵", "相互重合", "重合分组", "共同功能", "批次要求",
    ]  # fmt: skip


def test_what_the_results_hang_on_is_recorded(whole: tuple[Path, str]) -> None:
    record = json.loads((whole[0] / "run.json").read_text("utf-8"))
    assert record["today"] == TODAY
    assert record["pack"]["id"] == "linan"
    assert record["submissions"]["reviewed"] == 4
    assert "jobs" not in record


def test_only_the_reviewers_waivers_count(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(EXAMPLES / "clean", folder / "甲")
    own = "waivers:\n  - {rule: LA-T07, reason: 自批, by: 甲, expires: 2030-01-01}\n"
    (folder / "甲" / "waivers.yaml").write_text(own, "utf-8")
    given = tmp_path / "given.yaml"
    rules = (("LA-T07", "2026-12-31"), ("LA-T07", "2026-04-30"), ("LA-F01", "2026-12-31"))
    entries = (f"  - {{rule: {r}, reason: 另有批复, by: 王××, expires: {day}}}\n" for r, day in rules)
    given.write_text("waivers:\n" + "".join(entries), "utf-8")
    ignored = subprocess.run(_command(folder, out), capture_output=True, text=True, check=False)
    assert "waivers.yaml 没有采用" in ignored.stdout
    assert _waived(out) == 0
    done = subprocess.run(
        _command(folder, out, "--waivers", str(given)), capture_output=True, text=True, check=False
    )
    assert _waived(out) == 1
    assert "没有对应的意见，请核对或删去：LA-F01" in done.stdout
    assert "到期，不再有效：LA-T07" in done.stdout
    recorded = json.loads((out / "run.json").read_text("utf-8"))["waivers"]
    assert recorded == {"active": ["LA-T07"], "expired": ["LA-T07"], "unused": ["LA-F01"]}


def _waived(out: Path) -> int:
    (line,) = (out / NAME).read_text("utf-8").splitlines()
    waived: int = json.loads(line)["row"]["waived"]
    return waived


def _lines(out: Path) -> int:
    journal = out / NAME
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def _children(pid: int) -> Iterator[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    yield from map(int, listed.stdout.split())


@pytest.mark.parametrize("kills", [(0,), (1, 5)])
def test_killed_and_resumed_gives_the_same_bytes(
    kills: tuple[int, ...], submissions: Path, whole: tuple[Path, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for kill_at in kills:
        started = subprocess.Popen(
            _command(submissions, out, "--resume"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while _lines(out) < kill_at and started.poll() is None:
            time.sleep(0.01)
        workers = [pid for pid in _children(started.pid) if b"spawn_main" in _command_line(pid)]
        started.send_signal(signal.SIGKILL)
        started.wait()
        _gone(workers)
    done = subprocess.run(_command(submissions, out, "--resume"), capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert _tree(out) == _tree(whole[0])


def _gone(pids: list[int]) -> None:
    """Workers must not outlive the run they belong to."""
    until = time.monotonic() + 5
    while any(_alive(pid) for pid in pids):
        assert time.monotonic() < until, "a worker outlived its parent"
        time.sleep(0.02)


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_resume_reviews_only_what_changed(submissions: Path, whole: tuple[Path, str], tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(submissions, folder)
    shutil.copytree(whole[0], out)
    kept = out / "submissions" / "01 农饮" / "review.json"
    before = kept.stat().st_mtime_ns
    (folder / "03 停车" / "facts.yaml").unlink()
    shutil.rmtree(folder / "04 单个文件.docx", ignore_errors=True)
    (folder / "04 单个文件.docx").unlink(missing_ok=True)
    subprocess.run(_command(folder, out, "--resume"), capture_output=True, check=False)
    assert kept.stat().st_mtime_ns == before
    assert not (out / "submissions" / "04 单个文件.docx").exists()
    names = [json.loads(line)["name"] for line in (out / NAME).read_text("utf-8").splitlines()]
    assert "04 单个文件.docx" not in names
    assert _tree(out / "submissions" / "03 停车") != _tree(whole[0] / "submissions" / "03 停车")


def test_pipes_devices_and_dead_links_are_rows(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    os.mkfifo(folder / "管道.docx")
    (folder / "设备").symlink_to("/dev/zero")
    (folder / "断链").symlink_to(folder / "没有")
    done = subprocess.run(
        _command(folder, out, jobs=1), capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 3
    assert "共 3 份，没有审查 3 份" in done.stdout


@pytest.mark.parametrize("argument", ["missing", "empty"])
def test_a_folder_without_submissions_is_refused(argument: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = subprocess.run(
        _command(tmp_path / argument, tmp_path / "out"), capture_output=True, text=True, check=False,
        env={**os.environ, "COLUMNS": "100"},
    )  # fmt: skip
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
