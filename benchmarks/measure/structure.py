"""Read generated files and score headings, cells, typed amounts and section statuses over all of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.measure.ours import amount_score, plain_reading, status_score
from benchmarks.measure.pages import stitched
from benchmarks.measure.reading import Reading, cell_score, heading_f1
from benchmarks.measure.reviewing import pack
from benchmarks.measure.rules import Case
from benchmarks.submissions.build import Built, build
from benchmarks.submissions.formatting import FORMATS
from proposal_check.errors import UnreadableFile
from proposal_check.outline.align import align
from proposal_check.parse.read import read_bytes


@dataclass
class Tally:
    """Counts of right and all, added up over files."""

    right: int = 0
    total: int = 0

    def add(self, right: int, total: int) -> None:
        self.right, self.total = self.right + right, self.total + total

    @property
    def share(self) -> float | None:
        return self.right / self.total if self.total else None


@dataclass
class Structure:
    """Scores of one format. `headings` are F1 by file; `problems` say what could not be read."""

    files: int = 0
    headings: list[float] = field(default_factory=list)
    ruled: Tally = field(default_factory=Tally)
    stitched: Tally = field(default_factory=Tally)
    borderless: Tally = field(default_factory=Tally)
    amounts: Tally = field(default_factory=Tally)
    statuses: Tally = field(default_factory=Tally)
    mistakes: Counter[str] = field(default_factory=Counter)
    worst: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def heading_f1(self) -> float | None:
        return sum(self.headings) / len(self.headings) if self.headings else None


def add_tables(into: Structure, case: Case, built: Built, reading: Reading, pdf: bytes | None) -> None:
    """Add headings and cells of one file, the tables parted by how they are printed."""
    into.files += 1
    into.headings.append(heading_f1(reading, built.truth))
    everything = set(range(len(built.truth["tables"])))
    over = (
        stitched(pdf, built.truth) if pdf else {i for i in everything if built.truth["tables"][i]["breaks"]}
    )
    if FORMATS[case.formatting].ruled or pdf is None:
        into.ruled.add(*cell_score(reading, built.truth, everything - over))
        into.stitched.add(*cell_score(reading, built.truth, over))
    else:
        into.borderless.add(*cell_score(reading, built.truth))


def add_ours(into: Structure, case: Case, data: bytes | None = None, suffix: str = "docx") -> None:
    """Read one file with our reader and add all scores; `data` is a PDF twin or another format."""
    built = build(case.base, case.formatting, edits=case.edits)
    try:
        document = read_bytes(built.docx if data is None else data, f"proposal.{suffix}")
    except UnreadableFile as error:
        into.problems.append(f"{case.name}: {error.message}")
        return
    add_tables(into, case, built, plain_reading(document), data if suffix == "pdf" else None)
    amounts = amount_score(document, built.truth)
    into.amounts.add(*amounts)
    if amounts[0] < amounts[1] or into.headings[-1] < 1:
        into.worst.append(f"{case.name}: headings {into.headings[-1]:.3f}, amounts {amounts[0]}/{amounts[1]}")
    outline = pack(built.pack).outline_of(str(built.truth["facts"].get("doc_kind", "")))
    right, total, mistakes = status_score(align(document, outline), built.truth)
    into.statuses.add(right, total)
    into.mistakes.update(mistakes)


def over_workbooks(cases: Iterable[Case]) -> Structure:
    """Score our reader on the workbooks that come along with the cases."""
    result = Structure()
    for case in cases:
        built = build(case.base, case.formatting, edits=case.edits)
        for name, data in built.attachments.items():
            document, truth = read_bytes(data, name), built.truth["attached"]
            result.files += 1
            result.ruled.add(*cell_score(plain_reading(document), truth))
            result.amounts.add(*amount_score(document, truth))
    return result


def over_docx(cases: Iterable[Case]) -> Structure:
    """Score our reader on the .docx files of all cases."""
    result = Structure()
    for case in cases:
        add_ours(result, case)
    return result
