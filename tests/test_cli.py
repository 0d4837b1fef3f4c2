"""The command line as a person meets it: real processes, real files, exit codes of design §8."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CLEAN = ROOT / "corpora" / "examples" / "clean"
FAULTY = ROOT / "corpora" / "examples" / "faulty"
SAMPLES = ROOT.parent / "shared" / "samples"


def run(*args: object, seed: str = "0", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from proposal_check.cli import main; main()", *map(str, args)]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "COLUMNS": "120"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=cwd, check=False)


def test_review_of_the_faulty_example_writes_every_report_and_exits_one(tmp_path: Path) -> None:
    done = run("review", FAULTY, "--pack", "linan", "--out", tmp_path)
    assert done.returncode == 1, done.stderr
    assert {p.name for p in tmp_path.iterdir()} >= {"review.json", "letter.docx", "report.html"}
    review = json.loads((tmp_path / "review.json").read_text("utf-8"))
    wanted = {"schema_version", "pack", "tool_version", "documents", "facts", "outline", "budget", "overlaps"}
    assert set(review) >= wanted | {"results", "findings", "conclusion"}
    assert zipfile.ZipFile(tmp_path / "letter.docx").testzip() is None
    assert "必须修改" in done.stdout


def test_review_of_the_clean_example_has_no_must_fix_and_exits_zero(tmp_path: Path) -> None:
    done = run("review", CLEAN, "--pack", "linan", "--out", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    review = json.loads((tmp_path / "review.json").read_text("utf-8"))
    assert [f for f in review["findings"] if (f["severity"], f["outcome"]) == ("must", "fail")] == []


def test_every_rule_has_exactly_one_outcome(tmp_path: Path) -> None:
    run("review", FAULTY, "--pack", "linan", "--out", tmp_path)
    results = json.loads((tmp_path / "review.json").read_text("utf-8"))["results"]
    rules = [result["rule"] for result in results]
    assert len(rules) == len(set(rules)) > 40
    assert {r["outcome"] for r in results} <= {"pass", "fail", "needs_review", "inapplicable", "error"}


def test_same_input_gives_the_same_bytes_in_two_processes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        run("review", FAULTY, "--pack", "linan", "--out", tmp_path / seed, seed=seed)
    first, second = ((tmp_path / seed / "review.json").read_bytes() for seed in ("1", "2"))
    assert first == second


def test_a_bad_pack_tells_all_its_problems_before_any_document_is_read(tmp_path: Path) -> None:
    pack = shutil.copytree(ROOT / "outlines" / "quzhou", tmp_path / "pack")
    for name, old, new in (
        ("QZ-01", "since:", "colour: red\nsince:"),
        ("QZ-02", "severity: ", "severity: 7 # "),
        ("QZ-03", "check: ", "check: nonsense # "),
    ):
        path = pack / "rules" / f"{name}.yaml"
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    done = run("review", tmp_path / "没有这个文件.docx", "--pack", pack, "--out", tmp_path / "out")
    assert done.returncode == 2
    told = [line.split("rules/")[1] for line in done.stderr.splitlines() if "rules/" in line]
    assert [line.split(":")[0] for line in told] == ["QZ-01.yaml", "QZ-02.yaml", "QZ-03.yaml"]
    assert not (tmp_path / "out").exists()


def test_fail_on_never_exits_zero() -> None:
    assert run("review", FAULTY, "--pack", "linan", "--fail-on", "never").returncode == 0


def test_files_are_written_even_when_nobody_reads_the_summary(tmp_path: Path) -> None:
    script = "from proposal_check.cli import main; main()"
    review = f"'{sys.executable}' -c '{script}' review '{FAULTY}' --pack linan --out '{tmp_path / 'out'}'"
    subprocess.run(["bash", "-c", f"{review} | true"], capture_output=True, check=False)
    names = {"letter.docx", "report.html", "findings.xlsx", "review.json", "review.sarif", "findings.jsonl"}
    assert {path.name for path in (tmp_path / "out").iterdir()} >= names | {"findings.csv", "run.json"}


def _waivers(folder: Path, ids: list[str], expires: str = "2026-06-30") -> Path:
    lines = [f"  - {{finding: '{i}', reason: 另有批复, by: 王××, expires: {expires}}}" for i in ids]
    path = folder / "w.yaml"
    path.write_text("\n".join(["waivers:", *lines, ""]), "utf-8")
    return path


def test_waivers_count_until_their_last_day_and_the_verdict_stays(tmp_path: Path) -> None:
    run("review", FAULTY, "--pack", "linan", "--out", tmp_path / "a")
    first = json.loads((tmp_path / "a" / "review.json").read_text("utf-8"))
    must = [f["id"] for f in first["findings"] if f["severity"] == "must" and f["outcome"] == "fail"]
    waivers = _waivers(tmp_path, [*must, "0000000000000000"])
    options = ("review", FAULTY, "--pack", "linan", "--waivers", waivers, "--out", tmp_path / "b")
    held = run(*options, "--today", "2026-06-30")
    before = (tmp_path / "b" / "review.json").read_bytes()
    late = run(*options, "--today", "2026-07-01")
    assert (held.returncode, late.returncode) == (0, 1)
    assert "0000000000000000" in held.stdout
    assert f"到期，不再有效：{must[0]}" in late.stdout
    assert (tmp_path / "b" / "review.json").read_bytes() == before
    assert json.loads(before)["conclusion"] == first["conclusion"]
    assert json.loads((tmp_path / "b" / "run.json").read_text("utf-8"))["waivers"]["today"] == "2026-07-01"


def test_two_rounds_are_compared(tmp_path: Path) -> None:
    run("review", FAULTY, "--pack", "linan", "--out", tmp_path)
    old = tmp_path / "review.json"
    again = run("review", FAULTY, "--pack", "linan", "--previous", old)
    assert "新增 0" in again.stdout
    done = run("recheck", old, old, "--json")
    assert done.returncode == 1
    assert {change["state"] for change in json.loads(done.stdout)["changes"]} == {"remaining"}
    assert run("recheck", old, tmp_path / "run.json").returncode == 2


def test_the_applicants_edition_names_the_other_system_and_quotes_it_not(tmp_path: Path) -> None:
    library = ROOT / "corpora" / "registers"
    options = ("review", FAULTY, "--pack", "linan", "--library", library, "--audience", "applicant")
    run(*options, "--out", tmp_path)
    made = json.loads((tmp_path / "review.json").read_text("utf-8"))
    functions = [o for o in made["overlaps"] if o["kind"] == "function"]
    assert functions
    assert all(o["entry_name"] and "不对外提供" in o["theirs"] for o in functions)


def test_read_prints_the_document_as_json() -> None:
    done = run("read", next(CLEAN.glob("*.docx")))
    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert document["headings"][0].keys() >= {"level", "number", "title", "place"}
    assert document["tables"][0].keys() >= {"caption", "unit", "header", "rows", "place"}
    assert "warnings" in document


def _package(**members: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, text in members.items():
            package.writestr(name, text)
    return held.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)
# kind → name and bytes; None stands for a file that is not there
BAD_FILES: dict[str, tuple[str, bytes | None]] = {
    "missing": ("没有.docx", None),
    "0-byte": ("空.docx", b""),
    "not a zip": ("文.docx", "你好，这是一段文字".encode()),
    "lock file": ("~$方案.docx", b"\x05user" + bytes(157)),
    "doc named docx": ("旧.docx", OLE),
    "no document.xml": ("缺.docx", _package(**{"[Content_Types].xml": "<Types/>"})),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_gets_one_chinese_line_and_exit_three(kind: str, tmp_path: Path) -> None:
    name, data = BAD_FILES[kind]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = run("review", tmp_path / name, "--pack", "linan", "--out", tmp_path / "out")
    assert done.returncode in {2, 3}
    _is_one_clear_line(done.stderr)
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    done = run("review", tmp_path, "--pack", "linan")
    assert done.returncode == 3
    _is_one_clear_line(done.stderr)


@pytest.mark.parametrize(
    "args",
    [
        ("review", FAULTY),
        ("review", FAULTY, "--pack", "atlantis"),
        ("review", FAULTY, "--pack", "linan", "--facts", "没有.yaml"),
        ("review", FAULTY, "--pack", "linan", "--library", "没有.csv"),
        ("review", FAULTY, "--pack", "linan", "--colour", "red"),
        ("review",),
    ],
)
def test_a_wrong_command_gets_one_chinese_line_and_exit_two(args: tuple[object, ...], tmp_path: Path) -> None:
    done = run(*args, cwd=tmp_path)
    assert done.returncode == 2
    _is_one_clear_line(done.stderr)


def _is_one_clear_line(text: str) -> None:
    assert "Traceback" not in text
    assert len(text.strip().splitlines()) == 1, text
    assert any("一" <= c <= "鿿" for c in text), text


def test_a_pack_with_errors_lists_them_with_path_and_line(tmp_path: Path) -> None:
    pack = tmp_path / "broken"
    (pack / "rules").mkdir(parents=True)
    (pack / "pack.toml").write_text('id = "broken"\n', "utf-8")
    (pack / "outline.yaml").write_text("title: 大纲\nbasis: X\nchapters: []\n", "utf-8")
    (pack / "norms.yaml").write_text("clauses: {}\nfigurs: {}\n", "utf-8")
    (pack / "rules" / "XX-1.yaml").write_text("id: XX-1\nseverity: mortal\n", "utf-8")
    done = run("review", FAULTY, "--pack", pack)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    for name in ("pack.toml", "norms.yaml:2", "XX-1.yaml:2"):
        assert name in done.stderr


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples are not beside this checkout")
def test_an_article_is_said_not_to_be_a_proposal(tmp_path: Path) -> None:
    done = run("review", SAMPLES / "bim_note.docx", "--pack", "linan", "--out", tmp_path / "out")
    assert done.returncode == 3
    _is_one_clear_line(done.stderr)
    assert not (tmp_path / "out").exists()


def test_a_closed_pipe_is_no_error() -> None:
    script = "from proposal_check.cli import main; main()"
    reader = f"'{sys.executable}' -c '{script}' read '{next(CLEAN.glob('*.docx'))}' | head -c 10"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {reader}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == ""
