"""The house rules: what holds for every rule, every file and every review."""

import ast
import hashlib
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from rules.case_files import KINDS, ROOT, all_cases

from proposal_check.packs.load import load_pack, pack_ids
from proposal_check.review import bind
from proposal_check.review.rule_pages import rule_pages

REPO = Path(__file__).parents[1]
SOURCES = sorted((REPO / "src").rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES, LONG_FUNCTION = 400, 60, 25


@pytest.mark.parametrize("pack_id", pack_ids())
def test_a_pack_is_sound_and_every_rule_finds_its_check(pack_id: str) -> None:
    assert bind(load_pack(pack_id))


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_active_rule_has_a_failing_a_passing_and_a_near_miss_case(pack_id: str) -> None:
    kinds = {(case.rule, case.kind) for case in all_cases() if case.pack == pack_id}
    pack = load_pack(pack_id)
    # What a pack takes unchanged from the one it extends is tested there.
    own = {rule.id for rule in pack.rules} - pack.written.keys() | pack.changed.keys()
    active = [rule.id for rule in pack.rules if rule.status == "active" and rule.id in own]
    assert [f"{rule}: {kind}" for rule in active for kind in KINDS if (rule, kind) not in kinds] == []


@pytest.mark.parametrize("pack_id", pack_ids())
def test_a_failing_case_fails_and_a_passing_case_passes(pack_id: str) -> None:
    cases = [case for case in all_cases() if case.pack == pack_id]
    assert {case.rule for case in cases} <= {rule.id for rule in load_pack(pack_id).rules}
    allowed = {"fail": {"fail", "needs_review"}, "pass": {"pass"}}
    wrong = [str(c) for c in cases if c.outcome not in allowed.get(c.kind, {c.outcome})]
    assert wrong == []


@pytest.mark.parametrize("pack_id", pack_ids())
def test_the_rule_pages_are_current(pack_id: str) -> None:
    folder = REPO / "docs" / "rules" / pack_id
    written = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}
    expected = rule_pages(load_pack(pack_id), ROOT / pack_id)
    stale = sorted(n for n in written.keys() | expected.keys() if written.get(n) != expected.get(n))
    assert stale == [], (
        f"run: proposal-check packs docs docs/rules/{pack_id} --pack {pack_id} --cases tests/rules/{pack_id}"
    )


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (
                f"{path.relative_to(REPO)}:{node.lineno} {node.name}",
                (node.end_lineno or 0) - node.lineno + 1,
            )


def test_files_and_functions_stay_small() -> None:
    assert [str(path) for path in SOURCES if len(path.read_text("utf-8").splitlines()) > MOST_LINES] == []
    sizes = [entry for path in SOURCES for entry in _functions(path)]
    assert [f"{name}: {lines}" for name, lines in sizes if lines > MOST_FUNCTION_LINES] == []
    long = [f"{name}: {lines}" for name, lines in sizes if lines > LONG_FUNCTION]
    if long:
        warnings.warn(f"{len(long)} functions over {LONG_FUNCTION} lines: {'; '.join(long)}", stacklevel=1)


def test_the_layers_hold() -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(REPO / "pyproject.toml"), no_cache=True) == 0


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPO, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := REPO / name).is_file()]


def test_no_file_names_a_machine_or_a_package_registry() -> None:
    words = ("/wo" + "rk/", "/ro" + "ot/", "pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org")
    forbidden = re.compile("|".join(map(re.escape, words)).encode())
    assert [str(path.relative_to(REPO)) for path in _tracked() if forbidden.search(path.read_bytes())] == []


REVIEW = """
import sys
from pathlib import Path
from proposal_check.overlap.library import make_library, builtin_platforms
from proposal_check.packs.load import load_pack
from proposal_check.parse.submission import read_submission
from proposal_check.report.to_json import review_json
from proposal_check.review import review
submission = read_submission([Path(sys.argv[1])], {})
library = make_library(builtin_platforms())
sys.stdout.buffer.write(review_json(review(submission, load_pack("linan"), library)))
"""


@pytest.mark.parametrize("example", ["clean", "faulty"])
def test_two_processes_write_the_same_bytes(example: str) -> None:
    (file,) = sorted((REPO / "corpora" / "examples" / example).glob("*.docx"))
    digests = set()
    for seed in ("0", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed[0]}"}
        command = [sys.executable, "-c", REVIEW, str(file)]
        run = subprocess.run(command, capture_output=True, check=False, env=environment, cwd=REPO)
        assert run.returncode == 0, run.stderr.decode()[-2000:]
        assert len(run.stdout) > 1000
        digests.add(hashlib.sha256(run.stdout).hexdigest())
    assert len(digests) == 1
