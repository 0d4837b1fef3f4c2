"""The applicant's own file with the opinions as notes: comments.docx or comments.pdf."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from proposal_check.model.document import Document
from proposal_check.model.finding import Review
from proposal_check.report.audience import for_applicant
from proposal_check.report.comments.remarks import Remark, remarks

# A file with macros or a template opens only under its own extension.
WORD_EXTENSIONS = (".docm", ".dotx", ".dotm")


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
            number = f"-{index + 1}" if index else ""
            made = WRITERS[document.source.format](data, document, notes)
            if made is not None:
                files[f"comments{number}{_extension(document)}"] = made
    return files


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
