"""Wording that every proposal shares: the packs' outlines and the statutes they rest on."""

from collections.abc import Iterator
from functools import cache

from proposal_check.errors import PackError
from proposal_check.packs.load import load_texts, pack_ids
from proposal_check.packs.schema import OutlineItem, Pack


@cache
def builtin_templates() -> tuple[str, ...]:
    """Give the template wording of every pack that ships, one text for each; a broken pack gives none."""
    return tuple("\n".join(_lines(pack)) for pack in _packs())


def _packs() -> Iterator[Pack]:
    for name in pack_ids():
        try:
            yield load_texts(name)
        except PackError:
            continue


def _lines(pack: Pack) -> Iterator[str]:
    yield from (pack.outline.title, pack.manifest.title, pack.manifest.regulation, *pack.manifest.notices)
    for chapter in pack.outline.chapters:
        yield from _item(chapter)
    for clause in pack.norms.clauses.values():
        yield from (clause.source, clause.clause)


def _item(item: OutlineItem) -> Iterator[str]:
    yield from (item.title, *item.aliases, item.guidance)
    for child in item.children:
        yield from _item(child)
