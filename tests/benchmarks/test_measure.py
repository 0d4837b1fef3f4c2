"""The scores themselves: what is right counts, what is lost, moved or invented does not."""

from dataclasses import replace
from typing import Any

import pytest
from benchmarks.measure.goals import Goal
from benchmarks.measure.reading import Reading, cell_score, heading_f1
from benchmarks.measure.repairs import measure_repairs
from benchmarks.peers.adapters import from_markdown
from benchmarks.submissions.build import build
from benchmarks.submissions.formatting import FORMATS

HEADINGS = [("一、", "概述", 1), ("（一）", "名称", 2)]
ROWS = [["序号", "名称", "金额"], ["1", "服务器", "3.00"], ["2", "交换机", "1.20"]]
TRUTH: dict[str, Any] = {
    "headings": [{"number": n, "title": t, "level": lv} for n, t, lv in HEADINGS],
    "tables": [
        {
            "rows": 3,
            "cols": 3,
            "header_rows": 1,
            "cells": [[r + 1, c + 1, 1, 1, text] for r, row in enumerate(ROWS) for c, text in enumerate(row)],
        }
    ],
}
EXACT = Reading(HEADINGS, [ROWS], (0,))


@pytest.mark.parametrize(
    ("headings", "f1"),
    [
        (HEADINGS, 1.0),
        (HEADINGS[:1], 2 / 3),
        ([*HEADINGS, ("（二）", "正文", 2)], 0.8),
        ([("一、", "概述", 1), ("（一）", "名称", 3)], 0.5),
        ([("", "概述", 1), ("（一）", "名称", 2)], 0.5),
        ([], 0.0),
    ],
)
def test_a_heading_counts_when_number_title_and_level_are_right(
    headings: list[tuple[str, str, int]], f1: float
) -> None:
    assert heading_f1(replace(EXACT, headings=headings), TRUTH) == pytest.approx(f1)


@pytest.mark.parametrize(
    ("tables", "right"),
    [
        ([ROWS], 9),
        ([ROWS[:2], ROWS[2:]], 9),
        ([ROWS[:2], [ROWS[0], ROWS[2]]], 9),
        ([ROWS[:2]], 6),
        ([[ROWS[0], ["1", "服务器", "3.10"], ROWS[2]]], 8),
        ([[ROWS[0], ["1", "3.00", "服务器"], ROWS[2]]], 7),
        ([], 0),
    ],
)
def test_a_cell_counts_when_its_text_row_and_column_are_right(
    tables: list[list[list[str]]], right: int
) -> None:
    reading = replace(EXACT, tables=tables, keys=tuple(range(len(tables))))
    assert cell_score(reading, TRUTH) == (right, 9)


def test_markdown_of_a_peer() -> None:
    headings, tables = from_markdown(
        "# 一、 **概述**\n\n| 名称 | 金额 |\n|---|---:|\n| 服务器 | 3.00 |\n\n## 2.1 范围\n"
    )
    assert headings == [("一、", "概述", 1), ("2.1", "范围", 2)]
    assert tables == [[["名称", "金额"], ["服务器", "3.00"]]]


def test_the_truth_of_a_built_file_scores_full() -> None:
    truth = build("smart_parking", "typed", edits=["split_with_header"]).truth
    tables = []
    for table in truth["tables"]:
        rows = [[""] * table["cols"] for _ in range(table["rows"])]
        for row, col, _, _, text in table["cells"]:
            rows[row - 1][col - 1] = text
        tables.append(rows)
    reading = Reading([(h["number"], h["title"], h["level"]) for h in truth["headings"]], tables)
    right, total = cell_score(reading, truth)
    assert heading_f1(reading, truth) == 1.0
    assert right == total > 1000


@pytest.mark.parametrize(
    ("value", "reached", "verdict"), [(None, False, "未测"), (0.99, True, "达到"), (0.5, False, "未达到")]
)
def test_verdict_of_a_goal(value: float | None, reached: bool, verdict: str) -> None:
    assert Goal("标题", "≥ 0.98", value, reached).verdict == verdict


def test_formats_differ() -> None:
    files = {name: build("smart_parking", name).docx for name in FORMATS}
    assert len(set(files.values())) == len(FORMATS)


def test_repairs_name_the_wrong_number() -> None:
    found = measure_repairs(20)
    assert found.decided > 5
    assert (found.named, found.misled) == (found.decided, 0)
