"""How alike two sentences are in meaning, as far as characters and words can tell."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from proposal_check.overlap.words import cut

# Logistic regression on pairs of sentences with known truth, fitted by benchmarks/overlap_calibrate.py:
# the rewritten against the unrelated and the merely related. Order: intercept, then FEATURES.
FEATURES = ("characters", "contained", "words", "edit")
WEIGHTS = (-13.72, 0.56, 9.67, 4.58, 14.53)
# Added to the number of sentences, so that a short text weighs much like a long one.
_MANY = 50
# Sentences that share a smaller part of their character pairs are not worth the arithmetic.
_LEAST_SHARED = 0.15


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a folded text with its character pairs and words, each with its weight."""

    start: int
    end: int
    text: str
    pairs: dict[str, float]
    words: dict[str, float]


class Rarity:
    """How telling character pairs and words are: what is rare among the sentences given weighs more."""

    def __init__(self, texts: Iterable[str]) -> None:
        counted: Counter[str] = Counter()
        self._count = 0
        for text in texts:
            counted.update({*_pairs(text), *_words(text)})
            self._count += 1
        self._seen = counted

    def weigh(self, units: Iterable[str]) -> dict[str, float]:
        return {u: math.log((self._count + _MANY) / (self._seen[u] + 1)) for u in units}

    def sentence(self, start: int, end: int, text: str) -> Sentence:
        return Sentence(start, end, text, self.weigh(_pairs(text)), self.weigh(_words(text)))


def features(one: Sentence, other: Sentence) -> tuple[float, float, float, float]:
    """Give the evidence of a pair, each 0..1 and the same both ways round."""
    shared = _shared(one.pairs, other.pairs)
    mine, theirs = sum(one.pairs.values()), sum(other.pairs.values())
    words = _shared(one.words, other.words)
    all_words = sum(one.words.values()) + sum(other.words.values())
    return (
        2 * shared / (mine + theirs) if mine + theirs else 0.0,
        shared / min(mine, theirs) if min(mine, theirs) else 0.0,
        2 * words / all_words if all_words else 0.0,
        ratio(*sorted((one.text, other.text))) / 100,
    )


def log_odds(one: Sentence, other: Sentence) -> float:
    """Give the calibrated log odds that one sentence is the other in other words."""
    if len(one.pairs.keys() & other.pairs.keys()) < _LEAST_SHARED * min(len(one.pairs), len(other.pairs)):
        return WEIGHTS[0]
    return WEIGHTS[0] + sum(w * f for w, f in zip(WEIGHTS[1:], features(one, other), strict=True))


def _shared(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight for unit, weight in one.items() if unit in other)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in cut(text) if len(word) > 1)
