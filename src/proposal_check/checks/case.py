"""The submission with its three readings, each computed once and only when some rule asks."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Protocol

from pydantic import BaseModel

from proposal_check.model.budget import BudgetReading
from proposal_check.model.document import Anchor, Block, Document, Paragraph, Table
from proposal_check.model.finding import Hit
from proposal_check.model.outline import OutlineReading
from proposal_check.model.overlap import OverlapReading
from proposal_check.model.submission import Fact, Submission
from proposal_check.packs.schema import Pack


class Case:
    """What a check may look at. Readings are computed lazily by the callables that review.py gives."""

    def __init__(
        self,
        submission: Submission,
        pack: Pack,
        *,
        outline: Callable[[], OutlineReading],
        budget: Callable[[], BudgetReading],
        overlap: Callable[[], OverlapReading],
        facts: Callable[[], Mapping[str, Fact]],
    ) -> None:
        self.submission = submission
        self.pack = pack
        self._outline, self._budget, self._overlap, self._facts = outline, budget, overlap, facts

    @property
    def document(self) -> Document:
        return self.submission.main

    @cached_property
    def texts(self) -> tuple[tuple[Anchor, ...], ...]:
        """The readable texts of each block: paragraphs, cells and captions, contents lines left out."""
        return tuple(_texts(index, block) for index, block in enumerate(self.document.blocks))

    @cached_property
    def outline(self) -> OutlineReading:
        return self._outline()

    @cached_property
    def budget(self) -> BudgetReading:
        return self._budget()

    @cached_property
    def overlap(self) -> OverlapReading:
        return self._overlap()

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        return self._facts()


def _texts(index: int, block: Block) -> tuple[Anchor, ...]:
    if isinstance(block, Table):
        cells = (cell for cell in block.cells if cell.text.strip())
        return tuple(Anchor(index, 0, len(c.text), c.text, (c.row, c.col)) for c in cells)
    if isinstance(block, Paragraph) and block.kind != "contents" and not block.hidden:
        return (Anchor(index, 0, len(block.text), block.text),)
    return ()


class Check(Protocol):
    """A technique: a module with these three names. It knows no clause and no jurisdiction.

    `Params` validates a rule's `params`; `VALUES` are the placeholders its hits fill; `run` yields hits,
    none meaning pass. It abstains with a NEEDS_REVIEW or INAPPLICABLE hit that says why.
    """

    Params: type[BaseModel]
    VALUES: frozenset[str]

    @staticmethod
    def run(case: Case, params: Any) -> Iterable[Hit]: ...
