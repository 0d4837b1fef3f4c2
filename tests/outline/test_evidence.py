"""When text treats an item that has no heading of its own."""

import pytest
from markup import parse

from proposal_check.outline.evidence import treatment
from proposal_check.packs.schema import OutlineItem

ITEM = OutlineItem(id="1", title="开发资金概算", keywords=[["系统开发", "开发费"], ["万元", "金额"]])


@pytest.mark.parametrize(
    ("lines", "treated"),
    [
        ("后台系统开发需投入38万元。", True),
        ("后台系统开发分两期。", False),
        # a row is read under its header
        ("| 类别 | 金额（元） |\n| 后台系统开发 | 38000 |", True),
        ("| 类别 | 工期 |\n| 后台系统开发 | 两个月 |", False),
        # two rows are two things
        ("| 类别 | 内容 |\n| 后台系统开发 | 两个月 |\n| 监理 | 2万元 |", False),
    ],
)
def test_words_of_every_group_stand_together(lines: str, treated: bool) -> None:
    document = parse(lines)[0].main
    scope = range(len(document.blocks))
    assert bool(treatment(document, ITEM, scope, by_words=True).blocks) is treated
