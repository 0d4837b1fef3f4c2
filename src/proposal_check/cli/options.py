"""Options that several verbs share, and what they come to."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proposal_check.errors import PackError, UsageError
from proposal_check.report.audience import Audience

if TYPE_CHECKING:
    from proposal_check.model.finding import Finding
    from proposal_check.packs.schema import Pack
    from proposal_check.review.waivers import WaiverAccount


class FailOn(StrEnum):
    must = "must"
    should = "should"
    never = "never"


PackOption = Annotated[str, typer.Option("--pack", help="规则包的名称（见 packs list）或目录")]
LibraryOption = Annotated[
    Path | None, typer.Option(help="比对库：library 命令建立的文件夹，或系统清单（CSV、xlsx 或其所在文件夹）")
]
AudienceOption = Annotated[Audience, typer.Option(help="结果给谁看：初审人员，或申报单位（不含他人的原文）")]
WaiversOption = Annotated[
    Path | None, typer.Option(help="豁免清单。申报件文件夹中的 waivers.yaml 只在给申报单位自查时采用")
]
TodayOption = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="判断豁免是否到期的日期，默认为今天")
]


def the_pack(name: str) -> "Pack":
    """Load the pack of a command line; UsageError when none is named, PackError with all its problems."""
    from proposal_check.packs.load import load_pack

    if not name:
        raise UsageError(
            "没有指定规则包。", "请加上 --pack，例如 --pack linan；packs list 可列出全部规则包。"
        )
    try:
        return load_pack(name)
    except PackError:
        from proposal_check.review import load_bound

        return load_bound(name)


def the_day(today: datetime | None) -> date:
    """Take the day from the command line, else from the clock, which nothing below asks."""
    return (today or datetime.now()).date()


def severities(fail_on: FailOn) -> frozenset[str]:
    """Name the severities at or above a level."""
    levels = {FailOn.must: {"must"}, FailOn.should: {"must", "should"}}
    return frozenset(levels.get(fail_on, ()))


def exit_code(findings: "Iterable[Finding]", fail_on: FailOn) -> int:
    """Give 1 when a finding is at or above `fail_on`, else 0."""
    levels = severities(fail_on)
    return int(any(f.outcome == "fail" and f.severity in levels for f in findings))


def print_waivers(states: "WaiverAccount") -> None:
    """Say which waivers are in force, which have expired and which match nothing."""
    if states.active:
        typer.echo(f"豁免 {len(states.active)} 条，有关意见不影响退出码，仍列在各份结果中。")
    for waiver in states.expired:
        typer.echo(
            f"豁免已于 {waiver.expires} 到期，不再有效：{waiver.target}（{waiver.reason}，{waiver.by}）"
        )
    for waiver in states.unused:
        typer.echo(f"豁免没有对应的意见，请核对或删去：{waiver.target}（{waiver.reason}，{waiver.by}）")
