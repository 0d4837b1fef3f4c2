"""All passages that a text shares with earlier ones: copied first, then said in other words."""

from dataclasses import dataclass

import numpy as np

from proposal_check.overlap.earlier import Texts
from proposal_check.overlap.passages.common_wording import without
from proposal_check.overlap.passages.copied import find_copied
from proposal_check.overlap.passages.paraphrased import find_paraphrased
from proposal_check.overlap.passages.passage import Passage
from proposal_check.overlap.passages.query import Query


@dataclass(frozen=True, slots=True)
class Found:
    """The passages in reading order; `common` are folded ranges of wording that many texts share."""

    passages: tuple[Passage, ...]
    common: tuple[tuple[int, int], ...] = ()


def find_passages(query: Query, texts: Texts, leave_out: str = "") -> Found:
    """Find copied and paraphrased passages; a text with the sha256 `leave_out` is the query's own file."""
    copied = find_copied(query, texts, leave_out)
    taken = [tuple(np.searchsorted(query.folded.places, p.mine).tolist()) for p in copied.passages]
    paraphrased = find_paraphrased(without(query, copied.common), texts, taken, leave_out)
    passages = sorted((*copied.passages, *paraphrased), key=lambda p: (p.mine, p.theirs))
    return Found(tuple(passages), copied.common)
