"""The proposal's side of a passage search: its text, folded, without what is template or citation."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.fingerprints import Keys, run_hashes
from proposal_check.overlap.fold import Folded, fold
from proposal_check.overlap.text_stream import Stream

# A title of a statute with its document number, wherever it is cited, and the sentence it is quoted with:
# 《×法》第三条规定，……; what follows 根据《×法》要求 is the author's own.
_CITATION = re.compile(
    r"(?P<own>(?:根据|按照|依据|落实|贯彻|遵循|对照)[^《》，。\n]{0,12})?《[^《》\n]{2,80}》\s*(?:[（(][^（()）\n]{0,40}[）)])?"
    r"(?(own)|(?:[^，。；：《》\n]{0,16}(?:明确|规定|指出|要求|提出|强调)(?!的)[^。\n]{0,300})?)"
)
_NUMBERING = re.compile(
    r"^\s*(?:[第]?[一二三四五六七八九十\d]+[章节、.．)）]|[（(][一二三四五六七八九十\d]+[）)])\s*"
)
_SENTENCE_END = re.compile(r"[。；;！!？?\n]")
# Template texts are recognised in runs of this many folded characters.
TEMPLATE_RUN = 12
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Query:
    """A text to search for. `own[i]` says that a folded character is the author's own wording.

    `ends` are the folded positions where sentences end, ascending, the end of the text included.
    """

    stream: Stream
    folded: Folded
    own: NDArray[np.bool_]
    ends: list[int]

    def own_length(self, start: int, end: int) -> int:
        """Count the author's own characters in a folded range."""
        return int(np.count_nonzero(self.own[start:end]))


def make_query(stream: Stream, templates: Sequence[str]) -> Query:
    """Fold a text and set apart citations and the words of templates."""
    folded = fold(stream.text)
    own = np.ones(len(folded), dtype=bool)
    for found in _CITATION.finditer(stream.text):
        own[slice(*np.searchsorted(folded.places, found.span()))] = False
    known = _wording(tuple(templates))
    own[_template_runs(folded, known.runs)] = False
    for start, end in _titles(stream, folded, known.titles):
        own[start:end] = False
    return Query(stream, folded, own, sentence_ends(stream.text, folded))


def sentence_ends(text: str, folded: Folded) -> list[int]:
    """Give the folded positions at which sentences of the text end, ascending, without repetition."""
    marks = [found.start() for found in _SENTENCE_END.finditer(text)]
    ends = np.unique(np.searchsorted(folded.places, np.array([*marks, len(text)], dtype=np.int64)))
    return [int(end) for end in ends if end > 0]


def next_end(ends: Sequence[int], position: int) -> int | None:
    """Find the first sentence end behind a position."""
    index = bisect_right(ends, position)
    return ends[index] if index < len(ends) else None


def previous_end(ends: Sequence[int], position: int) -> int | None:
    """Find the last sentence end before a position; 0 begins the first sentence."""
    if position <= 0:
        return None
    index = bisect_left(ends, position)
    return ends[index - 1] if index else 0


@dataclass(frozen=True, slots=True)
class _Wording:
    """The words of templates: their lines, folded, and the hashes of the runs within a line, ascending."""

    titles: frozenset[str]
    runs: Keys


@lru_cache(maxsize=4)
def _wording(templates: tuple[str, ...]) -> _Wording:
    lines = [line for template in templates for line in template.splitlines()]
    folded = fold("\n".join(lines))
    starts = np.cumsum([0, *(len(line) + 1 for line in lines)])
    bounds = np.searchsorted(folded.places, starts)
    text = folded.text()
    titles = frozenset(text[start:end] for start, end in pairwise(bounds.tolist()))
    line = np.searchsorted(bounds, np.arange(len(folded)), side="right")
    within = line[TEMPLATE_RUN - 1 :] == line[: len(line) - TEMPLATE_RUN + 1]
    return _Wording(titles, np.unique(run_hashes(folded.codes, TEMPLATE_RUN)[within]))


def _template_runs(folded: Folded, known: Keys) -> NDArray[np.int64]:
    """Give the folded positions covered by runs that occur in a template."""
    if len(folded) < TEMPLATE_RUN or not len(known):
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.isin(run_hashes(folded.codes, TEMPLATE_RUN), known))
    return np.unique((starts[:, None] + np.arange(TEMPLATE_RUN)).ravel())


def _titles(stream: Stream, folded: Folded, titles: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the folded ranges of the pieces that are a line of a template, numbered or not."""
    whole = folded.text()
    numbers = [found.end() if (found := _NUMBERING.match(piece.text)) else 0 for piece in stream.pieces]
    places = [
        (p.start, p.start + n, p.start + len(p.text)) for p, n in zip(stream.pieces, numbers, strict=True)
    ]
    bounds = np.searchsorted(folded.places, np.array(places, dtype=np.int64).reshape(-1, 3))
    for (_, bare, last), (start, own, end) in zip(places, bounds.tolist(), strict=True):
        if last - bare <= _LONGEST_TITLE and whole[own:end] in titles:
            yield start, end
