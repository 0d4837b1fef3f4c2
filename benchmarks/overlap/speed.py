"""What passage search costs: building, opening, asking warm and cold, beside floors in the same run."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

import numpy as np

from proposal_check.overlap.earlier import Described
from proposal_check.overlap.passages.copied import find_copied
from proposal_check.overlap.passages.paraphrased import find_paraphrased
from proposal_check.overlap.passages.query import make_query
from proposal_check.overlap.store import Store, writing
from proposal_check.overlap.text_stream import Piece, Stream

CHARACTERS = 100_000
_WORDS = 30_000
_BATCH = 500

# Wall and CPU milliseconds.
Times = tuple[float, float]
Answer = dict[str, Any]
T = TypeVar("T")


def text(seed: int) -> str:
    """Write 100 000 characters of two-character words with Zipf frequencies and sentence marks."""
    vocabulary = np.random.default_rng(0).integers(0x4E00, 0x9000, (_WORDS, 2), dtype=np.uint16)
    chances = np.cumsum(1 / np.arange(1, _WORDS + 1))
    rng = np.random.default_rng(seed)
    words = np.searchsorted(chances, rng.random(CHARACTERS // 2) * chances[-1])
    codes = vocabulary[words].ravel()
    codes[39::40] = ord("。")
    return codes.astype("<u2").tobytes().decode("utf-16-le")


def build(root: Path, first: int, count: int) -> tuple[float, float]:
    """Add so many texts; give the bytes of text and the CPU seconds of adding, without writing the texts."""
    spent = size = 0.0
    for start in range(first, first + count, _BATCH):
        texts = [text(seed) for seed in range(start, min(start + _BATCH, first + count))]
        size += sum(len(t.encode()) for t in texts)
        begun = time.process_time()
        with writing(root) as writer:
            for number, content in enumerate(texts, start=start):
                writer.add(content, Described(f"方案{number}"))
        spent += time.process_time() - begun
    return size, spent


def stored(root: Path) -> dict[str, float]:
    """Give the megabytes on disk by family of files."""
    sizes: dict[str, float] = {"exact": 0.0, "loose": 0.0, "texts": 0.0, "library": 0.0}
    for path in root.rglob("*"):
        if path.is_file():
            sizes[path.name.partition("-")[0].partition(".")[0]] += path.stat().st_size / 1e6
    return sizes


def suspicious(count: int) -> str:
    """Write a fresh text with six passages of the library in it."""
    fresh, rng = text(10**9), np.random.default_rng(1)
    parts = []
    for number, length in enumerate((40, 150, 300, 600, 1200, 2500)):
        start = int(rng.integers(0, CHARACTERS - length))
        parts += [
            fresh[number * 15000 : (number + 1) * 15000],
            text(int(rng.integers(count)))[start : start + length],
        ]
    return "".join(parts)


def ask(root: Path, count: int) -> Answer:
    """Ask once after opening, then again and again: (wall, CPU) in ms, and this process's memory in MB."""
    content = suspicious(count)
    resident = _memory("RssAnon")
    opened, store = _timed(lambda: Store(root))
    query = make_query(Stream(content, (Piece(0, 0, None, content),)), [])
    first, found = _timed(lambda: find_copied(query, store))
    warm = [_timed(lambda: find_copied(query, store))[0] for _ in range(9)]
    own, mapped = _memory("RssAnon"), _memory("RssFile")
    spans = [(0, 0)]
    slow, _ = _timed(lambda: find_paraphrased(query, store, spans))
    again, _ = _timed(lambda: find_paraphrased(query, store, spans))
    return {
        "open": opened,
        "first": first,
        "warm": (median(w for w, _ in warm), median(c for _, c in warm)),
        "paraphrase first": slow,
        "paraphrase": again,
        "found of 6": len(found.passages),
        "memory at start": resident,
        "memory": own,
        "memory mapped": mapped,
        "memory with paraphrase": _memory("RssAnon"),
    }


def _memory(kind: str) -> float:
    """Give this process's memory in MB: its own (RssAnon), or mapped pages the system may take (RssFile)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(kind))


def drop_cache(root: Path) -> None:
    """Ask the system to forget the library's pages."""
    for path in root.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            os.fsync(descriptor)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def ask_apart(root: Path, count: int) -> Answer:
    """Ask in a process of its own, so that memory is the query's alone."""
    code = f"from benchmarks.overlap.speed import *; print(ask(Path({str(root)!r}), {count}))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    answer: Answer = eval(done.stdout)
    return answer


def floors(folder: Path, count: int, small: int) -> Iterator[tuple[str, float, Times]]:
    """Give for each floor its name, CPU milliseconds to take in one text, (wall, CPU) ms of one query.

    MinHashLSH and TF-IDF answer for whole texts and cannot name a passage; TF-IDF is built from `small`
    texts, more do not fit.
    """
    texts = [text(seed) for seed in range(count)]
    query = suspicious(count)
    yield "SQLite FTS5 trigram", *_fts(folder / "fts.sqlite", texts, query)
    yield "datasketch MinHashLSH", *_lsh(texts[:small], query)
    yield "scikit-learn TF-IDF char 3", *_tfidf(texts[:small], query)


def _fts(path: Path, texts: list[str], query: str) -> tuple[float, Times]:
    db = sqlite3.connect(path)
    db.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='trigram')")
    built, _ = _timed(lambda: db.executemany("INSERT INTO t VALUES (?)", ((t,) for t in texts)))
    probes = [query[i : i + 16] for i in range(0, len(query), 16) if "。" not in query[i : i + 16]]
    sql = "SELECT rowid FROM t WHERE t MATCH ?"
    asked, _ = _timed(lambda: [db.execute(sql, (f'"{p}"',)).fetchall() for p in probes])
    return built[1] / len(texts), asked


def _lsh(texts: list[str], query: str) -> tuple[float, Times]:
    from datasketch import MinHash, MinHashLSH

    def sketch(content: str) -> MinHash:
        made = MinHash(num_perm=128)
        made.update_batch([content[i : i + 16].encode() for i in range(len(content) - 15)])
        return made

    index = MinHashLSH(threshold=0.5, num_perm=128)
    built, _ = _timed(lambda: [index.insert(str(n), sketch(t)) for n, t in enumerate(texts)])
    asked, _ = _timed(lambda: [index.query(sketch(query))])
    return built[1] / len(texts), asked


def _tfidf(texts: list[str], query: str) -> tuple[float, Times]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    model = TfidfVectorizer(analyzer="char", ngram_range=(3, 3))
    built, matrix = _timed(lambda: model.fit_transform(texts))
    asked, _ = _timed(lambda: [model.transform([query]) @ matrix.T])
    return built[1] / len(texts), asked


def _timed(work: Callable[[], T]) -> tuple[Times, T]:
    """Give wall and CPU milliseconds of some work, and what it gave."""
    wall, used = time.perf_counter(), time.process_time()
    result = work()
    return ((time.perf_counter() - wall) * 1e3, (time.process_time() - used) * 1e3), result
