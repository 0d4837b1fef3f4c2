"""Find cited documents that had been repealed or had expired when the proposal was compiled.

No clock is asked: the day that counts is the document's own date of compilation. Without one, and where the
sentence itself says that the document is repealed, nothing is said for sure. `own_clause` is the regulation
of the pack itself: past its term every proposal is to be reviewed on another basis.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.sentences import sentences
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.dates import day_of
from proposal_check.outline.identity import squeeze
from proposal_check.packs.schema import Clause

VALUES = frozenset({"document", "expires", "compiled"})
_SAID = re.compile("废止|失效|替代|取代|原《")


class Cited(BaseModel):
    """The clause register's entry of a document that is no longer in force."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document_clause: str


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    documents: tuple[Cited, ...] = ()
    own_clause: str = ""


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per cited document that was out of force, one when the pack's own regulation was."""
    fact = case.facts.get("compiled")
    compiled = day_of(str(fact.value)) if fact else None
    for entry in params.documents:
        clause = case.pack.norms.clauses[entry.document_clause]
        anchors = tuple(_citing(case, clause))
        if anchors:
            yield from _judge(clause, compiled, anchors)
    if params.own_clause and compiled is not None:
        yield from _judge(case.pack.norms.clauses[params.own_clause], compiled, ())


def _judge(clause: Clause, compiled: date | None, anchors: tuple[Anchor, ...]) -> Iterator[Hit]:
    name = f"《{clause.source}》（{clause.edition}）"
    values = {"document": name, "expires": clause.expires, "compiled": f"{compiled}" if compiled else ""}
    expires = day_of(clause.expires)
    if compiled is None:
        reason = f"方案引用的{name}于{clause.expires}停止施行，方案没有写明编制时间，请核对"
        yield Hit(clause.source, values, anchors, Outcome.NEEDS_REVIEW, reason)
    elif expires is not None and compiled > expires:
        yield Hit(clause.source, values, anchors)


def _citing(case: Case, clause: Clause) -> Iterator[Anchor]:
    title, edition = squeeze(clause.source), squeeze(clause.edition)
    for anchor in sentences(case):
        text = squeeze(anchor.quote)
        if (f"《{title}》" in text or (len(edition) > 6 and edition in text)) and not _SAID.search(text):
            yield anchor
