"""The command line. Imports are lazy, so that `--help` answers at once."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from proposal_check import __version__
from proposal_check.errors import ProposalCheckError, UsageError

if TYPE_CHECKING:
    from proposal_check.model.finding import Review

app = typer.Typer(help="政务信息化项目方案规范性预审", no_args_is_help=True, add_completion=False)
packs_app = typer.Typer(help="规则包：列出、校验、生成说明页和编辑器用的结构定义", no_args_is_help=True)
app.add_typer(packs_app, name="packs")

PackOption = Annotated[str, typer.Option("--pack", help="规则包的名称（见 packs list）或目录")]


class FailOn(StrEnum):
    must = "must"
    should = "should"
    never = "never"


@app.command()
def read(file: Annotated[Path, typer.Argument(help="Word 文件（.docx）")]) -> None:
    """把一个文件读成 JSON：标题、表格、警告、计数。"""
    from proposal_check.parse.read import read as read_file
    from proposal_check.report.to_json import document_json

    sys.stdout.buffer.write(document_json(read_file(file)))


@app.command()
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
    print_summary(result, rules, Console())
    if out:
        write_files(result, rules, out)
    raise typer.Exit(_exit_code(result, fail_on))


def _facts_beside(paths: list[Path]) -> Path | None:
    """Find the facts file that lies in a submission's folder."""
    found = (path / "facts.yaml" for path in paths if path.is_dir())
    return next((path for path in found if path.is_file()), None)


def _exit_code(result: "Review", fail_on: FailOn) -> int:
    levels = {FailOn.must: {"must"}, FailOn.should: {"must", "should"}, FailOn.never: set()}[fail_on]
    return int(any(f.outcome == "fail" and f.severity in levels for f in result.findings))


@packs_app.command("list")
def packs_list() -> None:
    """列出自带的规则包。"""
    from proposal_check.packs.load import load_pack, pack_ids

    for name in pack_ids():
        manifest = load_pack(name).manifest
        typer.echo(f"{manifest.id}  {manifest.version}  {manifest.title}")


@packs_app.command("check")
def packs_check(pack: Annotated[str, typer.Argument(help="规则包的名称或目录")]) -> None:
    """校验一个规则包，一次列出全部问题。"""
    from proposal_check.packs.load import load_pack
    from proposal_check.review import bind

    loaded = load_pack(pack)
    typer.echo(f"规则包 {loaded.manifest.id} 没有问题，启用规则 {len(bind(loaded))} 条。")


@packs_app.command("docs")
def packs_docs(
    out: Annotated[Path, typer.Argument(help="写到这个文件夹，例如 docs/rules/linan")],
    pack: PackOption = "linan",
    cases: Annotated[Path | None, typer.Option(help="用例文件夹，例如 tests/rules/linan")] = None,
) -> None:
    """生成规则说明页：每条规则一页，另有索引。"""
    from proposal_check.packs.load import load_pack
    from proposal_check.review.rule_pages import rule_pages, write_pages

    pages = rule_pages(load_pack(pack), cases)
    write_pages(pages, out)
    typer.echo(f"已生成 {len(pages)} 页。")


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="规则编号，例如 LA-F01")], pack: PackOption = "linan"
) -> None:
    """说明一条规则：依据、适用条件、怎么查、怎么改。"""
    from proposal_check.packs.load import load_pack
    from proposal_check.review.rule_pages import rule_pages

    page = rule_pages(load_pack(pack)).get(f"{rule.upper()}.md")
    if page is None:
        raise UsageError(f"规则包 {pack} 中没有规则 {rule}。", "规则编号见 docs/rules 中的索引。")
    typer.echo(page.partition("\n\n")[2], nl=False)


@app.command()
def version() -> None:
    """显示版本。"""
    typer.echo(__version__)


def main() -> None:
    """Run the command line and end the process with a documented exit code (design §8)."""
    try:
        code = app(standalone_mode=False)
    except ProposalCheckError as error:
        code = _complain(str(error), error.exit_code)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; what is left in the buffer must go nowhere at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        code = _unexpected(error)
    sys.exit(code)


def _unexpected(error: Exception) -> int:
    if isinstance(error, TyperException):
        return _complain(f"命令写法有误：{error} 可运行 proposal-check --help 查看用法。", 2)
    if isinstance(error, typer.Abort):
        return _complain("已中断。", 130)
    import logging

    logging.getLogger(__name__).error("unexpected error", exc_info=error)
    return _complain("程序内部出错，不是您的文件有问题。请把上面的信息交给维护人员。", 4)


def _complain(message: str, code: int) -> int:
    typer.echo(message, err=True)
    return code
