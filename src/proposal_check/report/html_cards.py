"""The entries of the report's list: opinions, doubts and gaps, and the marks that lead to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from proposal_check.model.document import Anchor, Document
from proposal_check.model.finding import Finding, Outcome, Review
from proposal_check.model.overlap import Overlap
from proposal_check.report.html_marks import Mark, Pin, element_id, place_key
from proposal_check.report.not_checked import KINDS, NotChecked, by_reason
from proposal_check.report.opinions import WHOLE, Opinion, doubts, opinions
from proposal_check.report.places import place_of
from proposal_check.report.wording import OVERLAP_KINDS, SEVERITIES, clean, shorten

PLACES_SHOWN = 12
QUOTES_SHOWN = 6
QUOTE_LIMIT = 160


@dataclass(frozen=True, slots=True)
class Link:
    """A place in words; `target` is the element of the rendered document, empty when there is none."""

    words: str
    target: str


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of an opinion, or one reason why things were not checked."""

    id: str
    message: str
    links: tuple[Link, ...]
    more: int = 0
    quotes: tuple[str, ...] = ()
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An entry: `look` is its colour, the `label` its number, `kind` what the chip says."""

    id: str
    look: str
    kind: str
    label: str
    title: str
    rule: str
    group: str
    items: tuple[Item, ...]
    finding: Finding | None = None
    codes: tuple[str, ...] = field(default=())


def cards(review: Review, gaps: Sequence[NotChecked]) -> tuple[Card, ...]:
    """List opinions, then what a person must decide, then what was not looked at."""
    left = [g for g in gaps if g.certain_gap or not _has_finding(review, g)]
    return (
        *(_card(review, o) for o in opinions(review)),
        *(_card(review, o) for o in doubts(review)),
        *_gap_cards(review, left),
    )


def _has_finding(review: Review, gap: NotChecked) -> bool:
    return any(f.rule == gap.code and f.outcome is Outcome.NEEDS_REVIEW for f in review.findings)


def _card(review: Review, opinion: Opinion) -> Card:
    head = opinion.findings[0]
    doubt = head.outcome is Outcome.NEEDS_REVIEW
    return Card(
        id=f"{'q' if doubt else 'o'}{opinion.number}",
        look="gap" if doubt else opinion.severity.value,
        kind="人工核查" if doubt else SEVERITIES[opinion.severity],
        label=f"{'核' if doubt else ''}{opinion.number}",
        title=opinion.title,
        rule=opinion.rule,
        group=opinion.group,
        items=tuple(_item(review, f, head) for f in opinion.findings),
        finding=head,
    )


def _item(review: Review, finding: Finding, head: Finding) -> Item:
    links = _links(review, finding)
    quotes = dict.fromkeys(shorten(a.quote, QUOTE_LIMIT) for a in finding.anchors if clean(a.quote))
    return Item(
        id=f"f-{finding.id}",
        message=finding.message,
        links=tuple(links[:PLACES_SHOWN]) or (Link("、".join(finding.places) or WHOLE, ""),),
        more=max(len(links) - PLACES_SHOWN, 0),
        quotes=tuple(quotes)[:QUOTES_SHOWN],
        suggestion="" if finding.suggestion == head.suggestion else finding.suggestion,
    )


def _links(review: Review, finding: Finding) -> list[Link]:
    """List the places of a finding, each wording once."""
    once: dict[str, Link] = {}
    for found in (link(review, anchor) for anchor in finding.anchors):
        once.setdefault(found.words, found)
    return list(once.values())


def link(review: Review, anchor: Anchor | None) -> Link:
    """Lead to the place of an anchor in the rendered document, in words where there is none."""
    place = place_key(review.submission.documents, anchor) if anchor else None
    return Link(place_of(review, anchor) or "原文", element_id(place) if place else "")


def _gap_cards(review: Review, gaps: Sequence[NotChecked]) -> Iterator[Card]:
    for number, same in enumerate(by_reason(gaps), start=1):
        places = dict.fromkeys(
            _gap_link(review.submission.documents, g) for g in same.gaps if g.block is not None
        )
        item = Item(
            f"g{number}-1", same.reason, tuple(places)[:PLACES_SHOWN], max(len(places) - PLACES_SHOWN, 0)
        )
        codes = tuple(dict.fromkeys(g.code for g in same.gaps))
        kind, label = KINDS[same.kind], f"未{number}"
        yield Card(f"g{number}", "gap", kind, label, same.labels(20), "", "未检查", (item,), None, codes)


def _gap_link(documents: Sequence[Document], gap: NotChecked) -> Link:
    document, block = gap.document or 0, gap.block or 0
    known = document < len(documents) and block < len(documents[document].blocks)
    page = f"第{gap.page}页" if gap.page else "原文"
    return Link(page, element_id((document, block, None)) if known else "")


def marks(review: Review, entries: Sequence[Card]) -> Iterator[Mark]:
    """Pin every opinion and every overlap to the places it points at."""
    findings = {f"f-{f.id}": f for f in review.findings}
    for card in entries:
        for item in card.items:
            pin = Pin(item.id, card.label, f"{card.kind}：{clean(card.title)}", card.look)
            found = findings.get(item.id)
            for anchor in found.anchors if found else ():
                yield Mark(anchor, pin)
    for number, overlap in enumerate(review.overlap.overlaps, start=1):
        pin = Pin(f"v{number}", f"比{number}", _overlap_title(overlap), "overlap")
        for anchor in (overlap.mine, *overlap.more):
            yield Mark(anchor, pin)


def _overlap_title(overlap: Overlap) -> str:
    return f"{OVERLAP_KINDS[overlap.kind]}：{clean(overlap.entry_name) or clean(overlap.subject)}"
