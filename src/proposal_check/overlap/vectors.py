"""What a phrase means, as a short vector: words of like meaning point the same way (巡查, 日常检查).

The vectors of words and characters are distilled (benchmarks/train_vectors.py) and kept as whole numbers. A
phrase is the sum of what it is made of, so every step is exact and the same on every machine.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.words import normalise

Vectors = NDArray[np.int8]

# Pieces are looked up by how they begin: at most places of a text none does.
_HEAD = 2
# A vector has this length before it is rounded to whole numbers.
_LENGTH = 127.0
_BLOCK = 4096


def vector(text: str) -> Vectors:
    """Give the vector of a phrase or a sentence; all zero when nothing in it is known."""
    alone: Vectors = vectors([text])[0]
    return alone


def vectors(texts: Sequence[str]) -> Vectors:
    """Give the vectors of phrases, a row each."""
    rows: Vectors = np.empty((len(texts), dimensions()), np.int8)
    for at in range(0, len(texts), _BLOCK):
        rows[at : at + _BLOCK] = _rounded(_sums(texts[at : at + _BLOCK]))
    return rows


def dimensions() -> int:
    """Say how many figures a vector has."""
    return int(_table().shape[1])


def _sums(texts: Sequence[str]) -> NDArray[np.int32]:
    """Add up the known pieces of every text, wherever they stand."""
    found: list[int] = []
    ends = []
    for text in texts:
        found += _pieces(normalise(text))
        ends.append(len(found))
    table = _table()
    sums = np.zeros((len(texts), table.shape[1]), np.int32)
    owners = np.repeat(np.arange(len(texts)), np.diff(ends, prepend=0))
    if found:
        told, starts = np.unique(owners, return_index=True)
        sums[told] = np.add.reduceat(table[found].astype(np.int32), starts)
    return sums


def _pieces(text: str) -> list[int]:
    known, lengths = _rows(), _lengths()
    found = [known[character] for character in text if character in known]
    for start in range(len(text) - 1):
        for length in lengths.get(text[start : start + _HEAD], ()):
            row = known.get(text[start : start + length])
            if row is not None and start + length <= len(text):
                found.append(row)
    return found


def _rounded(sums: NDArray[np.int32]) -> Vectors:
    wide = sums.astype(np.int64)
    lengths = np.sqrt(np.maximum((wide * wide).sum(axis=1, keepdims=True), 1))
    rows: Vectors = np.rint(wide * _LENGTH / lengths).astype(np.int8)
    return rows


@cache
def _rows() -> Mapping[str, int]:
    text = bytes(_data()["words"]).decode()
    return {word: row for row, word in enumerate(text.split("\n"))}


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """Give the lengths of the pieces that begin with two characters."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for piece in _rows():
        if len(piece) >= _HEAD:
            lengths[piece[:_HEAD]].add(len(piece))
    return {head: tuple(sorted(found)) for head, found in lengths.items()}


@cache
def _table() -> Vectors:
    table: Vectors = _data()["vectors"]
    return table


@cache
def _data() -> Mapping[str, Any]:
    with files("proposal_check.overlap").joinpath("vectors.npz").open("rb") as file:
        loaded = np.load(file, allow_pickle=False)
        return {"words": loaded["words"], "vectors": loaded["vectors"]}
