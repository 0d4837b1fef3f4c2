"""Paths become one Submission: a main document and its attachments, told apart by content."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from proposal_check.errors import UnreadableFile, UsageError
from proposal_check.model.document import Document, Paragraph, ReadWarning
from proposal_check.model.submission import FactValue, Submission
from proposal_check.parse.guard import Progress, read_guarded

# Files that say something about a submission and are no part of it.
DATA: Final = frozenset({".yaml", ".yml", ".json"})
SPREADSHEETS: Final = frozenset({"xlsx", "xls"})
# What the chapters of a proposal are about; each counts once.
CHAPTERS: Final = re.compile(
    "项目概[述况]|基本情况|建设单位|背景|必要性|可行性|需求|现状|目标|原则|建设内容|总体设计|总体架构|技术方案|建设方案"
    "|安全|标准规范|实施进度|进度|组织|培训|运[行维]|概算|预算|投资|资金|效益|绩效|风险|招标|附件"
)
# A title says what a document is: a proposal, or one of the papers that come with one.
PROPOSAL: Final = re.compile(r"(?:方案|可行性研究报告|初步设计|申报书|建议书|设计书)(?:[（(].*[）)])?$")
PAPER: Final = re.compile(
    r"批复|复函|通知|纪要|合同|协议|承诺|声明|证明|报价|清单|目录|测评|验收|审计|评审意见|附件|手册|登记表"
)

Read = Callable[[Path, Progress | None], Document]
Unread = tuple[Path, UnreadableFile]


def read_submission(
    paths: Sequence[Path],
    declared: Mapping[str, FactValue] | None = None,
    progress: Progress | None = None,
    read: Read = read_guarded,
) -> Submission:
    """Read one application: a file, several files, or a folder whose files belong together.

    The main document is the one that reads like a proposal; the others are attachments, by content too. One
    that cannot be read is named among the attachments, and a warning of the main document. Raises UsageError
    when no path is given, UnreadableFile when what may be the main document cannot be read.
    """
    files = _files(paths)
    documents: list[Document] = []
    unread: list[Unread] = []
    for path in files:
        try:
            documents.append(read(path, progress))
        except UnreadableFile as error:
            unread.append((path, error))
    _refuse_without_main(documents, unread)
    main = max(documents, key=_likeness)
    documents = [main, *(document for document in documents if document is not main)]
    if unread:
        documents[0] = replace(main, warnings=(*main.warnings, *(_warning(error) for _, error in unread)))
    names = [document.source.name for document in documents[1:]] + [path.name for path, _ in unread]
    return Submission(tuple(documents), _with_attachments(declared or {}, names))


def original_files(paths: Sequence[Path], submission: Submission) -> dict[str, bytes]:
    """Read the bytes the documents of a submission were made of, by SHA-256; changed files are left out."""
    wanted = {document.source.sha256 for document in submission.documents}
    names = {document.source.name for document in submission.documents}
    contents = [path.read_bytes() for path in _files(paths) if path.name in names and path.is_file()]
    found = {hashlib.sha256(content).hexdigest(): content for content in contents}
    return {digest: content for digest, content in found.items() if digest in wanted}


def _files(paths: Sequence[Path]) -> list[Path]:
    if not paths:
        raise UsageError("没有给出要审查的文件。", "请写上方案文件或其所在文件夹。")
    files: list[Path] = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        files += [p for p in inside if p == path or _belongs(p)]
    if not files:
        folders = "、".join(path.name for path in paths)
        raise UnreadableFile(f"文件夹“{folders}”里没有可读的文件。", "请把建设方案文件放进去再试。")
    return list(dict.fromkeys(files))


def _belongs(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$")) and path.suffix.lower() not in DATA


def _refuse_without_main(
    documents: Sequence[Document], unread: Sequence[tuple[Path, UnreadableFile]]
) -> None:
    """Raise what kept the likely main document from being read.

    Among files that cannot be read the main one is known by its name alone: 建设方案, not 批复.
    """
    if not unread:
        return
    likely = [error for path, error in unread if PROPOSAL.search(path.stem) and not PAPER.search(path.stem)]
    if likely and not any(_is_proposal(document) for document in documents):
        raise likely[0]
    if all(document.source.format in SPREADSHEETS for document in documents):
        raise unread[0][1]


def _is_proposal(document: Document) -> bool:
    return _likeness(document)[0] > 0


def _likeness(document: Document) -> tuple[int, int, int, int]:
    """Say how much a document reads like a proposal: by its title, its chapters, then by its size."""
    titles = [b.text for b in document.blocks if isinstance(b, Paragraph) and b.kind == "title"]
    name = "".join(titles) or Path(document.source.name).stem
    chapters = {word for section in document.sections for word in CHAPTERS.findall(section.title)}
    sheet = document.source.format in SPREADSHEETS
    named = bool(PROPOSAL.search(name)) - bool(PAPER.search(name))
    rank = -1 if sheet else int(len(chapters) >= 3) + named
    return rank, len(chapters), len(document.sections), document.seen.characters


def _warning(error: UnreadableFile) -> ReadWarning:
    return ReadWarning("attachment_unread", f"附件未能读取，内容未检：{error.message}")


def _with_attachments(declared: Mapping[str, FactValue], names: Sequence[str]) -> dict[str, FactValue]:
    facts = dict(declared)
    if names:
        given = facts.get("attachments", ())
        facts["attachments"] = (*(given if isinstance(given, tuple) else ()), *names)
    return facts
