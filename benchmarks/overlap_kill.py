"""Kill a writer that merges files at moments chosen at random, and see whether the library still answers.

Run: python -m benchmarks.overlap_kill [times]. Every time a process adds texts, one transaction each so that
files are merged again and again, until SIGKILL ends it. Then the library must open, be intact byte by byte,
answer with every text it lists and with all it held before, and take a further text.
"""

import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.overlap.accuracy import detect
from benchmarks.overlap.prose import Author
from proposal_check.overlap.earlier import Described
from proposal_check.overlap.store import Store, writing

_CHARACTERS = 3000
_LONGEST = 1.5


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    rng = random.Random(5)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "library"
        _add(root, 0)
        for time_ in range(times):
            before = _named(root)
            _killed(root, len(before), rng.uniform(0.05, _LONGEST))
            after = _intact(root)
            assert before <= after, "a text that was there is gone"
            print(f"{time_ + 1}: {len(before)} texts before, {len(after)} after, all found", flush=True)


def _add(root: Path, number: int) -> None:
    with writing(root) as writer:
        writer.add(_text(number), Described(str(number)))


def _add_on(root: Path, first: int) -> None:
    for number in range(first, first + 10**6):
        _add(root, number)


def _killed(root: Path, first: int, seconds: float) -> None:
    process = multiprocessing.get_context("fork").Process(target=_add_on, args=(root, first))
    process.start()
    time.sleep(seconds)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def _named(root: Path) -> set[str]:
    return {text.about.name for text in Store(root).texts()}


def _intact(root: Path) -> set[str]:
    store = Store(root)
    store.check()
    names = _named(root)
    for name in sorted(names, key=int)[-5:]:
        found = {one.source for one in detect(_text(int(name)), store)}
        assert name in found, f"text {name} is listed and not found"
    return names


def _text(number: int) -> str:
    return Author(number).text(_CHARACTERS)


if __name__ == "__main__":
    main()
