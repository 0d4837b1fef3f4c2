"""Build one submission: base proposal, faults, format → file, truth, expected findings, declared facts."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML

from benchmarks.submissions.docx_writer import write
from benchmarks.submissions.expected import Expected
from benchmarks.submissions.faults import FAULTS
from benchmarks.submissions.formatting import FORMATS
from benchmarks.submissions.load import load
from benchmarks.submissions.manuscript import Manuscript, print_proposal
from benchmarks.submissions.truth import truth

DATE = "2026-03-20"


@dataclass(frozen=True)
class Built:
    """`file_name` has no suffix; `findings` are keyed by the fault that causes them."""

    file_name: str
    docx: bytes
    truth: dict[str, Any]
    findings: dict[str, Expected]
    facts: str
    expected: str
    manuscript: Manuscript


def build(
    base: str, formatting: str, faults: Sequence[str] = (), pages: Mapping[str, int] | None = None
) -> Built:
    """Build a submission in memory; `pages` maps heading bookmarks to page numbers for the contents."""
    proposal = load(base)
    findings = {name: FAULTS[name](proposal) for name in faults}
    manuscript = print_proposal(proposal, FORMATS[formatting])
    expected = {
        "base": base,
        "format": formatting,
        "pack": proposal.pack,
        "must_fix": sum(f.severity == "must" and f.outcome == "fail" for f in findings.values()),
        "findings": [finding.as_data(name) for name, finding in findings.items()],
    }
    return Built(
        file_name=manuscript.title,
        docx=write(manuscript, FORMATS[formatting], pages or {}, DATE),
        truth=truth(proposal, manuscript),
        findings=findings,
        facts=to_yaml(proposal.facts),
        expected=to_yaml(expected),
        manuscript=manuscript,
    )


def to_yaml(data: Any) -> str:
    """Print plain data as YAML with Chinese text as it is."""
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()
