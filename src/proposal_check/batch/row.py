"""One submission's line in the summary: plain data that goes through pipes and the journal unchanged."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from proposal_check.model.finding import Review, Severity, Waiver
from proposal_check.model.submission import Fact, FactValue
from proposal_check.packs.schema import Pack
from proposal_check.report.letter_title import document_name
from proposal_check.report.not_checked import not_checked
from proposal_check.report.opinions import Opinion, opinions
from proposal_check.report.wording import conclusion_words, plain
from proposal_check.review.waivers import pursued, targets

# Where the results of the submissions lie, a folder each.
FOLDER = "submissions"
Status = Literal["reviewed", "unreadable", "timeout", "memory", "crashed", "error"]
STATUSES: Mapping[Status, str] = {
    "reviewed": "已审查",
    "unreadable": "不能审查",
    "timeout": "超过时限",
    "memory": "超过内存限额",
    "crashed": "处理时中断",
    "error": "内部错误",
}
# What may go better another time; a file that cannot be read stays what it is.
RETRIED: frozenset[Status] = frozenset({"timeout", "memory", "crashed", "error"})


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that failed in a submission, its places, and how many of them a waiver in force covers."""

    rule: str
    title: str
    severity: str
    places: int
    waived: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """What the summary says of a submission; counts are opinions, as the letter numbers them.

    `modules` are the functions it plans, `matched` the targets of the batch's waivers that it has.
    """

    name: str
    status: Status
    message: str = ""
    project: str = ""
    unit: str = ""
    total_yuan: str | None = None
    conclusion: str = ""
    conclusion_words: str = ""
    must: int = 0
    should: int = 0
    note: int = 0
    unchecked: int = 0
    waived: int = 0
    letter: str = ""
    problems: tuple[Problem, ...] = ()
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    modules: tuple[str, ...] = ()
    matched: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    def known_facts(self) -> dict[str, Fact]:
        """Give the facts as rules take them."""
        return {name: Fact(value, "declared") for name, value in self.facts.items()}


def row_from(data: Mapping[str, Any]) -> Row:
    """Read back what `as_data` gave, after it went through JSON."""
    facts = {name: tuple(v) if isinstance(v, list) else v for name, v in data["facts"].items()}
    problems = tuple(Problem(**problem) for problem in data["problems"])
    names = {key: tuple(data[key]) for key in ("modules", "matched")}
    return Row(**{**data, "facts": facts, "problems": problems, **names})


def row_of(name: str, review: Review, pack: Pack, waivers: Sequence[Waiver], today: date) -> Row:
    """Sum a review up; `today` judges the waivers given."""
    found = opinions(review)
    counts = Counter(opinion.severity for opinion in found)
    unit = review.facts.get("owner_unit")
    problems = tuple(_problems(found, {f.id for f in pursued(review, today)}))
    return Row(
        name=name,
        status="reviewed",
        project=document_name(review, pack),
        unit=str(unit.value) if unit else "",
        total_yuan=plain(review.budget.total.value) if review.budget.total else None,
        conclusion=review.conclusion.value,
        conclusion_words=conclusion_words(review.conclusion, pack),
        must=counts[Severity.MUST],
        should=counts[Severity.SHOULD],
        note=counts[Severity.NOTE],
        unchecked=len(not_checked(review)),
        waived=sum(p.waived for p in problems),
        letter=f"{FOLDER}/{name}/letter.docx",
        problems=problems,
        facts={key: review.facts[key].value for key in sorted(review.facts)},
        modules=tuple(dict.fromkeys(anchor.quote for anchor in review.overlap.modules)),
        matched=tuple(sorted({w.target for w in waivers} & targets(review))),
    )


def _problems(found: Iterable[Opinion], pursued_ids: set[str]) -> Iterator[Problem]:
    for opinion in found:
        waived = sum(finding.id not in pursued_ids for finding in opinion.findings)
        yield Problem(opinion.rule, opinion.title, opinion.severity.value, opinion.places, waived)
