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
        self._places: dict[Family, list[NDArray[np.int64]]] = {"exact": [], "loose": []}
        self._bounds: dict[Family, list[int]] = {"exact": [0], "loose": [0]}
        self._chunks: list[bytes] = []
        self._first: list[int] = []

    def take(self, family: Family, keys: NDArray[np.uint64], at: NDArray[np.int64]) -> None:
        """Take the fingerprints of the text taken last, at offsets of its original characters."""
        bounds = self._bounds[family]
        self._keys[family].append(keys)
        self._places[family].append(at + bounds[-1])
        bounds.append(bounds[-1] + (int(at[-1]) + 1 if len(at) else 0))
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
                arrays = (np.concatenate(self._places[family]), self.numbers, self._bounds[family])
                postings = Postings.sort(joined, *(np.asarray(a, np.uint32) for a in arrays))
                shelf.put(family, len(joined), postings.pieces(), span=postings.span)
