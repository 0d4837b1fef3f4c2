"""Write all reports of a review into a folder: either all of them, or none."""

import shutil
import tempfile
from pathlib import Path

from proposal_check.errors import UsageError
from proposal_check.model.finding import Review
from proposal_check.packs.schema import Pack
from proposal_check.report.to_html import write_html
from proposal_check.report.to_json import review_json
from proposal_check.report.to_letter import write_letter


def write_files(review: Review, pack: Pack, out: Path) -> tuple[Path, ...]:
    """Write review.json, letter.docx and report.html into `out` and return their paths.

    They are made in a folder beside it first and moved when all are complete, so that a failure leaves
    what was there before. Raises UsageError when the folder cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=out))
    except OSError as error:
        raise UsageError(f"不能写入文件夹“{out}”：{error.strerror}。", "请换一个可写的文件夹。") from error
    try:
        (making / "review.json").write_bytes(review_json(review))
        write_letter(review, pack, making / "letter.docx")
        write_html(review, pack, making / "report.html")
        return tuple(path.replace(out / path.name) for path in sorted(making.iterdir()))
    finally:
        shutil.rmtree(making)
