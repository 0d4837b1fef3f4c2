"""Measure accuracy and cost and write reports/benchmark.md and .json: python -m benchmarks.bench.

--full takes every base, fault and format (about half an hour); without it a run takes under three minutes.
--peer NAME reads the same files with another reader; --install-peer NAME makes its environment first.
"""

import argparse
import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks import matrix
from benchmarks.formats import office
from benchmarks.formats.scan import scan
from benchmarks.measure.costs import measure_costs
from benchmarks.measure.goals import goals
from benchmarks.measure.repairs import measure_repairs
from benchmarks.measure.rules import Case, examine, score
from benchmarks.measure.structure import Structure, add_ours, over_docx, over_workbooks
from benchmarks.overlap_hook import overlap_figures
from benchmarks.peers.compare import compare
from benchmarks.peers.run import install
from benchmarks.report import page
from benchmarks.submissions.build import build
from benchmarks.submissions.coverage import rules_proven

REPORTS = Path(__file__).parents[1] / "reports"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def measure_structure(full: bool) -> dict[str, Structure]:
    """Score reading by format: docx and xlsx always; PDF, scan and .doc where LibreOffice is there."""
    found = {"docx": over_docx(matrix.sound(full)), "xlsx": over_workbooks(matrix.workbooks(full))}
    if not office.available():
        _say(f"skipped: {office.MISSING}")
        return found
    pdfs = _converted(matrix.printed(full), "pdf")
    found["pdf"] = _scored(pdfs, "pdf")
    found["doc"] = _scored(_converted(matrix.old_word(full), "doc"), "doc")
    scans = _converted(matrix.scanned(full), "pdf")
    if scans:
        found["scan"] = _scored({case: scan(data, seed=1) for case, data in scans.items()}, "pdf")
    return found


def _converted(cases: list[Case], target: str) -> dict[Case, bytes]:
    files = {case.name: build(case.base, case.formatting, edits=case.edits).docx for case in cases}
    made = office.convert(files, target) if files else {}
    return {case: made[case.name] for case in cases}


def _scored(files: dict[Case, bytes], suffix: str) -> Structure:
    result = Structure()
    for case, data in files.items():
        add_ours(result, case, data, suffix)
    return result


def measure_rules(full: bool) -> dict[str, Any]:
    """Review every sound and every faulty case, two processes side by side."""
    cases = [*matrix.sound(full), *matrix.faulty(full)]
    with ProcessPoolExecutor(2) as pool:
        answers = list(pool.map(examine, cases, chunksize=4))
    rules = sorted({rule for name in matrix.packs(full) for rule in rules_proven(name)})
    wrong = [(a.case.name, rule, text) for a in answers if not a.case.fault for rule, text in a.wrong]
    beside = [(a.case.name, rule, text) for a in answers if a.case.fault for rule, text in a.wrong]
    sound = sum(not a.case.fault for a in answers)
    return {"scores": score(rules, answers), "sound": sound, "wrong": wrong, "beside": beside}


def run(full: bool, peers: list[str]) -> dict[str, Any]:
    """Take all measurements, in the order in which the page prints them."""
    start = time.perf_counter()
    results: dict[str, Any] = {"mode": "full" if full else "quick"}
    stages = {
        "structure": lambda: measure_structure(full),
        "rules": lambda: measure_rules(full),
        "repairs": measure_repairs,
        "overlap": lambda: overlap_figures(quick=not full),
        "cost": lambda: measure_costs(full),
        "peers": lambda: compare(peers) if peers else [],
    }
    for name, stage in stages.items():
        results[name] = stage()
        _say(f"{name}: {time.perf_counter() - start:.0f} s")
    results["goals"] = goals(results)
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME")
    parser.add_argument("--install-peer", action="append", default=[], metavar="NAME")
    options = parser.parse_args()
    for name in options.install_peer:
        install(name)
    results = run(options.full, options.peer)
    text = page(results)
    REPORTS.mkdir(exist_ok=True)
    (REPORTS / "benchmark.md").write_text(text, "utf-8")
    (REPORTS / "benchmark.json").write_text(
        json.dumps(results, ensure_ascii=False, indent=1, default=_plain) + "\n", "utf-8"
    )
    print(text)


def _plain(value: Any) -> Any:
    return vars(value)


if __name__ == "__main__":
    main()
