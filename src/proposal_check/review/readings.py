"""The readings of one submission, each computed once, its failure remembered like its value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from proposal_check.model.budget import BudgetReading
from proposal_check.model.document import Document
from proposal_check.model.outline import OutlineReading
from proposal_check.model.overlap import OverlapReading
from proposal_check.model.submission import Fact, Submission
from proposal_check.overlap.library import Library
from proposal_check.packs.schema import Pack

_T = TypeVar("_T")


class Once(Generic[_T]):
    """A computation that runs at most once; what it raised is raised again at every call."""

    def __init__(self, compute: Callable[[], _T]) -> None:
        self._compute = compute
        self._value: _T | None = None
        self._error: Exception | None = None
        self._ran = False

    def __call__(self) -> _T:
        if not self._ran:
            self._ran = True
            try:
                self._value = self._compute()
            except Exception as error:
                self._error = error
        if self._error is not None:
            raise self._error
        return self._value  # type: ignore[return-value]

    def otherwise(self, default: _T) -> _T:
        """Give the value, or the default when the computation failed."""
        try:
            return self()
        except Exception:
            return default


@dataclass(frozen=True, slots=True)
class Readings:
    """The three readings and the facts drawn from them."""

    outline: Once[OutlineReading]
    budget: Once[BudgetReading]
    overlap: Once[OverlapReading]
    facts: Once[Mapping[str, Fact]]


def readings(submission: Submission, pack: Pack, library: Library | None) -> Readings:
    """Prepare the readings of a submission's main document; nothing is computed yet."""
    document = submission.main
    kind = Once(lambda: _kind(submission, pack))
    outline = Once(lambda: _outline(submission, pack, kind()))
    budget = Once(lambda: _budget(submission, library))
    facts = Once(lambda: _facts(submission, outline(), budget(), kind()))
    overlap = Once(lambda: _overlap(document, outline(), library, facts.otherwise({})))
    return Readings(outline, budget, overlap, facts)


# Each reading loads its room only when it is asked for: overlap alone brings numpy and a tokenizer.


def prepare() -> None:
    """Load the rooms before they are asked for, while another process reads the file."""
    import proposal_check.budget.reading
    import proposal_check.outline.align
    import proposal_check.outline.facts
    import proposal_check.overlap.reading  # noqa: F401
    from proposal_check.overlap.passages.templates import builtin_templates
    from proposal_check.overlap.words import cut

    builtin_templates()
    cut("")


def _kind(submission: Submission, pack: Pack) -> Fact | None:
    """Recognise the kind of the main document, whatever is declared: the two may differ."""
    from proposal_check.outline.kind import document_kind

    outlines = {**pack.outlines, pack.manifest.document_kind: pack.outline}
    return document_kind(submission.main, outlines)


def _outline(submission: Submission, pack: Pack, kind: Fact | None) -> OutlineReading:
    """Match the outline of the declared kind of document, or of the recognised one."""
    from proposal_check.outline.align import align

    chosen = submission.declared.get("doc_kind") or (kind.value if kind else "")
    return align(submission.main, pack.outline_of(str(chosen)))


def _budget(submission: Submission, library: Library | None) -> BudgetReading:
    """Read the budget, and set the prices of like items beside its own where the library knows some."""
    from proposal_check.budget.reading import read_budget

    reading = read_budget(submission.main, submission.documents[1:])
    if library is None or not library.prices:
        return reading
    from proposal_check.overlap.prices import compared

    return replace(reading, comparisons=tuple(compared(reading, library.prices)))


def _overlap(
    document: Document, outline: OutlineReading, library: Library | None, facts: Mapping[str, Fact]
) -> OverlapReading:
    from proposal_check.overlap.reading import read_overlap

    return read_overlap(document, outline, library if library and library.holds_systems else None, facts)


def _facts(
    submission: Submission, outline: OutlineReading, budget: BudgetReading, kind: Fact | None
) -> Mapping[str, Fact]:
    from proposal_check.outline.facts import extract

    return extract(submission.main, outline, budget, submission.declared, kind)


def declared_facts(submission: Submission) -> dict[str, Fact]:
    """Give what is declared alone, for when extraction fails."""
    return {name: Fact(value, "declared") for name, value in submission.declared.items()}
