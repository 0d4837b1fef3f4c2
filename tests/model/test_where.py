"""Places in words."""

import pytest
from markup import parse

from proposal_check.model.document import Anchor, Paragraph, Table
from proposal_check.model.where import where

PLAN = """
××方案
@toc 一、概述 1
又一行
# 十一、项目的投资概算
## （二）总投资概算
### 2．设备
表3 设备清单
| 名称 | 小计 |
| 甲 | 1 |
# 第3章 系统设计
## 3.2 数据设计
### 3.2.1 来源
文字甲
# 四、成本计划
## 1. 成本估算
### 1.1 人力成本
文字丙
# 结语
文字乙
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("××方案", "扉页"),
        ("一、概述 1", "目录"),
        ("又一行", "正文前"),
        ("十一、项目的投资概算", "第十一章"),
        ("2．设备", "第十一章（二）2"),
        ("表3 设备清单", "第十一章（二）2"),
        ("文字甲", "第3章3.2.1"),
        ("文字丙", "第四章1.1"),
        ("文字乙", "“结语”"),
    ],
)
def test_a_paragraph_is_placed_by_the_documents_own_numbers(text: str, expected: str) -> None:
    document = parse(PLAN)[0].main
    block = next(i for i, b in enumerate(document.blocks) if isinstance(b, Paragraph) and b.text == text)
    assert where(document, Anchor(block, 0, 1, text)) == expected


def test_a_cell_is_placed_by_table_and_row() -> None:
    document = parse(PLAN)[0].main
    block = next(i for i, b in enumerate(document.blocks) if isinstance(b, Table))
    assert where(document, Anchor(block, 0, 1, "甲", (2, 1))) == "第十一章（二）2表3第2行"
    attached = Anchor(block, 0, 1, "甲", (2, 1), document=1)
    assert where(document, attached) == "附件“方案.docx”第十一章（二）2表3第2行"


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("", "第一章第1个表格第1行"),
        ("表 2-1 清单", "第一章表2-1第1行"),
        ("附表：项目资金概算明细汇总表", "第一章“附表：项目资金概算明细汇总表”第1行"),
    ],
)
def test_a_table_is_named_by_its_caption_or_its_rank(caption: str, expected: str) -> None:
    document = parse(f"# 一、概述\n{caption}\n| 甲 |")[0].main
    block = next(i for i, b in enumerate(document.blocks) if isinstance(b, Table))
    assert where(document, Anchor(block, 0, 1, "甲", (1, 1))) == expected


def test_an_unknown_block_has_no_place() -> None:
    assert where(parse("甲")[0].main, Anchor(7, 0, 1, "乙")) == ""
