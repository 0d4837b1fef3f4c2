"""`read`: a file as this program sees it."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def read(file: Annotated[Path, typer.Argument(help="Word 或 PDF 文件（.docx、.pdf）")]) -> None:
    """把一个文件读成 JSON：标题、表格、警告、计数。"""
    from proposal_check.parse.read import read as read_file
    from proposal_check.report.to_json import document_json

    sys.stdout.buffer.write(document_json(read_file(file)))
