"""Words that mean one thing in module names: 巡查 and 巡检, 落户 and 户口迁移."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

# Words are looked up by how they begin: at most places of a name none does.
_HEAD = 2


@cache
def acts() -> frozenset[int]:
    """Give the concepts that are acts (登记, 监测 …); the others are things."""
    things = lines().index("# Things")
    return frozenset(range(things))


@cache
def lexicon() -> Mapping[str, frozenset[int]]:
    """Give the concepts of every word: numbers of the lines of synonyms.txt that name it."""
    words: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines()):
        for word in () if line.startswith("#") else line.split():
            words[word].append(number)
    return {word: frozenset(numbers) for word, numbers in words.items()}


def pieces(text: str) -> tuple[tuple[int, int, frozenset[int]], ...]:
    """Find the known words of a text: (start, end, concepts).

    The longest from the left, and whatever lies inside one of them: 户口迁移 is one word and two more.
    """
    known, lengths, found, reach = lexicon(), _lengths(), [], 0
    for start in range(len(text) - 1):
        for length in lengths.get(text[start : start + _HEAD], ()):
            end = start + length
            fits = end <= reach or (start >= reach and end <= len(text))
            if fits and (concepts := known.get(text[start:end])):
                found.append((start, end, concepts))
                reach = max(reach, end)
    return tuple(found)


@cache
def lines() -> tuple[str, ...]:
    """Give the lines of synonyms.txt; those that begin with # are headings."""
    text = files("proposal_check.overlap").joinpath("synonyms.txt").read_text("utf-8")
    return tuple(text.splitlines())


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """Give the lengths, longest first, of the words that begin with two characters."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in lexicon():
        lengths[word[:_HEAD]].add(len(word))
    return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
