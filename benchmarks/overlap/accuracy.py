"""How well passages are found: planted ones of every kind, and texts that share template wording only."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.overlap.plagdet import Measures, measure
from benchmarks.overlap.planted import (
    REWRITINGS,
    Planted,
    Suspicious,
    clean_text,
    hand_written,
    library,
    suspicious,
)
from benchmarks.overlap.prose import TEMPLATE_LINES
from proposal_check.overlap.earlier import Described, Texts
from proposal_check.overlap.passages.find import find_passages
from proposal_check.overlap.passages.query import make_query
from proposal_check.overlap.store import Store, writing
from proposal_check.overlap.text_stream import Piece, Stream

_CHARACTERS = 12_000


def stored(folder: Path, texts: Mapping[str, str]) -> Store:
    """Make a library of these texts and the template wording."""
    with writing(folder) as writer:
        writer.add("\n".join(TEMPLATE_LINES), Described("样板文字", kind="template"))
        for name, text in texts.items():
            writer.add(text, Described(name))
    return Store(folder)


def detect(text: str, texts: Texts) -> list[Planted]:
    """Find the passages of a plain text."""
    query = make_query(Stream(text, (Piece(0, 0, None, text),)), texts.templates())
    passages = find_passages(query, texts).passages
    return [Planted(p.mine, p.earlier.about.name, p.place) for p in passages if p.earlier]


def accuracy(documents: int = 150, queries: int = 25) -> dict[str, Measures]:
    """Measure every kind of planted passage; `by hand` are paraphrases written by a person."""
    earlier = library(documents, _CHARACTERS)
    measured = {}
    with tempfile.TemporaryDirectory() as folder:
        store = stored(Path(folder) / "library", earlier)
        for kind in REWRITINGS:
            planted = [suspicious(kind, seed, earlier, _CHARACTERS) for seed in range(queries)]
            measured[kind] = _measured(planted, store)
        sources, texts = hand_written(earlier, _CHARACTERS)
        measured["by hand"] = _measured(texts, stored(Path(folder) / "by hand", sources))
    return measured


def flagged_clean(documents: int = 150, queries: int = 60) -> tuple[int, int]:
    """Count the pairs of a clean text and an earlier one that were flagged, and all such pairs."""
    with tempfile.TemporaryDirectory() as folder:
        store = stored(Path(folder) / "library", library(documents, _CHARACTERS))
        pairs = [
            {one.source for one in detect(clean_text(9000 + seed, _CHARACTERS), store)}
            for seed in range(queries)
        ]
    return sum(map(len, pairs)), documents * queries


def _measured(planted: Iterable[Suspicious], texts: Texts) -> Measures:
    found: Sequence[tuple[Sequence[Planted], Sequence[Planted]]]
    found = [(one.planted, detect(one.text, texts)) for one in planted]
    return measure(found)
