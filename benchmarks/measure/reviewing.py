"""Review a generated submission and tell whether a finding says what was expected, at the right place."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from benchmarks.submissions.build import Built
from benchmarks.submissions.expected import Expected
from proposal_check.model.document import Anchor, Document, Table
from proposal_check.model.finding import Finding, Outcome, Review, Severity
from proposal_check.model.submission import Submission
from proposal_check.overlap.library import Library, load_library
from proposal_check.overlap.prices import load_prices
from proposal_check.packs.declared import load_declared
from proposal_check.packs.load import load_pack
from proposal_check.packs.locate import data_dir
from proposal_check.packs.schema import Pack
from proposal_check.parse.read import read
from proposal_check.review import review

PRICES = Path(__file__).parents[1] / "prices.csv"
ARITHMETIC = ("H03", "S06", "T05", "T06", "T08")


@cache
def pack(name: str) -> Pack:
    return load_pack(name)


@cache
def library() -> Library:
    """The register that ships with the project, and a price list with what the bases buy."""
    register = load_library(data_dir("corpora") / "registers" / "existing_systems.csv")
    return replace(register, prices=load_prices(PRICES))


def review_built(built: Built, data: bytes | None = None, suffix: str = "docx") -> Review:
    """Review a submission with its declared facts; `data` is the file in another format."""
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.yaml"
        facts.write_text(built.facts, "utf-8")
        declared = load_declared(facts)
        path = Path(folder) / f"{built.file_name}.{suffix}"
        path.write_bytes(built.docx if data is None else data)
        documents = [read(path), *map(read, _written(Path(folder), built.attachments))]
        return review(Submission(tuple(documents), declared), pack(built.pack), library())


def _written(folder: Path, attachments: Mapping[str, bytes]) -> Iterator[Path]:
    for name, data in attachments.items():
        path = folder / name
        path.write_bytes(data)
        yield path


def must_fix(found: Review) -> list[Finding]:
    return [f for f in found.findings if f.severity == Severity.MUST and f.outcome == Outcome.FAIL]


def answers(finding: Finding, expected: Expected) -> bool:
    """Say whether a finding is of the expected rule and outcome."""
    return finding.rule == expected.rule and finding.outcome.value == expected.outcome


def asks(finding: Finding, expected: Expected) -> bool:
    """Say whether a finding leaves to a person what it should have said itself."""
    return finding.rule == expected.rule and finding.outcome == Outcome.NEEDS_REVIEW


def placed(finding: Finding, expected: Expected, built: Built, document: Document) -> bool:
    """Say whether a finding stands where the fault is: its table and row, or its section, or its quote.

    What concerns the whole document, its cover or its contents needs no anchor, nor does what is nowhere.
    """
    anchors = [a for a in finding.anchors if a.document == 0]
    if not finding.anchors and not expected.quote:
        return True
    if expected.row:
        return expected.row in finding.message or any(expected.row in _row(document, a) for a in anchors)
    if expected.table:
        return any(expected.table in _caption(document, a) for a in anchors)
    if expected.item:
        titles = built.titles(expected.item)
        return not titles or any(t in _titles(document, a) for a in anchors for t in titles)
    return not expected.quote or expected.quote in finding.message


def _row(document: Document, anchor: Anchor) -> str:
    block = document.blocks[anchor.block]
    if not isinstance(block, Table) or anchor.cell is None:
        return anchor.quote
    return "|".join(c.text for c in block.cells if c.row <= anchor.cell[0] < c.row + c.row_span)


def _caption(document: Document, anchor: Anchor) -> str:
    block = document.blocks[anchor.block]
    return (block.caption or "") if isinstance(block, Table) else ""


def _titles(document: Document, anchor: Anchor) -> list[str]:
    return [s.title for s in document.section_path(anchor.block)]
