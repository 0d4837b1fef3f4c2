"""The passages of a proposal as overlaps: against the earlier texts of a library, and against itself."""

from dataclasses import dataclass

import numpy as np

from proposal_check.model.document import Anchor, Document
from proposal_check.model.outline import OutlineReading
from proposal_check.model.overlap import Overlap
from proposal_check.model.where import where
from proposal_check.overlap.context import own_blocks
from proposal_check.overlap.earlier import Texts
from proposal_check.overlap.passages.find import Found, find_passages
from proposal_check.overlap.passages.passage import Passage
from proposal_check.overlap.passages.query import Query, make_query
from proposal_check.overlap.passages.templates import builtin_templates
from proposal_check.overlap.passages.within import find_repeated
from proposal_check.overlap.text_stream import stream

# So many places of common wording are kept; more say nothing more.
_COMMON_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PassageReading:
    """What passage search found; `common` points at wording that very many earlier texts share."""

    overlaps: tuple[Overlap, ...]
    common: tuple[Anchor, ...] = ()


def read_passages(document: Document, outline: OutlineReading, texts: Texts | None) -> PassageReading:
    """Search a proposal's own wording in the earlier texts, and for repetitions between its chapters."""
    templates = (*builtin_templates(), *(texts.templates() if texts else ()))
    query = make_query(stream(own_blocks(document, outline)), templates)
    chapters = _chapters(document)
    repeated = find_repeated(query, lambda block: chapters[block])
    found = find_passages(query, texts, document.source.sha256) if texts else Found(())
    overlaps = [_overlap(document, query, passage) for passage in (*found.passages, *repeated)]
    return PassageReading(tuple(overlaps), _common(query, found))


def _overlap(document: Document, query: Query, passage: Passage) -> Overlap:
    anchors = query.stream.anchors(*passage.mine)
    first = max(anchors, key=lambda a: (a.end - a.start, -a.block))
    about = passage.earlier.about if passage.earlier else None
    section = document.section_path(first.block)
    return Overlap(
        kind="passage",
        subject=section[-1].title if section else "正文",
        mine=first,
        theirs=passage.theirs,
        entry=passage.earlier.id if passage.earlier else "",
        entry_name=about.name if about else "本方案",
        owner=about.unit if about else "",
        source="，".join(part for part in (about.year, about.outcome) if part) if about else "",
        score=passage.score,
        more=tuple(anchor for anchor in anchors if anchor != first),
        theirs_place=_their_place(document, query, passage),
        passage_kind=passage.kind,
        share=_share(document, query, passage, first),
        length=passage.length,
    )


def _their_place(document: Document, query: Query, passage: Passage) -> str:
    if passage.earlier:
        return passage.earlier.section_at(passage.place[0])
    return where(document, query.stream.anchors(*passage.place)[0])


def _share(document: Document, query: Query, passage: Passage, anchor: Anchor) -> float:
    """Give the part of the innermost section's folded text that the passage takes up, 1 at most."""
    path = document.section_path(anchor.block)
    low, high = (path[-1].start, path[-1].end) if path else (0, len(document.blocks))
    inside = [piece for piece in query.stream.pieces if low <= piece.block < high]
    bounds = inside[0].start, inside[-1].start + len(inside[-1].text)
    start, end = np.searchsorted(query.folded.places, bounds)
    return round(min(passage.length / max(int(end - start), 1), 1.0), 4)


def _chapters(document: Document) -> list[int | None]:
    """Give for each block the chapter that holds it: the outermost section."""
    chapters: list[int | None] = [None] * len(document.blocks)
    for index, section in sorted(enumerate(document.sections), key=lambda s: -s[1].level):
        chapters[section.start : section.end] = [index] * (section.end - section.start)
    return chapters


def _common(query: Query, found: Found) -> tuple[Anchor, ...]:
    anchors = (a for span in found.common for a in query.stream.anchors(*query.folded.span(*span)))
    return tuple(anchor for anchor, _ in zip(anchors, range(_COMMON_SHOWN), strict=False))
