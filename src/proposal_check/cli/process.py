"""The process around the verbs: exit codes of design §8, one Chinese line for every failure."""

import gc
import os
import sys

import typer
from typer.exceptions import TyperException

from proposal_check.cli.app import app
from proposal_check.errors import ProposalCheckError


def main() -> None:
    """Run the command line and end the process with a documented exit code (design §8)."""
    # A review makes a million objects and hardly a cycle: looking for those at every 700 takes a tenth.
    gc.set_threshold(50_000, 20, 50)
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
    # What is left ends with the process: looking for cycles in it once more takes a tenth of a second.
    gc.freeze()
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
