"""What a Word package holds beside its text: furniture, signals, notes."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from lxml import etree

from proposal_check.model.document import Furniture, Paragraph, Signal, Table
from proposal_check.parse.package import Package, Relation
from proposal_check.parse.word_fields import Fields
from proposal_check.parse.word_names import DEL, INS, MOVE_FROM, MOVE_TO, REL_ID, R, w
from proposal_check.parse.word_numbering import Numbering
from proposal_check.parse.word_runs import InlineReader, Pages
from proposal_check.parse.word_story import Story
from proposal_check.parse.word_styles import Styles

DRAWN: Final = frozenset({"diagramData", "chart", "chartEx"})
PAGE_FIELD = re.compile(r"^\s*(?:PAGE|SECTIONPAGES)\b", re.IGNORECASE)
REFERENCES: Final[dict[str, Literal["header", "footer"]]] = {
    w("headerReference"): "header",
    w("footerReference"): "footer",
}


def read_furniture(
    package: Package, root: etree._Element, relations: Mapping[str, Relation], styles: Styles
) -> tuple[Furniture, ...]:
    """Read the headers and footers some section uses, each part once, blank ones left out."""
    furniture: list[Furniture] = []
    seen: set[str] = set()
    for reference in root.iter(*REFERENCES):
        relation = relations.get(reference.get(REL_ID, ""))
        if relation is None or relation.external or relation.target in seen:
            continue
        seen.add(relation.target)
        part = package.xml(relation.target)
        if part is None:
            continue
        text, has_page = story_text(part, styles), _has_page_number(part)
        if text or has_page:
            furniture.append(Furniture(REFERENCES[reference.tag], text, has_page))
    return tuple(furniture)


def story_text(part: etree._Element, styles: Styles) -> str:
    """Read a header or footer as plain lines, text boxes and tables included."""
    story = Story(styles, Numbering(None, styles), InlineReader(styles, Fields(), Pages(None)))
    story.walk(part)
    texts = (b.text for b in story.blocks if isinstance(b, Paragraph | Table))
    return "\n".join(t for t in texts if t.strip())


def _has_page_number(part: etree._Element) -> bool:
    if next(part.iter(w("pgNum")), None) is not None:
        return True
    if any(PAGE_FIELD.match(f.get(w("instr"), "")) for f in part.iter(w("fldSimple"))):
        return True
    return any(PAGE_FIELD.match(text) for text in _instructions(part))


def _instructions(part: etree._Element) -> Iterator[str]:
    """Join instruction text that is split over runs, field by field."""
    text = ""
    for element in part.iter(w("fldChar"), w("instrText")):
        if element.tag == w("instrText"):
            text += element.text or ""
        elif text:
            yield text
            text = ""
    if text:
        yield text


def read_notes(package: Package, relations: Mapping[str, Relation]) -> dict[tuple[str, str], etree._Element]:
    """Collect footnotes and endnotes by kind and id, in file order; separators are no notes."""
    notes: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        for relation in relations.values():
            if relation.kind != kind + "s" or relation.external:
                continue
            part = package.xml(relation.target)
            for note in part.iterchildren(w(kind)) if part is not None else ():
                if note.get(w("type"), "normal") == "normal":
                    notes[(kind, note.get(w("id"), ""))] = note
    return notes


def read_diagrams(package: Package, relations: Mapping[str, Relation]) -> dict[str, etree._Element]:
    """Collect the parts of SmartArt and charts by relation id: their text stands nowhere else."""
    wanted = [r for r in relations.values() if r.kind in DRAWN and not r.external]
    found = {r.id: package.xml(r.target) for r in wanted}
    return {key: root for key, root in found.items() if root is not None}


def read_signals(package: Package, root: etree._Element, part: str) -> tuple[Signal, ...]:
    """Count revisions, comments, macros, embedded objects and links out of the package."""
    relations = package.relations(part)
    found = {
        "insertions": _revisions(root, INS, MOVE_TO),
        "deletions": _revisions(root, DEL, MOVE_FROM),
        "comments": _comments(package, relations),
        "macros": sum(name.lower().endswith("vbaproject.bin") for name in package.names),
        "ole_objects": sum("/embeddings/" in n and n.lower().endswith(".bin") for n in package.names),
        "embedded_files": sum("/embeddings/" in n and not n.lower().endswith(".bin") for n in package.names),
        "external_links": sum(r.external and r.kind != "hyperlink" for r in relations),
    }
    signals = [Signal(code, count) for code, count in found.items() if count]
    template = [
        r for r in package.relations("word/settings.xml") if r.kind == "attachedTemplate" and r.external
    ]
    if template:
        signals.append(Signal("external_template", len(template), detail=_scheme(template[0].target)))
    return tuple(signals)


def _revisions(root: etree._Element, *tags: str) -> int:
    """Count revisions that carry text; a mark on a paragraph's end alone changes no text."""
    return sum(1 for e in root.iter(*tags) if e.find(f".//{R}") is not None)


def _comments(package: Package, relations: tuple[Relation, ...]) -> int:
    for relation in relations:
        if relation.kind == "comments" and not relation.external:
            part = package.xml(relation.target)
            return 0 if part is None else sum(1 for _ in part.iter(w("comment")))
    return 0


def _scheme(target: str) -> str:
    """Name only how the template is reached: its path may name a person."""
    return target.split(":", 1)[0].lower() if ":" in target else "file"
