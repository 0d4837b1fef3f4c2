"""Paths become one Submission: a main document and its attachments."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from proposal_check.errors import UnreadableFile, UsageError
from proposal_check.model.document import Document
from proposal_check.model.submission import FactValue, Submission
from proposal_check.parse.read import read


def read_submission(paths: Sequence[Path], declared: Mapping[str, FactValue] | None = None) -> Submission:
    """Read one application: a file, several files, or a folder whose Word files belong together.

    The main document is the one with most headings. In a folder the other files count as attachments by
    their names, save the data files that describe the submission. Raises UsageError when no path is given,
    UnreadableFile for files.
    """
    files, others = _files(paths)
    documents = sorted((read(path) for path in files), key=_weight, reverse=True)
    facts = dict(declared or {})
    names = [d.source.name for d in documents[1:]] + [path.name for path in others]
    if names:
        given = facts.get("attachments", ())
        facts["attachments"] = (*(given if isinstance(given, tuple) else ()), *names)
    return Submission(tuple(documents), facts)


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    if not paths:
        raise UsageError("没有给出要审查的文件。", "请写上方案文件或其所在文件夹。")
    files: list[Path] = []
    others: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        inside = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith((".", "~$")))
        files += [p for p in inside if p.suffix.lower() == ".docx"]
        others += [p for p in inside if p.suffix.lower() not in {".docx", ".yaml", ".yml", ".json"}]
    if not files:
        folders = "、".join(path.name for path in paths)
        raise UnreadableFile(
            f"文件夹“{folders}”里没有 .docx 文件。", "请把建设方案的 Word 文件（.docx）放进去再试。"
        )
    return files, others


def _weight(document: Document) -> tuple[int, int]:
    return len(document.sections), document.seen.characters
