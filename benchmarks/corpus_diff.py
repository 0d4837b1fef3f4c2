"""Compare findings before and after a change: python -m benchmarks.corpus_diff [--base REV] [--full].

Reviews all examples, generated cases and ../shared/samples with the sources of a revision and with those of
the working tree, and writes what was added, removed and changed, by rule, to reports/corpus-diff.md.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks import matrix
from benchmarks.report import table
from benchmarks.submissions.build import build

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "reports" / "corpus-diff.md"
SAMPLES = ROOT.parent / "shared" / "samples"
_COLLECTOR = Path(__file__).with_name("collect_findings.py")

Findings = dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class Change:
    """A finding that came, went, or is said otherwise; `before` or `after` is empty where it was not."""

    file: str
    rule: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        return "新增" if not self.before else ("消失" if not self.after else "改变")


def corpus(folder: Path, full: bool) -> None:
    """Write every submission into a folder of its own: the file and, where there are any, its facts."""
    for case in [*matrix.sound(full), *matrix.faulty(full)]:
        built = build(case.base, case.formatting, [case.fault] if case.fault else [], edits=case.edits)
        home = folder / f"{built.pack}·{case.name}"
        home.mkdir()
        (home / f"{built.file_name}.docx").write_bytes(built.docx)
        (home / "facts.yaml").write_text(built.facts, "utf-8")
        for name, data in built.attachments.items():
            (home / name).write_bytes(data)
    for path in sorted((ROOT / "corpora" / "examples").iterdir()):
        (folder / f"linan·example {path.name}").symlink_to(path)
    if not SAMPLES.is_dir():
        print("skipped: there is no folder ../shared/samples beside the repository", file=sys.stderr)
    for path in sorted(SAMPLES.glob("*.docx")) + sorted(SAMPLES.glob("*.pdf")):
        home = folder / f"linan·sample {path.name}"
        home.mkdir()
        (home / path.name).symlink_to(path)


def collect(tree: Path, folder: Path) -> Findings:
    """Review the corpus with the sources and packs of a tree, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "src")}
    command = [sys.executable, str(_COLLECTOR), str(folder)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    found: Findings = json.loads(done.stdout)
    return found


def checkout(revision: str, folder: Path) -> None:
    """Unpack the sources, packs and corpora of a revision; the working tree stays as it is."""
    command = ["git", "archive", revision, "src", "outlines", "corpora"]
    packed = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")


def compare(before: Findings, after: Findings) -> list[Change]:
    """List the differences, by file and finding; a finding is the same when its rule and subject are."""
    changes = []
    for file in sorted(before.keys() | after.keys()):
        old, new = before.get(file, {}), after.get(file, {})
        for key in sorted(old.keys() | new.keys()):
            was, now = "；".join(old.get(key, [])), "；".join(new.get(key, []))
            if was != now:
                changes.append(Change(file, key.split(" ", 1)[0], was, now))
    return changes


def page(changes: list[Change], files: int, base: str) -> str:
    """Return the report: counts by rule, then every change."""
    kinds = ("新增", "消失", "改变")
    counts = Counter((c.rule, c.kind) for c in changes)
    rules = sorted({c.rule for c in changes})
    summary = table(("规则", *kinds), ((r, *(str(counts[r, k]) for k in kinds)) for r in rules))
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for change in changes:
        grouped.setdefault((change.rule, change.kind, _words(change)), []).append(change.file)
    lines = [f"- **{r} {k}** {_files(found)}：{words}" for (r, k, words), found in grouped.items()]
    head = f"# 意见变化：{base} 与工作区\n\n{files} 份申报件，变化 {len(changes)} 处；同样的变化并为一条。"
    return f"{head}\n\n{summary}\n\n" + "\n".join(lines) + "\n"


def _files(found: list[str]) -> str:
    """Name the files of one change, the first few when it is the same in many."""
    return "、".join(found[:3]) + (f" 等{len(found)}份" if len(found) > 3 else "")


def _words(change: Change) -> str:
    return f"{change.before} ⇒ {change.after}" if change.kind == "改变" else change.before or change.after


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--base", default="HEAD", help="revision to compare with (default: HEAD)")
    parser.add_argument("--full", action="store_true", help="every base, fault and format")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, tree = Path(name) / "corpus", Path(name) / "base"
        folder.mkdir()
        corpus(folder, options.full)
        checkout(options.base, tree)
        before, after = collect(tree, folder), collect(ROOT, folder)
    text = page(compare(before, after), len(after), options.base)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
