"""The report for reviewers: one HTML file that needs no network, readable without scripts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from proposal_check import __version__
from proposal_check.model.budget import Identity
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Review
from proposal_check.model.submission import FACTS, FactValue
from proposal_check.packs.schema import OutlineItem, Pack
from proposal_check.report import wording
from proposal_check.report.equations import equations, readings
from proposal_check.report.html_budget import TABLE_KINDS, composition, recomputed
from proposal_check.report.html_cards import Card, Link, cards, link, marks
from proposal_check.report.html_document import rendered
from proposal_check.report.html_marks import by_place, element_id, place_key
from proposal_check.report.html_overlaps import PASSAGES, entries
from proposal_check.report.letter_title import document_name
from proposal_check.report.not_checked import not_checked
from proposal_check.report.opinions import GROUPS, basis_words
from proposal_check.report.places import outline_numbers, section_title

if TYPE_CHECKING:
    from jinja2 import Environment


def write_html(review: Review, pack: Pack, path: Path) -> None:
    """Write the report as UTF-8, byte-identical for equal reviews; every text of a document is escaped."""
    path.write_text(_page(review, pack), encoding="utf-8", newline="\n")


def _page(review: Review, pack: Pack) -> str:
    return _environment().get_template("report.html").render(_context(review, pack))


@cache
def _environment() -> "Environment":
    """Keep the templates compiled: a batch writes many reports."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("proposal_check.report", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "w": wording,
        "table_kinds": TABLE_KINDS,
        "basis": basis_words,
    }
    return environment


def _printable(value: Any) -> Any:
    # Only bare strings: markup that the template made itself must not be touched.
    return wording.clean(value) if type(value) is str else value


def _context(review: Review, pack: Pack) -> dict[str, Any]:
    gaps = not_checked(review)
    listed = cards(review, gaps)
    return {
        "review": review,
        "pack": pack,
        "version": __version__,
        "name": document_name(review, pack),
        "conclusion": wording.conclusion_words(review.conclusion, pack),
        "counts": wording.outcome_counts(review),
        "cards": listed,
        "groups": [group for group in (*GROUPS, "未检查") if any(c.group == group for c in listed)],
        "gaps": [card for card in listed if card.group == "未检查"],
        "doubtful": [c for c in listed if c.look == "gap"],
        "documents": _documents(review, listed),
        "outline": _outline(review, pack.outline_of(review.outline.kind).chapters),
        "coverage": Counter(match.status for match in review.outline.matches),
        "composition": composition(review.budget),
        "tables": [recomputed(review, r, t) for r in readings(review) for t in r.tables],
        "identities": [(i, link(review, i.anchors[0] if i.anchors else None)) for i in _sorted(review)],
        "entries": entries(review),
        "passages": PASSAGES,
        "facts": [
            (_label(name), _value(fact.value), fact, link(review, fact.anchor))
            for name, fact in review.facts.items()
        ],
        "results": _results(review),
        "row_id": lambda anchor: link(review, anchor).target,
        "block_id": lambda block: element_id((0, block, None)),
    }


def _documents(review: Review, listed: Sequence[Card]) -> list[tuple[str, Markup]]:
    """Render every document of the submission with its marks."""
    documents = review.submission.documents
    placed = by_place(documents, marks(review, listed))
    places = (place_key(documents, anchor) for anchor in _told_elsewhere(review))
    linked = frozenset(place for place in places if place is not None)
    return [(d.source.name, rendered(d, index, placed, linked)) for index, d in enumerate(documents)]


def _told_elsewhere(review: Review) -> Iterator[Anchor]:
    """Yield the places that facts, equations and recomputed rows lead to."""
    yield from (fact.anchor for fact in review.facts.values() if fact.anchor)
    yield from (identity.anchors[0] for identity in equations(review) if identity.anchors)
    yield from (row.anchor for table in review.budget.tables for row in table.rows)
    yield from (match.anchor for match in review.outline.matches if match.anchor)


def _sorted(review: Review) -> list[Identity]:
    return [i for state in wording.IDENTITY_STATES for i in equations(review) if i.state == state]


def _results(review: Review) -> list[Any]:
    return [r for outcome in wording.OUTCOMES for r in review.results if r.outcome is outcome]


def _label(name: str) -> str:
    return FACTS[name].label if name in FACTS else name


def _value(value: FactValue) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(value) if isinstance(value, tuple) else str(value)


def _outline(review: Review, chapters: list[OutlineItem]) -> list[dict[str, Any]]:
    """Arrange the outline's items under their chapters, each with its place in the document."""
    numbers = outline_numbers(chapters)
    found: list[dict[str, Any]] = []
    for match in review.outline.matches:
        section = None if match.section is None else review.submission.main.sections[match.section]
        start = match.anchor or (Anchor(section.start, 0, 0, "") if section else None)
        place = link(review, start)
        item = {
            "match": match,
            "number": numbers.get(match.id, ""),
            "link": Link(section_title(review, match) or place.words, place.target if start else ""),
            "found": bool(start),
            "children": [],
        }
        (found if match.level == 1 or not found else found[-1]["children"]).append(item)
    return found
