"""`recheck`: what became of the last round's findings."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proposal_check.cli.options import FailOn, severities

if TYPE_CHECKING:
    from proposal_check.recheck import Comparison


def recheck(
    old: Annotated[Path, typer.Argument(help="上一轮的 review.json")],
    new: Annotated[Path, typer.Argument(help="本轮的 review.json")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    fail_on: Annotated[FailOn, typer.Option(help="仍有这一级及以上的意见时退出码为 1")] = FailOn.must,
) -> None:
    """比较同一申报件的两轮结果：已解决、仍存在、新增。"""
    from proposal_check.recheck import compare, load_review

    found = compare(load_review(old), load_review(new))
    typer.echo(comparison_json(found) if as_json else "\n".join(_lines(found)))
    levels = severities(fail_on)
    open_ = (*found.of("remaining"), *found.of("new"))
    failed = any(c.finding.outcome == "fail" and c.finding.severity in levels for c in open_)
    raise typer.Exit(int(failed))


def comparison_json(found: "Comparison") -> str:
    """Print a comparison for programs."""
    changes = [
        {"state": c.state, "reason": c.reason, "finding": c.finding.model_dump(mode="json")}
        for c in found.changes
    ]
    return json.dumps({"notes": found.notes, "changes": changes}, ensure_ascii=False, indent=2)


def print_comparison(found: "Comparison") -> None:
    """Print a comparison for people."""
    typer.echo("\n".join(_lines(found)))


def _lines(found: "Comparison") -> list[str]:
    from proposal_check.recheck import STATES

    lines = [*found.notes, "，".join(f"{label} {len(found.of(s))}" for s, label in STATES.items())]
    for state, label in STATES.items():
        changes = found.of(state)
        lines += [f"\n{label} {len(changes)} 条"] if changes else []
        for change in changes:
            place = "、".join(change.finding.places) or "全文"
            lines.append(f"  {change.finding.rule} {place}：{change.finding.message}")
            if change.reason and state == "undecided":
                lines.append(f"    {change.reason}")
    return lines
