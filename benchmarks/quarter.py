"""A quarter's batch: many submissions, some hostile, killed at random moments, resumed, compared by bytes.

`python -m benchmarks.quarter kill` proves that a batch that was killed gives the bytes of one that was not;
`python -m benchmarks.quarter speed` measures two processes against one, in wall and in CPU seconds.
The submissions are made anew from --seed; nothing of a run is kept unless --keep names a folder.
"""

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.hostile import write_hostile
from benchmarks.submissions.build import build
from benchmarks.submissions.coverage import applicable, bases
from benchmarks.submissions.formatting import FORMATS

PACK = "linan"
HOSTILE = 20
_MAIN = "from proposal_check.cli import main; main()"
_OPTIONS = ("--pack", PACK, "--today", "2026-06-30", "--fail-on", "never")


def main() -> int:
    """Run one of the two and give 1 when what it proves does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("kill", "speed"))
    parser.add_argument("--count", type=int, default=200, help="submissions, 20 of them hostile")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = asked.keep or Path(made)
        write_submissions(folder / "in", asked.count, asked.seed)
        if asked.what == "speed":
            return speed(folder)
        return kill(folder, random.Random(asked.seed), asked.count, asked.kills)


def write_submissions(folder: Path, count: int, seed: int) -> None:
    """Write `count` submissions: base proposals with up to three faults, and the hostile ones."""
    folder.mkdir(parents=True)
    chosen, names = random.Random(seed), bases(PACK)
    hostile = sorted(chosen.sample(range(count), HOSTILE))
    write_hostile(folder, build(names[0], "word").docx, hostile)
    for number in sorted(set(range(count)) - set(hostile)):
        base = names[number % len(names)]
        _write_one(folder / f"{number:03d} {base}", base, chosen)


def _write_one(folder: Path, base: str, chosen: random.Random) -> None:
    faults = chosen.sample(applicable(PACK, base), chosen.randrange(4))
    formatting = chosen.choice(list(FORMATS))
    while True:
        try:
            built = build(base, formatting, faults)
            break
        except (LookupError, ValueError):
            # Two faults may need the same place: the later one goes.
            faults.pop()
    folder.mkdir()
    (folder / f"{built.file_name}.docx").write_bytes(built.docx)
    (folder / "facts.yaml").write_text(built.facts, "utf-8")


def command(folder: Path, out: Path, jobs: int) -> list[str]:
    batch = [sys.executable, "-c", _MAIN, "batch", str(folder), "--out", str(out), "--jobs", str(jobs)]
    return [*batch, "--resume", *_OPTIONS]


def kill(folder: Path, chosen: random.Random, count: int, kills: int) -> int:
    """Run a batch in one go and one that is killed, and compare what they leave."""
    whole, broken = folder / "whole", folder / "broken"
    _run(command(folder / "in", whole, 2))
    for at in sorted(chosen.sample(range(1, count), kills)):
        done = _killed(command(folder / "in", broken, 2), broken / "journal.jsonl", at, chosen.random())
        print(f"killed after {done} of {count} submissions (meant {at})", flush=True)
    _run(command(folder / "in", broken, 2))
    differing = differences(whole, broken)
    files = sum(len(names) for _, _, names in os.walk(whole))
    print(f"{files} files, {len(differing)} differ: {differing[:10]}")
    return int(bool(differing))


def _killed(started: Sequence[str], journal: Path, lines: int, pause: float) -> int:
    """Kill a batch some time after its journal has so many lines; say how many it had then."""
    process = subprocess.Popen(started, stdout=subprocess.DEVNULL)
    while process.poll() is None and _lines(journal) < lines:
        time.sleep(0.02)
    time.sleep(pause)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return _lines(journal)


def _lines(journal: Path) -> int:
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def differences(one: Path, other: Path) -> list[str]:
    """Name the files that only one folder has or whose bytes differ."""
    names = {str(p.relative_to(root)) for root in (one, other) for p in root.rglob("*") if p.is_file()}
    return sorted(n for n in names if _bytes(one / n) != _bytes(other / n))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def speed(folder: Path) -> int:
    """Time a batch in one process and in two, twice each in turn, and print the ratio of the better ones."""
    seconds: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    for turn in (1, 2):
        for jobs in (1, 2):
            seconds[jobs].append(_timed(command(folder / "in", folder / f"{jobs}-{turn}", jobs)))
            print(f"{jobs} processes: wall {seconds[jobs][-1][0]:.1f} s, CPU {seconds[jobs][-1][1]:.1f} s")
    ratio = min(wall for wall, _ in seconds[1]) / min(wall for wall, _ in seconds[2])
    print(f"two processes are {ratio:.2f} times as fast as one")
    return int(ratio < 1.8)


def _timed(started: Sequence[str]) -> tuple[float, float]:
    before, since = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    _run(started)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return time.perf_counter() - since, cpu


def _run(started: Sequence[str]) -> None:
    done = subprocess.run(started, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise RuntimeError(done.stderr)


if __name__ == "__main__":
    sys.exit(main())
