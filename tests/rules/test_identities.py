"""A broken equation of the budget reaches a finding in every pack, whatever table and category it is in."""

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest
from markup import parse
from rules.test_cases import _bound

from proposal_check.checks.budget_identity import IdentityName
from proposal_check.model.budget import BudgetReading, BudgetRow, BudgetTable, Identity, TableKind
from proposal_check.model.document import Anchor
from proposal_check.packs.load import pack_ids
from proposal_check.review.engine import judge, make_case
from proposal_check.review.readings import Once, readings

# I12 compares inventories and is never broken: it always asks a person.
IN_TABLES = tuple(name for name in get_args(IdentityName) if name != "I12")
CATEGORIES = ("", "硬件", "应用软件开发", "系统软件", "其他项目")
AT = Anchor(1, 0, 2, "10", (2, 2))
DOC = """# 一、投资概算
| 名称 | 金额 |
| 服务器 | 10 |
"""


def _found(pack_id: str, reading: BudgetReading) -> list[str]:
    """Give the rules of a pack that report a finding over a budget as it was read."""
    pack, rules = _bound(pack_id)
    submission, library = parse(DOC)
    made = replace(readings(submission, pack, library), budget=Once(lambda: reading))
    case = make_case(submission, pack, made)
    speaking = [
        bound
        for bound in rules.values()
        if bound.rule.check in {"budget_identity", "stated_totals_agree", "attached_budgets"}
    ]
    judged = {bound.rule.id: judge(bound, case) for bound in speaking}
    return [rule for rule, found in judged.items() if any(f.outcome == "fail" for f in found.findings)]


def _broken(name: str, table: int | None = 1) -> Identity:
    one = Decimal(1)
    return Identity(name, "broken", "服务器", "1 × 1 = 1 ≠ 2（元）", one, 2 * one, one, (AT,), table)


def _reading(name: str, kind: TableKind, category: str) -> BudgetReading:
    row = BudgetRow(2, "item", 1, category, "服务器", {}, AT)
    table = BudgetTable(1, kind, "", "元", "header", {"name": 1, "amount": 2}, 1, (row,))
    return BudgetReading((table,), (_broken(name),))


@pytest.mark.parametrize("pack_id", pack_ids())
@pytest.mark.parametrize("name", IN_TABLES)
def test_a_broken_equation_of_a_table_is_found_once(pack_id: str, name: str) -> None:
    found = {
        (kind, category): _found(pack_id, _reading(name, kind, category))
        for kind in get_args(TableKind)
        for category in CATEGORIES
    }
    assert {key: rules for key, rules in found.items() if len(rules) != 1} == {}


@pytest.mark.parametrize("pack_id", pack_ids())
@pytest.mark.parametrize("name", ["I1", "I2"])
def test_a_broken_equation_of_the_text_is_found_once(pack_id: str, name: str) -> None:
    assert len(_found(pack_id, BudgetReading(identities=(_broken(name, None),)))) == 1


@pytest.mark.parametrize("pack_id", pack_ids())
@pytest.mark.parametrize("name", ["I6", "I10"])
def test_totals_that_differ_are_found_once(pack_id: str, name: str) -> None:
    reading = _reading("I1", "detail", "")
    total = replace(reading.tables[0].rows[0], amount=None)
    identity = replace(_broken(name), subject="合计")
    other = replace(identity, subject="总计", stated=Decimal(3), anchors=(Anchor(1, 0, 1, "3", (1, 1)),))
    tables = (replace(reading.tables[0], rows=(total,)),)
    assert len(_found(pack_id, replace(reading, tables=tables, identities=(identity, other)))) == 1


@pytest.mark.parametrize("pack_id", pack_ids())
def test_a_broken_equation_of_an_attached_budget_is_found_once(pack_id: str) -> None:
    pack, rules = _bound(pack_id)
    submission, library = parse(f"{DOC}@attached 概算.xlsx\n{DOC}")
    reading = BudgetReading(attached=(_reading("I1", "summary", ""),))
    made = replace(readings(submission, pack, library), budget=Once(lambda: reading))
    case = make_case(submission, pack, made)
    judged = [judge(b, case) for b in rules.values() if b.rule.check == "attached_budgets"]
    assert [f.outcome for one in judged for f in one.findings] == ["fail"]
