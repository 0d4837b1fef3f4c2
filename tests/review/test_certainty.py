"""Faults on text that was recognised unsurely, or for want of text that was not read, become questions."""

from dataclasses import replace

import pytest

from proposal_check.model.document import (
    SURE,
    Anchor,
    Block,
    Cell,
    Document,
    Figure,
    Paragraph,
    Place,
    ReadWarning,
    Source,
    Table,
)
from proposal_check.model.finding import Hit, Outcome
from proposal_check.model.submission import Submission
from proposal_check.review.certainty import doubted

LOW, HIGH = SURE - 0.01, SURE


def table(first: float | None, second: float | None) -> Table:
    cells = (Cell(1, 1, 1, 1, "3", Place(1), first), Cell(1, 2, 1, 1, "4", Place(1), second))
    return Table(Place(1), cells, 1, 2)


def submission(*blocks: Block, warning: str = "") -> Submission:
    warnings = (ReadWarning(warning, "x"),) if warning else ()
    document = Document(Source("a.pdf", "0", "pdf", 1), blocks, warnings=warnings)
    return Submission((document,))


TEXT = Paragraph(Place(0), "正文")


@pytest.mark.parametrize(
    ("blocks", "warning", "anchors", "outcome"),
    [
        ((TEXT,), "", (Anchor(0, 0, 1, "正"),), Outcome.FAIL),
        ((TEXT,), "", (), Outcome.FAIL),
        ((TEXT,), "", (Anchor(9, 0, 1, "?"),), Outcome.FAIL),
        ((Figure(Place(0)),), "", (Anchor(0, 0, 0, ""),), Outcome.FAIL),
        ((replace(TEXT, confidence=HIGH),), "", (Anchor(0, 0, 1, "正"),), Outcome.FAIL),
        ((replace(TEXT, confidence=LOW),), "", (Anchor(0, 0, 1, "正"),), Outcome.NEEDS_REVIEW),
        ((replace(TEXT, confidence=LOW),), "", (), Outcome.NEEDS_REVIEW),
        ((TEXT, table(HIGH, LOW)), "", (Anchor(1, 0, 1, "3", (1, 1)),), Outcome.FAIL),
        ((TEXT, table(HIGH, LOW)), "", (Anchor(1, 0, 1, "4", (1, 2)),), Outcome.NEEDS_REVIEW),
        ((TEXT, table(HIGH, LOW)), "", (Anchor(1, 0, 1, "表"),), Outcome.NEEDS_REVIEW),
        ((TEXT,), "no_text", (), Outcome.NEEDS_REVIEW),
        ((TEXT,), "garbled_text", (), Outcome.NEEDS_REVIEW),
        ((TEXT,), "no_text", (Anchor(0, 0, 1, "正"),), Outcome.FAIL),
        ((TEXT,), "converted", (), Outcome.FAIL),
    ],
)
def test_what_becomes_of_a_fault(
    blocks: tuple[Block, ...], warning: str, anchors: tuple[Anchor, ...], outcome: Outcome
) -> None:
    (hit,) = doubted([Hit("x", anchors=anchors)], submission(*blocks, warning=warning))
    assert hit.outcome is outcome
    assert bool(hit.reason) == (outcome is Outcome.NEEDS_REVIEW)


def test_other_answers_stay_as_they_are() -> None:
    hit = Hit("x", outcome=Outcome.INAPPLICABLE, reason="无")
    assert doubted([hit], submission(replace(TEXT, confidence=LOW))) == [hit]
