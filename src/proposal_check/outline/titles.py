"""How alike a heading and a required item's names are: weighted characters and pairs, and edit distance."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from proposal_check.packs.schema import OutlineItem

Scores = NDArray[np.float32]
ALIAS = 0.98

_BRACKETS = re.compile(r"[（(【\[][^（()）】\]]*[)）】\]]")
# A number that the reader left in the title.
_NUMBER = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十\d]+(?:[章节部分]+|(?=[.、,)\s]))[.、,)\s]*|\([一二三四五六七八九十\d]+\))"
)
_FILLERS = re.compile(r"本项目|项目|以及|[的之对和与及]")
_JOINTS = re.compile(r"以及|[与和及、，,；;/]")


def head_of(title: str) -> str:
    """Return the heading proper: 「项目名称：××平台」 is headed 项目名称."""
    return re.split(r"[：:]", title, maxsplit=1)[0]


def tail_of(title: str) -> str:
    """Return what a run-in heading says after its colon, blank when nothing."""
    return "".join(re.split(r"[：:]", title, maxsplit=1)[1:]).strip()


def normal(title: str) -> str:
    """Fold width and punctuation, and drop the words that every heading may or may not carry.

    What would become a bare 目标 or 人员 keeps them: two characters alone name too much.
    """
    text = _NUMBER.sub("", unicodedata.normalize("NFKC", head_of(title)))
    text = re.sub(r"[\W_]+", "", _BRACKETS.sub("", text) or text)
    shorter = _FILLERS.sub("", text)
    return shorter if len(shorter) > 2 else text


def parts_of(title: str) -> tuple[str, ...]:
    """Split a heading that joins several: 「建设进度与培训计划」. A heading without joint has no parts.

    What the first part says of its last word goes for the others: 「建设目标和内容」 is 建设内容 too.
    """
    pieces = [p.strip() for p in _JOINTS.split(head_of(title)) if len(p.strip()) > 1]
    lead = pieces[0][:-2] if pieces and len(pieces[0]) > 3 else ""
    shared = [f"{lead}{p}" for p in pieces[1:] if lead and len(p) == 2]
    return (*pieces, *shared) if len(pieces) > 1 else ()


def _features(text: str) -> set[str]:
    return {*text, *(text[k : k + 2] for k in range(len(text) - 1))}


def title_index(items: Iterable[OutlineItem]) -> "TitleIndex":
    """Prepare the names of an outline's items; those of the last few outlines are kept."""
    return _index(tuple((item.title, *item.aliases) for item in items))


@lru_cache(maxsize=16)
def _index(names: tuple[tuple[str, ...], ...]) -> "TitleIndex":
    return TitleIndex(names)


class TitleIndex:
    """The names of all required items, each item's title first, ready to be compared with headings."""

    def __init__(self, items: Sequence[tuple[str, ...]]) -> None:
        names = [[normal(n) for n in dict.fromkeys(item)] for item in items]
        self._names = [n for group in names for n in group]
        # Of two items that a heading names, the one whose title it is comes before the one it only may mean.
        self._trust = np.array([1 if k == 0 else ALIAS for g in names for k in range(len(g))], np.float32)
        self._starts = np.cumsum([0, *(len(group) for group in names[:-1])])
        spread = Counter(f for group in names for f in set().union(*map(_features, group)))
        self._columns = {f: k for k, f in enumerate(sorted(spread))}
        # A rare character tells items apart; one that no item uses weighs like one that two use.
        self._weights = np.array(
            [math.log(1 + len(items) / (1 + spread[f])) for f in sorted(spread)], np.float32
        )
        self._unknown = math.log(1 + len(items) / 2)
        known = [self._known(_features(name)) for name in self._names]
        self._sizes = np.array([self._weights[k].sum() for k in known], np.float32)
        # One row a feature: a title shares with every name what the rows of its own features sum up to.
        self._rows = np.zeros((len(self._columns), len(self._names)), np.float32)
        for name, columns in enumerate(known):
            self._rows[columns, name] = self._weights[columns]

    def scores(self, titles: Sequence[str]) -> Scores:
        """Score every item against every title, 0..1: the best of the item's names counts."""
        if not titles:
            return np.zeros((len(self._starts), 0), np.float32)
        plain = [normal(t) for t in titles]
        shared = np.empty((len(self._names), len(plain)), np.float32)
        sizes = np.empty(len(plain), np.float32)
        for number, title in enumerate(plain):
            features = _features(title)
            known = self._known(features)
            shared[:, number] = self._rows[known].sum(axis=0)
            sizes[number] = self._weights[known].sum() + (len(features) - len(known)) * self._unknown
        dice = 2 * shared / np.maximum(self._sizes[:, None] + sizes[None, :], 1e-6)
        edit = process.cdist(self._names, plain, scorer=fuzz.ratio, dtype=np.float32) / 100
        best = np.maximum.reduceat((dice + edit) / 2 * self._trust[:, None], self._starts, axis=0)
        # Rounded, so that no machine's order of summation decides on which side of a limit a score falls.
        return np.asarray(np.round(best, 4), np.float32)

    def _known(self, features: Iterable[str]) -> list[int]:
        """Give the columns of the features that some item has, ascending."""
        return sorted(self._columns[f] for f in features if f in self._columns)
