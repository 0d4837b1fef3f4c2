"""The outline reading: which required item stands where in the document."""

from dataclasses import dataclass
from typing import Literal

from proposal_check.model.document import Anchor

# present   its own section, where the outline puts it
# elsewhere its own section under another chapter, or treated in the text without a heading
# merged    shares a section with other required items
# empty     a heading without substance
# missing   not found
# na        said not to concern the project (不涉及)
OutlineStatus = Literal["present", "elsewhere", "merged", "empty", "missing", "na"]


@dataclass(frozen=True, slots=True)
class OutlineMatch:
    """Say what was found for one required item of the pack's outline.

    `section` indexes `Document.sections`; `blocks` are the half-open block ranges that treat the item,
    empty when missing. `headed` is False when the text treats it without its own heading.
    `score` is 0..1; below the aligner's own certainty `sure` is False and rules must not fail on it.
    """

    id: str
    title: str
    level: int
    status: OutlineStatus
    section: int | None = None
    blocks: tuple[tuple[int, int], ...] = ()
    headed: bool = True
    score: float = 0.0
    sure: bool = True
    anchor: Anchor | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OutlineReading:
    """The alignment of a whole document; `unmatched` are the sections no required item claimed.

    `kind` is the kind of document whose outline was matched, blank for the pack's own kind.
    """

    matches: tuple[OutlineMatch, ...]
    unmatched: tuple[int, ...] = ()
    kind: str = ""

    def __getitem__(self, item_id: str) -> OutlineMatch:
        for match in self.matches:
            if match.id == item_id:
                return match
        raise KeyError(item_id)
