"""The summary in the terminal."""

import io
from pathlib import Path

from report import samples
from rich.console import Console

from proposal_check.model.finding import Review
from proposal_check.report.to_terminal import print_summary


def summary(review: Review, *files: Path) -> str:
    console = Console(record=True, width=100, file=io.StringIO())
    print_summary(review, samples.pack(Path()), console, files)
    return console.export_text()


def test_it_says_conclusion_counts_opinions_gaps_and_files() -> None:
    text = summary(samples.review(12), Path("out/letter.docx"))
    assert "结论：修改后再报" in text
    assert "不符合 9  人工核查 1  未检 1  符合 0  不适用 1" in text
    assert "1. 方案名称与规定格式不一致  LA-F01" in text
    assert "第十一章（二）表1第2行、第3行：" in text
    assert "没有检查或不能判定 6 项" in text
    assert "letter.docx" in text


def test_a_clean_review_is_short() -> None:
    text = summary(samples.clean_review())
    assert "所有要求都已检查" in text
    assert "必须修改" not in text


def test_text_of_a_document_is_no_console_markup() -> None:
    found = samples.finding(0, message="[bold]甲[/bold] [link=x]")
    assert "[bold]甲[/bold] [link=x]" in summary(samples.review(1, findings=(found,)))


def test_many_findings_are_cut_not_lost() -> None:
    found = tuple(samples.finding(5, id=str(i), message=f"第{i}项不符") for i in range(50))
    assert "另有 46 处" in summary(samples.review(1, findings=found))
