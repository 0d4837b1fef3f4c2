"""Report what the file holds beside its printed text: hidden or white text, open revisions, comments."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from proposal_check.checks.case import Case
from proposal_check.model.document import Anchor, Document, Signal
from proposal_check.model.finding import Hit

VALUES = frozenset({"what", "count"})


class Params(BaseModel):
    """`signals` maps signal codes to their names in words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    signals: dict[str, str] = Field(min_length=1)


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit for each kind of signal that occurs, with all its places."""
    document = case.document
    for code, what in params.signals.items():
        found = [signal for signal in document.signals if signal.code == code and signal.count > 0]
        if found:
            count = str(sum(signal.count for signal in found))
            anchors = tuple(a for signal in found if (a := _anchor(document, signal)))
            yield Hit(what, {"what": what, "count": count}, anchors)


def _anchor(document: Document, signal: Signal) -> Anchor | None:
    if signal.block is None or signal.block >= len(document.blocks):
        return None
    text = signal.detail or document.blocks[signal.block].text
    return Anchor(signal.block, 0, len(text), text)
