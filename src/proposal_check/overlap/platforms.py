"""Shared platforms in the proposal's words: where they are named, and whether they are built or used."""

import re
from collections.abc import Iterable, Iterator, Mapping

from proposal_check.model.document import Anchor, Block, Document, Paragraph, Table
from proposal_check.model.outline import OutlineReading
from proposal_check.model.overlap import Overlap, Stance, SystemEntry
from proposal_check.overlap.context import Context, contexts, own_blocks
from proposal_check.overlap.modules import Module
from proposal_check.overlap.stance import Reading, sentence, stance
from proposal_check.overlap.stance_words import BUILD, GOVERNING, LINK_ANYWHERE, REFUSES_SHARED
from proposal_check.overlap.tables import listing
from proposal_check.overlap.words import core

# What `Overlap.score` says of a platform: how sure the wording is about the stance. Decided is a sentence
# that builds it and refuses the shared one: nothing said elsewhere takes that back.
DECIDED, SURE, UNSURE = 1.0, 0.9, 0.5
_OURS = re.compile(
    f"(?:本项目|本期项目?|本次项目?)(?:拟|将|计划|主要|另行|自行|单独|独立)*{BUILD}[^，。；]*$"
)
_LONGEST_QUOTE = 120
# So many characters before a platform's name show that a longer name ends in it.
_LEAD = 3


def find_platforms(
    document: Document,
    outline: OutlineReading,
    platforms: Iterable[SystemEntry],
    modules: Iterable[Module] = (),
    project: str = "",
) -> tuple[Overlap, ...]:
    """List every place where a shared platform is built, and the first of each other stance.

    A planned module that is named like a platform counts as built, though not surely. Inside the longer name
    of the `project` itself (甲市健身公共服务平台) no platform is named.
    """
    names = _Names(platforms, modules, project)
    told = contexts(document)
    found: dict[tuple[str, Stance, tuple[int, ...]], Overlap] = {}
    for index, block in own_blocks(document, outline):
        for overlap in _of_block(index, block, told(index), names):
            place = (index, *(overlap.mine.cell or ())) if overlap.stance == "build" else ()
            found.setdefault((overlap.entry, overlap.stance, place), overlap)
    return tuple(found.values())


class _Names:
    """All names of all platforms in one pattern, the longest first, and the lines that name modules."""

    def __init__(self, platforms: Iterable[SystemEntry], modules: Iterable[Module], project: str) -> None:
        self._project = project
        self._entries: dict[str, SystemEntry] = {}
        self.planned = {m.anchor.block: m for m in modules if m.anchor.cell is None}
        for entry in platforms:
            for name in (entry.name, *entry.aliases):
                if len(name) >= 2:
                    self._entries.setdefault(name.lower(), entry)
        ordered = sorted(self._entries, key=lambda name: (-len(name), name))
        # Most places are told by their first character alone.
        first = re.escape("".join(sorted({name[0] for name in ordered})))
        names = "|".join(map(_bounded, ordered))
        self._pattern = re.compile(f"(?=[{first}])(?:{names})" if names else "(?!)", re.IGNORECASE)

    def mentions(self, text: str) -> Iterator[tuple[SystemEntry, int, int]]:
        for match in self._pattern.finditer(text):
            if not self._within(text, match.start(), match.end()):
                yield self._entries[match.group().lower()], match.start(), match.end()

    def _within(self, text: str, start: int, end: int) -> bool:
        """Tell whether a mention is a part of the project's own name, which says more before it."""
        at = self._project.lower().find(text[start:end].lower())
        lead = self._project[:at] if at > 0 else ""
        return len(lead) >= _LEAD and text[:start].endswith(lead[-_LEAD:])

    def exact(self, name: str) -> SystemEntry | None:
        """Give the platform a module is nothing but: its name, with or without 系统, 平台, 建设."""
        return next((e for key, e in self._entries.items() if core(key) and core(key) == core(name)), None)


def _bounded(name: str) -> str:
    escaped = re.escape(name)
    return f"(?<![A-Za-z]){escaped}" if name[0].isascii() else escaped


def _of_block(index: int, block: Block, told: Context, names: _Names) -> Iterator[Overlap]:
    if isinstance(block, Paragraph):
        for entry, start, end in names.mentions(block.text):
            reading = _read(block.text, start, end, told)
            module = names.planned.get(index)
            if module and reading.stance == "unclear":
                listed = _listed(module.name, module.detail, entry, names)
                reading = Reading(listed.stance, False)
            yield _overlap(entry, block.text, index, None, (start, end), reading)
    elif isinstance(block, Table):
        yield from _of_table(index, block, told, names)


def _of_table(index: int, table: Table, told: Context, names: _Names) -> Iterator[Overlap]:
    named = [(cell, mention) for cell in table.cells for mention in names.mentions(cell.text)]
    read = listing(table) if named else None
    items: Mapping[tuple[int, int], str] = (
        {(i.cell.row, i.cell.col): i.detail for i in read.items if i.priced or read.software} if read else {}
    )
    for cell, (entry, start, end) in named:
        place = (cell.row, cell.col)
        reading = _read(cell.text, start, end, told)
        if place in items and reading.stance == "unclear" and told == "plan":
            reading = _listed(cell.text, items[place], entry, names)
        yield _overlap(entry, cell.text, index, place, (start, end), reading)


def _listed(name: str, detail: str, entry: SystemEntry, names: _Names) -> Reading:
    """Read a listed item by its row: it is the platform's own name and no word speaks of using it."""
    if LINK_ANYWHERE.search(name) or LINK_ANYWHERE.search(detail) or _speaks_of_use(detail):
        return Reading("use", False)
    return Reading("build", True) if names.exact(name) == entry else Reading("unclear", False)


def _speaks_of_use(text: str) -> bool:
    return any(match.lastgroup == "use" for match in GOVERNING.finditer(text))


def _read(text: str, start: int, end: int, told: Context) -> Reading:
    reading = stance(text, start, end, present=told == "present")
    if reading.stance == "build" and told == "background" and not _OURS.search(text, 0, start):
        return Reading("unclear", False)
    return reading


def _score(text: str, start: int, reading: Reading) -> float:
    if reading.stance == "build" and reading.sure:
        left, right = sentence(text, start, start)
        return DECIDED if REFUSES_SHARED.search(text, left, right) else SURE
    return SURE if reading.sure else UNSURE


def _overlap(
    entry: SystemEntry,
    text: str,
    block: int,
    cell: tuple[int, int] | None,
    span: tuple[int, int],
    reading: Reading,
) -> Overlap:
    start, end = _quote(text, *span)
    theirs = f"{entry.name}：{'、'.join(entry.modules)}" if entry.modules else entry.name
    return Overlap(
        kind="platform",
        subject=text[span[0] : span[1]],
        mine=Anchor(block, start, end, text[start:end], cell),
        theirs=theirs,
        entry=entry.id,
        entry_name=entry.name,
        owner=entry.owner,
        source=entry.source,
        score=_score(text, span[0], reading),
        stance=reading.stance,
    )


def _quote(text: str, start: int, end: int) -> tuple[int, int]:
    """Quote the sentence around a mention, cut to a readable length."""
    left, right = sentence(text, start, end)
    left = max(left, start - _LONGEST_QUOTE // 2)
    right = min(right, end + _LONGEST_QUOTE // 2)
    while left < start and text[left].isspace():
        left += 1
    return left, right
