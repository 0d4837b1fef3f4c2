"""How alike two sentences are in meaning, as far as characters and known words can tell."""

import math
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from proposal_check.overlap.synonyms import pieces

# Logistic regression on pairs of sentences with known truth, fitted by benchmarks/overlap_calibrate.py:
# the rewritten against the unrelated and the merely related. Order: intercept, then FEATURES.
FEATURES = ("concepts", "edit", "least")
WEIGHTS = (-7.39, 6.5, 1.87, 21.35)
# Added to the number of sentences, so that a short text weighs much like a long one.
_MANY = 50
# Sentences whose characters are less alike are not worth the arithmetic.
_LEAST_ALIKE = 0.25
# A part of a sentence is so many characters: every part of the one must be met in the other.
_PART = 12

Weights = dict[Hashable, float]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A range of a folded text with its characters and its concepts, each with its weight."""

    start: int
    end: int
    text: str
    characters: Weights
    concepts: Weights


class Rarity:
    """How telling characters and concepts are: what is rare among the sentences given weighs more."""

    def __init__(self, texts: Iterable[str]) -> None:
        counted: Counter[Hashable] = Counter()
        self._count = 0
        for text in texts:
            counted.update({*text, *_concepts(text)})
            self._count += 1
        self._seen = counted

    def sentence(self, start: int, end: int, text: str) -> Sentence:
        return Sentence(start, end, text, self._weigh(frozenset(text)), self._weigh(_concepts(text)))

    def _weigh(self, units: Iterable[Hashable]) -> Weights:
        return {u: math.log((self._count + _MANY) / (self._seen[u] + 1)) for u in units}


def features(one: Sentence, other: Sentence) -> tuple[float, float, float]:
    """Give the evidence of a pair, each 0..1 and the same both ways round."""
    return (
        _alike(one.concepts, other.concepts),
        ratio(*sorted((one.text, other.text))) / 100,
        min(_least_met(one, other), _least_met(other, one)),
    )


def log_odds(one: Sentence, other: Sentence) -> float:
    """Give the calibrated log odds that one sentence is the other in other words."""
    if _alike(one.characters, other.characters) < _LEAST_ALIKE:
        return WEIGHTS[0]
    return WEIGHTS[0] + sum(w * f for w, f in zip(WEIGHTS[1:], features(one, other), strict=True))


def _alike(one: Weights, other: Weights) -> float:
    """Give the shared part of two sets of weighted units (Dice)."""
    total = sum(one.values()) + sum(other.values())
    return 2 * sum(one[unit] for unit in one.keys() & other.keys()) / total if total else 0.0


def _least_met(one: Sentence, other: Sentence) -> float:
    """Give the weight, 0..1, of the characters met in the other sentence, in the part with the least."""
    weights = [one.characters[c] for c in one.text]
    all_, met = [0.0], [0.0]
    for character, weight in zip(one.text, weights, strict=True):
        all_.append(all_[-1] + weight)
        met.append(met[-1] + (weight if character in other.characters else 0.0))
    part = min(_PART, len(weights))
    ends = range(part, len(all_))
    return min((met[i] - met[i - part]) / max(all_[i] - all_[i - part], 1e-9) for i in ends)


@lru_cache(maxsize=8192)
def _concepts(text: str) -> frozenset[tuple[str, int]]:
    return frozenset(("concept", number) for _, _, concepts in pieces(text) for number in concepts)
