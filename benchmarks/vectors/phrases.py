"""What the vectors are distilled from: words of administration, and phrases made of them by rule.

The words are those of the lexicon and the words of jieba's dictionary that the teacher puts nearest to them.
No pair that search is measured on is among them.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from proposal_check.overlap.synonyms import acts, lines

Encode = Callable[[Sequence[str]], np.ndarray]

_KINDS = frozenset({"n", "v", "vn", "an", "j", "b", "l", "nz", "nt", "a"})
_DOING = frozenset({"v", "vn"})
_LONGEST_WORD, _LONGEST_PHRASE = 5, 14
# Words of the dictionary less frequent than this are left out; nouns and the like may be rarer.
_RARE, _RARE_NOUN = 30, 10
# A word is of administration when the mean of its nearest so many lexicon words is high.
_NEIGHBOURS = 8


def synonyms() -> list[list[str]]:
    """Give the lines of the lexicon: words for one thing."""
    return [line.split() for line in lines() if not line.startswith("#")]


def words_and_phrases(encode: Encode, count: int) -> tuple[list[str], list[str]]:
    """Give the words, `count` of them from the dictionary, and the phrases to encode, themselves included."""
    kinds = _dictionary()
    doing, things = _lexicon()
    known = list(dict.fromkeys(chain(doing, things)))
    words = list(dict.fromkeys((*known, *_nearest(sorted(kinds), known, encode)[:count])))
    acting = {*doing, *(word for word in words if kinds.get(word) in _DOING and word not in things)}
    verbs = doing * 3 + [word for word in words if kinds.get(word) == "vn"]
    nouns = things * 6 + [word for word in words if word not in acting]
    made = chain(words, _mixed(words, acting, verbs, nouns), _of_lexicon(doing, things))
    return words, [text for text in dict.fromkeys(made) if len(text) <= _LONGEST_PHRASE]


def _mixed(words: list[str], acting: set[str], verbs: list[str], nouns: list[str]) -> Iterator[str]:
    """Put every word into phrases: a thing before an act, an act after one or two things."""
    for word in words:
        noun, verb = _pick(nouns, word, "noun"), _pick(verbs, word, "verb")
        other, last = _pick(nouns, word, "other"), _pick(verbs, word, "last")
        if word in acting:
            yield from (noun + word, other + word, other + noun + word)
        else:
            yield from (word + verb, word + last, noun + word + verb)


def _of_lexicon(doing: list[str], things: list[str]) -> Iterator[str]:
    for turn in range(4):
        for thing in things:
            act, other = _pick(doing, thing, turn), _pick(things, thing, turn)
            yield from (thing + act, thing + other + act)
        for act in doing:
            yield _pick(things, act, turn) + act


def _lexicon() -> tuple[list[str], list[str]]:
    doing: dict[str, None] = {}
    things: dict[str, None] = {}
    for number, line in enumerate(lines()):
        if not line.startswith("#"):
            (doing if number in acts() else things).update(dict.fromkeys(line.split()))
    return list(doing), [word for word in things if word not in doing]


def _dictionary() -> dict[str, str]:
    """Read the words of jieba's dictionary that may name things and acts, with their kinds."""
    import jieba  # type: ignore[import-not-found]

    kinds = {}
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, times, kind = line.split()
        least = _RARE_NOUN if kind in {"n", "vn", "j"} else _RARE
        if kind in _KINDS and 2 <= len(word) <= _LONGEST_WORD and int(times) >= least:
            kinds[word] = kind
    return kinds


def _nearest(words: list[str], known: list[str], encode: Encode) -> list[str]:
    """Put words in order of how near they are to words of the lexicon, the nearest first."""
    vectors, others = encode(words), encode(known)
    middle = vectors.mean(axis=0)
    vectors, others = _unit(vectors - middle), _unit(others - middle)
    blocks = (vectors[at : at + 2000] @ others.T for at in range(0, len(words), 2000))
    near = np.concatenate([np.partition(b, -_NEIGHBOURS)[:, -_NEIGHBOURS:].mean(axis=1) for b in blocks])
    return [words[at] for at in np.argsort(-near, kind="stable")]


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _pick(words: list[str], *seed: Any) -> str:
    return words[zlib.crc32("|".join(map(str, seed)).encode()) % len(words)]
