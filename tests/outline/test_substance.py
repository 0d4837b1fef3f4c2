"""When a section has substance."""

import pytest
from markup import parse

from proposal_check.outline.substance import judge, substance

LONG = "这里写有具体内容，" * 12


@pytest.mark.parametrize(
    ("lines", "min_chars", "verdict", "sure"),
    [
        ("", 80, "empty", True),
        ("", 0, "empty", False),
        (LONG, 80, "full", True),
        ("略", 80, "empty", True),
        ("此处略。", 2, "empty", True),
        ("待补充", 2, "empty", True),
        ("××××", 2, "empty", True),
        ("详见后续深化设计。", 40, "empty", True),
        ("详见后续深化设计。", 0, "empty", True),
        ("具体内容待中标后由承建单位另行确定。", 0, "empty", True),
        ("资金由区财政统筹安排确定。", 0, "full", True),
        ("项目中标后六个月内完成建设，实施阶段分为两期。", 0, "full", True),
        ("详见附件3。", 40, "empty", False),
        ("详见第五章（二）。", 40, "empty", False),
        ("见附表", 0, "full", True),
        ("本项目不涉及。", 40, "na", True),
        ("不涉及，利用政务云机房。", 40, "na", True),
        ("本系统不涉及国家秘密，按第二级定级备案。", 10, "full", True),
        ("无", 40, "na", True),
        (f"{LONG}。不涉及机房建设。", 80, "full", True),
        ("本系统只在单位内部运行，不使用短信平台，理由是业务不涉及对外通知，数据不出网。", 10, "full", True),
        ("公开招标", 4, "full", True),
        ("一句话。", 40, "empty", False),
        ("一句话。", 80, "empty", True),
        ("并发200，响应3秒以内。", 60, "full", True),
        ("共3项。", 60, "empty", True),
        ("这一节写了十五个字左右的内容吧", 40, "empty", False),
        ("这一节写了三十个字左右的内容，比要求短一些，但也不能说是空的一节。", 40, "full", True),
        ("| 甲 | 乙 |\n| 1 | 2 |", 80, "full", True),
        ("[图] 图1 架构", 80, "full", True),
        ("| | |\n| | |", 80, "empty", True),
    ],
)
def test_judge(lines: str, min_chars: int, verdict: str, sure: bool) -> None:
    document = parse(f"# 一、标题\n{lines}")[0].main
    assert judge(substance(document, [(0, len(document.blocks))]), min_chars)[:2] == (verdict, sure)


def test_a_run_in_heading_has_its_text() -> None:
    document = parse("# （一）项目名称：××智慧停车平台")[0].main
    assert judge(substance(document, [(0, 1)]), 4)[0] == "full"
