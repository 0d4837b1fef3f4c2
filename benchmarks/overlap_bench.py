"""Measure passage search: accuracy on planted passages; cost on a growing library, floors beside it.

Run: python -m benchmarks.overlap_bench [accuracy] [cost] [--sizes 1000 10000 30000] [--folder DIR], or
python -m benchmarks.overlap_bench --pairs FILE for paragraphs of your own (see benchmarks/overlap/pairs.py).
`cost` makes one library below --folder and lets it grow to each size (0.33 MB of disk a text, twice that
while files are merged), measures the three floors and writes reports/overlap-cost.md. Sizes 1000 and 10000
take about eight minutes on a quiet machine.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.overlap.accuracy import accuracy, flagged_clean
from benchmarks.overlap.costs import cost_report
from benchmarks.overlap.pairs import pair_figures, read_pairs
from benchmarks.overlap.plagdet import Measures

REPORT = Path(__file__).parents[1] / "reports" / "overlap-cost.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["accuracy", "cost"])
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10000])
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--pairs", nargs="+", type=Path, default=[])
    options = parser.parse_args()
    if options.pairs:
        for path in options.pairs:
            _pairs(path)
        return
    if "accuracy" in options.what:
        _accuracy()
    if "cost" in options.what:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            REPORT.write_text(cost_report(Path(folder), sorted(options.sizes)), "utf-8")
        print(REPORT.read_text("utf-8"))


def _pairs(path: Path) -> None:
    figures = pair_figures(read_pairs(path))
    print(f"{path.name}: paraphrases met {figures.found} of {figures.paraphrased}")
    _show("all detections", figures.strict)
    _show("without what the clean host text shares by itself", figures.alone)
    print(f"independent paragraphs on one subject flagged: {figures.flagged} of {figures.same_topic}")


def _show(name: str, m: Measures) -> None:
    print(
        f"{name:10} precision {m.precision:.3f} recall {m.recall:.3f} "
        f"granularity {m.granularity:.3f} plagdet {m.plagdet:.3f}",
        flush=True,
    )


def _accuracy() -> None:
    for kind, measures in accuracy().items():
        _show(kind, measures)
    flagged, pairs = flagged_clean()
    print(f"pairs that share template wording and citations only: flagged {flagged} of {pairs}")


if __name__ == "__main__":
    main()
