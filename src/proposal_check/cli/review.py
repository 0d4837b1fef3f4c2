"""`review`: one submission against a pack."""

import socket
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proposal_check.cli.options import (
    AudienceOption,
    FailOn,
    LibraryOption,
    PackOption,
    TodayOption,
    WaiversOption,
    exit_code,
    print_waivers,
    the_day,
    the_pack,
)
from proposal_check.report.audience import Audience, edition

if TYPE_CHECKING:
    from proposal_check.model.finding import Review
    from proposal_check.packs.schema import Pack
    from proposal_check.report.review_schema import ReviewFile
    from proposal_check.review.paths import Reviewed
    from proposal_check.review.waivers import WaiverAccount


def review(
    paths: Annotated[list[Path], typer.Argument(help="一份申报件：一个文件、几个文件或一个文件夹")],
    pack: PackOption = "",
    facts: Annotated[Path | None, typer.Option(help="申报信息（YAML 或 JSON）")] = None,
    previous: Annotated[Path | None, typer.Option(help="上一轮的 review.json，另列出两轮的增减")] = None,
    library: LibraryOption = None,
    out: Annotated[Path | None, typer.Option(help="结果写到这个文件夹")] = None,
    audience: AudienceOption = Audience.reviewer,
    waivers: WaiversOption = None,
    today: TodayOption = None,
    fail_on: Annotated[FailOn, typer.Option(help="有这一级及以上的意见时退出码为 1")] = FailOn.must,
) -> None:
    """对照规则包审查一份申报件，出具修改意见函。"""
    from proposal_check.cli.progress import reading_progress
    from proposal_check.overlap.library import load_library
    from proposal_check.report.files import write_files
    from proposal_check.review.paths import review_paths
    from proposal_check.review.waivers import account, pursued, targets

    started, day = datetime.now(UTC), the_day(today)
    rules = the_pack(pack)
    before = _earlier(previous) if previous else None
    known = load_library(library) if library else None
    with reading_progress() as progress:
        own = audience is Audience.applicant
        found = review_paths(paths, rules, known, facts, waivers, progress, own_waivers=own)
    states = account(targets(found.review), found.waivers, day)
    result = edition(found.review, audience)
    files = write_files(result, rules, out, day, found.originals) if out else ()
    if out:
        files = (*files, _write_envelope(out, started, paths, files, states))
    _print(found, result, rules, files, states)
    if before:
        _print_changes(before, result)
    raise typer.Exit(exit_code(pursued(found.review, day), fail_on))


def _print(
    found: "Reviewed", result: "Review", rules: "Pack", files: Sequence[Path], states: "WaiverAccount"
) -> None:
    from rich.console import Console

    from proposal_check.report.to_terminal import print_summary
    from proposal_check.report.waived import marked

    print_summary(marked(result, states.today), rules, Console(), files)
    print_waivers(states)
    for line in _left_out(found, result, files):
        typer.echo(line)


def _left_out(found: "Reviewed", result: "Review", files: Sequence[Path]) -> Iterator[str]:
    """Say what a person may miss among the results: comments that could not be made, waivers not honoured."""
    from proposal_check.report.to_comments import without_comments

    if files:
        yield from without_comments(result, [path.name for path in files])
    if found.unasked:
        name = found.unasked.name
        yield f"申报件自带的 {name} 没有采用：豁免由审查单位给出，确认采用的请用 --waivers 指定。"


def _earlier(previous: Path) -> "ReviewFile":
    from proposal_check.recheck import load_review

    return load_review(previous)


def _print_changes(before: "ReviewFile", now: "Review") -> None:
    from proposal_check.cli.recheck import print_comparison
    from proposal_check.recheck import compare, parse_review
    from proposal_check.report.to_json import review_json

    print_comparison(compare(before, parse_review(review_json(now))))


def _write_envelope(
    out: Path, started: datetime, paths: Sequence[Path], files: Sequence[Path], states: "WaiverAccount"
) -> Path:
    """Write run.json: what differs from run to run, so that nothing else does."""
    from proposal_check.report.to_json import envelope_json

    content = envelope_json(
        started=started,
        seconds=(datetime.now(UTC) - started).total_seconds(),
        host=socket.gethostname(),
        inputs=[str(path) for path in paths],
        outputs=[path.name for path in files],
        waivers={
            "today": states.today.isoformat(),
            "active": [w.target for w in states.active],
            "expired": [w.target for w in states.expired],
            "unused": [w.target for w in states.unused],
        },
    )
    (out / "run.json").write_bytes(content)
    return out / "run.json"
