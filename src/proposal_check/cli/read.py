"""`read`: a file as this program sees it."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def read(
    file: Annotated[Path, typer.Argument(help="Word、PDF、Excel、OFD、WPS 文件或扫描件")],
) -> None:
    """把一个文件读成 JSON：标题、表格、警告、计数。"""
    from proposal_check.cli.progress import reading_progress
    from proposal_check.parse.guard import read_guarded
    from proposal_check.report.to_json import document_json

    with reading_progress() as progress:
        document = read_guarded(file, progress)
    sys.stdout.buffer.write(document_json(document))
