"""`review`: one submission against a pack."""

from pathlib import Path
from typing import Annotated

import typer

from proposal_check.cli.options import FailOn, PackOption, exit_code
from proposal_check.errors import UsageError


def review(
    paths: Annotated[list[Path], typer.Argument(help="一份申报件：一个文件、几个文件或一个文件夹")],
    pack: PackOption = "",
    facts: Annotated[Path | None, typer.Option(help="申报信息（YAML 或 JSON）")] = None,
    library: Annotated[Path | None, typer.Option(help="已有系统清单：CSV、xlsx 或其所在文件夹")] = None,
    out: Annotated[Path | None, typer.Option(help="结果写到这个文件夹")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="有这一级及以上的意见时退出码为 1")] = FailOn.must,
) -> None:
    """对照规则包审查一份申报件，出具修改意见函。"""
    from rich.console import Console

    from proposal_check.overlap.library import load_library
    from proposal_check.packs.declared import load_declared
    from proposal_check.packs.load import load_pack
    from proposal_check.parse.submission import read_submission
    from proposal_check.report.files import write_files
    from proposal_check.report.to_terminal import print_summary
    from proposal_check.review import review as run_review

    if not pack:
        raise UsageError(
            "没有指定规则包。", "请加上 --pack，例如 --pack linan；packs list 可列出全部规则包。"
        )
    rules = load_pack(pack)
    known = load_library(library) if library else None
    facts = facts or _facts_beside(paths)
    submission = read_submission(paths, load_declared(facts) if facts else {})
    result = run_review(submission, rules, known)
    files = write_files(result, rules, out) if out else ()
    print_summary(result, rules, Console(), files)
    raise typer.Exit(exit_code(result, fail_on))


def _facts_beside(paths: list[Path]) -> Path | None:
    """Find the facts file that lies in a submission's folder."""
    found = (path / "facts.yaml" for path in paths if path.is_dir())
    return next((path for path in found if path.is_file()), None)
