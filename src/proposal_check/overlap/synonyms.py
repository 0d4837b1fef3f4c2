"""Words that mean one thing in module names: 巡查 and 巡检, 低保 and 最低生活保障."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_LONGEST = 7


@cache
def acts() -> frozenset[int]:
    """Give the concepts that are acts (登记, 监测 …); the others are things."""
    things = _lines().index("# Things")
    return frozenset(range(things))


@cache
def lexicon() -> Mapping[str, frozenset[int]]:
    """Give the concepts of every word: numbers of the lines of synonyms.txt that name it."""
    words: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_lines()):
        for word in () if line.startswith("#") else line.split():
            words[word].add(number)
    return {word: frozenset(numbers) for word, numbers in words.items()}


def pieces(text: str) -> tuple[tuple[int, int, frozenset[int]], ...]:
    """Find the known words of a text, longest first from the left: (start, end, concepts)."""
    known, found, start = lexicon(), [], 0
    while start < len(text) - 1:
        for end in range(min(len(text), start + _LONGEST), start + 1, -1):
            if concepts := known.get(text[start:end]):
                found.append((start, end, concepts))
                start = end - 1
                break
        start += 1
    return tuple(found)


@cache
def _lines() -> list[str]:
    return files("proposal_check.overlap").joinpath("synonyms.txt").read_text("utf-8").splitlines()
