"""What passage search costs: building, opening, asking warm and cold, beside floors in the same run."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

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


def text(seed: int) -> str:
    """Write 100 000 characters of two-character words with Zipf frequencies and sentence marks."""
    vocabulary = np.random.default_rng(0).integers(0x4E00, 0x9000, (_WORDS, 2), dtype=np.uint16)
    chances = np.cumsum(1 / np.arange(1, _WORDS + 1))
    rng = np.random.default_rng(seed)
    words = np.searchsorted(chances, rng.random(CHARACTERS // 2) * chances[-1])
    codes = vocabulary[words].ravel()
    codes[39::40] = ord("。")
    return codes.astype("<u2").tobytes().decode("utf-16-le")


def build(root: Path, count: int) -> dict[str, float]:
    """Build a library of so many texts; writing the texts themselves is not counted."""
    spent = size = 0.0
    for first in range(0, count, _BATCH):
        texts = [text(seed) for seed in range(first, min(first + _BATCH, count))]
        size += sum(len(t.encode()) for t in texts)
        begun = time.perf_counter()
        with writing(root) as writer:
            for number, content in enumerate(texts, start=first):
                writer.add(content, Described(f"方案{number}"))
        spent += time.perf_counter() - begun
    stored = sum(p.stat().st_size for p in root.rglob("*") if p.is_file())
    return {
        "build MB/s": size / spent / 1e6,
        "build s": spent,
        "disk MB": stored / 1e6,
        "text MB": size / 1e6,
    }


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


def ask(root: Path, count: int) -> dict[str, float]:
    """Ask once after opening, then again and again; the peak memory is that of this process."""
    content = suspicious(count)
    resident = _memory("RssAnon")
    begun = time.perf_counter()
    store = Store(root)
    opened = time.perf_counter() - begun
    query = make_query(Stream(content, (Piece(0, 0, None, content),)), [])
    first = _timed(lambda: find_copied(query, store))
    warm = [_timed(lambda: find_copied(query, store)) for _ in range(7)]
    found = find_copied(query, store).passages
    spans = [(0, 0)]
    own, mapped = _memory("RssAnon"), _memory("RssFile")
    slow = _timed(lambda: find_paraphrased(query, store, spans))
    return {
        "open ms": opened * 1e3,
        "first ms": first * 1e3,
        "warm ms": median(warm) * 1e3,
        "found of 6": len(found),
        "paraphrase ms": slow * 1e3,
        "memory at start MB": resident,
        "memory own MB": own,
        "memory mapped MB": mapped,
        "with paraphrase own MB": _memory("RssAnon"),
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


def ask_apart(root: Path, count: int) -> dict[str, float]:
    """Ask in a process of its own, so that memory is the query's alone."""
    code = f"from benchmarks.overlap.speed import *; print(ask(Path({str(root)!r}), {count}))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    answer: dict[str, float] = eval(done.stdout)
    return answer


def floors(folder: Path, count: int, small: int) -> Iterator[tuple[str, float, float]]:
    """Give for each floor its name, seconds to take in one text, seconds to answer one query.

    MinHashLSH and TF-IDF answer for whole texts and cannot name a passage; TF-IDF is built from `small`
    texts, more do not fit.
    """
    texts = [text(seed) for seed in range(count)]
    query = suspicious(count)
    yield "SQLite FTS5 trigram", *_fts(folder / "fts.sqlite", texts, query)
    yield "datasketch MinHashLSH", *_lsh(texts[:small], query)
    yield "scikit-learn TF-IDF char 3", *_tfidf(texts[:small], query)


def _fts(path: Path, texts: list[str], query: str) -> tuple[float, float]:
    db = sqlite3.connect(path)
    db.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='trigram')")
    built = _timed(lambda: db.executemany("INSERT INTO t VALUES (?)", ((t,) for t in texts)))
    probes = [query[i : i + 16] for i in range(0, len(query), 16) if "。" not in query[i : i + 16]]
    sql = "SELECT rowid FROM t WHERE t MATCH ?"
    asked = _timed(lambda: [db.execute(sql, (f'"{p}"',)).fetchall() for p in probes])
    return built / len(texts), asked


def _lsh(texts: list[str], query: str) -> tuple[float, float]:
    from datasketch import MinHash, MinHashLSH

    def sketch(content: str) -> MinHash:
        made = MinHash(num_perm=128)
        made.update_batch([content[i : i + 16].encode() for i in range(len(content) - 15)])
        return made

    index = MinHashLSH(threshold=0.5, num_perm=128)
    built = _timed(lambda: [index.insert(str(n), sketch(t)) for n, t in enumerate(texts)])
    return built / len(texts), _timed(lambda: [index.query(sketch(query))])


def _tfidf(texts: list[str], query: str) -> tuple[float, float]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    model = TfidfVectorizer(analyzer="char", ngram_range=(3, 3))
    kept = []
    built = _timed(lambda: kept.append(model.fit_transform(texts)))
    asked = _timed(lambda: [model.transform([query]) @ kept[0].T])
    return built / len(texts), asked


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
