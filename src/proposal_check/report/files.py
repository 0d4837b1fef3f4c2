"""Write all reports of a review into a folder: either all of them, or none."""

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from proposal_check.errors import UsageError
from proposal_check.model.finding import Review
from proposal_check.packs.schema import Pack
from proposal_check.report.to_comments import commented_files
from proposal_check.report.to_html import write_html
from proposal_check.report.to_json import review_json
from proposal_check.report.to_letter import write_letter
from proposal_check.report.to_lines import findings_csv, findings_jsonl
from proposal_check.report.to_sarif import review_sarif
from proposal_check.report.to_xlsx import write_workbook
from proposal_check.report.waived import marked

FOR_PEOPLE = {"letter.docx": write_letter, "report.html": write_html, "findings.xlsx": write_workbook}
FOR_PROGRAMS = {"review.json": review_json, "findings.jsonl": findings_jsonl, "findings.csv": findings_csv}


def write_files(
    review: Review,
    pack: Pack,
    out: Path,
    today: date | None = None,
    originals: Mapping[str, bytes] | None = None,
) -> tuple[Path, ...]:
    """Write the reports of a review into `out` and return their paths; `today` judges waivers.

    `originals` are the submission's files by SHA-256: those given come back with the opinions as comments.
    They are made in a folder beside it first and moved when all are complete, so that a failure leaves
    what was there before. Raises UsageError when the folder cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=out))
    except OSError as error:
        raise UsageError(f"不能写入文件夹“{out}”：{error.strerror}。", "请换一个可写的文件夹。") from error
    try:
        _write(review, pack, making, today)
        _write_comments(marked(review, today), making, originals or {})
        return tuple(path.replace(out / path.name) for path in sorted(making.iterdir()))
    finally:
        shutil.rmtree(making)


def _write(review: Review, pack: Pack, folder: Path, today: date | None) -> None:
    for name, encode in FOR_PROGRAMS.items():
        (folder / name).write_bytes(encode(review))
    (folder / "review.sarif").write_bytes(review_sarif(review, pack, today))
    shown = marked(review, today)
    for name, write in FOR_PEOPLE.items():
        write(shown, pack, folder / name)


def _write_comments(review: Review, folder: Path, originals: Mapping[str, bytes]) -> None:
    for name, data in commented_files(review, originals).items():
        (folder / name).write_bytes(data)
