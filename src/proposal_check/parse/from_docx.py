"""Read a .docx in one pass over its document part."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Block, Counts, Document, ReadWarning, Signal, Source
from proposal_check.parse.captions import bind_captions
from proposal_check.parse.contents import mark_contents, read_entries
from proposal_check.parse.headings import build_sections, mark_headings
from proposal_check.parse.losses import first_lost_block, losses
from proposal_check.parse.package import DAMAGED_ADVICE, Package, Relation
from proposal_check.parse.run_in_headings import moved
from proposal_check.parse.tally import tally_blocks
from proposal_check.parse.word_charts import count_drawn
from proposal_check.parse.word_counts import count_markup
from proposal_check.parse.word_fields import Fields
from proposal_check.parse.word_names import TBL, P, w
from proposal_check.parse.word_numbering import Numbering
from proposal_check.parse.word_package import read_diagrams, read_furniture, read_notes, read_signals
from proposal_check.parse.word_runs import InlineReader, Pages
from proposal_check.parse.word_story import Story
from proposal_check.parse.word_styles import Styles

BODY = w("body")


def read_docx(package: Package, data: bytes, name: str) -> Document:
    """Read an opened Word package. Raises UnreadableFile when its parts are damaged or beyond a limit."""
    part = main_part(package)
    root = package.xml(part)
    body = root.find(BODY) if root is not None else None
    if root is None or body is None:
        raise UnreadableFile("文件中没有正文内容，不是完整的 Word 文档。", DAMAGED_ADVICE)
    relations = {r.id: r for r in package.relations(part)}
    story = _read_story(package, body, relations)
    blocks = mark_headings(bind_captions(mark_contents(story.blocks)))
    raw = _raw([body, *story.notes.values()], story.diagrams.values())
    seen = _seen(story)
    return Document(
        source=Source(name, hashlib.sha256(data).hexdigest(), "docx", len(data)),
        blocks=blocks,
        sections=build_sections(blocks),
        contents=read_entries(blocks),
        furniture=read_furniture(package, root, relations, story.styles),
        signals=(*moved(_merged(story.signals), blocks), *read_signals(package, root, part)),
        warnings=(*_losses(raw, seen, body, blocks), *_unread_parts(root)),
        raw=raw,
        seen=seen,
    )


def _read_story(package: Package, body: etree._Element, relations: Mapping[str, Relation]) -> Story:
    targets = {r.kind: r.target for r in relations.values() if not r.external}
    styles = Styles(package.xml(targets.get("styles", "word/styles.xml")))
    numbering = Numbering(package.xml(targets.get("numbering", "word/numbering.xml")), styles)
    has_layout = next(body.iter(w("lastRenderedPageBreak")), None) is not None
    inline = InlineReader(styles, Fields(), Pages(1 if has_layout else None))
    notes, diagrams = read_notes(package, relations), read_diagrams(package, relations)
    sources = {element: rank for rank, element in enumerate(body.iter(P, TBL))}
    story = Story(styles, numbering, inline, notes, diagrams, sources)
    story.walk(body)
    story.rest_of_notes()
    return story


def main_part(package: Package) -> str:
    """Find the document part, wherever the package puts it."""
    for relation in package.relations(""):
        if relation.kind == "officeDocument" and relation.target in package.names:
            return relation.target
    return "word/document.xml"


def _raw(stories: Sequence[etree._Element], drawn: Iterable[etree._Element]) -> Counts:
    counts = [*map(count_markup, stories), *map(count_drawn, drawn)]
    return Counts(
        sum(c.characters for c in counts), sum(c.cells for c in counts), sum(c.numbers for c in counts)
    )


def _seen(story: Story) -> Counts:
    """Count the blocks as read, without the automatic numbers, which the markup does not spell out."""
    text, cells = tally_blocks(story.blocks)
    text = text - story.labels
    return Counts(text.characters, cells + story.frames, text.numbers)


def _losses(
    raw: Counts, seen: Counts, body: etree._Element, blocks: Sequence[Block]
) -> Iterator[ReadWarning]:
    if raw != seen:
        yield from losses(raw, seen, block=first_lost_block(body, blocks))


def _unread_parts(root: etree._Element) -> list[ReadWarning]:
    chunks = sum(1 for _ in root.iter(w("altChunk"), w("subDoc")))
    if not chunks:
        return []
    message = f"文件嵌入了 {chunks} 处外部格式内容，未能读入，请另存为普通 .docx 后重新提交。"
    return [ReadWarning("embedded_content", message, amount=chunks)]


def _merged(signals: list[Signal]) -> list[Signal]:
    """Keep one signal per kind and block."""
    counts: dict[tuple[str, int | None], int] = {}
    for signal in signals:
        key = (signal.code, signal.block)
        counts[key] = counts.get(key, 0) + signal.count
    return [Signal(code, count, block) for (code, block), count in counts.items()]
