"""Several files are one submission; which is the main one is told by what stands in them."""

import itertools
from pathlib import Path

import pytest
from parse.docx_writer import listed, package, para
from parse.test_from_xlsx import BUDGET

from proposal_check.errors import UnreadableFile, UsageError
from proposal_check.parse.submission import read_submission

CHAPTERS = ["项目概述", "需求分析", "总体设计", "实施进度", "投资概算"]
PLAN = package(
    para("××平台建设方案", look='<w:sz w:val="52"/>')
    + "".join(listed(title, style="1") + para("正文内容。") for title in CHAPTERS)
)
MANUAL = package(
    para("用户手册", look='<w:sz w:val="52"/>')
    + "".join(listed(f"第{i}项操作", style="1") + para("点击按钮。") for i in range(30))
)
APPROVAL = package(para("关于××平台立项的批复", look='<w:sz w:val="44"/>') + para("同意立项。" * 3_000))
FILES = {"1.docx": PLAN, "2.docx": MANUAL, "3.docx": APPROVAL, "4.xlsx": BUDGET}


def folder(tmp_path: Path, files: dict[str, bytes]) -> list[Path]:
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in files]


@pytest.mark.parametrize("order", list(itertools.permutations(FILES))[::5])
def test_the_main_document_is_the_proposal(order: tuple[str, ...], tmp_path: Path) -> None:
    submission = read_submission(folder(tmp_path, {name: FILES[name] for name in order}))
    assert submission.main.source.name == "1.docx"
    assert len(submission.documents) == 4
    assert sorted(submission.declared["attachments"]) == ["2.docx", "3.docx", "4.xlsx"]


def test_a_folder_is_read_whole_without_its_data_files(tmp_path: Path) -> None:
    folder(tmp_path, {**FILES, "facts.yaml": b"{}", "~$1.docx": b"x", ".hidden": b"x", "说明.txt": b"text"})
    submission = read_submission([tmp_path], {"attachments": ("批复.pdf",)})
    assert submission.main.source.name == "1.docx"
    assert submission.declared["attachments"] == ("批复.pdf", "2.docx", "3.docx", "4.xlsx", "说明.txt")
    (warning,) = submission.main.warnings
    assert warning.code == "attachment_unread"
    assert "说明.txt" in warning.message


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"建设方案.docx": b"PK\x03\x04", "附件.docx": APPROVAL}, "建设方案.docx"),
        ({"方案.docx": b"", "概算.xlsx": BUDGET}, "0 字节"),
        ({"扫描.docx": b"", "概算.xlsx": BUDGET}, "0 字节"),
        ({"a.docx": b"", "b.docx": b""}, "a.docx"),
    ],
)
def test_without_the_main_document_nothing_is_reviewed(
    files: dict[str, bytes], words: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_submission(folder(tmp_path, files))


def test_a_damaged_attachment_is_a_warning(tmp_path: Path) -> None:
    submission = read_submission(folder(tmp_path, {"建设方案.docx": PLAN, "批复.pdf": b"%PDF-1.7"}))
    assert [w.code for w in submission.main.warnings] == ["attachment_unread"]
    assert submission.declared["attachments"] == ("批复.pdf",)


def test_one_file_alone_may_be_a_spreadsheet(tmp_path: Path) -> None:
    submission = read_submission(folder(tmp_path, {"概算.xlsx": BUDGET}))
    assert submission.main.source.format == "xlsx"
    assert "attachments" not in submission.declared


def test_nothing_given(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_submission([])
    with pytest.raises(UnreadableFile, match="没有可读的文件"):
        read_submission([tmp_path])
