"""Where a cover ends, and what it says the document is called."""

import pytest
from markup import parse

from proposal_check.checks.cover import cover, plain_name, title


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("甲\n乙\n# 一、概述\n丙", 2),
        ("甲\n@toc 一、概述 1\n# 一、概述", 1),
        ("# ××建设方案\n甲\n# 一、概述", 2),
        ("# 概述\n" + "很长的正文。" * 30 + "\n# 一、目标", 0),
        ("# 一、概述", 0),
        ("甲\n| 乙 | 丙 |\n丁", 1),
        ("甲", 1),
    ],
)
def test_a_cover_ends_before_contents_or_first_chapter(text: str, end: int) -> None:
    assert cover(parse(text)[0].main) == range(end)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("《智慧停车建设方案》\n# 一、概述", "智慧停车建设方案"),
        ("项目名称：智慧停车建设方案（送审稿）\n# 一、概述", "智慧停车建设方案"),
        ("××局\n智慧停车项目\n建设方案\n2024年5月\n# 一、概述", "智慧停车项目建设方案"),
        ("申报材料清单计划\n智慧停车建设方案\n# 一、概述", "智慧停车建设方案"),
        ("| 方案名称 | 智慧停车建设方案 |\n# 一、概述", "智慧停车建设方案"),
        ("建设单位：××局\n建设方案\n# 一、概述", None),
        ("项目建设方案\n# 一、概述", None),
        ("可行性研究报告（送审稿）\n# 一、概述", None),
        ("××县智慧水利项目\n可行性研究报告\n# 一、概述", "××县智慧水利项目可行性研究报告"),
        ("智慧水利项目\n初步设计方案和投资概算\n# 一、概述", "智慧水利项目初步设计方案和投资概算"),
        ("××局\n2024年5月\n# 一、概述", None),
        ("# 一、智慧停车建设方案\n正文", None),
        ("一、可行性研究报告\n@toc 一、可行性研究报告 1\n# 一、可行性研究报告", None),
    ],
)
def test_the_name_is_the_likeliest_run_of_lines(text: str, name: str | None) -> None:
    found = title(parse(text)[0].main)
    assert (found[0] if found else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("杭 州 市 方 案 V2.0", "杭州市方案"),
        ("方案（2024修订版）", "方案"),
        ("平台（一期）建设方案", "平台（一期）建设方案"),
        ("方案名称： 甲方案", "甲方案"),
    ],
)
def test_labels_and_versions_are_no_part_of_a_name(text: str, name: str) -> None:
    assert plain_name(text) == name
