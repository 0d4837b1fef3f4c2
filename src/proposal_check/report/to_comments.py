"""The applicant's own file with the opinions as notes: comments.docx or comments.pdf."""

from collections.abc import Callable, Collection, Mapping
from pathlib import PurePath

from proposal_check.model.document import Document
from proposal_check.model.finding import Review
from proposal_check.report.audience import for_applicant
from proposal_check.report.comments.remarks import Remark, remarks
from proposal_check.report.wording import clean

# A file with macros or a template opens only under its own extension.
WORD_EXTENSIONS = (".docm", ".dotx", ".dotm")
_REASONS: Mapping[str, str] = {
    "docx": "没有可以加批注的文字",
    "pdf": "文件的权限不允许加批注，或文件不能改写",
    "xlsx": "表格文件不加批注",
    "xls": "表格文件不加批注",
    "image": "图片不加批注",
    "ofd": "OFD 文件不加批注",
}
_CONVERTED = "文件是转换后审查的，不能在原文件上加批注；另存为 .docx 再审查即可得到"


def commented_files(review: Review, originals: Mapping[str, bytes]) -> dict[str, bytes]:
    """Comment every Word and PDF file of a submission whose bytes are given, by file name.

    `originals` maps a document's SHA-256 to its bytes. The main document becomes comments.docx or .pdf, an
    attachment, when it has opinions, comments-2.docx and so on. What others wrote never goes in.
    """
    shown = for_applicant(review)
    files: dict[str, bytes] = {}
    for index, document in enumerate(review.submission.documents):
        data = originals.get(document.source.sha256)
        notes = remarks(shown, index)
        if data is not None and notes and document.source.format in WRITERS:
            made = WRITERS[document.source.format](data, document, notes)
            if made is not None:
                files[f"{_stem(index)}{_extension(document)}"] = made
    return files


def without_comments(review: Review, names: Collection[str]) -> tuple[str, ...]:
    """Say of every file with opinions that has no commented copy among the `names` written, and why."""
    stems = {PurePath(name).stem for name in names}
    return tuple(
        f"“{clean(document.source.name)}”没有带批注的副本："
        f"{_REASONS.get(document.source.format, _CONVERTED)}。"
        for index, document in enumerate(review.submission.documents)
        if _stem(index) not in stems and remarks(review, index)
    )


def _stem(index: int) -> str:
    return f"comments-{index + 1}" if index else "comments"


def _extension(document: Document) -> str:
    if document.source.format == "pdf":
        return ".pdf"
    own = PurePath(document.source.name).suffix.lower()
    return own if own in WORD_EXTENSIONS else ".docx"


def _word(data: bytes, document: Document, notes: tuple[Remark, ...]) -> bytes:
    from proposal_check.report.comments.word import commented_word

    return commented_word(data, document, notes)


def _pdf(data: bytes, document: Document, notes: tuple[Remark, ...]) -> bytes | None:
    from proposal_check.report.comments.pdf import annotated_pdf

    return annotated_pdf(data, document, notes)


WRITERS: Mapping[str, Callable[[bytes, Document, tuple[Remark, ...]], bytes | None]] = {
    "docx": _word,
    "pdf": _pdf,
}
