"""`template`: a Word file for applicants to fill."""

from pathlib import Path
from typing import Annotated

import typer

from proposal_check.cli.options import PackOption, the_pack
from proposal_check.errors import UsageError


def template(
    out: Annotated[Path, typer.Argument(help="写到这个文件，例如 建设方案模板.docx")], pack: PackOption = ""
) -> None:
    """生成供申报单位填写的方案模板：扉页、目录、各章和表格。"""
    from proposal_check.report.to_template import write_template

    rules = the_pack(pack)
    try:
        write_template(rules, out)
    except OSError as error:
        raise UsageError(f"不能写入“{out}”：{error.strerror}。", "请换一个可写的位置。") from error
    typer.echo(f"已生成 {out}。")
