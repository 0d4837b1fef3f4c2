"""What may explain likeness to a system: the project's original, another level's system, a declared reuse."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from proposal_check.model.document import Anchor, Block, Paragraph
from proposal_check.model.overlap import Relation, SystemEntry
from proposal_check.model.submission import Fact
from proposal_check.overlap.stance import stance
from proposal_check.overlap.words import core, normalise

_PLACE = re.compile("^(?:[\u4e00-\u9fff×]{1,7}?(?:自治区|自治州|省|市|区|县|旗|盟|州))+")
_STAGE = re.compile(
    "[（(]?(?:第?[一二三四五六七八九十\\d]+期|升级改造|改造提升|升级|改造|扩建|改建|续建|新建|提升)[）)]?"
)
_KIND = re.compile("(?:建设|实施)?(?:项目|工程|方案)+$")
_LEVELS = (("省", "省"), ("自治区", "省"), ("区", "县"), ("县", "县"), ("旗", "县"), ("市", "市"))


@dataclass(frozen=True, slots=True)
class Project:
    """What is known of the project that is compared; blank where it is not known."""

    name: str = ""
    unit: str = ""
    predecessor: str = ""


def project_of(facts: Mapping[str, Fact]) -> Project:
    """Draw from the facts what relations hang on."""

    def said(name: str) -> str:
        return str(facts[name].value) if name in facts else ""

    return Project(said("project_name"), said("owner_unit"), said("predecessor"))


def relation(
    entry: SystemEntry, project: Project, blocks: Iterable[tuple[int, Block]]
) -> tuple[Relation | None, Anchor | None]:
    """Name what explains likeness to an entry, and quote the proposal where its words say so.

    A declared original goes first, then the same name in another stage or at another level, then a sentence
    that connects to, relies on or reuses the system.
    """
    names = [name for name in (entry.name, *entry.aliases) if name]
    if project.predecessor and any(_same(project.predecessor, name) for name in names):
        return "original", None
    if any(_same(project.name, name) for name in names):
        if project.unit and normalise(project.unit) == normalise(entry.owner):
            return "stage", None
        mine, theirs = _level(project.name, project.unit), _level(entry.level, entry.name, entry.owner)
        if mine and theirs and mine != theirs:
            return "level", None
    quoted = _reused(names, blocks)
    return ("reuse", quoted) if quoted else (None, None)


def is_draft(name: str, unit: str, project: Project) -> bool:
    """Tell whether an earlier text is the same unit's on the same subject: a draft of this project."""
    about = subject(project.name)
    same_unit = bool(project.unit) and normalise(project.unit) == normalise(unit)
    return same_unit and len(about) >= 2 and about in subject(name)


def _same(one: str, other: str) -> bool:
    return bool(subject(one)) and subject(one) == subject(other)


def subject(name: str) -> str:
    """Leave the subject of a name: no place, stage, 项目 or 系统."""
    told = _PLACE.sub("", "".join(name.split()))
    return core(_STAGE.sub("", _KIND.sub("", normalise(told))))


def _level(*names: str) -> str:
    """Tell 省, 市 or 县 by the last place in the first name that has one; blank when none does."""
    for name in names:
        place = _PLACE.match(name)
        said = place.group() if place else name if len(name) <= 3 else ""
        for ending, level in _LEVELS:
            if said.removesuffix("级").endswith(ending):
                return level
    return ""


def _reused(names: list[str], blocks: Iterable[tuple[int, Block]]) -> Anchor | None:
    for index, block in blocks:
        text = block.text if isinstance(block, Paragraph) else ""
        for name in names:
            start = text.find(name) if len(name) > 3 else -1
            if start >= 0 and stance(text, start, start + len(name)).stance == "use":
                return Anchor(index, start, start + len(name), name)
    return None
