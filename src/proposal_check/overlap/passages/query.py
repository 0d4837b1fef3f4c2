"""The proposal's side of a passage search: its text, folded, without what is template or citation."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.fingerprints import run_hashes
from proposal_check.overlap.fold import Folded, fold
from proposal_check.overlap.text_stream import Stream

# A title of a statute with its document number, wherever it is cited.
_CITATION = re.compile(r"《[^《》\n]{2,80}》\s*(?:[（(][^（()）\n]{0,40}[）)])?")
_NUMBERING = re.compile(
    r"^\s*(?:[第]?[一二三四五六七八九十\d]+[章节、.．)）]|[（(][一二三四五六七八九十\d]+[）)])\s*"
)
_SENTENCE_END = re.compile(r"[。；;！!？?\n]")
# Template texts are recognised in runs of this many folded characters.
TEMPLATE_RUN = 12


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
    lines = [line for template in templates for line in template.splitlines()]
    own[_template_runs(folded, lines)] = False
    titles = {fold(line).text() for line in lines}
    for piece in stream.pieces:
        bare = _NUMBERING.sub("", piece.text)
        if len(bare) <= 60 and fold(bare).text() in titles:
            span = (piece.start, piece.start + len(piece.text))
            own[slice(*np.searchsorted(folded.places, span))] = False
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


def _template_runs(folded: Folded, lines: Iterable[str]) -> NDArray[np.int64]:
    """Give the folded positions covered by runs that occur in a template."""
    known = [run_hashes(fold(line).codes, TEMPLATE_RUN) for line in lines]
    if len(folded) < TEMPLATE_RUN or not known:
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.isin(run_hashes(folded.codes, TEMPLATE_RUN), np.concatenate(known)))
    return np.unique((starts[:, None] + np.arange(TEMPLATE_RUN)).ravel())
