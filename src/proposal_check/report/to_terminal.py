"""The summary that a person reads in the terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from proposal_check.model.finding import Conclusion, Outcome, Review, Severity
from proposal_check.packs.schema import Pack
from proposal_check.report.letter_title import document_name
from proposal_check.report.not_checked import KINDS, by_reason, not_checked
from proposal_check.report.opinions import opinions, place_words, points
from proposal_check.report.wording import (
    OUTCOMES,
    SEVERITIES,
    clean,
    conclusion_words,
    outcome_counts,
    shorten,
    total_words,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

GAPS_SHOWN = 12
POINTS_SHOWN = 4
_STYLES = {
    Conclusion.READY: "bold green",
    Conclusion.REVISE: "bold yellow",
    Conclusion.REWRITE: "bold red",
    Conclusion.NEEDS_PERSON: "bold magenta",
}
_OUTCOME_STYLES = {Outcome.FAIL: "red", Outcome.NEEDS_REVIEW: "magenta", Outcome.ERROR: "magenta"}


def print_summary(review: Review, pack: Pack, console: "Console", files: Sequence[Path] = ()) -> None:
    """Print conclusion, counts, must-fix opinions with places, what was not checked, where files are.

    A document's text is printed as it is: never as markup of the console.
    """
    for line in (*_head(review, pack), *_must(review), *_others(review), *_gaps(review), *_files(files)):
        console.print(line, soft_wrap=True)


def _line(*pieces: str | tuple[str, str]) -> "Text":
    from rich.text import Text

    return Text.assemble(*pieces)


def _head(review: Review, pack: Pack) -> Iterator["Text"]:
    yield _line((document_name(review, pack), "bold"))
    yield _line("结论：", (conclusion_words(review.conclusion, pack), _STYLES[review.conclusion]))
    yield _line(f"总投资：{total_words(review.budget)}")
    counts = outcome_counts(review)
    pieces: list[str | tuple[str, str]] = [f"核对 {len(review.results)} 项要求："]
    for outcome, label in OUTCOMES.items():
        style = _OUTCOME_STYLES.get(outcome, "") if counts[outcome] else ""
        pieces += [(f"{label} {counts[outcome]}", style), "  "]
    yield _line(*pieces)


def _must(review: Review) -> Iterator["Text"]:
    found = [o for o in opinions(review) if o.severity is Severity.MUST]
    if not found:
        return
    yield _line("\n", (f"必须修改 {len(found)} 条（{sum(o.places for o in found)} 处）", "bold red"))
    for opinion in found:
        said = points(opinion)
        yield _line(f" {opinion.number}. ", (opinion.title, "bold"), (f"  {opinion.rule}", "dim"))
        for point in said[:POINTS_SHOWN]:
            yield _line(f"    {place_words(point.findings)}：{shorten(point.fact, 160)}")
        if rest := sum(len(p.findings) for p in said[POINTS_SHOWN:]):
            yield _line((f"    另有 {rest} 处", "dim"))


def _others(review: Review) -> Iterator["Text"]:
    found = opinions(review)
    for severity in (Severity.SHOULD, Severity.NOTE):
        members = [o for o in found if o.severity is severity]
        if members:
            titles = "；".join(f"{o.number}. {o.title}" for o in members)
            yield _line("\n", (f"{SEVERITIES[severity]} {len(members)} 条：", "bold"), titles)


def _gaps(review: Review) -> Iterator["Text"]:
    gaps = not_checked(review)
    if not gaps:
        yield _line("\n所有要求都已检查。")
        return
    yield _line("\n", (f"没有检查或不能判定 {len(gaps)} 项（不等于没有问题）", "bold magenta"))
    merged = by_reason(gaps)
    for same in merged[:GAPS_SHOWN]:
        yield _line(f"  〔{KINDS[same.kind]}〕", (same.labels(3), "bold"), f"：{shorten(same.reason, 120)}")
    if rest := sum(len(same.gaps) for same in merged[GAPS_SHOWN:]):
        yield _line((f"  另有 {rest} 项", "dim"))


def _files(files: Sequence[Path]) -> Iterator["Text"]:
    if files:
        yield _line("\n结果文件：")
        yield from (_line(f"  {clean(str(path))}") for path in files)
