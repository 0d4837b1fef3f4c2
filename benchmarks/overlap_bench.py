"""Measure passage search: accuracy on planted passages, cost on synthetic libraries, floors beside it.

Run: python -m benchmarks.overlap_bench [accuracy] [floors] [1000 10000 …]. A size is a library of so many
texts of 100 000 characters, made below --folder (0.3 MB of disk for each) and deleted afterwards.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from benchmarks.overlap.accuracy import accuracy, flagged_clean
from benchmarks.overlap.speed import ask_apart, build, drop_cache, floors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["accuracy", "floors", "1000"])
    parser.add_argument("--folder", type=Path, default=None)
    options = parser.parse_args()
    for what in options.what:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            _measure(what, Path(folder))


def _measure(what: str, folder: Path) -> None:
    if what == "accuracy":
        for kind, m in accuracy().items():
            print(
                f"{kind:10} precision {m.precision:.3f} recall {m.recall:.3f} "
                f"granularity {m.granularity:.3f} plagdet {m.plagdet:.3f}",
                flush=True,
            )
        flagged, pairs = flagged_clean()
        print(f"pairs that share template wording and citations only: flagged {flagged} of {pairs}")
    elif what == "floors":
        for name, taken, asked in floors(folder, 100, 30):
            print(f"{name:28} {taken * 1e3:8.1f} ms a text   {asked * 1e3:9.1f} ms a query", flush=True)
    else:
        _cost(folder / "library", int(what))


def _cost(root: Path, count: int) -> None:
    figures = build(root, count)
    drop_cache(root)
    cold = ask_apart(root, count)
    warm = ask_apart(root, count)
    figures |= warm | {"cold open ms": cold["open ms"], "cold first ms": cold["first ms"]}
    print(
        f"{count} texts: " + "  ".join(f"{name} {value:.1f}" for name, value in figures.items()), flush=True
    )
    shutil.rmtree(root)


if __name__ == "__main__":
    main()
