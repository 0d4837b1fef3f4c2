"""`batch`: a folder of submissions."""

import os
from decimal import Decimal
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
    print_waivers,
    severities,
    the_day,
    the_pack,
)
from proposal_check.report.audience import Audience

if TYPE_CHECKING:
    from proposal_check.batch import Options
    from proposal_check.batch.summary import Summary


def batch(
    folder: Annotated[Path, typer.Argument(help="文件夹：其中每个子文件夹或文件是一份申报件")],
    out: Annotated[Path, typer.Option(help="结果写到这个文件夹")],
    pack: PackOption = "",
    jobs: Annotated[int, typer.Option(min=1, help="同时审查几份，默认为处理器个数")] = os.cpu_count() or 1,
    resume: Annotated[bool, typer.Option("--resume", help="接着上次做，已完成的不再审查")] = False,
    library: LibraryOption = None,
    audience: AudienceOption = Audience.reviewer,
    waivers: WaiversOption = None,
    today: TodayOption = None,
    deadline: Annotated[float, typer.Option(min=1, help="每份申报件的时限（秒）")] = 300,
    memory: Annotated[int, typer.Option(min=512, help="每个进程的内存限额（MB）")] = 3072,
    last_year_funds: Annotated[
        float | None, typer.Option(min=0, help="上年度信息化建设资金（万元），用于核算备案项目所占比例")
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="有这一级及以上的意见时退出码为 1")] = FailOn.must,
) -> None:
    """批量审查一个文件夹，每份一行，另出汇总表；中断后可用 --resume 接着做。"""
    from proposal_check.batch import Options

    the_pack(pack)
    day = the_day(today)
    funds = Decimal(str(last_year_funds)).scaleb(4) if last_year_funds else None
    options = Options(pack, day, library, waivers, audience, jobs, deadline, memory, resume, funds)
    summary = _watched(folder, out, options)
    _print(summary, out)
    raise typer.Exit(_exit_code(summary, fail_on))


def _watched(folder: Path, out: Path, options: "Options") -> "Summary":
    """Run the batch with a progress bar on standard error, where that is a terminal."""
    from rich import progress as bars
    from rich.console import Console
    from rich.markup import escape

    from proposal_check.batch import run_batch

    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TimeElapsedColumn(),
        bars.TextColumn("剩余"),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        bar = shown.add_task("审查")
        return run_batch(
            folder,
            out,
            options,
            started=lambda total, done: shown.update(bar, total=total, completed=done),
            progress=lambda row: shown.update(bar, advance=1, description=escape(row.name[:24])),
        )


def _print(summary: "Summary", out: Path) -> None:
    from proposal_check.batch.row import STATUSES

    typer.echo(f"{summary.title}：共 {len(summary.rows)} 份，没有审查 {len(summary.failed)} 份。")
    words = dict.fromkeys(row.conclusion_words for row in summary.rows if row.conclusion_words)
    for word in words:
        typer.echo(f"  {word}：{sum(row.conclusion_words == word for row in summary.rows)} 份")
    for row in summary.failed:
        typer.echo(f"  {STATUSES[row.status]}：{row.name}：{row.message}")
    for number, names in enumerate(summary.shared.clusters, start=1):
        typer.echo(f"  文字重合第 {number} 组：{'、'.join(names)}")
    for finding in summary.portfolio:
        typer.echo(f"  {finding.rule} {finding.message}")
    for cluster in summary.functions:
        if cluster.together:
            typer.echo(f"  {len(cluster.units)} 个单位都拟建设：{cluster.function}")
    for row in summary.rows:
        if row.status == "reviewed" and row.message:
            typer.echo(f"  {row.name}：{row.message}")
    print_waivers(summary.waivers)
    typer.echo(f"汇总：{out / 'summary.xlsx'}、{out / 'summary.html'}")


def _exit_code(summary: "Summary", fail_on: FailOn) -> int:
    """Give 1 for findings at or above `fail_on`, else 3 when a submission was not reviewed, else 0."""
    levels = severities(fail_on)
    if any(p.severity in levels for row in summary.rows for p in row.problems if p.places > p.waived):
        return 1
    return 3 if summary.failed else 0
