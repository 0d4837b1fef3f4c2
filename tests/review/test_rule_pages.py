"""Rule pages: complete, and written without touching anybody else's files."""

from pathlib import Path

from proposal_check.packs.load import load_pack
from proposal_check.review.rule_pages import rule_pages, write_pages

CASES = "# LA-P06\n\n## fail: 没有批复\n```doc\n# 一、概述\n## （一）名称\n```\n=> fail\n=> must | 甲 | 乙\n"


def test_a_page_says_what_why_how_and_shows_the_cases(tmp_path: Path) -> None:
    (tmp_path / "LA-P06.md").write_text(CASES, "utf-8")
    pages = rule_pages(load_pack("linan"), tmp_path)
    page = pages["LA-P06.md"]
    for part in (
        "# LA-P06 缺少上级批复文件",
        "必须修改 · 其他 · 启用",
        "（临数转办〔2021〕2号）附件2“项目申报”",
        "**适用** 项目来源为“上级批复我区实施的试点”",
        "## 检查 `attachment_listed`",
        "attachment: 上级批复文件",
        "| fail | 没有批复 | fail |",
    ):
        assert part in page
    assert "[LA-P06](LA-P06.md)" in pages["README.md"]
    assert "用例" not in rule_pages(load_pack("linan"))["LA-P06.md"]


def test_pages_of_vanished_rules_go_and_other_files_stay(tmp_path: Path) -> None:
    pages = rule_pages(load_pack("linan"))
    write_pages({**pages, "LA-Z9.md": pages["LA-F01.md"]}, tmp_path)
    (tmp_path / "notes.md").write_text("我的笔记", "utf-8")
    write_pages(pages, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*pages, "notes.md"}
