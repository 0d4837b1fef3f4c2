"""Keep a library's files few and free of what was removed."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from proposal_check.overlap.fingerprints import Family
from proposal_check.overlap.store import texts
from proposal_check.overlap.store.files import StoredFile
from proposal_check.overlap.store.postings import LIMIT, Keep, merged
from proposal_check.overlap.store.shelf import Shelf

FAMILIES: tuple[Family, ...] = ("exact", "loose")
# So many files of like size become one of the next size, so a posting is rewritten a few times in its life.
FAN = 8


def merge(shelf: Shelf) -> None:
    """Merge files of postings wherever FAN or more of like size have gathered."""
    for family in FAMILIES:
        while crowd := _crowd(shelf, family):
            _rewrite(shelf, family, crowd, lambda numbers: np.ones(len(numbers), dtype=bool))


def remove(shelf: Shelf, db: sqlite3.Connection, numbers: set[int]) -> None:
    """Remove texts and their postings by rewriting the files that hold them."""
    gone = np.array(sorted(numbers), dtype=np.uint32)
    for family in FAMILIES:
        for file, *_ in list(shelf.listed(family)):
            if np.isin(shelf.postings(file).numbers, gone).any():
                _rewrite(shelf, family, [file], lambda found: ~np.isin(found, gone))
    marks = ",".join("?" * len(numbers))
    files = db.execute(f"SELECT DISTINCT file FROM documents WHERE number IN ({marks})", [*numbers])
    holding = {row[0] for row in files.fetchall()}
    db.execute(f"DELETE FROM documents WHERE number IN ({marks})", [*numbers])
    for file, *_ in list(shelf.listed("texts")):
        if file.name in holding:
            _rewrite_texts(shelf, db, file)


def _crowd(shelf: Shelf, family: Family) -> list[StoredFile]:
    """Choose files of like size that are too many, the smallest first, as far as one file can hold them."""
    tiers: dict[int, list[tuple[int, int, StoredFile]]] = defaultdict(list)
    for file, items, span in shelf.listed(family):
        tiers[items.bit_length() // (FAN.bit_length() - 1)].append((items, span, file))
    for _, tier in sorted(tiers.items()):
        tier.sort(key=lambda found: (found[0], found[2].name))
        spans = accumulate(max(items, span) for items, span, _ in tier)
        fitting = sum(total <= LIMIT for total in spans)
        if len(tier) >= FAN and fitting > 1:
            return [file for _, _, file in tier[:fitting]]
    return []


def _rewrite(shelf: Shelf, family: Family, files: Sequence[StoredFile], keep: Keep) -> None:
    count, span, pieces = merged([shelf.postings(file) for file in files], keep)
    if count:
        shelf.put(family, count, pieces, span=span)
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
