from decimal import Decimal

import pytest
from markup import parse

from proposal_check.budget.reading import read_budget
from proposal_check.model.outline import OutlineReading
from proposal_check.overlap.amounts import amount_of
from proposal_check.overlap.modules import find_modules

TABLE = """表1 应用软件开发概算（单位：万元）
| 序号 | 功能模块 | 功能 | 数量 | 单价 | 小计 |
| 1 | 停车收费 | 计费 | 1 | 3.00 | 3.00 |
| 2 | 停车诱导 | 发布 | 1 | 2.50 | 2.50 |
| 3 | 欠费追缴 | 催缴 | | | |
| | 合计 | | | | 5.50 |"""


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (TABLE, {"停车收费": 30000, "停车诱导": 25000, "欠费追缴": None}),
        (
            f"# 一、系统功能设计\n1. 停车诱导管理\n# 二、概算\n{TABLE}",
            {"停车诱导管理": 25000, "停车收费": 30000},
        ),
        ("# 一、系统功能设计\n1. 停车诱导", {"停车诱导": None}),
    ],
)
def test_a_module_costs_what_its_row_says(markup: str, expected: dict[str, int | None]) -> None:
    submission, _ = parse(markup)
    budget = read_budget(submission.main)
    found = {m.name: amount_of(m.anchor, budget) for m in find_modules(submission.main, OutlineReading(()))}
    for name, amount in expected.items():
        assert found[name] == (None if amount is None else Decimal(amount))
