"""Passages that stand in two chapters of one document."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final

import numpy as np

from proposal_check.overlap.fingerprints import K, fingerprints
from proposal_check.overlap.passages.copied import passages_between
from proposal_check.overlap.passages.passage import Passage
from proposal_check.overlap.passages.query import Query

# Shorter repetitions inside one document are ordinary: names, figures, turns of phrase.
SHORTEST: Final = 100
# A run that occurs more often than this is a formula of the document, not a passage.
_OFTEN: Final = 6


def find_repeated(query: Query, chapter_of: Callable[[int], int | None]) -> tuple[Passage, ...]:
    """Find running text that stands in two chapters; tables, which repeat names on purpose, are left out.

    `chapter_of` gives the chapter of a block, None outside any. The later place is `mine`.
    """
    found = passages_between(query, query.folded, query.ends, _seeds(query, chapter_of))
    passages = []
    for between in found:
        (a, b), (c, d) = between.mine, between.theirs
        if query.own_length(a, b) >= SHORTEST and d <= a:
            place = query.folded.span(c, d)
            mine = query.folded.span(a, b)
            wording = query.stream.text[slice(*place)]
            passages.append(Passage(None, mine, place, wording, *between.kind, b - a))
    return tuple(sorted(passages, key=lambda p: (p.mine, p.place)))


def _seeds(query: Query, chapter_of: Callable[[int], int | None]) -> Iterator[tuple[int, int]]:
    keys, at = fingerprints(query.folded.codes, "exact")
    counted = np.concatenate(([0], np.cumsum(query.own)))
    own = counted[at + K] - counted[at] == K
    places: dict[int, list[int]] = defaultdict(list)
    for key, position in zip(keys[own].tolist(), at[own].tolist(), strict=True):
        places[key].append(position)
    for positions in places.values():
        if 2 <= len(positions) <= _OFTEN:
            for earlier, later in combinations(positions, 2):
                one, other = _chapter(query, earlier, chapter_of), _chapter(query, later, chapter_of)
                if one is not None and other is not None and one != other:
                    yield later, earlier


def _chapter(query: Query, position: int, chapter_of: Callable[[int], int | None]) -> int | None:
    piece = query.stream.piece_at(int(query.folded.places[position]))
    return None if piece.cell else chapter_of(piece.block)
