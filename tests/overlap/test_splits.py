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


def test_a_total_that_is_not_known_leaves_the_sum_open() -> None:
    (found,) = splits([PARKING, apply("乙", "××区智慧停车系统（二期）", "欠费追缴", None)])
    assert found.total is None


def test_a_part_named_in_brackets_is_a_part() -> None:
    dam = apply("甲", "××市水库安全监测系统（大坝部分）", "大坝渗流监测")
    rain = apply("乙", "××市水库安全监测系统（水雨情子系统）", "雨量自动测报")
    assert len(splits([dam, rain])) == 1
