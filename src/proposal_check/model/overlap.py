"""The overlap reading: what the proposal shares with systems that exist already."""

from dataclasses import dataclass
from typing import Literal

from proposal_check.model.document import Anchor

OverlapKind = Literal["passage", "function", "platform"]
# build   to be built, developed or bought by this project
# use     connected to, relied on, reused or called
# present describing the present state
# deny    negated (不再自建)
# verbatim    the same characters, blanks and punctuation aside
# edited      copied, with words changed, left out or put in
# reordered   copied, with parts in another order
# paraphrased said in other words, sentence by sentence
PassageKind = Literal["verbatim", "edited", "reordered", "paraphrased"]
# original    the system the project says it renews
# stage       the same name and unit in another stage, not declared as the original
# level       the system of a higher level of administration
# elsewhere   the system of a lower level or of another place
# retired     the system is no longer in use
# reuse       a sentence connects to, relies on or reuses the system
# draft       an earlier text of the same unit on the same subject
Relation = Literal["original", "stage", "level", "elsewhere", "retired", "reuse", "draft"]
# Said once for all rules that compare with a library, none being given.
NO_LIBRARY = "未提供比对库，没有与已有系统和历次方案比对，不能据此认为没有重复，请人工核查"
Stance = Literal["build", "use", "present", "deny", "unclear"]


@dataclass(frozen=True, slots=True)
class SystemEntry:
    """An existing system or shared platform of the library; `source` says where the entry is documented.

    `duty` is what a department still builds itself when it uses the platform.
    """

    id: str
    name: str
    owner: str = ""
    level: str = ""
    year: str = ""
    state: str = ""
    modules: tuple[str, ...] = ()
    functions: str = ""
    aliases: tuple[str, ...] = ()
    platform: bool = False
    source: str = ""
    duty: str = ""


@dataclass(frozen=True, slots=True)
class Overlap:
    """One overlap, quoted on both sides. `mine` is the proposal's text, `theirs` the entry's.

    The rest is said of passages only: `more` are the further paragraphs or cells a passage runs through,
    `theirs_place` is the section on the other side, `share` the part, 0..1, of the proposal's own section,
    `length` its folded characters. A passage whose `entry` is empty repeats the document itself.
    `relation` is what may explain that a function or passage is shared with the entry.
    """

    kind: OverlapKind
    subject: str
    mine: Anchor
    theirs: str
    entry: str
    entry_name: str
    owner: str
    source: str
    score: float
    stance: Stance = "unclear"
    more: tuple[Anchor, ...] = ()
    theirs_place: str = ""
    passage_kind: PassageKind | None = None
    share: float = 0.0
    length: int = 0
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much an entry and the proposal share of each other, in distinctive modules matched one to one.

    `relation` is what may explain it, `said` the proposal's words where they show it.
    """

    entry: SystemEntry
    matched: int
    mine: int
    theirs: int
    relation: Relation | None = None
    said: Anchor | None = None


@dataclass(frozen=True, slots=True)
class OverlapReading:
    """All overlaps found; `library` names the library state used, None when no library was given.

    `modules` are the proposal's modules that were compared, with `systems` entries of the library.
    `notes` say what of the library could not be used. `texts` counts the earlier proposals compared;
    `left_out` names those that are this very file. `common` points at wording found in very many (通用表述).
    """

    library: str | None
    overlaps: tuple[Overlap, ...] = ()
    modules: tuple[Anchor, ...] = ()
    platforms: tuple[SystemEntry, ...] = ()
    systems: int = 0
    coverage: tuple[Coverage, ...] = ()
    notes: tuple[str, ...] = ()
    texts: int = 0
    left_out: tuple[str, ...] = ()
    common: tuple[Anchor, ...] = ()
