"""How likely two modules are the same function: features of the pair, weighed by a logistic regression.

The weights are trained on pairs of known truth (benchmarks/train_functions.py, docs/model-card-functions.md)
and kept in likeness.json, so that nothing but arithmetic happens here.
"""

import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from operator import mul

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.synonyms import acts, pieces
from proposal_check.overlap.vectors import vector
from proposal_check.overlap.words import bigrams, core, cut, distinctiveness, is_generic, normalise

# explained  the part of a name that the other says too, in these or like words: the greater and the lesser
# told       the part of their name that stands in the description of mine
# differs    each name has a word of which nothing is in the other
# acts       each name has a known word that the other does not say in any way
# meaning    how near the vectors of the names are; names that point away from each other are not near at all
# bare       one name has an act (登记, 监测 …) and the other has none: a part against its whole
FEATURES = ("explained_more", "explained_less", "told", "differs", "acts", "bare", "meaning")
# A character that both names have, though not beside the same neighbour, is half a sign.
_ALONE = 0.5
_GENERIC_WEIGHT = 0.25
# Only names that are the same but for 系统, 平台, 管理 … score 1.
_HIGHEST = 0.999


@dataclass(frozen=True, slots=True)
class Phrase:
    """A module name prepared for comparison; `weights` are those of its characters, generic ones low.

    `total` is their sum; `acting` says that one of the concepts is an act. `meaning` is the vector of the
    name and `length` its length.
    """

    core: str
    characters: frozenset[str]
    pairs: frozenset[str]
    words: tuple[tuple[int, int], ...]
    known: tuple[tuple[int, int, frozenset[int]], ...]
    concepts: frozenset[int]
    weights: tuple[float, ...]
    total: float
    acting: bool
    telling: float
    meaning: NDArray[np.float32]
    length: float


@lru_cache(maxsize=65536)
def phrase(name: str) -> Phrase:
    """Prepare a module name."""
    text = core(name) or normalise(name)
    spans, weights, start = [], [], 0
    for word in cut(text):
        weights += [_GENERIC_WEIGHT if is_generic(word) else 1.0] * len(word)
        if not is_generic(word):
            spans.append((start, start + len(word)))
        start += len(word)
    known = pieces(text)
    concepts = frozenset(concept for _, _, found in known for concept in found)
    acting = bool(concepts & acts())
    # Sums of these whole numbers stay below 2**24, where single floats are exact.
    meaning = vector(text).astype(np.float32)
    return Phrase(
        text, frozenset(text), bigrams(text), tuple(spans), known, concepts, tuple(weights), sum(weights),
        acting, distinctiveness(name), meaning, float(meaning @ meaning) ** 0.5,
    )  # fmt: skip


def likeness(mine: str, theirs: str, detail: str = "") -> float:
    """Give the probability, 0..1, that two modules are one function; 1 when their cores are the same.

    `detail` is what is said of mine beside its name.
    """
    one, other = phrase(mine), phrase(theirs)
    if one.core == other.core:
        return 1.0
    intercept, weights = _model()
    values = features(one, other, detail)
    z = intercept + sum(weight * value for weight, value in zip(weights, values, strict=True))
    return min(round(1 / (1 + math.exp(-z)), 4), _HIGHEST)


def features(mine: Phrase, theirs: Phrase, detail: str = "") -> tuple[float, ...]:
    """Measure a pair, each figure 0..1, in the order of FEATURES."""
    told, bare, meaning = (
        _told(theirs.pairs, detail),
        float(mine.acting != theirs.acting),
        _near(mine, theirs),
    )
    if mine.characters.isdisjoint(theirs.characters) and mine.concepts.isdisjoint(theirs.concepts):
        differs, acting = bool(mine.words and theirs.words), bool(mine.known and theirs.known)
        return 0.0, 0.0, told, float(differs), float(acting), bare, meaning
    signs = _signs(mine, theirs), _signs(theirs, mine)
    explained = sorted((_explained(mine, signs[0]), _explained(theirs, signs[1])))
    return (
        explained[1],
        explained[0],
        told,
        float(_has_own_word(mine, signs[0]) and _has_own_word(theirs, signs[1])),
        float(_has_own_known(mine, signs[0]) and _has_own_known(theirs, signs[1])),
        bare,
        meaning,
    )


@cache
def _model() -> tuple[float, tuple[float, ...]]:
    data = json.loads(files("proposal_check.overlap").joinpath("likeness.json").read_text("utf-8"))
    return data["intercept"], tuple(data["weights"][name] for name in FEATURES)


def _signs(one: Phrase, other: Phrase) -> list[float]:
    """Say of each character of a name how far the other name has it, 0..1."""
    core, theirs = one.core, other.core
    signs = [_ALONE if ch in theirs else 0.0 for ch in core]
    for start in range(len(core) - 1):
        if core[start : start + 2] in theirs:
            signs[start] = signs[start + 1] = 1.0
    for start, end, concepts in one.known:
        if concepts & other.concepts:
            signs[start:end] = [1.0] * (end - start)
    return signs


def _explained(one: Phrase, signs: list[float]) -> float:
    return sum(map(mul, signs, one.weights)) / one.total if one.total else 0.0


def _has_own_word(one: Phrase, signs: list[float]) -> bool:
    return any(not any(signs[start:end]) for start, end in one.words)


def _has_own_known(one: Phrase, signs: list[float]) -> bool:
    return any(min(signs[start:end]) < 1 for start, end, _ in one.known)


def _near(one: Phrase, other: Phrase) -> float:
    """Give the cosine of the vectors, 0 where they point away from each other."""
    both = one.length * other.length
    return min(max(float(one.meaning @ other.meaning) / both, 0.0), 1.0) if both else 0.0


def _told(pairs: frozenset[str], detail: str) -> float:
    if not detail:
        return 0.0
    text = normalise(detail)
    return sum(pair in text for pair in pairs) / len(pairs) if text and pairs else 0.0
