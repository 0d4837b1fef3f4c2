from decimal import Decimal

import pytest

from proposal_check.overlap.splits import Application, splits


def apply(
    name: str, project: str, modules: str = "", total: int | None = 60, unit: str = "××局"
) -> Application:
    return Application(name, unit, project, tuple(modules.split()), None if total is None else Decimal(total))


PARKING = apply("甲", "××区智慧停车系统（一期）", "泊位查询 停车收费")
REST = apply("乙", "××区智慧停车平台软件开发项目", "欠费追缴 车位预约")


def test_parts_of_one_subject_by_one_unit_are_grouped_with_their_total() -> None:
    (found,) = splits([REST, PARKING])
    assert ([m.name for m in found.members], found.total) == (["乙", "甲"], 120)
    assert splits([REST, PARKING]) == splits([PARKING, REST])


@pytest.mark.parametrize(
    "other",
    [
        apply("乙", "××区水库监测系统", "大坝监测"),
        apply("乙", "××区智慧停车系统（二期）", "欠费追缴", unit="××委"),
        apply("乙", "××区智慧停车系统（二期）", "欠费追缴", unit=""),
        apply("乙", "××区智慧停车系统（二期）", "泊位查询 停车收费管理"),
        apply("乙", "信息化建设项目", "欠费追缴"),
    ],
    ids=["another subject", "another unit", "no unit", "the same functions again", "a general name"],
)
def test_what_is_no_part(other: Application) -> None:
    assert splits([PARKING, other]) == ()


@pytest.mark.parametrize(
    ("limit", "total", "found"), [(100, 60, 1), (120, 60, 1), (121, 60, 0), (60, 60, 0), (100, None, 0)]
)
def test_a_limit_that_each_part_stays_below(limit: int, total: int | None, found: int) -> None:
    other = apply("乙", "××区智慧停车系统（二期）", "欠费追缴", total)
    assert len(splits([PARKING, other], Decimal(limit))) == found
