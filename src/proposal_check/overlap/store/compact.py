"""Keep a library's files few and free of what was removed."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.fingerprints import Family
from proposal_check.overlap.store import texts
from proposal_check.overlap.store.files import StoredFile
from proposal_check.overlap.store.postings import merged
from proposal_check.overlap.store.shelf import Shelf

FAMILIES: tuple[Family, ...] = ("exact", "loose")
# So many files of like size become one of the next size, so a posting is rewritten a few times in its life.
FAN = 8

Keep = Callable[[NDArray[np.uint32]], NDArray[np.bool_]]


def merge(shelf: Shelf) -> None:
    """Merge files of postings wherever FAN or more of like size have gathered."""
    for family in FAMILIES:
        while crowd := _crowd(shelf, family):
            _rewrite(shelf, family, crowd, lambda numbers: np.ones(len(numbers), dtype=bool))


def remove(shelf: Shelf, db: sqlite3.Connection, numbers: set[int]) -> None:
    """Remove texts and their postings by rewriting the files that hold them."""
    gone = np.array(sorted(numbers), dtype=np.uint32)
    for family in FAMILIES:
        for file, _ in list(shelf.listed(family)):
            if np.isin(shelf.postings(file).places[:, 0], gone).any():
                _rewrite(shelf, family, [file], lambda found: ~np.isin(found, gone))
    marks = ",".join("?" * len(numbers))
    files = db.execute(f"SELECT DISTINCT file FROM documents WHERE number IN ({marks})", [*numbers])
    holding = {row[0] for row in files.fetchall()}
    db.execute(f"DELETE FROM documents WHERE number IN ({marks})", [*numbers])
    for file, _ in list(shelf.listed("texts")):
        if file.name in holding:
            _rewrite_texts(shelf, db, file)


def _crowd(shelf: Shelf, family: Family) -> list[StoredFile]:
    tiers: dict[int, list[StoredFile]] = defaultdict(list)
    for file, items in shelf.listed(family):
        tiers[items.bit_length() // (FAN.bit_length() - 1)].append(file)
    return next((files for _, files in sorted(tiers.items()) if len(files) >= FAN), [])


def _rewrite(shelf: Shelf, family: Family, files: Sequence[StoredFile], keep: Keep) -> None:
    parts = [shelf.postings(file) for file in files]
    items = sum(int(keep(part.places[:, 0]).sum()) for part in parts)
    if items:
        shelf.put(family, items, merged(parts, keep))
    for file in files:
        shelf.drop(file.name)


def _rewrite_texts(shelf: Shelf, db: sqlite3.Connection, file: StoredFile) -> None:
    old = shelf.chunks(file)
    rows = db.execute(
        "SELECT number, first_chunk, length FROM documents WHERE file = ? ORDER BY first_chunk", (file.name,)
    ).fetchall()
    kept: list[bytes] = []
    moved = []
    for number, first, length in rows:
        moved.append((len(kept), number))
        kept += [old.raw(first + n) for n in range(max(-(-length // texts.CHUNK), 1))]
    shelf.drop(file.name)
    if moved:
        name = shelf.put("texts", len(kept), texts.pieces(kept))
        sql = "UPDATE documents SET file = ?, first_chunk = ? WHERE number = ?"
        db.executemany(sql, ((name, first, number) for first, number in moved))
