"""What a writer has taken in and not yet written out."""

import sqlite3

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.fingerprints import Family
from proposal_check.overlap.store import texts
from proposal_check.overlap.store.postings import Postings
from proposal_check.overlap.store.shelf import Shelf


class Pending:
    """Texts and postings in memory; `size` counts the postings."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.size = 0
        self._keys: dict[Family, list[NDArray[np.uint64]]] = {"exact": [], "loose": []}
        self._places: dict[Family, list[NDArray[np.uint32]]] = {"exact": [], "loose": []}
        self._chunks: list[bytes] = []
        self._first: list[int] = []

    def take(self, family: Family, number: int, keys: NDArray[np.uint64], at: NDArray[np.int64]) -> None:
        """Take the fingerprints of a text, at offsets of its original characters."""
        self._keys[family].append(keys)
        self._places[family].append(np.column_stack((np.full(len(at), number), at)).astype(np.uint32))
        self.size += len(keys)

    def take_text(self, number: int, text: str) -> None:
        self.numbers.append(number)
        self._first.append(len(self._chunks))
        self._chunks += texts.chunks(text)

    def write(self, shelf: Shelf, db: sqlite3.Connection) -> None:
        """Write one file of texts and one of postings for each family, and list them."""
        name = shelf.put("texts", len(self._chunks), texts.pieces(self._chunks))
        rows = ((name, first, number) for number, first in zip(self.numbers, self._first, strict=True))
        db.executemany("UPDATE documents SET file = ?, first_chunk = ? WHERE number = ?", rows)
        for family, keys in self._keys.items():
            joined = np.concatenate(keys)
            if len(joined):
                postings = Postings.sort(joined, np.concatenate(self._places[family]))
                shelf.put(family, len(joined), postings.pieces())
