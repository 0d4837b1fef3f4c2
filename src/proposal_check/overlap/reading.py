"""The overlap reading of a proposal: platforms, modules shared with systems, passages of earlier texts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from proposal_check.model.document import Document
from proposal_check.model.outline import OutlineReading
from proposal_check.model.overlap import Coverage, Overlap, OverlapReading, SystemEntry
from proposal_check.model.submission import Fact
from proposal_check.overlap.context import own_blocks
from proposal_check.overlap.functions import SystemMatch, match_systems, register_of
from proposal_check.overlap.library import Library, builtin_platforms
from proposal_check.overlap.modules import find_modules
from proposal_check.overlap.passages.read import PassageReading, read_passages
from proposal_check.overlap.platforms import find_platforms
from proposal_check.overlap.relations import (
    Project,
    is_draft,
    is_own,
    project_of,
    relation,
    was_approved,
    without_place,
)
from proposal_check.overlap.words import core

# Said of any shared platform, so it tells none from another.
_ANYBODY = re.compile("政务|统一|公共|全市|市级|区级|县级|综合")
# A cover's title stands within so many characters.
_COVER = 200
_NOTHING = Library((), "")


def read_overlap(
    document: Document,
    outline: OutlineReading,
    library: Library | None,
    facts: Mapping[str, Fact] | None = None,
) -> OverlapReading:
    """Compare a proposal with the library's systems and with the shared platforms.

    Without a library `library` is None and only the platforms that ship with the program are compared.
    `facts` tell how the project is related to a system it is like.
    """
    known = library or _NOTHING
    project = project_of(facts or {}, known.entries)
    platforms = _platforms(entry for entry in known.entries if entry.platform)
    modules = find_modules(document, outline)
    matches = match_systems(modules, register_of(known.state, known.entries))
    coverage = tuple(_related(document, outline, matches, project))
    compared = OverlapReading(
        library=library.state if library else None,
        overlaps=(
            *find_platforms(document, outline, platforms, modules, project.name),
            *_functions(matches, coverage),
        ),
        modules=tuple(module.anchor for module in modules),
        platforms=platforms,
        systems=sum(not entry.platform for entry in known.entries),
        coverage=coverage,
        notes=known.problems,
    )
    return _with_passages(compared, document, read_passages(document, outline, known.texts), known, project)


def _with_passages(
    reading: OverlapReading, document: Document, passages: PassageReading, known: Library, project: Project
) -> OverlapReading:
    """Add the passages, how many earlier proposals were compared, and which are this very file."""
    left_out = known.texts.named(document.source.sha256) if known.texts else ()
    return replace(
        reading,
        overlaps=(*reading.overlaps, *(_drafted(passage, known, project) for passage in passages.overlaps)),
        texts=len(known.texts.proposals()) - len(left_out) if known.texts else 0,
        left_out=left_out,
        common=passages.common,
    )


def _drafted(passage: Overlap, known: Library, project: Project) -> Overlap:
    """Tell the unit's own earlier text on the subject: a draft, or a project that was approved (stage)."""
    own = passage.entry and is_own(passage.owner, project)
    if own and is_draft(passage.entry_name, passage.owner, project, _head(passage.entry, known)):
        return replace(passage, relation="stage" if was_approved(passage.source) else "draft")
    return passage


def _head(entry: str, known: Library) -> str:
    """Read how an earlier text begins: the title of its cover."""
    texts = known.texts
    found = (texts.earlier(number) for number in texts.proposals()) if texts else ()
    return next((texts.read(text, 0, _COVER) for text in found if texts and text.id == entry), "")


def _platforms(own: Iterable[SystemEntry]) -> tuple[SystemEntry, ...]:
    """Put the library's own platforms in the place of the built-in ones they are, under the id rules name."""
    chosen = {entry.id: entry for entry in builtin_platforms()}
    known = {_what(name): entry for entry in chosen.values() for name in (*entry.aliases, entry.name)}
    taken: set[str] = set()
    for entry in own:
        same = next((known[w] for name in (entry.name, *entry.aliases) if (w := _what(name)) in known), None)
        if same is None or same.id in taken:
            chosen[entry.id] = entry
        else:
            taken.add(same.id)
            chosen[same.id] = _instead(same, entry)
    return tuple(chosen[key] for key in sorted(chosen))


def _what(name: str) -> str:
    """Leave what a platform is: 甲市政务短信平台 and 统一短信平台 are both 短信."""
    bare = _ANYBODY.sub("", core(without_place(name)))
    return bare or core(name) or name


def _instead(builtin: SystemEntry, own: SystemEntry) -> SystemEntry:
    names = (*own.aliases, without_place(own.name), builtin.name, *builtin.aliases)
    return replace(
        own,
        id=builtin.id,
        owner=own.owner or builtin.owner,
        modules=own.modules or builtin.modules,
        aliases=tuple(name for name in dict.fromkeys(names) if name != own.name),
        source=own.source or own.owner,
        duty=own.duty or builtin.duty,
    )


def _related(
    document: Document, outline: OutlineReading, matches: Iterable[SystemMatch], project: Project
) -> Iterator[Coverage]:
    blocks = tuple(own_blocks(document, outline))
    for match in matches:
        coverage = Coverage(match.entry, len(match.pairs), match.mine, match.theirs)
        kind, said = relation(match.entry, project, blocks)
        yield replace(coverage, relation=kind, said=said)


def _functions(matches: Iterable[SystemMatch], coverage: Iterable[Coverage]) -> Iterator[Overlap]:
    for match, covered in zip(matches, coverage, strict=True):
        entry = match.entry
        for pair in match.pairs:
            yield Overlap(
                kind="function",
                subject=pair.mine.name,
                mine=pair.mine.anchor,
                theirs=pair.theirs,
                entry=entry.id,
                entry_name=entry.name,
                owner=entry.owner,
                source=entry.source,
                score=pair.score,
                stance="build",
                relation=covered.relation,
            )
