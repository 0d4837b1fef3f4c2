"""Build one submission: base proposal, faults, format → file, truth, expected findings, declared facts."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML

from benchmarks.submissions.docx_writer import write
from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.faults import FAULTS
from benchmarks.submissions.formatting import FORMATS
from benchmarks.submissions.harmless import EDITS
from benchmarks.submissions.load import load
from benchmarks.submissions.manuscript import Manuscript, print_proposal
from benchmarks.submissions.truth import truth
from benchmarks.submissions.workbook import workbook

DATE = "2026-03-20"
WORKBOOK = "概算明细表.xlsx"


@dataclass(frozen=True)
class Built:
    """`file_name` has no suffix; `attachments` are the files that come along, by name.

    `findings` and `proofs` are keyed by the fault or edit that causes them.
    """

    pack: str
    file_name: str
    docx: bytes
    attachments: dict[str, bytes]
    truth: dict[str, Any]
    findings: dict[str, Expected]
    proofs: dict[str, Proof]
    facts: str
    expected: str
    manuscript: Manuscript

    def titles(self, item: str) -> list[str]:
        """Return the title of the section that answers an outline item, or of the nearest one above it."""
        found = {h.item: h.title for h in self.manuscript.headings}
        while item and item not in found:
            item = item.rpartition(".")[0]
        return [found[item]] if item else []


def build(
    base: str,
    formatting: str,
    faults: Sequence[str] = (),
    pages: Mapping[str, int] | None = None,
    edits: Sequence[str] = (),
) -> Built:
    """Build a submission in memory: base proposal, then harmless edits and layouts, then faults.

    `pages` maps heading bookmarks to page numbers for the contents.
    """
    proposal = load(base)
    proofs = {name: EDITS[name](proposal) for name in edits}
    findings = {name: FAULTS[proposal.pack][name](proposal) for name in faults}
    manuscript = print_proposal(proposal, FORMATS[formatting])
    expected = {
        "base": base,
        "format": formatting,
        "pack": proposal.pack,
        "must_fix": sum(f.severity == "must" and f.outcome == "fail" for f in findings.values()),
        "findings": [finding.as_data(name) for name, finding in findings.items()],
    }
    return Built(
        pack=proposal.pack,
        file_name=manuscript.title,
        attachments=_attachments(manuscript),
        docx=write(manuscript, FORMATS[formatting], pages or {}, DATE),
        truth=truth(proposal, manuscript),
        findings=findings,
        proofs=proofs,
        facts=to_yaml(proposal.facts | proposal.declared),
        expected=to_yaml(expected),
        manuscript=manuscript,
    )


def _attachments(manuscript: Manuscript) -> dict[str, bytes]:
    return {WORKBOOK: workbook(manuscript.attached)} if manuscript.attached else {}


def to_yaml(data: Any) -> str:
    """Print plain data as YAML with Chinese text as it is."""
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()
